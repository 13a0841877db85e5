//! The budget's one line about the book.

use crate::engine::scenario::Scenario;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// How much slippage counts in the gap, from where, and the way to the book.
#[component]
pub fn InBudget() -> impl IntoView {
    let state = expect_context::<State>();
    let slippage = state.part(Scenario::slippage);
    let said = move || {
        let book = state.book.get().ok();
        slippage
            .get()
            .map(|slippage| crate::figures::book::in_budget(book.as_deref(), slippage, words()))
            .unwrap_or_default()
    };
    view! { <p class="under">{said} " " <a href="#book">{words().book().budget_link()}</a></p> }
}
