//! A maintenance rate that grows with a power of the notional: k N^p. Source: accounts section 4.

use crate::engine::margin::Position;
use crate::engine::units::{Checked as _, Money, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};
use rust_decimal::{Decimal, RoundingStrategy};

/// How fast a rate grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Growth {
    /// k: the rate of a notional of one, in quote currency. Above zero.
    pub factor: Decimal,
    /// p: 4/5 at Orderly, 2/3 at WOO X, 1/2 at Backpack. Above zero.
    pub power: Decimal,
}

/// The rate up to which a count of 1e-12 is still a whole number in `f64`.
const FINE: f64 = 8192.0;

/// Digits of a size that is said to be the end of what a rule takes.
const SAID: u32 = 4;

impl Growth {
    /// The rate of a notional, rounded up to 1e-12. It may be one and more: a position that has moved there is asked for more than it is worth.
    /// Errors: not finite.
    pub fn rate(&self, notional: Money) -> Result<Rate, Error> {
        let grown = float(self.factor)? * libm::pow(float(notional.get().abs())?, float(self.power)?);
        if grown < FINE {
            return Rate::from_f64_against_trader(grown);
        }
        decimal(libm::ceil(grown)).map(Rate::new)
    }

    /// Whether a position of this size could be opened at its entry. Errors: [`Cause::RateOfSize`] where its rate takes all there, with the
    /// size that does, in few digits: any below it has a rate.
    pub fn admit(&self, position: &Position) -> Result<(), Error> {
        let rate = self.rate(position.entry_notional()?)?.get();
        if rate < Decimal::ONE {
            return Ok(());
        }
        let takes_all = libm::pow(float(self.factor)?, -1.0 / float(self.power)?);
        let below = position.contract.size_of(Money::new(decimal(takes_all)?), position.entry)?;
        let percent = rate.times(Decimal::ONE_HUNDRED)?.ceil();
        let few = |value: Decimal| value.round_sf_with_strategy(SAID, RoundingStrategy::ToZero).unwrap_or(value);
        Err(Cause::RateOfSize { percent: percent.into(), below: few(below).normalize().into() }.into())
    }

    /// The notional at which a straight line of equity rises no faster than what is asked: (1 + p) k N^p and a further rate come to one there.
    pub(super) fn peak(&self, surcharge: Decimal) -> Result<Decimal, Error> {
        let (factor, power) = (float(self.factor)?, float(self.power)?);
        let left = float(Decimal::ONE.minus(surcharge)?)?.max(0.0);
        decimal(libm::pow(left / ((1.0 + power) * factor), 1.0 / power))
    }
}

fn float(value: Decimal) -> Result<f64, Error> {
    value.to_f64().ok_or_else(|| Cause::Overflow.into())
}

fn decimal(value: f64) -> Result<Decimal, Error> {
    Decimal::from_f64(value).ok_or_else(|| Cause::Overflow.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::{Contract, Side};
    use crate::testing::{d, money, position, rate};

    fn root() -> Growth {
        Growth { factor: d("0.0001"), power: d("0.5") }
    }

    #[test]
    fn a_rate_is_rounded_up_and_goes_on_past_one() {
        assert_eq!(root().rate(money("100000000")).unwrap(), rate("1"));
        assert_eq!(root().rate(money("2")).unwrap(), rate("0.000141421357"));
        assert_eq!(root().rate(money("1000000000000000000")).unwrap(), rate("100000"));
    }

    #[test]
    fn a_size_that_takes_all_is_refused_with_the_largest_that_does_not() {
        let long = |size| position(Side::Long, Contract::Linear, size, "3000");
        assert_eq!(root().admit(&long("33333")), Ok(()));
        let refused = root().admit(&long("120000")).unwrap_err().cause;
        assert_eq!(refused, Cause::RateOfSize { percent: d("190").into(), below: d("33330").into() });
        assert_eq!(root().admit(&long("33330")), Ok(()));
        let coin = position(Side::Short, Contract::Inverse, "1000000000000", "100");
        let refused = root().admit(&coin).unwrap_err().cause;
        assert_eq!(refused, Cause::RateOfSize { percent: d("1000").into(), below: d("10000000000").into() });
    }
}
