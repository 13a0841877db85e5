//! The bet: when does a price that never moves liquidate this position?

use crate::engine::scenario::ParameterId as P;
use crate::figures::numbers::exact;
use crate::ui::components::BetCard;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// The card.
#[component]
pub fn Bet() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().staircase();
    let rate = move || words().numbers().percent(&exact(state.scenario().number(P::FundingRate), words()));
    let right = move || state.staircase.with(|figure| figure.as_ref().ok().map(|figure| figure.answer()));
    let answer = move || state.staircase.get().map(|figure| figure.answer_in_words(words())).unwrap_or_default();
    view! {
        <BetCard id="staircase-question" question=Signal::derive(move || w.question(&rate())) answers=w.answers()
            reveal=state.staircase_reveal right=Signal::derive(right) answer=Signal::derive(answer)/>
    }
}
