//! Section “The gap”: the budget with its switches, the gap that is accepted, and the book that the forced close meets.

mod figure;
mod ladder;
mod switches;

pub use figure::BudgetFigure;
