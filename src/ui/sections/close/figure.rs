//! The waterfall with its controls.

use super::controls::Controls;
use crate::engine::scenario::ParameterId as P;
use crate::figures::prerender::high;
use crate::figures::waterfall;
use crate::ui::components::FigureFrame;
use crate::ui::state::{State, framed};
use leptos::prelude::*;

/// What the figure's own Reset puts back.
const OWN: [P; 9] = [
    P::ClosePolicy,
    P::LiquidationFee,
    P::LiquidationFeeBase,
    P::LiquidationFeeTo,
    P::ClosingFee,
    P::DepthOnePercent,
    P::CloseRest,
    P::CloseFund,
    P::CloseWinners,
];

/// The figure.
#[component]
pub fn WaterfallFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frames = high(waterfall::HEIGHTS);
    view! {
        <FigureFrame name=waterfall::NAME model=Signal::derive(move || framed(state.close.figure.get())) frames
            frame=RwSignal::new(frames.0) reset=move |()| state.reset(&OWN) overlay=()>
            <Controls/>
        </FigureFrame>
    }
}
