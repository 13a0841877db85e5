//! A rate that grows with a power of the notional: r(N) = max(base, k N^power).

use crate::engine::Error;
use crate::engine::margin::{Growth, Position, Requirement, Search, Tiers, Trigger};
use crate::engine::units::{Money, Price, Rate};
use rust_decimal::Decimal;

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
    /// How it grows.
    #[must_use]
    pub fn growth(&self) -> Growth {
        Growth { factor: self.factor, power: self.power }
    }

    /// The rate of a notional, rounded up to 1e-12. Errors: as [`Growth::rate`].
    pub fn rate(&self, notional: Money) -> Result<Rate, Error> {
        Ok(self.growth().rate(notional)?.max(self.base))
    }

    /// What a notional requires.
    pub fn maintenance(&self, notional: Money) -> Result<Money, Error> {
        notional.times(self.rate(notional)?)
    }

    /// Where a position is liquidated with this margin behind it, before its own profit and after what others require. Errors: as [`Search::run`].
    pub fn liquidation(&self, position: &Position, margin: Money, mark: Price) -> Result<Trigger, Error> {
        let base = Requirement::by_tier(Tiers::flat(self.base.get(), Decimal::ZERO)?);
        let search = Search {
            position,
            anchor: position.entry,
            equity: margin,
            requirement: &base.with_growth(self.growth()),
            mark,
            divisor: Decimal::ONE,
        };
        Ok(search.run()?.trigger)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Cause;
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
    fn small_positions_pay_the_base_and_huge_ones_more_than_they_are_worth() {
        let rule = orderly();
        assert_eq!(rule.rate(money("5197.2")).unwrap(), rate("0.006"));
        assert!(rule.rate(money("100000000000")).unwrap() > rate("37"));
        let huge = position(Side::Long, Contract::Linear, "1000000", "100000");
        assert!(matches!(rule.growth().admit(&huge).unwrap_err().cause, Cause::RateOfSize { .. }));
        let covered = position(Side::Long, Contract::Linear, "1", "100");
        assert_eq!(rule.liquidation(&covered, money("101"), price("100")).unwrap(), Trigger::Never);
    }
}
