//! What a file becomes on the page: the reader's account, and accounts of a cascade's market.

use super::proposal::{ImportedPosition, MarginMode, Proposal};
use crate::engine::account::{Market, Mode, Portfolio, Row, Sharing};
use crate::engine::cascade::document::{AccountEntry, ModeEntry};
use crate::engine::error::{MarketProblem, Part};
use crate::engine::margin::{Contract, Rule, Side, Tiers, VenueId};
use crate::engine::units::{Checked, Money, Rounding};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// A symbol of a market as accounts are put into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its name there.
    pub name: String,
    /// Its coin, which tells the reader's positions.
    pub coin: String,
    /// Contracts in one lot.
    pub lot: Decimal,
}

impl Proposal {
    /// The reader's own account: every position of the file that belongs to no named account. A table of the file counts where it is of the same
    /// market, else the position's flat rate; without either the table is missing. Errors: linear and inverse cross positions together; overflow.
    pub fn portfolio(&self) -> Result<Portfolio, Error> {
        let own: Vec<&ImportedPosition> = self.positions.iter().filter(|position| position.account.is_none()).collect();
        let mut markets: Vec<Market> = Vec::new();
        let mut rows = Vec::with_capacity(own.len());
        for position in &own {
            let market = match markets.iter().position(|market| market.name == position.symbol.text) {
                Some(place) => place,
                None => {
                    markets.push(self.market(position)?);
                    markets.len().saturating_sub(1)
                }
            };
            let mode = match (position.mode, position.margin) {
                (Some(MarginMode::Isolated), Some(margin)) => Mode::Isolated(margin),
                _ => Mode::Cross,
            };
            rows.push(Row {
                market,
                side: position.side,
                contract: position.contract,
                size: position.size,
                entry: position.entry,
                mode,
                leverage: position.leverage.filter(|leverage| *leverage > Decimal::ZERO).unwrap_or(Decimal::ONE),
                printed: position.liquidation,
            });
        }
        let rule = own.first().map_or_else(|| Rule::of(VenueId::Generic.model()), |position| position.rule());
        let free = self.account.behind_cross(&self.positions)?.unwrap_or(Money::ZERO);
        let portfolio = Portfolio { free, markets, rows, coins: Vec::new(), rule, sharing: Sharing::Each };
        portfolio.check()?;
        Ok(portfolio)
    }

    fn market(&self, position: &ImportedPosition) -> Result<Market, Error> {
        let mark = position.mark.unwrap_or(position.entry);
        let table = self.tables.iter().find(|table| table.symbol == position.symbol.text);
        let tiers = match (table, position.rate) {
            (Some(table), _) => Some(table.tiers(mark)?),
            (None, Some(rate)) => Some(Tiers::flat(rate.get(), Decimal::ZERO)?),
            (None, None) => None,
        };
        Ok(Market { name: position.symbol.text.clone(), mark, beta: Decimal::ONE, tiers })
    }

    /// The accounts of the file for a market of the cascade: positions of one name together are a cross account, of which collateral is the sum;
    /// isolated positions are an account each. Sizes are put on whole lots, to the nearest and at least one. What has no place in the market is
    /// left out, and why. Errors: overflow.
    pub fn accounts_for(&self, slots: &[Slot]) -> Result<(Vec<AccountEntry>, Vec<Error>), Error> {
        let (mut accounts, mut left) = (Vec::new(), Vec::new());
        let mut cross: Vec<(Option<&str>, AccountEntry)> = Vec::new();
        for position in &self.positions {
            let Some(slot) = slots.iter().find(|slot| slot.coin == position.symbol.coin) else {
                left.push(Error::at(
                    Part::Named(position.symbol.text.clone()),
                    Cause::Market(MarketProblem::NoSuchSymbol),
                ));
                continue;
            };
            if position.contract == Contract::Inverse {
                left.push(Error::at(Part::Named(position.symbol.text.clone()), Cause::MixedSettlement));
                continue;
            }
            let lots = Rounding::Nearest.digits(position.size.get().over(slot.lot)?, 0).max(Decimal::ONE);
            let size = lots.times(slot.lot)?.times(if position.side == Side::Long {
                Decimal::ONE
            } else {
                Decimal::NEGATIVE_ONE
            })?;
            let held = (slot.name.clone(), size, position.entry.get());
            let margin = position.margin.map_or(Decimal::ZERO, Money::get);
            let name = position.account.as_deref();
            if name.is_none() && position.mode == Some(MarginMode::Isolated) {
                accounts.push(AccountEntry {
                    mode: ModeEntry::Isolated,
                    cash: margin,
                    positions: vec![held],
                    coins: vec![],
                });
                continue;
            }
            match cross.iter_mut().find(|(known, _)| *known == name) {
                Some((_, entry)) => {
                    entry.cash = entry.cash.plus(margin)?;
                    // One position a symbol: a second nets with the first.
                    match entry.positions.iter_mut().find(|(symbol, ..)| *symbol == slot.name) {
                        Some(known) => entry.cash = entry.cash.plus(net(known, &held)?)?,
                        None => entry.positions.push(held),
                    }
                }
                None => {
                    let entry =
                        AccountEntry { mode: ModeEntry::Cross, cash: margin, positions: vec![held], coins: vec![] };
                    cross.push((name, entry));
                }
            }
        }
        let own = self.account.behind_cross(&self.positions)?.map_or(Decimal::ZERO, Money::get);
        for (name, mut entry) in cross {
            if name.is_none() {
                entry.cash = entry.cash.plus(own)?;
            }
            entry.positions.retain(|(_, size, _)| !size.is_zero());
            accounts.push(entry);
        }
        Ok((accounts, left))
    }
}

/// Two positions of one symbol as one, with the cost of both; gives what the cash gains. Where both together have no size, or an entry that is not
/// above zero, the profit that they have locked in is cash.
fn net(known: &mut (String, Decimal, Decimal), more: &(String, Decimal, Decimal)) -> Result<Decimal, Error> {
    let cost = known.1.times(known.2)?.plus(more.1.times(more.2)?)?;
    known.1 = known.1.plus(more.1)?;
    let entry = if known.1.is_zero() { Decimal::ZERO } else { cost.over(known.1)? };
    if entry > Decimal::ZERO {
        known.2 = entry;
        return Ok(Decimal::ZERO);
    }
    known.1.times(known.2)?.minus(cost)
}
