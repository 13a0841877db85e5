//! The model of this page: a documented function, no hidden service. Each term is a statistic over its limit, weighed; the score is their sum, so
//! that it says its reasons in its own unit. At 1 a single term of weight 1 stands at its limit.

use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::numeric::sum;

/// A term counts up to so many times its limit.
pub const MOST: f64 = 3.0;

/// What the score is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// Cancels faster than when calm.
    Cancels,
    /// Cancels more uneven than by chance.
    Dispersion,
    /// Trades faster than when calm.
    Trades,
    /// Leverage of all together has moved.
    Leverage,
    /// A band in which more is forced than rests.
    Clustering,
    /// The price has moved.
    Price,
}

impl Term {
    /// All of them, in their order.
    pub const ALL: [Self; 6] =
        [Self::Cancels, Self::Dispersion, Self::Trades, Self::Leverage, Self::Clustering, Self::Price];

    /// As logs write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cancels => "cancels",
            Self::Dispersion => "dispersion",
            Self::Trades => "trades",
            Self::Leverage => "leverage",
            Self::Clustering => "clustering",
            Self::Price => "price",
        }
    }
}

/// How much each term counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights([f64; 6]);

impl Default for Weights {
    /// What this page starts with.
    fn default() -> Self {
        Self([1.0, 0.5, 0.5, 1.0, 1.5, 0.5])
    }
}

impl Weights {
    /// One a term, in the order of [`Term::ALL`]. Errors: a weight outside 0 to 10.
    pub fn new(weights: [f64; 6]) -> Result<Self, Error> {
        for weight in weights {
            within(Field::Weight, weight, 0.0..=10.0)?;
        }
        Ok(Self(weights))
    }

    /// The weights, in the order of [`Term::ALL`].
    #[must_use]
    pub const fn all(&self) -> [f64; 6] {
        self.0
    }

    /// The score of statistics over their limits, in the order of [`Term::ALL`]; `None` where a term is not rated: it adds nothing, and is said.
    #[must_use]
    pub fn score(&self, ratios: [Option<f64>; 6]) -> Score {
        let mut terms = [0.0; 6];
        for ((term, weight), ratio) in terms.iter_mut().zip(self.0).zip(ratios) {
            *term = weight * ratio.filter(|ratio| ratio.is_finite()).unwrap_or(0.0).clamp(0.0, MOST);
        }
        Score { terms, rated: ratios.map(|ratio| ratio.is_some_and(f64::is_finite)) }
    }
}

/// A score as its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// What each adds, in the order of [`Term::ALL`].
    pub terms: [f64; 6],
    /// True for a term that was rated.
    pub rated: [bool; 6],
}

impl Score {
    /// The sum of its terms.
    #[must_use]
    pub fn value(&self) -> f64 {
        sum(&self.terms)
    }

    /// The term that adds most.
    #[must_use]
    pub fn largest(&self) -> Term {
        let pairs = Term::ALL.into_iter().zip(self.terms);
        pairs.fold((Term::Cancels, f64::NEG_INFINITY), |most, pair| if pair.1 > most.1 { pair } else { most }).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_sum_and_no_number_adds_nothing() {
        let score = Weights::default().score([Some(1.0), None, Some(f64::NAN), Some(-1.0), Some(99.0), Some(0.5)]);
        assert_eq!(score.terms, [1.0, 0.0, 0.0, 0.0, 4.5, 0.25]);
        assert_eq!((score.value(), score.largest()), (5.75, Term::Clustering));
        assert_eq!(score.rated, [true, false, false, true, true, true]);
        assert!(Weights::new([f64::NAN; 6]).is_err());
        assert!(Weights::new([-1.0; 6]).is_err());
    }
}
