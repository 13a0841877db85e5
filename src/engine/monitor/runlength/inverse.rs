//! From the run length that is wanted to the limit that gives it.

use crate::engine::error::{Field, MonitorProblem, within};
use crate::engine::numeric::root;
use crate::engine::{Cause, Error};
use std::ops::Bound;

/// Most steps to bracket a limit.
const MOST_STEPS: u32 = 60;

/// The limit between two at which the mean run length is as wanted. The run length must rise with the limit; one too long to be told from never
/// counts as longer. Errors: a run length that is not above 1, or that no limit of the range gives.
pub fn limit_for(wanted: f64, (low, high): (f64, f64), mean: impl Fn(f64) -> Result<f64, Error>) -> Result<f64, Error> {
    within(Field::RunLength, wanted, (Bound::Excluded(1.0), Bound::Included(super::kernel::LONGEST)))?;
    let apart = |limit: f64| mean(limit).map_or(f64::INFINITY, |mean| libm::log(mean / wanted));
    let none = || Error::at(Field::RunLength, Cause::Monitor(MonitorProblem::NoSuchLimit));
    if apart(low) > 0.0 {
        return Err(none());
    }
    // Grow toward the upper end, so that no run longer than needed is solved.
    let mut top = low + 0.125 * (high - low).min(8.0);
    for _ in 0..MOST_STEPS {
        if apart(top) >= 0.0 || top >= high {
            break;
        }
        top = high.min(low + 1.5 * (top - low));
    }
    // A run that cannot be told from never is a large number to the search, and no infinity.
    root::bracketed((low, top), |limit| apart(limit).min(100.0)).ok_or_else(none)
}

#[cfg(test)]
mod tests {
    use super::super::cusum::Cusum;
    use super::*;

    #[test]
    fn a_limit_gives_the_run_length_that_it_was_asked_for() {
        for wanted in [20.0, 168.0, 465.44, 10_080.0, 1e8] {
            let mean = |h| Cusum::new(0.5, h)?.mean(0.0);
            let h = limit_for(wanted, (0.01, 60.0), mean).unwrap();
            // A run length is as exact as the system that it solves: its own size in last digits.
            let exact = 1e-14 * wanted.max(1e5);
            assert!((mean(h).unwrap() / wanted - 1.0).abs() < exact, "{wanted}: {h}");
        }
    }

    #[test]
    fn what_no_limit_gives_is_said() {
        let mean = |h| Cusum::new(0.5, h)?.mean(0.0);
        assert!(limit_for(1.0, (0.01, 60.0), mean).is_err());
        assert!(limit_for(1.5, (0.01, 60.0), mean).is_err());
        assert!(limit_for(f64::NAN, (0.01, 60.0), mean).is_err());
    }
}
