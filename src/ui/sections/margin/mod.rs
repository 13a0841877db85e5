//! Section 2: equity against price, and the bet on leverage.

mod bet;

pub use bet::Bet;
