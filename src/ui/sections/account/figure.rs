//! The account in its frame: the picture, the prices of each position beside what its venue prints, and the positions by hand.

use super::rows::Positions;
use super::state::join;
use crate::engine::own::TIMES;
use crate::figures::Figure as _;
use crate::figures::account::{AccountFigure as Model, NAME};
use crate::figures::prerender::CHART;
use crate::ui::components::{DataTable, FigureFrame};
use crate::ui::state::{State, framed, words};
use crate::web::host;
use leptos::prelude::*;
use std::sync::Arc;

/// The figure.
#[component]
pub fn AccountFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let figure = state.own.figure;
    view! {
        <FigureFrame name=NAME model=Signal::derive(move || framed(figure.get())) frames=CHART frame=RwSignal::new(CHART.0)
            reset=move |()| forget(state) overlay=()>
            <Prices figure/>
            <Positions/>
            <Take/>
        </FigureFrame>
    }
}

/// Takes the account to the cascade, and the reader with it.
#[component]
fn Take() -> impl IntoView {
    let state = expect_context::<State>();
    let take = move |_| {
        if state.own.peek().joins.is_none() {
            join(state, TIMES.first().copied());
        }
        if let Some(section) = host::place("id", "cascade") {
            host::scroll_to(&section);
        }
    };
    view! { <button type="button" class="button take" on:click=take>{words().joined().take()}</button> }
}

/// Lets go of the account: the example stands again. Undo brings it back.
fn forget(state: State) {
    let w = words().controls();
    if !state.own.peek().is_own() {
        return state.say(w.nothing_to_reset(), false);
    }
    // The settings stay as they are, and had an answer.
    state.take(state.peek(), Arc::default(), "account").unwrap_or_default();
    state.say(w.was_reset(), true);
}

/// Both prices of each position and what its venue prints, and what makes the difference.
#[component]
fn Prices(figure: Memo<crate::ui::state::Answer<Model>>) -> impl IntoView {
    let table = Signal::derive(move || figure.get().ok().map(|figure| figure.table(words())));
    let whys = move || {
        let whys = figure.get().map(|figure| figure.whys(words())).unwrap_or_default();
        whys.into_iter().map(|why| view! { <li>{why}</li> }).collect_view()
    };
    view! {
        <div class="own-prices"><DataTable table/></div>
        <ul class="whys">{whys}</ul>
    }
}
