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
    // Until the worker has answered the card stands as the build has drawn it, and no guess is right or wrong.
    let right = move || figure().map_or(Some(usize::MAX), |figure| figure.answer());
    let unknown = || words().monitor().answer_unknown().to_owned();
    let answer = move || figure().map_or_else(unknown, |figure| figure.answer_in_words(words()));
    view! {
        <BetCard id="monitor-question" question=Signal::derive(question) answers=words().monitor().answers()
            reveal=monitor.reveal right=Signal::derive(right) answer=Signal::derive(answer)/>
    }
}
