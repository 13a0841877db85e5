//! Single rules: each looks at its input and says why it refuses, or nothing.

use super::code::{Code, Refusal};
use crate::engine::Error;
use crate::engine::error::{Field, within};

/// By how much a value may change at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// By so many units.
    Absolute(f64),
    /// By this part of the present value. Zero can then never be left, which is said.
    Relative(f64),
}

impl Bound {
    /// Errors: a bound that is negative or no number.
    pub fn checked(self) -> Result<Self, Error> {
        let (Self::Absolute(most) | Self::Relative(most)) = self;
        within(Field::ChangeBound, most, 0.0..=f64::MAX)?;
        Ok(self)
    }

    /// As words: its kind, then its value.
    #[must_use]
    pub fn words(self) -> [u64; 2] {
        match self {
            Self::Absolute(most) => [0, most.to_bits()],
            Self::Relative(part) => [1, part.to_bits()],
        }
    }

    /// Refuses a change that is too large, or to what is no number.
    #[must_use]
    pub fn refuses(self, from: f64, to: f64) -> Option<Refusal> {
        if !(from.is_finite() && to.is_finite()) {
            return Some(Refusal::named(Code::InputNotFinite, &["change"]));
        }
        let apart = (to - from).abs();
        let most = match self {
            Self::Absolute(most) => most,
            Self::Relative(part) if from == 0.0 => {
                return (apart > 0.0 || !part.is_finite()).then(|| Refusal::of(Code::ChangeFromZero, &[to]));
            }
            Self::Relative(part) => part * from.abs(),
        };
        // What only rounding puts beyond the bound lies on it.
        let slack = 1e-12 * from.abs().max(to.abs());
        (apart.is_nan() || apart > most + slack).then(|| Refusal::of(Code::ChangeTooLarge, &[from, to, most]))
    }

    /// The lowest and highest value that is accepted next.
    #[must_use]
    pub fn reach(self, from: f64) -> (f64, f64) {
        let most = match self {
            Self::Absolute(most) => most,
            Self::Relative(part) => part * from.abs(),
        };
        (from - most, from + most)
    }
}

/// Refusals of a batch, entry by entry: each against the value that is stored and none against what an earlier entry would have left, or a row
/// of small steps would go as far as it likes.
#[must_use]
pub fn batch(bound: Bound, stored: f64, entries: &[f64]) -> Vec<Option<Refusal>> {
    entries.iter().map(|entry| bound.refuses(stored, *entry)).collect()
}

/// Refuses what is older than allowed, or from the future. Both in seconds.
#[must_use]
pub fn fresh(now: f64, stamped: f64, most: f64) -> Option<Refusal> {
    let age = now - stamped;
    (!(0.0..=most).contains(&age)).then(|| Refusal::of(Code::InputStale, &[age, most]))
}

/// Refuses what lies outside a range, or is no number.
#[must_use]
pub fn in_range(value: f64, (low, high): (f64, f64)) -> Option<Refusal> {
    if !value.is_finite() {
        return Some(Refusal::named(Code::InputNotFinite, &["value"]));
    }
    (!(low..=high).contains(&value)).then(|| Refusal::of(Code::InputOutOfRange, &[value, low, high]))
}

/// Refuses two prices that are farther apart than a part of the second.
#[must_use]
pub fn both_prices(mark: f64, index: f64, most: f64) -> Option<Refusal> {
    let apart = (mark - index).abs() / index.abs();
    (apart.is_nan() || apart > most).then(|| Refusal::of(Code::PriceDiverged, &[apart, most]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_steps_of_one_batch_do_not_add_up() {
        let refused: Vec<bool> =
            batch(Bound::Relative(0.1), 100.0, &[110.0, 121.0, 90.0]).iter().map(Option::is_some).collect();
        assert_eq!(refused, [false, true, false]);
    }

    #[test]
    fn what_is_no_number_is_refused_everywhere() {
        assert!(fresh(1.0, f64::NAN, 10.0).is_some());
        assert!(fresh(1.0, 2.0, 10.0).is_some(), "from the future");
        assert!(in_range(f64::INFINITY, (0.0, 1.0)).is_some());
        assert!(both_prices(f64::NAN, 1.0, 0.1).is_some());
        assert!(both_prices(1.0, 0.0, 0.1).is_some());
        assert!(Bound::Absolute(1.0).refuses(0.0, f64::NAN).is_some());
        assert!(Bound::Relative(-0.1).checked().is_err());
        assert!(Bound::Relative(f64::NAN).checked().is_err());
        assert_eq!(Bound::Relative(0.5).refuses(0.0, 0.0), None);
    }
}
