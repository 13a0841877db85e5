//! A radio button over each name of the picture: a click, a tap or the arrow keys choose the rule.

use crate::engine::margin::VenueId;
use crate::engine::scenario::ParameterId as P;
use crate::figures::Frame;
use crate::figures::venues::layout::{Layout, layout};
use crate::ui::hooks::{use_box, use_checked};
use crate::ui::state::{State, words};
use leptos::html::{Div, Input};
use leptos::prelude::*;

/// The buttons, in the order of the names.
#[component]
pub fn List(frame: RwSignal<Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let places = Memo::new(move |_| {
        let empty = Layout { panels: Vec::new(), names: Vec::new() };
        state.venues.with(|figure| figure.as_ref().map_or(empty, |figure| layout(figure, words(), frame.get())))
    });
    // Nobody can choose before the page is alive, and the names stand in the picture.
    let venues = move || {
        let names = |places: &Layout| places.names.iter().map(|(venue, _)| *venue).collect::<Vec<_>>();
        if state.alive.get() { places.with(names) } else { Vec::new() }
    };
    view! {
        <div class="picks" role="radiogroup" aria-label=words().venues().choose()>
            <For each=venues key=|venue| *venue let:venue><Pick venue places/></For>
        </div>
    }
}

#[component]
fn Pick(venue: VenueId, places: Memo<Layout>) -> impl IntoView {
    let state = expect_context::<State>();
    let (place, input) = (NodeRef::<Div>::new(), NodeRef::<Input>::new());
    let stands = move || {
        let of = |(_, place): &(VenueId, _)| *place;
        places.with(|all| all.names.iter().find(|(other, _)| *other == venue).map(of).unwrap_or_default())
    };
    use_box(place, Signal::derive(stands));
    let said = move || {
        let price = state.venues.with(|figure| {
            figure.as_ref().ok().and_then(|figure| figure.row(venue).map(|row| figure.said(row, words())))
        });
        format!("{}{}{}", words().venue(venue), words().lists().comma(), price.unwrap_or_default())
    };
    let is_chosen = state.part(move |s| s.venue().id == venue);
    use_checked(input, state.renewed, is_chosen);
    let choose = move |_| state.attempt(P::Venue.row().key, &|s| Ok(s.choosing(venue)));
    view! {
        <div class="pick" node_ref=place>
            <input type="radio" name="pick-venue" value=venue.key() aria-label=said checked=is_chosen.get_untracked() node_ref=input on:change=choose/>
        </div>
    }
}
