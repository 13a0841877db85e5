//! What a file is proposed to become. Nothing of it is in force until the reader says so.
//!
//! Lives here: the proposal, positions and accounts; `market` (tables, books, series), `told` (findings, notes, questions).

mod market;
mod told;

pub use market::{
    DepthBand, FloorUnit, FundingHistory, FundingPayment, ImportedBook, ImportedBracket, ImportedTable, Liquidated,
    MarketNow, Strip, StripKind,
};
pub use told::{Fate, Finding, Note, Question};

use super::shape::{Kind, Shape};
use super::symbol::Symbol;
use crate::engine::Error;
use crate::engine::margin::{Contract, Side, VenueId};
use crate::engine::units::{Money, Price, Quantity, Rate};
use rust_decimal::Decimal;

/// What the reader says about a file. Nothing said is nothing guessed: what cannot be read without is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// The key of the shape to read it as, where several fit.
    pub shape: Option<String>,
    /// The size of one contract by symbol: coins, or quote currency for an inverse one.
    pub contract_sizes: Vec<(String, Decimal)>,
    /// Linear or inverse by symbol, against what the symbol says.
    pub contracts: Vec<(String, Contract)>,
    /// The rule that positions are read with, against their date and their amounts.
    pub rule: Option<VenueId>,
    /// Floors and caps are scaled already by the coefficient beside them.
    pub scaled_already: bool,
    /// The printed cumulative amounts of brackets count, even where they do not follow from the rates.
    pub printed_cum: bool,
    /// Maintenance rates by symbol, as fractions, where the file has none.
    pub rates: Vec<(String, Decimal)>,
    /// The wallet behind cross positions, without their profit, where the file does not say it.
    pub wallet: Option<Money>,
}

/// A file as read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// What it was taken for.
    pub recognised: Vec<Recognised>,
    /// Positions, in the order of the file.
    pub positions: Vec<ImportedPosition>,
    /// What stands behind them.
    pub account: AccountSummary,
    /// Margin tables.
    pub tables: Vec<ImportedTable>,
    /// Order books.
    pub books: Vec<ImportedBook>,
    /// Cumulative depth by distance, which is no book; of the last moment of the file.
    pub bands: Vec<DepthBand>,
    /// Funding histories, one a symbol.
    pub funding: Vec<FundingHistory>,
    /// Liquidations, in the order of the file.
    pub liquidations: Vec<Liquidated>,
    /// Series over time, such as open interest.
    pub strips: Vec<Strip>,
    /// What markets are at.
    pub markets: Vec<MarketNow>,
    /// What became of each field.
    pub findings: Vec<Finding>,
    /// What was assumed, each of which the reader may answer otherwise, and what is wrong in the file.
    pub notes: Vec<Note>,
    /// What is asked before more of it can be used.
    pub questions: Vec<Question>,
    /// Rows read.
    pub rows: usize,
    /// Rows used.
    pub rows_used: usize,
}

/// A shape that rows were read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The shape's word.
    pub key: &'static str,
    /// Who prints it.
    pub from: &'static str,
    /// What its rows are.
    pub kind: Kind,
    /// How many rows there were.
    pub rows: usize,
    /// Other shapes that fit, by their words.
    pub others: Vec<&'static str>,
}

impl Recognised {
    pub(super) fn of(shape: &Shape, others: Vec<&'static str>) -> Self {
        Self { key: shape.key, from: shape.from, kind: shape.kind, rows: 0, others }
    }
}

/// How a position is margined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarginMode {
    /// Its own margin.
    Isolated,
    /// The account's.
    Cross,
}

/// A position of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedPosition {
    /// Where it stands in the file.
    pub path: String,
    /// The account that holds it, where the file has many.
    pub account: Option<String>,
    /// Its market.
    pub symbol: Symbol,
    /// Long or short.
    pub side: Side,
    /// Linear or inverse.
    pub contract: Contract,
    /// Coin, or quote currency for an inverse one.
    pub size: Quantity,
    /// Average entry price.
    pub entry: Price,
    /// The mark, as printed or from the notional.
    pub mark: Option<Price>,
    /// Isolated or cross, where the file says.
    pub mode: Option<MarginMode>,
    /// It is one of a long and a short of the same market that are kept apart.
    pub hedged: bool,
    /// Leverage chosen.
    pub leverage: Option<Decimal>,
    /// Highest leverage of its bracket or coin.
    pub max_leverage: Option<Decimal>,
    /// Margin of an isolated position, without unrealised profit and without what is held for the closing fee.
    pub margin: Option<Money>,
    /// Maintenance rate.
    pub rate: Option<Rate>,
    /// Closing fee rate, where the amounts hold one.
    pub closing_fee: Option<Rate>,
    /// The rule that it is read with.
    pub rule: VenueId,
    /// Maintenance margin as printed.
    pub maintenance: Option<Money>,
    /// Initial margin at the mark, as printed.
    pub initial_at_mark: Option<Money>,
    /// Initial margin at the entry, as printed, with what is held for the closing fee.
    pub initial_at_entry: Option<Money>,
    /// Margin of open orders, which is none of the position's.
    pub order_margin: Option<Money>,
    /// Unrealised profit as printed.
    pub profit: Option<Money>,
    /// The liquidation price as printed; `None` where the venue prints none, which is an answer.
    pub liquidation: Option<Price>,
    /// The bankruptcy price as printed.
    pub bankruptcy: Option<Price>,
    /// When the record was made, in milliseconds since 1970.
    pub time: Option<i64>,
}

/// What a file says about the account, in its settlement currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountSummary {
    /// Wallet balance, without unrealised profit.
    pub wallet: Option<Money>,
    /// The part of it behind cross positions.
    pub cross_wallet: Option<Money>,
    /// Equity behind the cross positions, with their profit.
    pub cross_equity: Option<Money>,
    /// Equity of everything.
    pub equity: Option<Money>,
    /// What may be withdrawn or traded with.
    pub available: Option<Money>,
    /// Maintenance margin.
    pub maintenance: Option<Money>,
    /// Initial margin.
    pub initial: Option<Money>,
    /// Collateral coins and how much of each.
    pub coins: Vec<(String, Decimal)>,
    /// When it was made.
    pub time: Option<i64>,
}

impl Proposal {
    /// Notes something once.
    pub(super) fn note(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Asks something once.
    pub(super) fn ask(&mut self, question: Question) {
        if !self.questions.contains(&question) {
            self.questions.push(question);
        }
    }

    /// True where nothing can be applied.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.positions.is_empty()
            && self.account == AccountSummary::default()
            && self.tables.is_empty()
            && self.books.is_empty()
            && self.bands.is_empty()
            && self.funding.is_empty()
            && self.liquidations.is_empty()
            && self.strips.is_empty()
            && self.markets.is_empty()
    }

    /// The first reason for which something was refused.
    #[must_use]
    pub fn first_refusal(&self) -> Option<&Error> {
        self.findings.iter().find_map(|finding| match &finding.fate {
            Fate::Refused(error) => Some(error),
            _ => None,
        })
    }
}
