//! Where an account stands at given prices: equity against requirement, and what is left for one row while the others stay as they are.

use super::portfolio::{Mode, Portfolio, Row};
use crate::engine::units::{Checked, Money, Price};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// Equity against what is required of it, at prices. Amounts are in the settlement currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// What there is.
    pub equity: Money,
    /// What is required; `None` where a margin table is missing.
    pub required: Option<Money>,
}

impl Portfolio {
    /// A row, by its place. Errors: a row that is not there.
    pub fn row(&self, place: usize) -> Result<&Row, Error> {
        let count = self.rows.len();
        self.rows.get(place).ok_or_else(|| Cause::NoSuchPosition { index: place, count }.into())
    }

    /// The cross part after a common move: a market of beta 1 moves by this fraction. Errors: a price that is not above zero; overflow.
    pub fn after_move(&self, fraction: Decimal) -> Result<Standing, Error> {
        let moved = |market: &super::Market| {
            Price::new(market.mark.get().times(market.beta.times(fraction)?.plus(Decimal::ONE)?)?)
        };
        let prices: Vec<Price> = self.markets.iter().map(moved).collect::<Result<_, Error>>()?;
        self.standing(&prices)
    }

    /// The cross part at prices, in the order of the markets. Errors: overflow.
    pub fn standing(&self, prices: &[Price]) -> Result<Standing, Error> {
        let equity = self.equity_at(prices)?;
        let weighed = self.weighed()?;
        let required = weighed.map(|weighed| self.required_at(&weighed, prices)).transpose()?;
        Ok(Standing { equity, required })
    }

    /// What stands behind a row at its entry, the others frozen at their marks: its own margin where it is isolated, else the cross equity
    /// without its own profit, less what the others require. `None` where a table is missing. Errors: a row that is not there; overflow.
    pub fn behind(&self, place: usize) -> Result<Option<Money>, Error> {
        let row = self.row(place)?;
        if let Mode::Isolated(margin) = row.mode {
            return Ok(Some(margin));
        }
        let marks = self.marks();
        let mut others = self.clone();
        others.rows.remove(place);
        let Standing { equity, required } = others.standing(&marks)?;
        required.map(|required| equity.minus(required)).transpose()
    }

    /// A row at a price of its market, the others frozen: what is left for it, and what is required of it. Errors: a row that is not there;
    /// overflow.
    pub fn row_at(&self, place: usize, price: Price) -> Result<Standing, Error> {
        let row = *self.row(place)?;
        let Some(market) = self.markets.get(row.market) else {
            return Err(Cause::NoSuchPosition { index: row.market, count: self.markets.len() }.into());
        };
        let position = row.position();
        let (Some(behind), Some(tiers)) = (self.behind(place)?, &market.tiers) else {
            let behind = if let Mode::Isolated(margin) = row.mode { margin } else { self.equity_at(&self.marks())? };
            return Ok(Standing { equity: behind.plus(position.unrealised(price)?)?, required: None });
        };
        let inputs = self.rule.inputs(tiers, row.leverage);
        let requirement = match row.mode {
            Mode::Isolated(_) => self.rule.model.requirement_at(&position, market.mark, inputs)?,
            Mode::Cross => self.rule.model.cross_requirement(&position, market.mark, inputs)?,
        };
        let required = requirement.at(position.notional(price)?)?;
        Ok(Standing { equity: behind.plus(position.unrealised(price)?)?, required: Some(required) })
    }
}
