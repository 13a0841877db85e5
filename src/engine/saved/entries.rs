//! Tables and steps as a document writes them.

use crate::engine::account::Step;
use crate::engine::echo::echo;
use crate::engine::error::Field;
use crate::engine::import::proposal::{FloorUnit, ImportedBracket, ImportedTable};
use crate::engine::margin::Side;
use crate::engine::units::{Money, Price, Quantity, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TableEntry {
    symbol: String,
    from: String,
    /// `notional`, `coins` or `quote`.
    unit: UnitEntry,
    marginal: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    coefficient: Option<Decimal>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    printed_cum: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    scaled_already: bool,
    brackets: Vec<BracketEntry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum UnitEntry {
    Notional,
    Coins,
    Quote,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct BracketEntry {
    floor: Decimal,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cap: Option<Decimal>,
    rate: Decimal,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    printed: Option<Decimal>,
    computed: Decimal,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_leverage: Option<Decimal>,
}

impl TableEntry {
    pub(super) fn of(table: &ImportedTable) -> Self {
        Self {
            symbol: table.symbol.clone(),
            from: table.from.clone(),
            unit: match table.unit {
                FloorUnit::Notional => UnitEntry::Notional,
                FloorUnit::Coins => UnitEntry::Coins,
                FloorUnit::Quote => UnitEntry::Quote,
            },
            marginal: table.marginal,
            coefficient: table.coefficient,
            printed_cum: table.printed_cum,
            scaled_already: table.scaled_already,
            brackets: table
                .brackets
                .iter()
                .map(|row| BracketEntry {
                    floor: row.floor,
                    cap: row.cap,
                    rate: row.rate,
                    printed: row.printed,
                    computed: row.computed,
                    max_leverage: row.max_leverage,
                })
                .collect(),
        }
    }

    /// Errors: a table that the engine would not take.
    pub(super) fn read(&self) -> Result<ImportedTable, Error> {
        let table = ImportedTable {
            symbol: echo(&self.symbol),
            from: echo(&self.from),
            unit: match self.unit {
                UnitEntry::Notional => FloorUnit::Notional,
                UnitEntry::Coins => FloorUnit::Coins,
                UnitEntry::Quote => FloorUnit::Quote,
            },
            brackets: self
                .brackets
                .iter()
                .map(|row| ImportedBracket {
                    floor: row.floor,
                    cap: row.cap,
                    rate: row.rate,
                    printed: row.printed,
                    computed: row.computed,
                    max_leverage: row.max_leverage,
                })
                .collect(),
            marginal: self.marginal,
            coefficient: self.coefficient,
            printed_cum: self.printed_cum,
            scaled_already: self.scaled_already,
        };
        table.tiers(Price::new(Decimal::ONE)?)?;
        Ok(table)
    }
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", deny_unknown_fields, rename_all = "kebab-case")]
pub(super) enum StepEntry {
    Open { side: SideEntry, size: Decimal, price: Decimal, leverage: Decimal },
    Add { size: Decimal, price: Decimal, leverage: Decimal },
    Reduce { size: Decimal, price: Decimal },
    Close { price: Decimal },
    Flip { size: Decimal, price: Decimal, leverage: Decimal },
    MoveMargin { amount: Decimal, mark: Decimal },
    ChangeLeverage { leverage: Decimal },
    Funding { mark: Decimal, rate: Decimal },
    Deposit { amount: Decimal },
}

/// A side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SideEntry {
    Long,
    Short,
}

impl From<Side> for SideEntry {
    fn from(side: Side) -> Self {
        match side {
            Side::Long => Self::Long,
            Side::Short => Self::Short,
        }
    }
}

impl From<SideEntry> for Side {
    fn from(side: SideEntry) -> Self {
        match side {
            SideEntry::Long => Self::Long,
            SideEntry::Short => Self::Short,
        }
    }
}

pub(super) fn price(value: Decimal) -> Result<Price, Error> {
    Price::new(value).map_err(|e| e.or_at(Field::Price))
}

pub(super) fn size(value: Decimal) -> Result<Quantity, Error> {
    Quantity::new(value).map_err(|e| e.or_at(Field::ClosedSize))
}

pub(super) fn leverage(value: Decimal) -> Result<Decimal, Error> {
    if value > Decimal::ZERO { Ok(value) } else { Err(Error::at(Field::Leverage, Cause::NotPositive)) }
}

impl StepEntry {
    pub(super) fn of(step: &Step) -> Self {
        match *step {
            Step::Open { side, size, price, leverage } => {
                Self::Open { side: side.into(), size: size.get(), price: price.get(), leverage }
            }
            Step::Add { size, price, leverage } => Self::Add { size: size.get(), price: price.get(), leverage },
            Step::Reduce { size, price } => Self::Reduce { size: size.get(), price: price.get() },
            Step::Close { price } => Self::Close { price: price.get() },
            Step::Flip { size, price, leverage } => Self::Flip { size: size.get(), price: price.get(), leverage },
            Step::MoveMargin { amount, mark } => Self::MoveMargin { amount: amount.get(), mark: mark.get() },
            Step::ChangeLeverage { leverage } => Self::ChangeLeverage { leverage },
            Step::Funding { mark, rate } => Self::Funding { mark: mark.get(), rate: rate.get() },
            Step::Deposit { amount } => Self::Deposit { amount: amount.get() },
        }
    }

    /// Errors: a price, size or leverage that is not above zero.
    pub(super) fn read(&self) -> Result<Step, Error> {
        Ok(match *self {
            Self::Open { side, size: q, price: p, leverage: l } => {
                Step::Open { side: side.into(), size: size(q)?, price: price(p)?, leverage: leverage(l)? }
            }
            Self::Add { size: q, price: p, leverage: l } => {
                Step::Add { size: size(q)?, price: price(p)?, leverage: leverage(l)? }
            }
            Self::Reduce { size: q, price: p } => Step::Reduce { size: size(q)?, price: price(p)? },
            Self::Close { price: p } => Step::Close { price: price(p)? },
            Self::Flip { size: q, price: p, leverage: l } => {
                Step::Flip { size: size(q)?, price: price(p)?, leverage: leverage(l)? }
            }
            Self::MoveMargin { amount, mark } => Step::MoveMargin { amount: Money::new(amount), mark: price(mark)? },
            Self::ChangeLeverage { leverage: l } => Step::ChangeLeverage { leverage: leverage(l)? },
            Self::Funding { mark, rate } => Step::Funding { mark: price(mark)?, rate: Rate::new(rate) },
            Self::Deposit { amount } => Step::Deposit { amount: Money::new(amount) },
        })
    }
}
