//! An account of several positions: markets with their betas, rows that are isolated or cross, collateral coins with haircuts, and requirements
//! that positions of one underlying share. Source: accounts section 2.

use crate::engine::account::no_price::Reading;
use crate::engine::error::{Field, StepProblem};
use crate::engine::margin::{Contract, Position, Requirement, Rule, Search, Side, Tiers};
use crate::engine::units::{Checked, Money, Price, Quantity, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// What positions are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Market {
    /// Its name, as the reader knows it.
    pub name: String,
    /// The mark.
    pub mark: Price,
    /// How far it moves with a common move: 1 moves as far, 0 not at all.
    pub beta: Decimal,
    /// Its margin table; `None` where it is not known.
    pub tiers: Option<Tiers>,
}

/// How a position is margined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// By this margin alone, without unrealised profit.
    Isolated(Money),
    /// By the account.
    Cross,
}

/// A position of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its market, by its place.
    pub market: usize,
    /// Long or short. Both of one market may stand side by side.
    pub side: Side,
    /// Linear or inverse.
    pub contract: Contract,
    /// How much.
    pub size: Quantity,
    /// Average entry.
    pub entry: Price,
    /// Isolated or cross.
    pub mode: Mode,
    /// Leverage chosen.
    pub leverage: Decimal,
    /// The liquidation price that its venue prints, where it does.
    pub printed: Option<Price>,
}

impl Row {
    /// The position.
    #[must_use]
    pub fn position(&self) -> Position {
        Position { side: self.side, contract: self.contract, size: self.size, entry: self.entry }
    }
}

/// Collateral in a coin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coins {
    /// Whose price it has, by its place; it moves with that market.
    pub market: usize,
    /// How many.
    pub amount: Quantity,
    /// The part that does not count, 0 to 1.
    pub haircut: Rate,
}

/// How requirements of several positions add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sharing {
    /// Each position by itself.
    Each,
    /// Of one market the larger of its longs and its shorts: Kraken's multi-collateral accounts.
    LargerSide,
}

/// The account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portfolio {
    /// Free balance, without unrealised profit and without isolated margins; may be negative.
    pub free: Money,
    /// Markets.
    pub markets: Vec<Market>,
    /// Positions.
    pub rows: Vec<Row>,
    /// Collateral coins.
    pub coins: Vec<Coins>,
    /// The venue's rule.
    pub rule: Rule,
    /// How requirements add up.
    pub sharing: Sharing,
}

/// A cross row with its requirement, frozen as the rule freezes it.
pub(super) struct Weighed<'a> {
    pub row: &'a Row,
    pub requirement: Requirement,
}

impl Portfolio {
    /// Everything is in order. Errors: a market that is not there, coins with a haircut outside 0 to 1, linear and inverse cross positions
    /// together, a leverage that is not above zero.
    pub fn check(&self) -> Result<(), Error> {
        let count = self.markets.len();
        let mut contracts = self.rows.iter().filter(|row| row.mode == Mode::Cross).map(|row| row.contract);
        if let Some(first) = contracts.next()
            && contracts.any(|contract| contract != first)
        {
            return Err(Cause::MixedSettlement.into());
        }
        for index in self.rows.iter().map(|row| row.market).chain(self.coins.iter().map(|coins| coins.market)) {
            if index >= count {
                return Err(Error::at(Field::Symbols, Cause::NoSuchPosition { index, count }));
            }
        }
        for row in &self.rows {
            if row.leverage <= Decimal::ZERO {
                return Err(Error::at(Field::Leverage, Cause::NotPositive));
            }
        }
        for coins in &self.coins {
            crate::engine::error::within(Field::Haircut, coins.haircut.get(), Decimal::ZERO..=Decimal::ONE)?;
        }
        Ok(())
    }

    /// Sets the leverage of a row. Errors: a row that is not there; a leverage that is not above zero, or above what the bracket of its notional at the
    /// entry allows.
    pub fn set_leverage(&mut self, place: usize, leverage: Decimal) -> Result<(), Error> {
        let row = *self.row(place)?;
        if leverage <= Decimal::ZERO {
            return Err(Error::at(Field::Leverage, Cause::NotPositive));
        }
        let notional = row.position().entry_notional()?;
        let tiers = self.markets.get(row.market).and_then(|market| market.tiers.as_ref());
        if let Some(most) = tiers.and_then(|tiers| tiers.at(notional)?.max_leverage)
            && leverage > most
        {
            let notional = notional.get();
            return Err(Cause::Step(StepProblem::LeverageAboveBracket { leverage, most, notional }).into());
        }
        if let Some(row) = self.rows.get_mut(place) {
            row.leverage = leverage;
        }
        Ok(())
    }

    /// The marks, in the order of the markets.
    #[must_use]
    pub fn marks(&self) -> Vec<Price> {
        self.markets.iter().map(|market| market.mark).collect()
    }

