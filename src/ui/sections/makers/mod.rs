//! Section “Why quotes leave”: makers under a rebate, the bet on twice of it, and the depth taken elsewhere.

mod bet;
mod controls;
mod figure;
mod state;

pub use bet::Bet;
pub use figure::{MakersFigure, OWN};
pub use state::Makers;
