//! The figure with its controls.

use super::formula::LiveFormula;
use super::list::List;
use super::rates_switch::RatesSwitch;
use crate::engine::scenario::ParameterId as P;
use crate::figures::Figure;
use crate::figures::prerender::high;
use crate::figures::venues::{self, draw};
use crate::ui::components::{ChoiceSetting, FigureFrame};
use crate::ui::state::{State, framed};
use leptos::prelude::*;
use std::sync::Arc;

/// What the figure's own Reset puts back.
const OWN: [P; 2] = [P::Venue, P::Table];

/// The figure.
#[component]
pub fn VenuesFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frames = high(draw::HEIGHTS);
    let frame = RwSignal::new(frames.0);
    let pinned = Signal::derive(move || state.pins.venues.get().ok().map(|f| -> Arc<dyn Figure> { f }));
    view! {
        <FigureFrame name=venues::NAME model=Signal::derive(move || framed(state.venues.get())) frames frame
            reset=move |()| state.reset(&OWN) pinned overlay=view! { <List frame/> }>
            <LiveFormula/>
            <div class="choices-grid"><RatesSwitch/><ChoiceSetting id=P::Venue/></div>
        </FigureFrame>
    }
}
