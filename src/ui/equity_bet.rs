//! The bet on leverage: does ten times mean ten per cent?

use crate::engine::units::Saturating as _;
use crate::figures::EquityFigure;
use crate::figures::equity::bet::percent;
use crate::figures::numbers::exact;
use crate::ui::bet::{Card, card};
use crate::ui::live::live;
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;

use leptos::prelude::*;

/// Asks for the move that liquidates.
pub fn equity_bet(state: State) -> Widget {
    let w = words().equity_bet();
    let question = live(move || {
        state.equity.get().map_or_else(
            |_| String::new(),
            |figure| {
                let bet = &figure.bet;
                w.question(&exact(bet.leverage, words()), &percent(bet.naive, words()))
            },
        )
    });
    card(Card {
        id: "equity-bet-question",
        question,
        answers: w.answers(),
        reveal: state.equity_reveal,
        right: live(move || state.equity.with(|f| f.as_ref().ok().and_then(|f| f.bet.answer()))),
        answer: live(move || state.equity.get().map(|f| answer_text(&f)).unwrap_or_default()),
    })
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
