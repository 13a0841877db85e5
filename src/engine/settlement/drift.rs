//! Drift: just enough is closed to bring the account back to maintenance and a buffer.
//!
//! Source: margin-rules section 1, Drift, and the worked cases of its liquidation tests.

use crate::engine::Error;
use crate::engine::margin::{Position, Side};
use crate::engine::settlement::partial::Cut;
use crate::engine::units::{Checked, Money, Price, Rate, Rounding};
use rust_decimal::Decimal;

/// What a liquidation is charged, and at what prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Oracle price of the coin.
    pub oracle: Price,
    /// Oracle price of the quote currency, 1 for a dollar.
    pub quote_price: Price,
    /// Margin rate to come back to: maintenance and buffer.
    pub target: Rate,
    /// The liquidator's part of the price.
    pub liquidator_fee: Rate,
    /// The insurance fund's part of the notional.
    pub insurance_fee: Rate,
}

impl Terms {
    /// Size to close so that the margin it frees, less fees, covers a shortage (in dollars); `None` where closing frees nothing.
    /// shortage / (price x (quote price x (target - liquidator fee) - insurance fee)).
    pub fn covering(&self, shortage: Money) -> Result<Option<Decimal>, Error> {
        let freed = self.target.get().minus(self.liquidator_fee.get())?.times(self.quote_price.get())?;
        let freed = self.oracle.get().times(freed.minus(self.insurance_fee.get())?)?;
        if freed <= Decimal::ZERO {
            return Ok(None);
        }
        shortage.get().max(Decimal::ZERO).over(freed).map(Some)
    }
}

/// The insurance fund's fee rate: min(highest, 0.95 (target - liquidator fee - shortage / notional)), not below zero.
/// The notional is in dollars; of nothing there is no fee.
pub fn insurance_fee(
    shortage: Money,
    notional: Money,
    target: Rate,
    liquidator_fee: Rate,
    highest: Rate,
) -> Result<Rate, Error> {
    if notional <= Money::ZERO {
        return Ok(Rate::ZERO);
    }
    let room = target.get().minus(liquidator_fee.get())?.minus(shortage.get().over(notional.get())?)?;
    let kept = room.times(Decimal::new(95, 2))?;
    Ok(Rate::new(kept.min(highest.get()).max(Decimal::ZERO)))
}

/// A position as Drift keeps it, and the collateral behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// The position; its entry does not matter, `quote` says what it cost.
    pub position: Position,
    /// The quote side of the position: what was received for it, negative for a long.
    pub quote: Money,
    /// Collateral, in quote currency.
    pub collateral: Money,
}

/// An account after a liquidation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// What was closed and what is left.
    pub cut: Cut,
    /// The quote side of what the trader is left with.
    pub quote: Money,
    /// The quote side of what the liquidator took over.
    pub liquidator_quote: Money,
    /// What the insurance fund received.
    pub insurance_fee: Money,
    /// Equity over the notional that is left; `None` where none is.
    pub margin_ratio: Option<Rate>,
}

impl Account {
    fn signed(&self, size: Decimal, price: Price) -> Result<Money, Error> {
        self.position.side.sign().times(size)?.times(price.get()).map(Money::new)
    }

    /// What is missing to the target at the oracle price, below zero where nothing is.
    pub fn shortage(&self, terms: &Terms) -> Result<Money, Error> {
        let size = self.position.size.get();
        let equity = self.collateral.plus(self.quote)?.plus(self.signed(size, terms.oracle)?)?;
        self.position.size.at(terms.oracle)?.times(terms.target)?.minus(equity)
    }

    /// Closes just enough to reach the target, or everything where that is not enough.
    pub fn liquidate(&self, terms: &Terms) -> Result<Taken, Error> {
        let cut = match terms.covering(self.shortage(terms)?)? {
            Some(size) => Cut::of(&self.position, size)?,
            None => Cut::whole(&self.position)?,
        };
        self.hand_over(terms, cut)
    }

    /// Hands a part over to a liquidator at the oracle price less the fee, against the trader.
    pub fn hand_over(&self, terms: &Terms, cut: Cut) -> Result<Taken, Error> {
        let against = match self.position.side {
            Side::Long => Decimal::ONE.minus(terms.liquidator_fee.get())?,
            Side::Short => Decimal::ONE.plus(terms.liquidator_fee.get())?,
        };
        let value = self.signed(cut.closed, terms.oracle)?;
        let received = value.times(Rate::new(against))?;
        let fee = Money::new(value.get().abs()).times(terms.insurance_fee)?;
        let quote = self.quote.plus(received)?.minus(fee)?;
        let left = self.signed(cut.left, terms.oracle)?;
        let margin_ratio = if left == Money::ZERO {
            None
        } else {
            let equity = self.collateral.plus(quote)?.plus(left)?;
            Some(Rate::new(equity.get().over(left.get().abs())?))
        };
        let liquidator_quote = Money::ZERO.minus(received)?;
        Ok(Taken { cut, quote, liquidator_quote, insurance_fee: fee, margin_ratio })
    }
}

/// A borrow and the deposit that backs it, as margin weighs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Borrow {
    /// Price of the borrowed coin.
    pub price: Price,
    /// Weight of the borrow, above 1.
    pub weight: Rate,
    /// Weight of the deposit, below 1.
    pub asset_weight: Rate,
    /// What the liquidator gets of the deposit for each dollar: 1 and its fee.
    pub asset_multiplier: Rate,
    /// What the liquidator pays of the borrow for each dollar: 1 less its fee.
    pub multiplier: Rate,
    /// The insurance fund's part.
    pub insurance_fee: Rate,
}

