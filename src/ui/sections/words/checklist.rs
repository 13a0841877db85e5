//! How near each check is to its limit.

use crate::engine::scenario::{Group, PARAMETERS, ParameterId as P};
use crate::figures::checklist::{HEIGHTS, NAME};
use crate::figures::prerender::high;
use crate::ui::components::FigureFrame;
use crate::ui::state::{State, framed};
use leptos::prelude::*;

/// What the figure's own Reset puts back: the limits, and what is noted beside the trade.
fn own() -> Vec<P> {
    PARAMETERS.iter().filter(|p| p.group == Group::Checks && p.id != P::Term).map(|p| p.id).collect()
}

/// The figure.
#[component]
pub fn ChecklistFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frames = high(HEIGHTS);
    view! {
        <FigureFrame name=NAME model=Signal::derive(move || framed(state.lexicon.checklist.get())) frames
            frame=RwSignal::new(frames.0) reset=move |()| state.reset(&own()) overlay=()>
            ""
        </FigureFrame>
    }
}
