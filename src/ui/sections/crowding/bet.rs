//! The bet: which of the two markets loses more accounts?

use crate::ui::components::BetCard;
use crate::ui::state::words;
use crate::ui::watching::watching;
use leptos::prelude::*;

/// The card.
#[component]
pub fn Bet() -> impl IntoView {
    let crowding = watching().crowding;
    let right = move || crowding.figure.with(|figure| figure.as_ref().and_then(|figure| figure.answer()));
    let answer =
        move || crowding.figure.with(|figure| figure.as_ref().map(|f| f.answer_in_words(words())).unwrap_or_default());
    view! {
        <BetCard id="crowding-question" question=Signal::derive(|| words().crowding().question().to_owned())
            answers=words().crowding().answers() reveal=crowding.reveal right=Signal::derive(right) answer=Signal::derive(answer)/>
    }
}
