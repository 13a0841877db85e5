//! The trial of what is claimed, with the noise that its metrics share.

use super::figure::Missing;
use crate::engine::scenario::ParameterId as P;
use crate::figures::crowding::trial;
use crate::figures::prerender::high;
use crate::ui::components::{DataTable, FigureFrame, NumberSetting};
use crate::ui::sections::monitor::Monitor;
use crate::ui::state::{State, words};
use crate::ui::watching::watching;
use leptos::prelude::*;

/// The figure.
#[component]
pub fn TrialFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let figure = watching().crowding.trial;
    let frames = high(trial::HEIGHTS);
    let w = words().trial();
    let said = Signal::derive(move || figure.get().map(|figure| figure.said(words())).unwrap_or_default());
    let sample = Signal::derive(move || figure.get().map(|figure| figure.sample(words())));
    view! {
        <FigureFrame name=trial::NAME model=Monitor::model(figure) frames frame=RwSignal::new(frames.0)
            reset=move |()| state.reset(&[P::CommonNoise]) overlay=()>
            <NumberSetting id=P::CommonNoise helped=true said/>
            <Missing id="trial-missing"/>
            <details class="data">
                <summary>{w.made()}</summary>
                <p>{w.making()}</p>
                <DataTable table=sample/>
            </details>
        </FigureFrame>
    }
}
