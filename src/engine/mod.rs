//! The risk engine: pure functions that answer questions about a position.
//!
//! Lives here: files that people have (`import`, which with `saved` alone may use `serde_json` and `csv`), the reader's account beside the page's trade (`own`), positions that change and accounts of several, the checked number types, venue rules, what trading and holding cost, how a liquidated account is settled,
//! the two prices and their budget, the cascade of a whole market, who stands on the other side, the jobs in which long questions are worked on, seeded chance, numerical
//! tools (`numeric`), the
//! scenario they are asked about, the checks of a trade and its words.
//! May use: `rust_decimal`, `serde`, `libm`. Never a DOM, a clock or ambient randomness.

pub mod account;
pub mod band;
pub mod cascade;
pub mod checks;
pub mod costs;
pub mod echo;
pub mod error;
pub mod import;
pub mod jobs;
pub mod makers;
pub mod margin;
pub mod monitor;
pub mod numeric;
pub mod own;
pub mod random;
pub mod saved;
pub mod scenario;
pub mod settlement;
pub mod terms;
pub mod units;

pub use error::{Cause, Error};
