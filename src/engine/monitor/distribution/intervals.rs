//! Intervals for a rate that was counted: so many of so many.

use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::numeric::special;
use std::ops::Bound;

/// An interval of a rate, as parts of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

fn checked(hits: u32, trials: u32, level: f64) -> Result<(), Error> {
    within(Field::Trials, trials, 1..)?;
    within(Field::Hits, hits, 0..=trials)?;
    within(Field::Confidence, level, (Bound::Excluded(0.0), Bound::Excluded(1.0)))
}

/// Clopper and Pearson's exact interval. Errors: no trial, more hits than trials, a level outside 0 to 1.
pub fn clopper_pearson(hits: u32, trials: u32, level: f64) -> Result<Interval, Error> {
    checked(hits, trials, level)?;
    let (k, n, tail) = (f64::from(hits), f64::from(trials), 0.5 * (1.0 - level));
    let low = if hits == 0 { 0.0 } else { special::beta_quantile(k, n - k + 1.0, tail) };
    let high = if hits == trials { 1.0 } else { special::beta_quantile(k + 1.0, n - k, 1.0 - tail) };
    Ok(Interval { low, high })
}

/// Wilson's interval. Errors as [`clopper_pearson`].
pub fn wilson(hits: u32, trials: u32, level: f64) -> Result<Interval, Error> {
    checked(hits, trials, level)?;
    let (n, z) = (f64::from(trials), special::normal_quantile(0.5 + 0.5 * level));
    let p = f64::from(hits) / n;
    let (middle, under) = (p + z * z / (2.0 * n), 1.0 + z * z / n);
    let half = z * libm::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
    Ok(Interval { low: ((middle - half) / under).max(0.0), high: ((middle + half) / under).min(1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 4 of 56: 7 %, 2 to 17 %. Source: watching section 3.
    #[test]
    fn four_of_fifty_six() {
        let found = clopper_pearson(4, 56, 0.95).unwrap();
        assert!((found.low - 0.02).abs() < 0.001 && (found.high - 0.173).abs() < 0.001, "{found:?}");
        assert_eq!(clopper_pearson(0, 5, 0.95).unwrap().low, 0.0);
        assert_eq!(clopper_pearson(5, 5, 0.95).unwrap().high, 1.0);
        assert!(wilson(6, 5, 0.95).is_err());
        assert!(wilson(0, 0, 0.95).is_err());
        assert!(clopper_pearson(1, 5, 1.0).is_err());
    }
}
