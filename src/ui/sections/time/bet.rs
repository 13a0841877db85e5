//! The bet: how many of fifty months?

use super::{conservative, known};
use crate::figures::days::days_in_words;
use crate::figures::horizon::{HorizonFigure, MONTHS};
use crate::ui::components::BetCard;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// The card.
#[component]
pub fn Bet() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().horizon();
    let all = || words().numbers().ungrouped(MONTHS);
    let question = move || {
        let days = days_in_words(state.scenario().days(), words());
        w.question(&all(), &days, &known(state, |band| band.volatility(words())))
    };
    let answer = move || {
        let (n, chance) = conservative(state);
        if n.is_empty() { n } else { w.reveal(&all(), &chance, &n) }
    };
    view! {
        <BetCard id="months-question" question=Signal::derive(question) answers=w.answers() drawn=true reveal=state.horizon_reveal
            right=Signal::derive(move || known(state, HorizonFigure::answer)) answer=Signal::derive(answer)/>
    }
}
