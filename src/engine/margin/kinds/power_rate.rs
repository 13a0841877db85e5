//! A rate that grows with a power of the notional: r(N) = max(base, k N^power).

use crate::engine::margin::{Position, Requirement, Search, Tiers, Trigger};
use crate::engine::units::{Money, Price, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Steps after which a fixed point that is not there is given up; each step gains a digit or more.
const STEPS: u32 = 200;

/// The rate of a market.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PowerRate {
    /// Rate of small positions.
    pub base: Rate,
    /// k: what a notional of one adds.
    pub factor: Decimal,
    /// The power: 4/5 at Orderly, 2/3 at WOO X, 1/2 at Backpack.
    pub power: Decimal,
}

impl PowerRate {
    /// The rate of a notional, rounded up to 1e-12. Errors: [`Cause::RatesTakeAll`] where it is one or more; not finite.
    pub fn rate(&self, notional: Money) -> Result<Rate, Error> {
        let float = |value: Decimal| value.to_f64().ok_or_else(|| Error::from(Cause::Overflow));
        let grown = float(self.factor)? * libm::pow(float(notional.get().abs())?, float(self.power)?);
        let rate = Rate::from_f64_against_trader(grown)?.max(self.base);
        if rate.get() >= Decimal::ONE {
            return Err(Cause::RatesTakeAll { percent: (grown * 100.0).into() }.into());
        }
        Ok(rate)
    }

    /// What a notional requires.
    pub fn maintenance(&self, notional: Money) -> Result<Money, Error> {
        notional.times(self.rate(notional)?)
    }

    /// Where a position is liquidated with this margin behind it, before its own profit and after what others require. The rate at the price that
    /// is found is the rate that it is found with: a fixed point, followed until the price stands still. A solver that stops at the first steps
    /// keeps the rate of a notional that it has left. Errors: rates that take all; no price stands still.
    pub fn liquidation(&self, position: &Position, margin: Money, mark: Price) -> Result<Trigger, Error> {
        let mut at = mark;
        for _ in 0..STEPS {
            let rate = self.rate(position.notional(at)?)?;
            let requirement = Requirement::by_tier(Tiers::flat(rate.get(), Decimal::ZERO)?);
            let search = Search {
                position,
                anchor: position.entry,
                equity: margin,
                requirement: &requirement,
                mark,
                divisor: Decimal::ONE,
            };
            let trigger = search.run()?.trigger;
            let Some(price) = trigger.price() else { return Ok(trigger) };
            // The rate is counted to 1e-12; a price that moves by less stands still.
            let still = price.get().checked_sub(at.get()).is_some_and(|moved| {
                price.get().checked_mul(Decimal::new(1, 15)).is_some_and(|least| moved.abs() <= least)
            });
            if still {
                return Ok(trigger);
            }
            at = price;
        }
        Err(Cause::NoFixedPoint.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::{Contract, Side};
    use crate::testing::{d, money, position, price, rate};

    fn orderly() -> PowerRate {
        PowerRate { base: rate("0.006"), factor: d("0.00000006"), power: d("0.8") }
    }

    /// Orderly: 50 BTC at 90,000 beside 100 ETH at 3,000, collateral 200,000. The library that stops early prints 87,107.62 and 92,761.73.
    #[test]
    fn the_rate_is_that_of_the_price_which_it_finds() {
        let rule = orderly();
        let others = rule.maintenance(money("300000")).unwrap();
        assert_eq!(others, money("1800"));
        let margin = money("200000").minus(others).unwrap();
        for (side, wanted) in [(Side::Long, "87106.08"), (Side::Short, "92765.54")] {
            let held = position(side, Contract::Linear, "50", "90000");
            let found = rule.liquidation(&held, margin, price("90000")).unwrap().price().unwrap();
            assert_eq!(found.get().round_dp(2), d(wanted), "{side:?}");
            let equity = margin.plus(held.unrealised(found).unwrap()).unwrap();
            let asked = rule.maintenance(held.notional(found).unwrap()).unwrap();
            assert!((equity.get() - asked.get()).abs() < d("0.0001"), "{equity} {asked}");
        }
    }

    #[test]
    fn small_positions_pay_the_base_and_huge_ones_are_refused() {
        let rule = orderly();
        assert_eq!(rule.rate(money("5197.2")).unwrap(), rate("0.006"));
        assert!(matches!(rule.rate(money("100000000000")).unwrap_err().cause, Cause::RatesTakeAll { .. }));
        let covered = position(Side::Long, Contract::Linear, "1", "100");
        assert_eq!(rule.liquidation(&covered, money("101"), price("100")).unwrap(), Trigger::Never);
    }
}
