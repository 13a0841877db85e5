//! Section “One forced close, paid for”: the waterfall of one forced close, what decides it, and the bet on who keeps the rest.

mod bet;
mod controls;
mod figure;
mod state;

pub use bet::Bet;
pub use figure::WaterfallFigure;
pub use state::Close;
