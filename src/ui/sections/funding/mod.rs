//! Section “Funding”: funding over cycles, and the day on which a market that never moves liquidates.

mod bet;
mod controls;
mod figure;
mod handles;

pub use bet::Bet;
pub use figure::{OWN, StaircaseFigure};
