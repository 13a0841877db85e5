//! Section “The gap”: the budget with its switches, and the gap that is accepted.

mod figure;
mod switches;

pub use figure::BudgetFigure;
