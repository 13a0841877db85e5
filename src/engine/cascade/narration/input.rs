//! What a narration is told from.

use super::ledger_log::LedgerLog;
use super::squares::Squares;
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::market::Market;
use crate::engine::cascade::outcome::Outcome;
use crate::engine::cascade::population::Source;

/// What a narration is told from.
pub struct NarrationInput<'a> {
    /// The engine of the run.
    pub engine: &'a Engine,
    /// What it did.
    pub outcome: &'a Outcome,
    /// The ledger on its way.
    pub ledger_log: &'a LedgerLog,
    /// Who is drawn with whom.
    pub squares: &'a Squares,
    /// Money of one unit of the engine.
    pub scale: f64,
    /// Part of the books' depth at the start.
    pub depth: f64,
    /// Loadings of the symbols on the first one's fall.
    pub loadings: &'a [f64],
    /// Where the accounts come from.
    pub source: Source,
}

/// Money of lots at a price.
pub(super) fn worth(market: &Market, symbol: u8, lots: i64, price: f64, scale: f64) -> f64 {
    market.get(symbol).map_or(0.0, |s| s.contracts(lots) * price * scale)
}
