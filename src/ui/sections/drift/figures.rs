//! The two figures, and the speed of the drift.

use crate::engine::scenario::ParameterId as P;
use crate::figures::drift;
use crate::figures::prerender::high;
use crate::ui::components::{FigureFrame, NumberSetting, TaskProgress};
use crate::ui::sections::monitor::Monitor;
use crate::ui::state::{State, words};
use crate::ui::watching::watching;
use leptos::prelude::*;

/// The meter and the error.
#[component]
pub fn DriftFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let own = watching().drift;
    let frames = high(drift::HEIGHTS);
    let said = Signal::derive(move || own.figure.get().map(|figure| figure.said(words())).unwrap_or_default());
    view! {
        <FigureFrame name=drift::NAME model=Monitor::model(own.figure) frames frame=RwSignal::new(frames.0)
            reset=move |()| state.reset(&[P::DriftSpeed]) overlay=()>
            <NumberSetting id=P::DriftSpeed dom="drift-speed-here" helped=true said/>
            <TaskProgress work=own.work doing=Signal::derive(move || words().tasks().drifting())
                again=move |()| own.again.update(|n| *n = n.wrapping_add(1))/>
        </FigureFrame>
    }
}

/// The false comfort.
#[component]
pub fn ComfortFigure() -> impl IntoView {
    let own = watching().drift;
    let frames = high(drift::comfort::HEIGHTS);
    view! {
        <FigureFrame name=drift::comfort::NAME model=Monitor::model(own.comfort) frames frame=RwSignal::new(frames.0)
            reset=move |()| {} overlay=()>
            <p class="hint">{words().comfort().beside()}</p>
        </FigureFrame>
    }
}
