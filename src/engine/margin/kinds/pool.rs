//! Oracle pools: a position borrows from a pool, pays for it by the hour, and must keep a part of its size and no less than so many dollars.

use crate::engine::Error;
use crate::engine::margin::{Position, Requirement, Search, Trigger};
use crate::engine::units::{Money, Price, Rate};
use rust_decimal::Decimal;

/// The terms of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pool {
    /// The part of its size, in dollars at the entry, that a position must keep.
    pub part: Rate,
    /// The least that it must keep.
    pub least: Money,
    /// Fee of the close, of the size.
    pub closing_fee: Rate,
    /// What is paid for an hour, of the size.
    pub borrow: Rate,
}

impl Pool {
    /// What a position must keep: max(part x size, least) + closing fee x size. It stands still, because size is counted at the entry.
    pub fn requirement(&self, position: &Position) -> Result<Requirement, Error> {
        let size = position.entry_notional()?;
        Requirement::fixed(size.times(self.part)?.max(self.least))?.with_fixed(size.times(self.closing_fee)?)
    }

    /// Where a position is liquidated that has been held so many hours; `margin` is its collateral in dollars. Errors: overflow.
    pub fn liquidation(
        &self,
        position: &Position,
        margin: Money,
        hours: Decimal,
        mark: Price,
    ) -> Result<Trigger, Error> {
        let borrowed = position.entry_notional()?.times(self.borrow)?.times(Rate::new(hours))?;
        let requirement = self.requirement(position)?;
        let search = Search {
            position,
            anchor: position.entry,
            equity: margin.minus(borrowed)?,
            requirement: &requirement,
            mark,
            divisor: Decimal::ONE,
        };
        Ok(search.run()?.trigger)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::{Contract, Side};
    use crate::testing::{d, money, position, price, rate};

    fn gmx() -> Pool {
        Pool { part: rate("0.005"), least: money("5"), closing_fee: rate("0.0006"), borrow: rate("0.00001") }
    }

    fn at(size: &str, margin: &str, hours: &str) -> Decimal {
        let held = position(Side::Long, Contract::Linear, size, "3000");
        gmx().liquidation(&held, money(margin), d(hours), price("3000")).unwrap().price().unwrap().get()
    }

    /// By hand: 3,000 - (300 - 15 - 1.8), less 0.03 an hour; and 5 dollars where 0.5 % of 300 is 1.5.
    #[test]
    fn a_pool_asks_for_a_part_a_least_and_its_fees() {
        assert_eq!(at("1", "300", "0"), d("2716.8"));
        assert_eq!(at("1", "300", "24"), d("2717.52"));
        assert_eq!(at("0.1", "30", "0"), d("3000") - (d("30") - d("5") - d("0.18")) * d("10"));
        // A position that has paid its collateral away is liquidated where it stands.
        let held = position(Side::Short, Contract::Linear, "1", "3000");
        let gone = gmx().liquidation(&held, money("20"), d("10000"), price("3000")).unwrap();
        assert!(matches!(gone, Trigger::At { at_once: true, .. }));
    }
}
