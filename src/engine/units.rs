//! Price, Quantity, Money and Rate: decimal amounts that cannot be mixed up, overflow or divide by zero.
//!
//! | left | operation | right | gives |
//! |---|---|---|---|
//! | `Quantity` (coin) | [`Quantity::at`] | `Price` | `Money` (quote): notional of a linear contract |
//! | `Quantity` (quote) | [`Quantity::in_coin`] | `Price` | `Money` (coin): notional of an inverse contract |
//! | `Money` | [`Money::plus`], [`Money::minus`] | `Money` | `Money` |
//! | `Money` | [`Money::times`] | `Rate` | `Money` |
//! | `Price` | [`Price::to_tick`] | tick, [`Rounding`] | `Price` |
//!
//! Every operation returns a `Result`: an overflow is an [`Error`], never a panic. Nothing rounds unless it is told how,
//! but for the 28 significant digits of [`Decimal`] itself.

use crate::engine::{Cause, Error};
use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy;

/// Checked arithmetic on bare decimals, for formulas inside the engine.
pub trait Checked: Sized {
    /// Sum. Errors on overflow.
    fn plus(self, other: Self) -> Result<Self, Error>;
    /// Difference. Errors on overflow.
    fn minus(self, other: Self) -> Result<Self, Error>;
    /// Product. Errors on overflow.
    fn times(self, other: Self) -> Result<Self, Error>;
    /// Quotient. Errors on overflow and on a zero divisor.
    fn over(self, other: Self) -> Result<Self, Error>;
}

// Out of line: Decimal arithmetic is large, and inlined it would be most of the program.
impl Checked for Decimal {
    #[inline(never)]
    fn plus(self, other: Self) -> Result<Self, Error> {
        self.checked_add(other).ok_or_else(|| Cause::Overflow.into())
    }

    #[inline(never)]
    fn minus(self, other: Self) -> Result<Self, Error> {
        self.checked_sub(other).ok_or_else(|| Cause::Overflow.into())
    }

    #[inline(never)]
    fn times(self, other: Self) -> Result<Self, Error> {
        self.checked_mul(other).ok_or_else(|| Cause::Overflow.into())
    }

    #[inline(never)]
    fn over(self, other: Self) -> Result<Self, Error> {
        if other.is_zero() {
            return Err(Cause::DivisionByZero.into());
        }
        self.checked_div(other).ok_or_else(|| Cause::Overflow.into())
    }
}

/// Arithmetic that cannot fail, for figures: a result out of range stops at the end of it, a quotient by zero is zero.
/// What a reader is shown never goes through it unchecked by the engine first.
pub trait Saturating: Sized {
    /// Sum.
    #[must_use]
    fn sat_add(self, other: Self) -> Self;
    /// Difference.
    #[must_use]
    fn sat_sub(self, other: Self) -> Self;
    /// Product.
    #[must_use]
    fn sat_mul(self, other: Self) -> Self;
    /// Quotient; zero where there is none.
    #[must_use]
    fn sat_div(self, whole: Self) -> Self;
}

impl Saturating for Decimal {
    #[inline(never)]
    fn sat_add(self, other: Self) -> Self {
        self.plus(other).unwrap_or(if other.is_sign_negative() { Self::MIN } else { Self::MAX })
    }

    #[inline(never)]
    fn sat_sub(self, other: Self) -> Self {
        self.minus(other).unwrap_or(if other.is_sign_negative() { Self::MAX } else { Self::MIN })
    }

    #[inline(never)]
    fn sat_mul(self, other: Self) -> Self {
        let negative = self.is_sign_negative() != other.is_sign_negative();
        self.times(other).unwrap_or(if negative { Self::MIN } else { Self::MAX })
    }

    #[inline(never)]
    fn sat_div(self, whole: Self) -> Self {
        self.over(whole).unwrap_or(Self::ZERO)
    }
}

/// How an amount is rounded. Venues round against the trader; named so that each use says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Toward positive infinity.
    Up,
    /// Toward negative infinity.
    Down,
    /// To the nearest, halves away from zero.
    Nearest,
}

impl Rounding {
    fn strategy(self) -> RoundingStrategy {
        match self {
            Self::Up => RoundingStrategy::ToPositiveInfinity,
            Self::Down => RoundingStrategy::ToNegativeInfinity,
            Self::Nearest => RoundingStrategy::MidpointAwayFromZero,
        }
    }

    /// Rounds to a number of digits after the point.
    #[must_use]
    pub fn digits(self, value: Decimal, digits: u32) -> Decimal {
        value.round_dp_with_strategy(digits, self.strategy())
    }
}

/// Puts a list in rising order of a key, equals as they stood. For the few dozen values of a figure: the standard library's
/// sorts are each several times this long.
pub fn in_order<T, K: PartialOrd>(list: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut sorted: Vec<T> = Vec::with_capacity(list.len());
    for value in list {
        let place = sorted.partition_point(|before| key(before) <= key(&value));
        sorted.insert(place, value);
    }
    sorted
}

macro_rules! amount {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Decimal);

        impl $name {
            /// The bare decimal, in the unit of the type.
            #[must_use]
            pub const fn get(self) -> Decimal {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }
    };
}

amount!(
    /// A price in quote currency for one coin. Always above zero.
    Price
);
amount!(
    /// The size of a position, above zero: coin for a linear contract, quote currency for an inverse one.
    Quantity
);
amount!(
    /// An amount of money, signed: quote currency for a linear contract, coin for an inverse one.
    Money
);
amount!(
    /// A fraction, signed: 0.005 is 0.5 %.
    Rate
);

