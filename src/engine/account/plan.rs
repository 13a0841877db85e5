//! A list of steps, with the account and its two prices after each.

use super::no_price::Reading;
use super::steps::{State, Step, Terms};
use crate::engine::Error;
use crate::engine::error::Part;
use crate::engine::units::Price;

/// The account after a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// The step.
    pub step: Step,
    /// What there is then.
    pub state: State,
    /// The prices of the position then, seen from the price of the step; `None` without a position.
    pub reading: Option<Reading>,
}

/// Takes steps one after the other. Errors: the first step that cannot be taken, by its number; those before it stand.
pub fn run(start: State, steps: &[Step], terms: &Terms) -> (Vec<After>, Result<(), Error>) {
    let mut done: Vec<After> = Vec::with_capacity(steps.len());
    let (mut state, mut mark) = (start, None);
    for (number, step) in (1..).zip(steps) {
        mark = price_of(step).or(mark);
        let taken = state.after(*step, terms).and_then(|next| {
            let reading = match mark {
                Some(mark) => next.reading(mark, terms)?,
                None => None,
            };
            Ok(After { step: *step, state: next, reading })
        });
        match taken {
            Ok(after) => {
                state = after.state;
                done.push(after);
            }
            Err(error) => return (done, Err(error.inside(Part::Step(number)))),
        }
    }
    (done, Ok(()))
}

/// The price that a step speaks of.
fn price_of(step: &Step) -> Option<Price> {
    match step {
        Step::Open { price, .. }
        | Step::Add { price, .. }
        | Step::Reduce { price, .. }
        | Step::Close { price }
        | Step::Flip { price, .. } => Some(*price),
        Step::MoveMargin { mark, .. } | Step::Funding { mark, .. } => Some(*mark),
        Step::ChangeLeverage { .. } | Step::Deposit { .. } => None,
    }
}
