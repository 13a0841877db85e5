//! The one place where decimals become the cascade's numbers and come back: cash in whole micro-units (10^-6 of the quote
//! currency), contracts in whole lots, prices in `f64`.
//!
//! Whole numbers of both kinds stay below 2^53, so that they are exact in `f64` too.

pub use crate::engine::numeric::float as count;
use crate::engine::units::Money;
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Micro-units in one unit of the quote currency.
pub const MICROS: f64 = 1e6;

/// Whole amounts of one account stay below this: 2^53.
pub const EXACT: i64 = 1 << 53;

/// 1.5 x 2^52: adding and subtracting it rounds to the nearest whole number, ties to even, below 2^51.
const SHIFT: f64 = 6_755_399_441_055_744.0;

/// A whole number as a float. Exact below [`EXACT`].
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "exact for lots and accounts; sums of accounts are only shown")]
pub fn float(whole: i64) -> f64 {
    whole as f64
}

/// Up to here, 2^51, [`nearest`] rounds and [`integer`] is exact.
pub(super) const FAST: f64 = 2_251_799_813_685_248.0;

/// The nearest whole number as a float, ties to even. Only below [`FAST`].
#[inline]
pub(super) fn nearest(amount: f64) -> f64 {
    (amount + SHIFT) - SHIFT
}

/// A whole float as a number. Exact below 2^62, and never beyond it.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "whole, and bounded by whoever calls")]
pub(super) fn integer(whole: f64) -> i64 {
    whole as i64
}

/// The nearest whole number, ties to even. Errors: [`Cause::Overflow`] at 2^62 and beyond, and for what is no number.
#[inline]
pub fn whole(amount: f64) -> Result<i64, Error> {
    let rounded = if amount.abs() < 2_251_799_813_685_248.0 { (amount + SHIFT) - SHIFT } else { libm::rint(amount) };
    if rounded.abs() < 4_611_686_018_427_387_904.0 {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^62")]
        return Ok(rounded as i64);
    }
    Err(Cause::Overflow.into())
}

/// The largest whole number not above. Errors as [`whole`].
pub fn whole_below(amount: f64) -> Result<i64, Error> {
    whole(libm::floor(amount))
}

/// The smallest whole number not below. Errors as [`whole`].
pub fn whole_above(amount: f64) -> Result<i64, Error> {
    whole(libm::ceil(amount))
}

/// Sum of whole amounts. Errors: [`Cause::Overflow`].
#[inline]
pub fn plus(a: i64, b: i64) -> Result<i64, Error> {
    a.checked_add(b).ok_or_else(|| Cause::Overflow.into())
}

/// Difference of whole amounts. Errors: [`Cause::Overflow`].
#[inline]
pub fn minus(a: i64, b: i64) -> Result<i64, Error> {
    a.checked_sub(b).ok_or_else(|| Cause::Overflow.into())
}

/// A decimal as the nearest float, to within one unit in the last place; the same natively and as WebAssembly.
#[must_use]
pub fn from_decimal(value: Decimal) -> f64 {
    let mut scale = 1.0;
    for _ in 0..value.scale() {
        scale *= 10.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "rounded to nearest, which is what is asked for")]
    let mantissa = value.mantissa() as f64;
    mantissa / scale
}

/// Money in micro-units, to the nearest. Errors: [`Cause::Overflow`] at 2^53 micro-units, nine thousand million.
pub fn micros(money: Money) -> Result<i64, Error> {
    units(money.get(), Decimal::from_parts(1, 0, 0, false, 6))
}

/// A size in whole units of `unit`, to the nearest. Errors: a unit not above zero, or [`Cause::Overflow`] at 2^53 of them.
pub fn units(size: Decimal, unit: Decimal) -> Result<i64, Error> {
    if unit <= Decimal::ZERO {
        return Err(Cause::NotPositive.into());
    }
    let ratio = size.checked_div(unit).ok_or(Cause::Overflow)?;
    let nearest = ratio.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    let number = nearest.to_i64().ok_or(Cause::Overflow)?;
    if number.unsigned_abs() < EXACT.unsigned_abs() { Ok(number) } else { Err(Cause::Overflow.into()) }
}

/// Micro-units as money.
#[must_use]
pub fn money(micros: i64) -> Money {
    Money::new(Decimal::new(micros, 6))
}

/// A float as a decimal of so many digits after the point. Errors: [`Cause::Overflow`], also for what is no number.
pub fn decimal(value: f64, digits: u32) -> Result<Decimal, Error> {
    let mut scale = 1.0;
    for _ in 0..digits {
        scale *= 10.0;
    }
    whole(value * scale).map(|number| Decimal::new(number, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_to_the_nearest_even_and_refuses_what_is_too_large() {
        for (given, expected) in [(0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (-1.5, -2), (0.499_999, 0), (-7.6, -8)] {
            assert_eq!(whole(given).unwrap(), expected, "{given}");
        }
        assert_eq!(whole(4e18).unwrap(), 4_000_000_000_000_000_000);
        assert_eq!(whole(2_251_799_813_685_249.0).unwrap(), 2_251_799_813_685_249);
        for bad in [f64::NAN, f64::INFINITY, 5e18, -5e18] {
            assert!(whole(bad).is_err(), "{bad}");
        }
        assert_eq!((whole_below(-1.5).unwrap(), whole_above(-1.5).unwrap()), (-2, -1));
    }

    #[test]
    fn decimals_come_and_go() {
        let d = |text: &str| text.parse::<Decimal>().unwrap();
        assert!((from_decimal(d("0.1")) - 0.1).abs() < 1e-17);
        assert!((from_decimal(d("-54271.356783919597989949748744")) + 54_271.356_783_919_6).abs() < 1e-11);
        assert_eq!(micros(Money::new(d("1.2345675"))).unwrap(), 1_234_568);
        assert_eq!(micros(Money::new(d("-0.0000005"))).unwrap(), -1);
        assert!(micros(Money::new(d("9007199254.740992"))).is_err());
        assert_eq!(units(d("1.5"), d("0.001")).unwrap(), 1500);
        assert!(units(d("1"), Decimal::ZERO).is_err());
        assert_eq!(money(-1_500_000).get(), d("-1.5"));
        assert_eq!(decimal(95.122_942_450_07, 6).unwrap(), d("95.122942"));
        assert!(decimal(f64::NAN, 2).is_err());
    }
}
