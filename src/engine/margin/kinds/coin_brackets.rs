//! Brackets by coins held: the rate does not move with the price, and so is one flat rate for a position of a given size.

use crate::engine::error::TierProblem;
use crate::engine::margin::Tiers;
use crate::engine::units::{Checked, Quantity};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// A table by coins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoinBrackets {
    /// Where each bracket begins, in coins, its rate, and the highest leverage; rising from zero.
    pub rows: Vec<(Decimal, Decimal, Option<Decimal>)>,
    /// Whether only the part above a floor pays its rate; else the whole position does.
    pub marginal: bool,
}

impl CoinBrackets {
    /// The table of a position of this size: one rate for every price. Errors: as [`Tiers::new`].
    pub fn tiers(&self, size: Quantity) -> Result<Tiers, Error> {
        let table = if self.marginal { Tiers::marginal(&self.rows)? } else { Tiers::jumping(&self.rows)? };
        let own = table.brackets().iter().rev().find(|bracket| bracket.floor <= size.get());
        let own = own.ok_or_else(|| Error::from(Cause::Tiers(TierProblem::Empty)))?;
        let rate = own.rate.minus(own.deduction.over(size.get())?)?;
        Tiers::jumping(&[(Decimal::ZERO, rate, own.max_leverage)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{d, money, quantity};

    /// By hand: 30 coins, 20 of them at 1 % and 10 at 2 %, or all at 2 %.
    #[test]
    fn the_rate_is_that_of_the_coins_whatever_they_cost() {
        let rows = vec![(d("0"), d("0.01"), Some(d("50"))), (d("20"), d("0.02"), Some(d("25")))];
        let marginal = CoinBrackets { rows: rows.clone(), marginal: true }.tiers(quantity("30")).unwrap();
        assert_eq!(marginal.maintenance(money("3000")).unwrap().get().round_dp(12), d("40"));
        assert_eq!(marginal.maintenance(money("6000")).unwrap().get().round_dp(12), d("80"));
        let whole = CoinBrackets { rows, marginal: false }.tiers(quantity("30")).unwrap();
        assert_eq!(whole.maintenance(money("3000")).unwrap(), money("60"));
        assert_eq!(whole.brackets()[0].max_leverage, Some(d("25")));
        assert!(CoinBrackets { rows: vec![], marginal: true }.tiers(quantity("1")).is_err());
    }
}
