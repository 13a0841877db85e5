//! A maintenance rate that grows with a power of the notional: k N^p. Source: accounts section 4.

use crate::engine::units::{Money, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// How fast a rate grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Growth {
    /// k: the rate of a notional of one, in quote currency.
    pub factor: Decimal,
    /// p: 4/5 at Orderly, 2/3 at WOO X, 1/2 at Backpack.
    pub power: Decimal,
}

impl Growth {
    /// The rate of a notional, rounded up to 1e-12. Errors: [`Cause::RatesTakeAll`] where it is one or more; not finite.
    pub fn rate(&self, notional: Money) -> Result<Rate, Error> {
        let float = |value: Decimal| value.to_f64().ok_or_else(|| Error::from(Cause::Overflow));
        let grown = float(self.factor)? * libm::pow(float(notional.get().abs())?, float(self.power)?);
        if grown >= 1.0 {
            return Err(Cause::RatesTakeAll { percent: (grown * 100.0).into() }.into());
        }
        Rate::from_f64_against_trader(grown)
    }
}
