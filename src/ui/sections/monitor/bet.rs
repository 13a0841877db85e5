//! The bet: which lane notices first?

use crate::ui::components::BetCard;
use crate::ui::state::words;
use crate::ui::watching::watching;
use leptos::prelude::*;

/// The card.
#[component]
pub fn Bet() -> impl IntoView {
    let monitor = watching().monitor;
    let figure = move || monitor.figure.get();
    let question = move || figure().map(|figure| figure.question(words())).unwrap_or_default();
    // Until the worker has answered the card stands as the build has drawn it.
    let right = move || figure().map_or(Some(0), |figure| figure.answer());
    let answer = move || figure().map(|figure| figure.answer_in_words(words())).unwrap_or_default();
    view! {
        <BetCard id="monitor-question" question=Signal::derive(question) answers=words().monitor().answers()
            reveal=monitor.reveal right=Signal::derive(right) answer=Signal::derive(answer)/>
    }
}
