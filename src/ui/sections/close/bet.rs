//! The bet: what part of the margin do the venue and its fund keep?

use crate::ui::components::BetCard;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// The card.
#[component]
pub fn Bet() -> impl IntoView {
    let close = expect_context::<State>().close;
    let figure = move || close.figure.get().ok();
    let question = move || figure().map(|figure| figure.question(words())).unwrap_or_default();
    let right = move || figure().and_then(|figure| figure.answer());
    let answer = move || figure().map(|figure| figure.answer_in_words(words())).unwrap_or_default();
    view! {
        <BetCard id="close-question" question=Signal::derive(question) answers=words().waterfall().answers()
            reveal=close.reveal right=Signal::derive(right) answer=Signal::derive(answer)/>
    }
}
