//! Whole quanta of quote currency and exact fractions of them.

use crate::engine::units::{Checked, Money, Price, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// Digits after the point of one USDC: a quantum is a millionth of it.
const DIGITS: u32 = 6;

/// Quote currency in whole quanta of a millionth. Signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Quanta(i128);

fn overflow() -> Error {
    Cause::Overflow.into()
}

impl Quanta {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A number of quanta.
    #[must_use]
    pub const fn new(quanta: i128) -> Self {
        Self(quanta)
    }

    /// The number of quanta.
    #[must_use]
    pub const fn get(self) -> i128 {
        self.0
    }

    /// The whole quanta of an amount; what is finer is cut off, toward zero.
    pub fn of(amount: Money) -> Result<Self, Error> {
        Self::product(amount.get(), Decimal::ONE)
    }

    /// Coin times price in whole quanta, cut off toward zero as the chain does. Computed in integers: no digit is lost before the
    /// cut. Errors on overflow.
    pub fn notional(size: Decimal, price: Price) -> Result<Self, Error> {
        Self::product(size, price.get())
    }

    /// This amount as money, in USDC. Errors on overflow.
    pub fn money(self) -> Result<Money, Error> {
        Decimal::try_from_i128_with_scale(self.0, DIGITS).map(Money::new).map_err(|_| overflow())
    }

    /// Sum.
    pub fn plus(self, other: Self) -> Result<Self, Error> {
        self.0.checked_add(other.0).map(Self).ok_or_else(overflow)
    }

    /// Difference.
    pub fn minus(self, other: Self) -> Result<Self, Error> {
        self.0.checked_sub(other.0).map(Self).ok_or_else(overflow)
    }

    /// The amount without its sign.
    pub fn magnitude(self) -> Result<Self, Error> {
        self.0.checked_abs().map(Self).ok_or_else(overflow)
    }

    /// This amount times a fraction, rounded up.
    pub fn ceil(self, fraction: Fraction) -> Result<Self, Error> {
        let floor = Self(self.0.checked_neg().ok_or_else(overflow)?).floor(fraction)?;
        floor.0.checked_neg().map(Self).ok_or_else(overflow)
    }

    /// This amount times a fraction, rounded down, toward negative infinity.
    pub fn floor(self, fraction: Fraction) -> Result<Self, Error> {
        // The denominator is above zero, so the Euclidean quotient is the floor.
        let top = self.0.checked_mul(fraction.top).ok_or_else(overflow)?;
        top.checked_div_euclid(fraction.bottom).map(Self).ok_or_else(overflow)
    }

    fn product(a: Decimal, b: Decimal) -> Result<Self, Error> {
        let (a, b) = (a.normalize(), b.normalize());
        let digits = a.scale().saturating_add(b.scale());
        let whole = a.mantissa().checked_mul(b.mantissa()).ok_or_else(overflow)?;
        let ten = |power: u32| 10_i128.checked_pow(power).ok_or_else(overflow);
        let quanta = match digits.checked_sub(DIGITS) {
            Some(cut) => whole.checked_div(ten(cut)?),
            None => whole.checked_mul(ten(DIGITS.saturating_sub(digits))?),
        };
        quanta.map(Self).ok_or_else(overflow)
    }
}

/// An exact fraction in lowest terms; its denominator is above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    top: i128,
    bottom: i128,
}

impl Fraction {
    /// One amount over another. Errors where the second is zero, or on overflow.
    pub fn new(top: i128, bottom: i128) -> Result<Self, Error> {
        if bottom == 0 {
            return Err(Cause::DivisionByZero.into());
        }
        let divisor = i128::try_from(common(top.unsigned_abs(), bottom.unsigned_abs())).map_err(|_| overflow())?;
        let divisor = if bottom < 0 { divisor.checked_neg().ok_or_else(overflow)? } else { divisor };
        let part = |whole: i128| whole.checked_div(divisor).ok_or_else(overflow);
        Ok(Self { top: part(top)?, bottom: part(bottom)? })
    }

    /// A rate, exactly.
    pub fn of(rate: Rate) -> Result<Self, Error> {
        let rate = rate.get().normalize();
        Self::new(rate.mantissa(), 10_i128.checked_pow(rate.scale()).ok_or_else(overflow)?)
    }

    /// This fraction as a rate of 28 digits.
    pub fn rate(self) -> Result<Rate, Error> {
        let whole = |n: i128| Decimal::try_from_i128_with_scale(n, 0).map_err(|_| overflow());
        whole(self.top)?.over(whole(self.bottom)?).map(Rate::new)
    }

    /// The fraction a part of the way from this one to 1: x + (1 - x) share.
    pub fn toward_one(self, share: Self) -> Result<Self, Error> {
        let missing = self.bottom.checked_sub(self.top).ok_or_else(overflow)?;
        let step = missing.checked_mul(share.top).ok_or_else(overflow)?;
        let here = self.top.checked_mul(share.bottom).ok_or_else(overflow)?;
        let bottom = self.bottom.checked_mul(share.bottom).ok_or_else(overflow)?;
        Self::new(here.checked_add(step).ok_or_else(overflow)?, bottom)
    }
}

/// The greatest common divisor; at least 1 where one of them is above zero.
fn common(mut a: u128, mut b: u128) -> u128 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(top: i128, bottom: i128) -> Fraction {
        Fraction::new(top, bottom).unwrap()
    }

    #[test]
    fn up_is_toward_positive_and_down_toward_negative_infinity() {
        for (amount, up, down) in [(7, 3, 2), (-7, -2, -3), (6, 2, 2), (0, 0, 0)] {
            let amount = Quanta::new(amount);
            assert_eq!(amount.ceil(fraction(1, 3)).unwrap().get(), up);
            assert_eq!(amount.floor(fraction(1, 3)).unwrap().get(), down);
        }
    }

    #[test]
    fn notional_is_cut_off_toward_zero() {
        let notional = |size: &str, price: &str| {
            let price = Price::new(price.parse().unwrap()).unwrap();
            Quanta::notional(size.parse().unwrap(), price).unwrap().get()
        };
        assert_eq!(notional("0.1", "50000"), 5_000_000_000);
        assert_eq!(notional("0.0000001", "19.99"), 1);
        assert_eq!(notional("-0.0000001", "19.99"), -1);
        // A product of thirty digits, of which the last decides.
        assert_eq!(notional("0.333333333333333", "3.000000000000003"), 999_999);
        assert_eq!(notional("0.333333333333333", "3.000000000000004"), 1_000_000);
    }

    #[test]
    fn fractions_are_in_lowest_terms_and_exact() {
        assert_eq!(fraction(-2, -4), fraction(1, 2));
        assert_eq!(fraction(2, -4), fraction(-1, 2));
        assert_eq!(Fraction::of(Rate::new("0.567243".parse().unwrap())).unwrap(), fraction(567_243, 1_000_000));
        assert_eq!(fraction(1, 5).toward_one(fraction(1, 2)).unwrap(), fraction(3, 5));
        assert_eq!(fraction(3, 8).rate().unwrap().get(), "0.375".parse().unwrap());
        assert!(Fraction::new(1, 0).is_err());
        assert!(Fraction::new(i128::MIN, -1).is_err());
    }
}
