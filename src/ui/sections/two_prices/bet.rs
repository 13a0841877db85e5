//! The bet: how far apart after sixty days?

use crate::figures::GapFigure;
use crate::figures::bet::FROM;
use crate::figures::days::LAST_DAY;
use crate::figures::numbers::grouped;
use crate::ui::components::BetCard;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// The card.
#[component]
pub fn Bet() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().bet();
    let question = w.question(&words().numbers().ungrouped(FROM), &words().numbers().ungrouped(LAST_DAY));
    let right = move || state.gap.with(|gap| gap.as_ref().ok().and_then(|gap| gap.bet.answer()));
    let answer = move || state.gap.get().map(|gap| answer_text(&gap)).unwrap_or_default();
    view! {
        <BetCard id="bet-question" question answers=w.answers() drawn=true reveal=state.reveal
            right=Signal::derive(right) answer=Signal::derive(answer)/>
    }
}

fn answer_text(figure: &GapFigure) -> String {
    let bet = &figure.bet;
    let apart = |conservative| figure.apart(conservative, words());
    let (Some(ratio), Some(before), Some(after)) = (bet.ratio(), apart(bet.earlier), apart(bet.later)) else {
        return String::new();
    };
    words().bet().reveal(
        &after,
        &before,
        &words().numbers().ungrouped(bet.from),
        &grouped(ratio, 2, words()),
        &words().numbers().ungrouped(bet.to),
    )
}