impl Price {
    /// A price above zero. Errors: [`Cause::NotPositive`].
    pub fn new(value: Decimal) -> Result<Self, Error> {
        positive(value).map(Self)
    }

    /// The price at a multiple of `tick`. A tick of zero leaves it as it is. A price that would round down to zero keeps one tick.
    pub fn to_tick(self, tick: Decimal, rounding: Rounding) -> Result<Self, Error> {
        if tick <= Decimal::ZERO {
            return Ok(self);
        }
        let ticks = rounding.digits(self.0.over(tick)?, 0);
        Ok(Self(ticks.max(Decimal::ONE).times(tick)?))
    }
}

impl Quantity {
    /// A size above zero. Errors: [`Cause::NotPositive`].
    pub fn new(value: Decimal) -> Result<Self, Error> {
        positive(value).map(Self)
    }

    /// Notional of a linear contract: coin times price, in quote currency.
    pub fn at(self, price: Price) -> Result<Money, Error> {
        self.0.times(price.0).map(Money)
    }

    /// Notional of an inverse contract: quote over price, in coin.
    pub fn in_coin(self, price: Price) -> Result<Money, Error> {
        self.0.over(price.0).map(Money)
    }
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Any amount.
    #[must_use]
    pub const fn new(value: Decimal) -> Self {
        Self(value)
    }

    /// Sum.
    pub fn plus(self, other: Self) -> Result<Self, Error> {
        self.0.plus(other.0).map(Self)
    }

    /// Difference.
    pub fn minus(self, other: Self) -> Result<Self, Error> {
        self.0.minus(other.0).map(Self)
    }

    /// This amount times a rate.
    pub fn times(self, rate: Rate) -> Result<Self, Error> {
        self.0.times(rate.0).map(Self)
    }

    /// This amount divided by a leverage or another plain factor.
    pub fn over(self, factor: Decimal) -> Result<Self, Error> {
        self.0.over(factor).map(Self)
    }
}

impl Rate {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// A fraction: 0.005 for 0.5 %.
    #[must_use]
    pub const fn new(fraction: Decimal) -> Self {
        Self(fraction)
    }

    /// A rate given in per cent.
    pub fn from_percent(percent: Decimal) -> Result<Self, Error> {
        percent.over(Decimal::ONE_HUNDRED).map(Self)
    }

    /// A fraction computed in `f64` (through `libm`), rounded up, against the trader, to twelve digits.
    /// Errors where it is not finite or negative. Source of the rule: margin-rules section 5.
    pub fn from_f64_against_trader(fraction: f64) -> Result<Self, Error> {
        // At 10^-12 a fraction below 2^13 is still an exact integer in f64.
        if !fraction.is_finite() || !(0.0..8192.0).contains(&fraction) {
            return Err(Cause::Overflow.into());
        }
        #[allow(clippy::cast_possible_truncation)]
        let picos = libm::ceil(fraction * 1e12) as i64;
        Ok(Self(Decimal::new(picos, 12)))
    }

    /// The part of this rate that costs, nothing where it pays.
    #[must_use]
    pub fn cost(self) -> Self {
        Self(self.0.max(Decimal::ZERO))
    }

    /// Sum.
    pub fn plus(self, other: Self) -> Result<Self, Error> {
        self.0.plus(other.0).map(Self)
    }
}

fn positive(value: Decimal) -> Result<Decimal, Error> {
    if value > Decimal::ZERO { Ok(value) } else { Err(Cause::NotPositive.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;

    #[test]
    fn overflow_and_zero_divisors_are_errors() {
        assert_eq!(Decimal::MAX.plus(Decimal::ONE).unwrap_err().cause, Cause::Overflow);
        assert_eq!(Decimal::MAX.times(d("2")).unwrap_err().cause, Cause::Overflow);
        assert_eq!(Decimal::MIN.minus(Decimal::ONE).unwrap_err().cause, Cause::Overflow);
        assert_eq!(Decimal::ONE.over(Decimal::ZERO).unwrap_err().cause, Cause::DivisionByZero);
        assert_eq!(Decimal::MAX.over(d("0.1")).unwrap_err().cause, Cause::Overflow);
    }

    #[test]
    fn prices_and_sizes_are_above_zero() {
        assert!(Price::new(Decimal::ZERO).is_err());
        assert!(Price::new(d("-1")).is_err());
        assert!(Quantity::new(Decimal::ZERO).is_err());
        assert!(Price::new(d("0.00000001")).is_ok());
    }

    #[test]
    fn ticks_round_as_named() {
        let p = Price::new(d("1328.49295")).unwrap();
        assert_eq!(p.to_tick(d("0.05"), Rounding::Up).unwrap().get(), d("1328.5"));
        assert_eq!(p.to_tick(d("0.05"), Rounding::Down).unwrap().get(), d("1328.45"));
        assert_eq!(p.to_tick(Decimal::ZERO, Rounding::Up).unwrap(), p);
        let small = Price::new(d("0.001")).unwrap();
        assert_eq!(small.to_tick(d("0.05"), Rounding::Down).unwrap().get(), d("0.05"));
    }

    #[test]
    fn float_fractions_round_against_the_trader() {
        assert_eq!(Rate::from_f64_against_trader(0.1).unwrap().get(), d("0.1"));
        assert_eq!(Rate::from_f64_against_trader(1e-13).unwrap().get(), d("0.000000000001"));
        assert!(Rate::from_f64_against_trader(f64::NAN).is_err());
        assert!(Rate::from_f64_against_trader(-0.1).is_err());
        assert!(Rate::from_f64_against_trader(f64::INFINITY).is_err());
    }
}
