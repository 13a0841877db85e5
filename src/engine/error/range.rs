//! Numbers in an error, and what is accepted of them.

use super::{Cause, Error, Place};
use rust_decimal::Decimal;
use std::fmt;
use std::ops::{Bound, RangeBounds};

/// A number, as exact as it was counted.
#[derive(Clone, Copy)]
pub enum Number {
    /// A decimal or a whole number.
    Exact(Decimal),
    /// A float; it may be no number, or infinite.
    Float(f64),
}

/// What is accepted of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Smallest.
    pub from: Bound<Number>,
    /// Largest.
    pub to: Bound<Number>,
}

impl Range {
    /// The range of Rust's own notation. Bounds that only keep infinities out are none.
    #[must_use]
    pub fn of<T: Into<Number> + Copy>(range: &impl RangeBounds<T>) -> Self {
        Self { from: bound(range.start_bound()), to: bound(range.end_bound()) }
    }
}

fn bound<T: Into<Number> + Copy>(bound: Bound<&T>) -> Bound<Number> {
    match bound.map(|number| (*number).into()) {
        Bound::Included(Number::Float(f)) | Bound::Excluded(Number::Float(f)) if f.abs() >= f64::MAX => {
            Bound::Unbounded
        }
        other => other,
    }
}

/// Errors: [`Cause::OutOfRange`] where a value lies outside its range, or is no number.
pub fn within<T: Into<Number> + PartialOrd + Copy>(
    place: impl Into<Place>,
    value: T,
    range: impl RangeBounds<T>,
) -> Result<(), Error> {
    if range.contains(&value) { Ok(()) } else { Err(outside(place.into(), value.into(), Range::of(&range))) }
}

/// Errors: a value that is not a finite number above zero.
pub fn above_zero(place: impl Into<Place>, value: f64) -> Result<(), Error> {
    within(place, value, (Bound::Excluded(0.0), Bound::Included(f64::MAX)))
}

#[cold]
fn outside(place: Place, value: Number, range: Range) -> Error {
    Error::at(place, Cause::OutOfRange { value, range })
}

impl From<Decimal> for Number {
    fn from(number: Decimal) -> Self {
        Self::Exact(number)
    }
}

impl From<f64> for Number {
    fn from(number: f64) -> Self {
        Self::Float(number)
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self::Exact(number.into())
    }
}

impl From<u8> for Number {
    fn from(number: u8) -> Self {
        Self::Exact(number.into())
    }
}

impl From<u32> for Number {
    fn from(number: u32) -> Self {
        Self::Exact(number.into())
    }
}

impl From<usize> for Number {
    fn from(number: usize) -> Self {
        Self::Exact(number.into())
    }
}

/// By their bits: a number that is none equals itself.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Exact(a), Self::Exact(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits(),
            _ => false,
        }
    }
}

impl Eq for Number {}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(number) => write!(f, "{number}"),
            Self::Float(number) => write!(f, "{number:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::error::Field;

    #[test]
    fn bounds_that_only_keep_infinities_out_are_none() {
        let error = above_zero(Field::Lot, f64::NAN).unwrap_err();
        let range = Range { from: Bound::Excluded(0.0.into()), to: Bound::Unbounded };
        assert_eq!(error, Error::at(Field::Lot, Cause::OutOfRange { value: f64::NAN.into(), range }));
        assert!(above_zero(Field::Lot, f64::INFINITY).is_err());
        assert!(within(Field::Beta, f64::NAN, f64::MIN..=f64::MAX).is_err());
        assert!(within(Field::Beta, -1e300, f64::MIN..=f64::MAX).is_ok());
        assert!(within(Field::Days, 367_u32, 0..=366).is_err());
    }
}
