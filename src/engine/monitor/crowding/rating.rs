//! One value against its history: a robust score, and a percentile whose convention is said.

use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::numeric::ordered::{Rank, Sorted};

/// Brings a median deviation to a normal law's standard deviation. Source: Iglewicz and Hoaglin 1993.
pub const NORMAL_MAD: f64 = 0.6745;

/// Beyond it a score is usually called unusual. Source: Iglewicz and Hoaglin 1993.
pub const UNUSUAL: f64 = 3.5;

/// A value against its history.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rating {
    /// Median of the history.
    pub median: f64,
    /// Median distance from it.
    pub mad: f64,
    /// 0.6745 (x - median)/MAD; `None` where the history has no spread, so that nothing can be rated by it.
    pub score: Option<f64>,
    /// Percentile rank, by its three conventions.
    pub rank: Rank,
}

/// Rates a value. Errors: an empty history, or values that are no numbers.
pub fn rate(history: &[f64], now: f64) -> Result<Rating, Error> {
    within(Field::Sample, now, f64::MIN..=f64::MAX)?;
    let sorted = Sorted::new(history)?;
    let (median, mad) = (sorted.median(), sorted.mad());
    let score = NORMAL_MAD * (now - median) / mad;
    Ok(Rating { median, mad, score: (mad > 0.0 && score.is_finite()).then_some(score), rank: sorted.rank(now) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pinned funding has no spread: never divide. Source: watching section 3.
    #[test]
    fn a_pinned_history_rates_nothing() {
        let found = rate(&[0.0001; 20], 0.0002).unwrap();
        assert_eq!((found.mad, found.score, found.rank.mid), (0.0, None, 1.0));
        assert!(rate(&[], 1.0).is_err());
        assert!(rate(&[1.0], f64::NAN).is_err());
    }
}
