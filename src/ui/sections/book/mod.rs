//! Section “The thin book”: the levels that a forced close meets, dragged by hand, and what size costs there.

mod bet;
mod controls;
mod figures;
mod handles;
mod in_budget;
mod met;

pub use bet::Bet;
pub use figures::{BookFigure, CostFigure, DepthsFigure, OWN};
pub use in_budget::InBudget;
pub use met::Met;
