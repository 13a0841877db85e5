//! Drift: the meter of an input beside the error of the score, and two numbers whose comfort is false.
//!
//! Lives here: what the parts share and who asks the worker (`state`), and both figures (`figures`).

mod figures;
mod state;

pub use figures::{ComfortFigure, DriftFigure};
pub use state::{Drift, watch};