    /// Cross rows with their requirements; `None` where a table is missing. Errors: as the venue's rule.
    pub(super) fn weighed(&self) -> Result<Option<Vec<Weighed<'_>>>, Error> {
        let mut weighed = Vec::new();
        for row in self.rows.iter().filter(|row| row.mode == Mode::Cross) {
            let Some(market) = self.markets.get(row.market) else { continue };
            let Some(tiers) = &market.tiers else { return Ok(None) };
            let inputs = self.rule.inputs(tiers, row.leverage);
            let requirement = self.rule.model.cross_requirement(&row.position(), market.mark, inputs)?;
            weighed.push(Weighed { row, requirement });
        }
        Ok(Some(weighed))
    }

    /// Equity of the cross part at prices: free balance, what coins count for, unrealised profit. Errors: overflow.
    pub fn equity_at(&self, prices: &[Price]) -> Result<Money, Error> {
        let mut equity = self.free;
        for coins in &self.coins {
            let Some(price) = prices.get(coins.market) else { continue };
            let counted = Rate::new(Decimal::ONE.minus(coins.haircut.get())?);
            equity = equity.plus(coins.amount.at(*price)?.times(counted)?)?;
        }
        for row in self.rows.iter().filter(|row| row.mode == Mode::Cross) {
            let Some(price) = prices.get(row.market) else { continue };
            equity = equity.plus(row.position().unrealised(*price)?)?;
        }
        Ok(equity)
    }

    /// What the cross positions require at prices. Errors: overflow.
    pub(super) fn required_at(&self, weighed: &[Weighed<'_>], prices: &[Price]) -> Result<Money, Error> {
        let mut sides = vec![[Money::ZERO; 2]; self.markets.len()];
        for Weighed { row, requirement } in weighed {
            let (Some(price), Some([longs, shorts])) = (prices.get(row.market), sides.get_mut(row.market)) else {
                continue;
            };
            let asked = requirement.at(row.position().notional(*price)?)?;
            let place = if row.side == Side::Long { longs } else { shorts };
            *place = place.plus(asked)?;
        }
        sides.into_iter().try_fold(Money::ZERO, |sum, [longs, shorts]| {
            sum.plus(match self.sharing {
                Sharing::Each => longs.plus(shorts)?,
                Sharing::LargerSide => longs.max(shorts),
            })
        })
    }

    /// The account as it would be after an order is filled: the fill moves the average entry, or reduces, or turns the row; what is realised
    /// and the fee go to the free balance. A fill worse than the mark is a loss at once. Errors: a row that is not there; an isolated row.
    pub fn after_order(&self, row: usize, side: Side, size: Quantity, price: Price, fee: Rate) -> Result<Self, Error> {
        let count = self.rows.len();
        let Some(old) = self.rows.get(row) else { return Err(Cause::NoSuchPosition { index: row, count }.into()) };
        if old.mode != Mode::Cross {
            return Err(Cause::NoSuchPosition { index: row, count }.into());
        }
        let mut next = self.clone();
        let fill = Position { side, contract: old.contract, size, entry: price };
        let traded = fill.entry_notional()?;
        next.free = next.free.minus(traded.times(fee)?)?;
        let (have, more) = (old.size.get(), size.get());
        let changed = if side == old.side {
            let (cost, whole) = (old.position().entry_notional()?.plus(traded)?.get(), have.plus(more)?);
            let entry = if old.contract == Contract::Linear { cost.over(whole)? } else { whole.over(cost)? };
            Some(Row { size: Quantity::new(whole)?, entry: Price::new(entry)?, printed: None, ..*old })
        } else {
            let closed = Quantity::new(have.min(more))?;
            let part = Position { size: closed, ..old.position() };
            next.free = next.free.plus(part.unrealised(price)?)?;
            match have.minus(more)? {
                left if left.is_zero() => None,
                left if left.is_sign_positive() => Some(Row { size: Quantity::new(left)?, printed: None, ..*old }),
                left => Some(Row { side, size: Quantity::new(left.abs())?, entry: price, printed: None, ..*old }),
            }
        };
        match (changed, next.rows.get_mut(row)) {
            (Some(changed), Some(place)) => *place = changed,
            _ => drop(next.rows.remove(row)),
        }
        Ok(next)
    }

    /// Where an isolated row is liquidated by its own margin. Errors: a row that is not there or is cross; as [`Search::run`].
    pub(super) fn isolated(&self, row: &Row, margin: Money) -> Result<Reading, Error> {
        let position = row.position();
        let bankruptcy = position.bankruptcy_price(margin)?;
        let Some(market) = self.markets.get(row.market) else {
            return Err(Cause::NoSuchPosition { index: row.market, count: self.markets.len() }.into());
        };
        let Some(tiers) = &market.tiers else { return Ok(Reading::without_table(bankruptcy)) };
        let inputs = self.rule.inputs(tiers, row.leverage);
        let requirement = self.rule.model.requirement_at(&position, market.mark, inputs)?;
        let search = Search {
            position: &position,
            anchor: position.entry,
            equity: margin,
            requirement: &requirement,
            mark: market.mark,
            divisor: Decimal::ONE,
        };
        Ok(Reading::of(search.run()?.trigger, bankruptcy))
    }
}
