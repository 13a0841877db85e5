//! The picture of makers with its controls.

use super::controls::Controls;
use crate::engine::scenario::ParameterId as P;
use crate::figures::makers;
use crate::figures::prerender::high;
use crate::ui::components::FigureFrame;
use crate::ui::state::{State, framed};
use leptos::prelude::*;

/// What the figure's own Reset puts back.
pub const OWN: [P; 9] = [
    P::MakerRebate,
    P::HalfSpread,
    P::Jump,
    P::InformedMost,
    P::ActingCost,
    P::ActingCostWidth,
    P::Tolerance,
    P::ToleranceWidth,
    P::WholeDepth,
];

/// The figure.
#[component]
pub fn MakersFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frames = high(makers::HEIGHTS);
    view! {
        <FigureFrame name=makers::NAME model=Signal::derive(move || framed(state.makers.figure.get())) frames
            frame=RwSignal::new(frames.0) reset=move |()| state.reset(&OWN) overlay=()>
            <Controls/>
        </FigureFrame>
    }
}
