//! Section “Two prices”: both prices of one trade over the days, and the bet on how far apart they come.

mod bet;
mod figure;

pub use bet::Bet;
pub use figure::GapFigure;
