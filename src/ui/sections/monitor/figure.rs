//! The two lanes with their clock and what is injected.

use super::Monitor;
use super::controls::Controls;
use crate::engine::jobs::watching::asked::WEIGHTS;
use crate::engine::scenario::ParameterId as P;
use crate::figures::monitor;
use crate::figures::prerender::high;
use crate::ui::components::FigureFrame;
use crate::ui::state::State;
use crate::ui::watching::watching;
use leptos::prelude::*;

/// What the figure's own Reset puts back.
const OWN: [P; 10] = {
    let [a, b, c, d, e, f] = WEIGHTS;
    [P::Injected, P::InjectedAt, P::WatchSecond, P::DriftSpeed, a, b, c, d, e, f]
};

/// The figure.
#[component]
pub fn MonitorFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frames = high(monitor::HEIGHTS);
    view! {
        <FigureFrame name=monitor::NAME model=Monitor::model(watching().monitor.figure) frames frame=RwSignal::new(frames.0)
            reset=move |()| state.reset(&OWN) overlay=()>
            <Controls/>
        </FigureFrame>
    }
}
