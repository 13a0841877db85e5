//! A batch of orders on its way through one event: who is closed, at what averages, what that adds up to, and who bears what is missing. Only what
//! is known of it stands here; `execution`, `settlement` and `deleveraging` do the work.

use super::amounts::{minus, plus};
use super::market::PerSymbol;
use super::outcome::Traded;
use super::trigger::{Cursor, Found, Prices};
use crate::engine::Error;

/// Orders that were triggered together.
#[derive(Debug, Clone, Default)]
pub(super) struct Batch {
    pub due: f64,
    pub moment: usize,
    /// Accounts as at the start, closed whole.
    pub whole: Found,
    /// Numbers of changed accounts, closed by their own lots.
    pub changed: Vec<u32>,
}

/// A batch while it is triggered: a look that goes on.
#[derive(Debug)]
pub(super) struct Look {
    pub prices: Prices,
    pub batch: Batch,
    /// How far it has come in the index.
    pub cursor: Cursor,
    /// Numbers of changed accounts that are to be closed.
    pub changed: Vec<u32>,
    /// Of both kinds together, how many have an order.
    pub sized: usize,
    pub stage: LookStage,
}

/// What a look is busy with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LookStage {
    /// Accounts as they were at the start.
    Index,
    /// Changed accounts.
    Changed,
    /// What the orders of those found close.
    Sizing,
}

/// A batch while it is executed.
#[derive(Debug)]
pub(super) struct Execution {
    pub batch: Batch,
    pub rows: Vec<Traded>,
    pub averages: Averages,
    pub sums: Sums,
    /// First of the accounts that it closes, in the log.
    pub first: usize,
    /// How many are closed in part.
    pub parts: usize,
    /// Accounts of the batch that have been closed whole.
    pub whole: usize,
    /// Changed accounts of the batch that have been closed.
    pub changed: usize,
    /// Who bears the losses; `None` until everybody is closed.
    pub sharing: Option<Sharing>,
}

/// Money of one lot at the batch's averages, micro-units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Averages {
    pub sale: PerSymbol<f64>,
    pub purchase: PerSymbol<f64>,
}

/// Sums of a batch.
#[derive(Debug, Clone, Default)]
pub(super) struct Sums {
    pub notional: i64,
    pub taker: i64,
    pub liquidation: i64,
    pub deficits: i64,
}

impl Averages {
    /// Of a position's side.
    #[inline]
    pub(super) fn of(&self, lots: i64, symbol: u8) -> f64 {
        if lots > 0 { self.sale.of(symbol) } else { self.purchase.of(symbol) }
    }
}

impl Sums {
    pub(super) fn charge(&mut self, taker: i64, liquidation: i64, notional: i64) -> Result<(), Error> {
        self.taker = plus(self.taker, taker)?;
        self.liquidation = plus(self.liquidation, liquidation)?;
        self.notional = plus(self.notional, notional)?;
        Ok(())
    }
}

/// What a symbol's bankrupt accounts fell short of, by the side that they held.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Short {
    /// Micro-units, of longs and of shorts.
    pub amount: [i64; 2],
    /// Their lots, absolute.
    pub lots: [i64; 2],
}

/// The losses of a batch while others come to bear them.
#[derive(Debug)]
pub(super) struct Sharing {
    pub before: i64,
    pub residual: i64,
    /// What all shared, once they have.
    pub shared: Option<i64>,
    pub shorts: PerSymbol<Short>,
    /// Symbols and sides that are done, of how many.
    pub next: usize,
    pub lists: usize,
}

impl Sharing {
    /// What winners gave up, and what all shared.
    pub(super) fn borne(&self) -> Result<(i64, i64), Error> {
        Ok((minus(self.before, self.residual)?, self.shared.unwrap_or(0)))
    }
}
