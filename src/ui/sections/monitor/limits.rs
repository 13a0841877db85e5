//! What a limit costs, and the setting behind it.

use super::Monitor;
use crate::engine::scenario::ParameterId as P;
use crate::figures::monitor::runlength;
use crate::figures::prerender::high;
use crate::ui::components::{FigureFrame, NumberSetting};
use crate::ui::state::{State, words};
use crate::ui::watching::watching;
use leptos::prelude::*;

/// The figure.
#[component]
pub fn RunLengthFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let limits = watching().monitor.limits;
    let frames = high(runlength::HEIGHTS);
    let said = Signal::derive(move || limits.get().map(|figure| figure.said(words())).unwrap_or_default());
    view! {
        <FigureFrame name=runlength::NAME model=Monitor::model(limits) frames frame=RwSignal::new(frames.0)
            reset=move |()| state.reset(&[P::WatchRunLength]) overlay=()>
            <NumberSetting id=P::WatchRunLength helped=true said/>
        </FigureFrame>
    }
}
