//! What a reader holds: a position that changes step by step, and an account of several.
//!
//! Lives here: `steps` (open, add, reduce, close, flip, margin, leverage, funding, and the rules of who keeps what), `plan` (a list of them with
//! the prices after each), `portfolio` (positions, collateral coins, shared requirements), `along` (where a move of several prices at once
//! liquidates), `standing` (equity against requirement at prices), `no_price` (why there is no price). May use: `engine::margin`, `engine::costs`.
//!
//! Source: accounts sections 1 to 3.

pub mod along;
pub mod no_price;
pub mod plan;
pub mod portfolio;
pub mod standing;
pub mod steps;

pub use along::Crossing;
pub use no_price::{NoPrice, Reading, read};
pub use plan::{After, run};
pub use portfolio::{Coins, Market, Mode, Portfolio, Row, Sharing};
pub use standing::Standing;
pub use steps::{Held, State, Step, StepRules, Terms};
