//! The ledger of a run, noted round by round.

use super::Ledger;
use crate::engine::cascade::amounts::{MICROS, float};
use crate::engine::cascade::ledger::Ledger as Books;
use crate::engine::cascade::rounds::Run;

/// Who had what, noted while a run goes on.
#[derive(Debug, Clone, Default)]
pub struct LedgerLog {
    /// All money there is, micro-units, counted from every account at the start.
    whole: i128,
    /// At the start, then after every round: accounts, counterparty, fund, venue, in micro-units.
    books: Vec<[i128; 4]>,
}

impl LedgerLog {
    /// Notes how the ledger stands; to be called before the first event and after each. Every account is counted before the first; from then on
    /// what the accounts have is what the others do not, until [`LedgerLog::close`] counts again.
    pub fn record(&mut self, run: &Run<'_>) {
        if self.books.is_empty() {
            self.whole = run.money();
        }
        let rounds = run.rounds().len();
        while self.books.len() <= rounds {
            self.books.push(Self::standing(run, self.whole));
        }
    }

    /// Notes how it stands at the end, with every account counted anew, so that the sum over all shows whether any money was lost on the way.
    pub fn close(&mut self, run: &Run<'_>) {
        self.record(run);
        if let Some(last) = self.books.last_mut() {
            *last = Self::standing(run, run.money());
        }
    }

    fn standing(run: &Run<'_>, whole: i128) -> [i128; 4] {
        let Books { counterparty, fund, venue, .. } = *run.ledger();
        // The counterparty holds what accounts do not, so at one price for all what the positions are worth passes from one to the other.
        let worth = run.counterparty_worth();
        let accounts = whole.saturating_sub(run.ledger().sum()).saturating_sub(worth);
        [accounts, counterparty.saturating_add(worth), i128::from(fund), venue]
    }

    /// Against the start.
    pub(super) fn at(&self, place: usize, scale: f64) -> Ledger {
        let (Some(start), Some(own)) = (self.books.first(), self.books.get(place)) else { return Ledger::default() };
        let changed = |which: usize| {
            let of = |books: &[i128; 4]| books.get(which).copied().unwrap_or(0);
            let micros = i64::try_from(of(own).saturating_sub(of(start))).unwrap_or(i64::MAX);
            float(micros) / MICROS * scale
        };
        Ledger { accounts: changed(0), counterparty: changed(1), fund: changed(2), venue: changed(3) }
    }
}
