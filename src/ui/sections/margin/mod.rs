//! Section “Margin”: equity against price with its two handles, and the bet on leverage.

mod bet;
mod figure;
mod handles;

pub use bet::Bet;
pub use figure::EquityFigure;
