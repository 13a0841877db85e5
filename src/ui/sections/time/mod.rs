//! Section “Time”: the band over price and time, the months that touch it, and the bet on how many do.

mod bet;
mod controls;
mod figure;

pub use bet::Bet;
pub use figure::{HorizonFigure, MultiplesFigure, OWN, watch};

use crate::figures::horizon;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// Something that the band has to say; the default where there is no band.
fn known<T: Default>(state: State, say: impl FnOnce(&horizon::HorizonFigure) -> T) -> T {
    state.horizon.with(|band| band.as_ref().and_then(|band| band.as_deref().ok()).map(say)).unwrap_or_default()
}

/// How many months have touched the conservative edge, and the chance of it.
fn conservative(state: State) -> (String, String) {
    known(state, |band| {
        let ([_, months], [_, chance]) = (band.count(words()), band.chance(words()));
        (months, chance)
    })
}
