//! What the incident has cost so far.

use crate::engine::scenario::ParameterId as P;
use crate::figures::drill;
use crate::figures::prerender::high;
use crate::ui::components::{ChoiceSetting, FigureFrame};
use crate::ui::sections::monitor::Monitor;
use crate::ui::state::State;
use crate::ui::watching::watching;
use leptos::prelude::*;

/// The figure.
#[component]
pub fn DrillFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frames = high(drill::HEIGHTS);
    view! {
        <FigureFrame name=drill::NAME model=Monitor::model(watching().drill.figure) frames frame=RwSignal::new(frames.0)
            reset=move |()| state.reset(&[P::DrillSet, P::DrillPauses]) overlay=()>
            <div class="choices-grid"><ChoiceSetting id=P::DrillSet/><ChoiceSetting id=P::DrillPauses/></div>
        </FigureFrame>
    }
}
