//! The line under a cost that says which book it is of: the page has several costs of one close, and one setting behind them.

use crate::engine::scenario::{ParameterId as P, Scenario};
use crate::figures::book::from_in_words;
use crate::ui::components::field_id;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// What is said of the book, and the way to the setting. Nothing where nothing is said.
#[component]
pub fn Met(#[prop(into)] said: Signal<String>) -> impl IntoView {
    let state = expect_context::<State>();
    let chosen = state.part(Scenario::book);
    let link = move || words().book().from_link(from_in_words(chosen.get(), words()), words().parameter(P::Book).label);
    view! { <p class="under" hidden=move || said.with(String::is_empty)>{said} " " <a href=format!("#{}", field_id(P::Book))>{link}</a></p> }
}
