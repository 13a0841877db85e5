//! What a resting order earns: half spread and rebate from a taker who knows nothing, less the jump of the price where the taker knew.

use crate::engine::error::{Field, Number, Range};
use crate::engine::units::{Checked, Money, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;
use std::ops::Bound;

/// The terms of a fill, as fractions of its notional.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Half the distance of bid and ask.
    pub half_spread: Rate,
    /// What the venue pays the maker; negative where it is a maker fee.
    pub rebate: Rate,
    /// How far the price moves against the maker after an informed fill, above zero.
    pub jump: Rate,
}

impl Terms {
    /// What a fill earns before anything moves: h + r.
    pub fn earned(&self) -> Result<Rate, Error> {
        self.half_spread.plus(self.rebate)
    }

    /// The informed share at which the maker's result is nothing: a* = (h + r) / J. Above one: no flow loses money; below zero: all flow does.
    /// Errors: a jump not above zero. Source: makers section 2.
    pub fn break_even(&self) -> Result<Rate, Error> {
        above_zero(self.jump)?;
        self.earned()?.get().over(self.jump.get()).map(Rate::new)
    }

    /// The result on a notional of fills of which a share is informed, 0 to 1: (h + r - a J) of it. Errors: a share outside its range, or overflow.
    /// Source: makers section 2.
    pub fn result(&self, notional: Money, informed: Rate) -> Result<Money, Error> {
        share(informed)?;
        let lost = informed.get().times(self.jump.get())?;
        notional.times(Rate::new(self.earned()?.get().minus(lost)?))
    }
}

/// The half spread at which a maker earns nothing at an informed share: max(0, a J - r). Source: makers section 2.
pub fn zero_profit_half_spread(informed: Rate, rebate: Rate, jump: Rate) -> Result<Rate, Error> {
    share(informed)?;
    informed.get().times(jump.get())?.minus(rebate.get()).map(|h| Rate::new(h).cost())
}

/// Errors: a share outside 0 to 1.
pub(super) fn share(informed: Rate) -> Result<(), Error> {
    crate::engine::error::within(Field::InformedShare, informed.get(), Decimal::ZERO..=Decimal::ONE)
}

/// Errors: a jump not above zero.
pub(super) fn above_zero(jump: Rate) -> Result<(), Error> {
    if jump > Rate::ZERO {
        return Ok(());
    }
    let range = Range { from: Bound::Excluded(Number::Exact(Decimal::ZERO)), to: Bound::Unbounded };
    Err(Error::at(Field::Jump, Cause::OutOfRange { value: jump.get().into(), range }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{money, rate};

    fn terms(half_spread: &str, rebate: &str) -> Terms {
        Terms { half_spread: rate(half_spread), rebate: rate(rebate), jump: rate("0.001") }
    }

    #[test]
    fn a_rebate_doubles_what_a_maker_stands_and_a_fee_takes_from_it() {
        assert_eq!(terms("0.00005", "0.00005").break_even().unwrap(), rate("0.1"));
        assert_eq!(terms("0.00005", "0").break_even().unwrap(), rate("0.05"));
        assert_eq!(terms("0.00005", "-0.00002").break_even().unwrap(), rate("0.03"));
        assert_eq!(terms("0.00005", "-0.00006").break_even().unwrap(), rate("-0.01"));
        let still = Terms { jump: Rate::ZERO, ..terms("0.1", "0") };
        assert!(still.break_even().is_err());
    }

    #[test]
    fn a_million_of_fills_a_fifth_informed_loses_a_hundred() {
        let result = |share: &str| terms("0.00005", "0.00005").result(money("1000000"), rate(share));
        assert_eq!(result("0.2").unwrap(), money("-100"));
        assert_eq!(result("0").unwrap(), money("100"));
        assert!(result("1.01").is_err());
        assert!(result("-0.01").is_err());
    }

    /// What is asked for nothing more than not to lose, loses nothing.
    #[test]
    fn at_the_zero_profit_spread_the_result_is_nothing_unless_the_rebate_alone_earns() {
        for (share, rebate, result) in [("0.2", "0.00005", "0"), ("0", "0.00005", "50"), ("1", "-0.0001", "0")] {
            let half_spread = zero_profit_half_spread(rate(share), rate(rebate), rate("0.001")).unwrap();
            let terms = Terms { half_spread, rebate: rate(rebate), jump: rate("0.001") };
            assert_eq!(terms.result(money("1000000"), rate(share)).unwrap(), money(result), "{share} {rebate}");
        }
    }
}
