//! The bet: does double the size cost double?

use crate::ui::components::BetCard;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// The card.
#[component]
pub fn Bet() -> impl IntoView {
    let state = expect_context::<State>();
    let question = move || state.book.get().map(|book| book.cost.question(words())).unwrap_or_default();
    let right = move || state.book.with(|book| book.as_ref().ok().and_then(|book| book.cost.answer()));
    let answer = move || state.book.get().map(|book| book.cost.answer_in_words(words())).unwrap_or_default();
    view! {
        <BetCard id="book-question" question=Signal::derive(question) answers=words().close_cost().answers() reveal=state.book_reveal
            right=Signal::derive(right) answer=Signal::derive(answer)/>
    }
}
