//! Where a link opens: at the figure where it was taken, with what was guessed there.

use crate::engine::scenario::link::{self, Opening};
use crate::figures::reveal::Reveal;
use crate::figures::{book, crowding, equity, gap, horizon, makers, monitor, staircase, waterfall};
use crate::ui::state::State;
use crate::web::host;
use leptos::prelude::*;

/// What is kept back of a figure until its bet is answered; `None` for one without a bet.
fn reveal_of(state: State, figure: &str) -> Option<RwSignal<Reveal>> {
    match figure {
        gap::NAME => Some(state.reveal),
        equity::NAME => Some(state.equity_reveal),
        book::cost::NAME => Some(state.book_reveal),
        staircase::NAME => Some(state.staircase_reveal),
        horizon::NAME | horizon::multiples::NAME => Some(state.horizon_reveal),
        makers::NAME => Some(state.makers.reveal),
        waterfall::NAME => Some(state.close.reveal),
        // Until the section answers, nothing of it is kept back.
        crowding::NAME => state.late.get_untracked().then_some(state.crowding_reveal),
        monitor::NAME => state.late.get_untracked().then_some(state.monitor_reveal),
        _ => None,
    }
}

/// Where a link that is taken at a figure now opens.
pub fn here(state: State, figure: &str) -> Opening {
    let guess = match reveal_of(state, figure).map(|reveal| reveal.get_untracked()) {
        Some(Reveal::Guess(n)) => u8::try_from(n.saturating_add(1)).ok(),
        Some(Reveal::All) => Some(0),
        Some(Reveal::Hidden) | None => None,
    };
    Opening { figure: figure.to_owned(), guess }
}

/// Takes over what was guessed where a link was taken.
pub fn guess(state: State, fragment: &str) {
    let Some(Opening { figure, guess }) = link::opening(fragment) else { return };
    if let (Some(guess), Some(reveal)) = (guess, reveal_of(state, &figure)) {
        // Answers are numbered from 1; 0 is for whoever was shown.
        reveal.set(usize::from(guess).checked_sub(1).map_or(Reveal::All, Reveal::Guess));
    }
}

/// Opens a link where it was taken.
pub fn open(state: State, fragment: &str) {
    guess(state, fragment);
    let Some(Opening { figure, .. }) = link::opening(fragment) else { return };
    if let Some(figure) = host::place("data-figure", &figure) {
        host::scroll_to(&figure);
    }
}
