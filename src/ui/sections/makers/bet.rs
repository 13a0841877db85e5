//! The bet: the venue doubles the rebate; are you safer?

use crate::ui::components::BetCard;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// The card.
#[component]
pub fn Bet() -> impl IntoView {
    let makers = expect_context::<State>().makers;
    let figure = move || makers.figure.get().ok();
    let question = move || figure().map(|figure| figure.question(words())).unwrap_or_default();
    let right = move || figure().and_then(|figure| figure.answer());
    let answer = move || figure().map(|figure| figure.answer_in_words(words())).unwrap_or_default();
    view! {
        <BetCard id="makers-question" question=Signal::derive(question) answers=words().makers().answers()
            reveal=makers.reveal right=Signal::derive(right) answer=Signal::derive(answer)/>
    }
}
