//! The staircase with its controls.

use super::controls::Controls;
use super::handles::{PathHandles, PaymentHandle};
use crate::engine::scenario::ParameterId as P;
use crate::figures::prerender::CHART;
use crate::figures::staircase;
use crate::ui::components::FigureFrame;
use crate::ui::state::{State, framed};
use leptos::prelude::*;

/// What the figure's own Reset puts back.
pub const OWN: [P; 14] = [
    P::Payment,
    P::FundingRate,
    P::FundingInterval,
    P::FundingPattern,
    P::FundingGrowth,
    P::PremiumRule,
    P::Premium1,
    P::Premium2,
    P::Premium3,
    P::Premium4,
    P::Premium5,
    P::Premium6,
    P::PaidFrom,
    P::FreeBalance,
];

/// The figure.
#[component]
pub fn StaircaseFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frame = RwSignal::new(CHART.0);
    let taller =
        move || state.staircase.with(|figure| figure.as_ref().map_or("0", |figure| figure.taller())).to_owned();
    view! {
        <FigureFrame name=staircase::NAME model=Signal::derive(move || framed(state.staircase.get())) frames=CHART
            frame reset=move |()| state.reset(&OWN) tall=Signal::derive(taller)
            overlay=view! { <PaymentHandle frame/> <PathHandles frame/> }>
            <Controls/>
        </FigureFrame>
    }
}
