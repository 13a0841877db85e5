//! The figures: the band at one leverage with its handle, and the small multiples.

use super::controls::Controls;
use super::{conservative, known};
use crate::engine::scenario::ParameterId as P;
use crate::figures::horizon::{self, HEIGHTS, MONTHS, multiples};
use crate::figures::prerender::high;
use crate::figures::{Figure, Frame};
use crate::ui::components::{DayHandle, FigureFrame, FigureModel};
use crate::ui::hooks::once_near;
use crate::ui::state::{State, words};
use crate::words::Count;
use crate::words::errors::sentence;
use leptos::prelude::*;
use std::sync::Arc;

/// What the figure's own Reset puts back.
pub const OWN: [P; 7] = [P::Volatility, P::FundingRate, P::Days, P::AddedMargin, P::AddedDay, P::Drift, P::Seed];

/// Has the months drawn once the section comes near the screen; until then the pictures of the build stand.
pub fn watch(state: State) {
    once_near("time", state.time_is_near);
}

/// A figure of the band, or why there is none.
fn model(state: State, figure: fn(Arc<horizon::HorizonFigure>) -> Arc<dyn Figure>) -> Signal<FigureModel> {
    Signal::derive(move || {
        let band = state.horizon.get().ok_or_else(String::new)?;
        band.map(figure).map_err(|error| sentence(&error, words()))
    })
}

/// The figure of one leverage.
#[component]
pub fn HorizonFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frames = high(HEIGHTS);
    let frame = RwSignal::new(frames.0);
    view! {
        <FigureFrame name=horizon::NAME model=model(state, |band| band) frames frame reset=move |()| state.reset(&OWN)
            overlay=view! { <Handle frame/> }>
            <Controls/>
        </FigureFrame>
    }
}

/// The small multiples.
#[component]
pub fn MultiplesFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let (model, frames) = (model(state, |band| Arc::clone(&band.multiples) as _), multiples::FRAMES);
    view! {
        <FigureFrame name=multiples::NAME model frames frame=RwSignal::new(frames.0) reset=move |()| state.reset(&OWN) overlay=()>
            ""
        </FigureFrame>
    }
}

/// The handle, which says how many months.
#[component]
fn Handle(frame: RwSignal<Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().horizon();
    // Where the plot begins and ends in its frame, in CSS pixels.
    let span = move || {
        let frame = frame.get();
        known(state, |band| horizon::draw::plot(band, words(), frame).area.across())
    };
    let said = move || {
        let (n, _) = conservative(state);
        let day = words().numbers().ungrouped(state.scenario().days());
        w.handle_value(&words().numbers().ungrouped(MONTHS), &day, Count::read(&n))
    };
    view! { <DayHandle name=w.handle() span=Signal::derive(span) said=Signal::derive(said)/> }
}
