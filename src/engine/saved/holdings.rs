//! Accounts as a document writes them.

use super::entries::{SideEntry, leverage, price, size};
use crate::engine::account::{Coins, Market, Mode, Portfolio, Row, Sharing};
use crate::engine::echo::echo;
use crate::engine::error::{Field, Part};
use crate::engine::margin::venue::MODELS;
use crate::engine::margin::{Bracket, Contract, Rule, Tiers};
use crate::engine::units::{Money, Price, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PortfolioEntry {
    /// The venue's word.
    venue: String,
    #[serde(default, skip_serializing_if = "Decimal::is_zero")]
    closing_fee: Decimal,
    #[serde(default, skip_serializing_if = "Decimal::is_zero")]
    next_funding: Decimal,
    free: Decimal,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    larger_side: bool,
    markets: Vec<MarketEntry>,
    positions: Vec<RowEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    coins: Vec<CoinsEntry>,
}

/// Floor, rate, deduction, highest leverage.
type BracketRow = (Decimal, Decimal, Decimal, Option<Decimal>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct MarketEntry {
    name: String,
    mark: Decimal,
    beta: Decimal,
    /// Left out where the table is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    brackets: Option<Vec<BracketRow>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RowEntry {
    market: usize,
    side: SideEntry,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    inverse: bool,
    size: Decimal,
    entry: Decimal,
    leverage: Decimal,
    /// Margin of an isolated position; left out for cross.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    margin: Option<Decimal>,
    /// The liquidation price that the venue prints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    printed: Option<Decimal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CoinsEntry {
    market: usize,
    amount: Decimal,
    haircut: Decimal,
}

impl PortfolioEntry {
    pub(super) fn of(account: &Portfolio) -> Self {
        let brackets =
            |tiers: &Tiers| tiers.brackets().iter().map(|b| (b.floor, b.rate, b.deduction, b.max_leverage)).collect();
        Self {
            venue: account.rule.model.key.to_owned(),
            closing_fee: account.rule.closing_fee.get(),
            next_funding: account.rule.next_funding.get(),
            free: account.free.get(),
            larger_side: account.sharing == Sharing::LargerSide,
            markets: account
                .markets
                .iter()
                .map(|market| MarketEntry {
                    name: market.name.clone(),
                    mark: market.mark.get(),
                    beta: market.beta,
                    brackets: market.tiers.as_ref().map(brackets),
                })
                .collect(),
            positions: account
                .rows
                .iter()
                .map(|row| RowEntry {
                    market: row.market,
                    side: row.side.into(),
                    inverse: row.contract == Contract::Inverse,
                    size: row.size.get(),
                    entry: row.entry.get(),
                    leverage: row.leverage,
                    margin: match row.mode {
                        Mode::Isolated(margin) => Some(margin.get()),
                        Mode::Cross => None,
                    },
                    printed: row.printed.map(Price::get),
                })
                .collect(),
            coins: account
                .coins
                .iter()
                .map(|coins| CoinsEntry {
                    market: coins.market,
                    amount: coins.amount.get(),
                    haircut: coins.haircut.get(),
                })
                .collect(),
        }
    }

    /// Errors: a venue that is not known, a table that is none, numbers that cannot be; as [`Portfolio::check`].
    pub(super) fn read(&self) -> Result<Portfolio, Error> {
        let Some(model) = MODELS.into_iter().find(|model| model.key == self.venue) else {
            let accepted = MODELS.iter().map(|model| model.key.to_owned()).collect();
            return Err(Error::at(Field::Family, Cause::UnknownChoice { typed: echo(&self.venue), accepted }));
        };
        let market = |entry: &MarketEntry| -> Result<Market, Error> {
            let bracket = |&(floor, rate, deduction, max_leverage): &(_, _, _, _)| Bracket {
                floor,
                rate,
                deduction,
                max_leverage,
            };
            let tiers =
                entry.brackets.as_ref().map(|rows| Tiers::new(rows.iter().map(bracket).collect())).transpose()?;
            Ok(Market { name: echo(&entry.name), mark: price(entry.mark)?, beta: entry.beta, tiers })
        };
        let row = |entry: &RowEntry| -> Result<Row, Error> {
            Ok(Row {
                market: entry.market,
                side: entry.side.into(),
                contract: if entry.inverse { Contract::Inverse } else { Contract::Linear },
                size: size(entry.size)?,
                entry: price(entry.entry)?,
                mode: entry.margin.map_or(Mode::Cross, |margin| Mode::Isolated(Money::new(margin))),
                leverage: leverage(entry.leverage)?,
                printed: entry.printed.map(price).transpose()?,
            })
        };
        let coins = |entry: &CoinsEntry| -> Result<Coins, Error> {
            Ok(Coins { market: entry.market, amount: size(entry.amount)?, haircut: Rate::new(entry.haircut) })
        };
        let numbered = |number: usize| move |e: Error| e.inside(Part::Row(number));
        let account = Portfolio {
            free: Money::new(self.free),
            markets: (1..)
                .zip(&self.markets)
                .map(|(n, entry)| {
                    market(entry).map_err(|e| e.inside(Part::Symbol { number: n, name: echo(&entry.name) }))
                })
                .collect::<Result<_, Error>>()?,
            rows: (1..)
                .zip(&self.positions)
                .map(|(n, entry)| row(entry).map_err(numbered(n)))
                .collect::<Result<_, Error>>()?,
            coins: self.coins.iter().map(coins).collect::<Result<_, Error>>().map_err(|e| e.inside(Field::Coins))?,
            rule: Rule::of(model)
                .with_closing_fee(Rate::new(self.closing_fee))
                .with_next_funding(Rate::new(self.next_funding)),
            sharing: if self.larger_side { Sharing::LargerSide } else { Sharing::Each },
        };
        account.check()?;
        Ok(account)
    }
}
