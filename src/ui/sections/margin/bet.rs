//! The bet on leverage: does ten times mean ten per cent?

use crate::engine::units::Saturating as _;
use crate::figures::EquityFigure;
use crate::figures::equity::bet::percent;
use crate::figures::numbers::exact;
use crate::ui::components::BetCard;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// Asks for the move that liquidates.
#[component]
pub fn Bet() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().equity_bet();
    let bet = move || state.equity.get().ok().map(|figure| figure.bet.clone());
    let question = move || {
        bet().map(|bet| w.question(&exact(bet.leverage, words()), &percent(bet.naive, words()))).unwrap_or_default()
    };
    let answer = move || state.equity.get().map(|figure| answer_text(&figure)).unwrap_or_default();
    view! {
        <BetCard id="equity-bet-question" question=Signal::derive(question) answers=w.answers() reveal=state.equity_reveal
            right=Signal::derive(move || bet().and_then(|bet| bet.answer())) answer=Signal::derive(answer)/>
    }
}

fn answer_text(figure: &EquityFigure) -> String {
    let bet = &figure.bet;
    let (Some(real), Some(answer)) = (bet.real, bet.answer()) else { return String::new() };
    let w = words().equity_bet();
    let short = percent(bet.naive.sat_sub(real).abs(), words());
    let real = percent(real, words());
    match (bet.pure, bet.bust) {
        (true, _) => w.reveals(&percent(bet.naive, words()), &real, &short).into_iter().nth(answer).unwrap_or_default(),
        (false, Some(bust)) => w.other(&percent(bust, words()), &real),
        (false, None) => w.plain(&real),
    }
}
