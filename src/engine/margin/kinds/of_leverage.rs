//! Requirements from the chosen leverage, and a part of the margin.

use crate::engine::error::{Field, within};
use crate::engine::margin::{Requirement, Tiers};
use crate::engine::units::{Checked, Money, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// HTX: adjustment factor / leverage of the notional at the price being tested, so that 5 % of what opened the position is left at 0.05.
/// Errors: a leverage that is not above zero; a factor outside 0 to the leverage.
pub fn of_leverage(factor: Decimal, leverage: Decimal) -> Result<Requirement, Error> {
    if leverage <= Decimal::ZERO {
        return Err(Error::at(Field::Leverage, Cause::NotPositive));
    }
    Ok(Requirement::by_tier(Tiers::flat(factor.over(leverage)?, Decimal::ZERO)?))
}

/// A part of what was posted, whatever the price: 10 % at BingX's standard contracts. Errors: a part outside 0 to 1.
pub fn of_initial_margin(part: Rate, posted: Money) -> Result<Requirement, Error> {
    within(Field::MaintenanceRate, part.get(), Decimal::ZERO..=Decimal::ONE)?;
    Requirement::fixed(posted.times(part)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::{Contract, Search, Side};
    use crate::testing::{d, money, position, price, rate};

    fn liquidated(side: Side, requirement: &Requirement) -> Decimal {
        let held = position(side, Contract::Linear, "1", "60000");
        let search = Search {
            position: &held,
            anchor: held.entry,
            equity: money("6000"),
            requirement,
            mark: price("60000"),
            divisor: d("1"),
        };
        search.run().unwrap().trigger.price().unwrap().get()
    }

    /// By hand, 60,000 at 10x: (60,000 - 6,000) / (1 - 0.05 / 10), and 60,000 - 0.9 x 6,000.
    #[test]
    fn a_higher_leverage_asks_for_less() {
        assert_eq!(liquidated(Side::Long, &of_leverage(d("0.05"), d("10")).unwrap()).round_dp(2), d("54271.36"));
        assert_eq!(liquidated(Side::Long, &of_initial_margin(rate("0.1"), money("6000")).unwrap()), d("54600"));
        assert_eq!(liquidated(Side::Short, &of_initial_margin(rate("0.1"), money("6000")).unwrap()), d("65400"));
        let low = of_leverage(d("0.05"), d("100")).unwrap().at(money("60000")).unwrap();
        assert_eq!(low, money("30"));
        assert!(of_leverage(d("0.05"), d("0")).is_err() && of_initial_margin(rate("2"), money("1")).is_err());
    }
}