impl Borrow {
    /// How much of a borrow a liquidator must take over to cover a shortage (in dollars); `None` where taking it over frees
    /// nothing. shortage / (price x (weight (1 - insurance fee) - asset weight x asset multiplier / multiplier)), with the weight of the
    /// deposit in whole 10^-5, rounded down, as Drift keeps it.
    pub fn covering(&self, shortage: Money) -> Result<Option<Decimal>, Error> {
        let asset = self.asset_weight.get().times(self.asset_multiplier.get())?.over(self.multiplier.get())?;
        let kept = self.weight.get().times(Decimal::ONE.minus(self.insurance_fee.get())?)?;
        let freed = self.price.get().times(kept.minus(Rounding::Down.digits(asset, 5))?)?;
        if freed <= Decimal::ZERO {
            return Ok(None);
        }
        shortage.get().max(Decimal::ZERO).over(freed).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::Contract;
    use crate::engine::units::Quantity;
    use crate::testing::{d, money, price, rate};

    fn terms(target: &str, liquidator: &str, insurance: &str) -> Terms {
        Terms {
            oracle: price("100"),
            quote_price: price("1"),
            target: rate(target),
            liquidator_fee: rate(liquidator),
            insurance_fee: rate(insurance),
        }
    }

    fn account(side: Side, size: &str, quote: &str, collateral: &str) -> Account {
        let size = Quantity::new(d(size)).unwrap();
        let position = Position { side, contract: Contract::Linear, size, entry: price("100") };
        Account { position, quote: money(quote), collateral: money(collateral) }
    }

    #[test]
    fn fees_enlarge_what_must_be_closed() {
        let size = |liquidator, insurance| terms("0.1", liquidator, insurance).covering(money("10")).unwrap();
        assert_eq!(size("0", "0"), Some(d("1")));
        assert_eq!(size("0.01", "0.01"), Some(d("1.25")));
        assert_eq!(size("0.1", "0"), None);
        assert_eq!(size("0.05", "0.05"), None);
        let depegged = Terms { quote_price: price("0.5"), ..terms("0.1", "0", "0.01") };
        assert_eq!(depegged.covering(money("10")).unwrap(), Some(d("2.5")));
    }

    #[test]
    fn the_worked_case_comes_back_to_its_target() {
        let taken = account(Side::Long, "2", "-200", "5").liquidate(&terms("0.07", "0.01", "0.01")).unwrap();
        assert_eq!((taken.cut.closed, taken.cut.left), (d("1.8"), d("0.2")));
        assert_eq!((taken.quote, taken.liquidator_quote), (money("-23.6"), money("-178.2")));
        assert_eq!((taken.insurance_fee, taken.margin_ratio), (money("1.8"), Some(rate("0.07"))));
    }

    #[test]
    fn a_short_buys_back_above_the_oracle() {
        let taken = account(Side::Short, "1", "50", "0").liquidate(&terms("0.07", "0.01", "0")).unwrap();
        assert_eq!((taken.quote, taken.liquidator_quote), (money("-51"), money("101")));
        assert_eq!((taken.cut.left, taken.margin_ratio), (Decimal::ZERO, None));
    }

    #[test]
    fn an_account_above_its_target_keeps_its_position() {
        let taken = account(Side::Long, "1", "-100", "50").liquidate(&terms("0.07", "0.01", "0")).unwrap();
        assert_eq!((taken.cut.closed, taken.quote), (Decimal::ZERO, money("-100")));
    }

    #[test]
    fn the_insurance_fee_takes_what_the_shortage_leaves() {
        let fee = |shortage, highest| {
            insurance_fee(money(shortage), money("1000"), rate("0.05"), rate("0.01"), rate(highest)).unwrap()
        };
        assert_eq!(fee("20", "0.05"), rate("0.019"));
        assert_eq!(fee("1", "0.05"), rate("0.03705"));
        assert_eq!(fee("1", "0.03"), rate("0.03"));
        assert_eq!(fee("50", "0.05"), Rate::ZERO);
        assert_eq!(insurance_fee(money("1"), Money::ZERO, rate("0.05"), rate("0"), rate("1")).unwrap(), Rate::ZERO);
    }

    /// The four cases of Drift's own test, to the 10^-9 it keeps.
    #[test]
    fn a_borrow_is_taken_over_as_drift_records_it() {
        let transfer = |asset: &str, liability: &str, fee: &str| {
            let borrow = Borrow {
                price: price("100"),
                weight: rate("1.2"),
                asset_weight: rate("0.8"),
                asset_multiplier: rate(asset),
                multiplier: rate(liability),
                insurance_fee: rate(fee),
            };
            borrow.covering(money("10")).unwrap().map(|size| size.trunc_with_scale(9))
        };
        assert_eq!(transfer("1", "1", "0"), Some(d("0.25")));
        assert_eq!(transfer("1.1", "0.9", "0"), Some(d("0.449984250")));
        assert_eq!(transfer("1", "1", "0.01"), Some(d("0.257731958")));
        assert_eq!(transfer("1.1", "0.9", "0.01"), Some(d("0.475669504")));
        assert_eq!(transfer("1.5", "1", "0"), None);
    }
}
