//! A market with its accounts, sorted once and run again and again; what a run does is in [`super::rounds`].

use super::accounts::{self, Accounts};
use super::book::Book;
use super::index::Index;
use super::indexing::Indexing;
use super::market::{Market, PerSymbol, Symbol};
use super::population::Population;
use super::ranking::Ranking;
use super::rules::{Rules, Shock};
use super::trigger::state;
use crate::engine::error::{BookProblem, Field, Part, within};
use crate::engine::{Cause, Error};

/// Accounts that are readied in one go.
const SOME: u32 = 8192;

/// A market with its accounts, ready to be run again and again.
#[derive(Debug, Clone)]
pub struct Engine {
    pub(super) market: Market,
    pub(super) accounts: Accounts,
    pub(super) index: Index,
    pub(super) state: Vec<u8>,
    /// Place in the index by number of the account.
    pub(super) place: Vec<u32>,
    /// Lots held long and short at the start, by symbol.
    pub(super) open: PerSymbol<(i64, i64)>,
    /// What all positions are worth at the start, absolute, in units of the engine.
    pub(super) worth: f64,
    /// Places of accounts that are kept out of all runs.
    pub(super) excluded: Vec<u32>,
    /// How many the run before closed: the next will need as much memory.
    pub(super) closed_before: usize,
    /// Who may rank how high as a winner.
    pub(super) ranking: Ranking,
}

impl Engine {
    /// Sorts a population for a market; runs then cost only what they touch. Errors: more positions than 2^32.
    pub fn new(market: &Market, population: &Population) -> Result<Self, Error> {
        let mut indexing = Indexing::new(market, population);
        while indexing.some(market, population, usize::MAX)? {}
        Ok(Self::sorted(market, indexing))
    }

    /// An engine of accounts that have been sorted piece by piece for this market.
    #[must_use]
    pub fn sorted(market: &Market, indexing: Indexing) -> Self {
        let Indexing { accounts, index, place, open, worth, .. } = indexing;
        let state = vec![state::ALIVE; accounts.count()];
        Self {
            market: market.clone(),
            accounts,
            index,
            state,
            place,
            open,
            worth,
            excluded: vec![],
            closed_before: 0,
            ranking: Ranking::default(),
        }
    }

    /// Readies some thousand accounts for the queue of winners; false once all are. A run does what is left of it at the first loss that winners
    /// bear.
    pub fn rank_some(&mut self) -> bool {
        self.ranking.some(&self.market, &self.accounts, &self.index, SOME)
    }

    /// Readies all who win when a side of a symbol loses.
    pub(super) fn rank(&mut self, symbol: u8, side: usize) {
        let Self { market, accounts, index, ranking, .. } = self;
        while ranking.make(market, accounts, index, (symbol, side), SOME) {}
    }

    /// The market.
    #[must_use]
    pub fn market(&self) -> &Market {
        &self.market
    }

    /// How many accounts there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.accounts.count()
    }

    /// True where the account at a place is alive and as it was at the start.
    pub(super) fn is_untouched(&self, place: u32) -> bool {
        self.state.get(place as usize).is_some_and(|own| *own == state::ALIVE)
    }

    /// Bytes of accounts and index on the heap.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let own = accounts::bytes(&self.state).saturating_add(accounts::bytes(&self.place));
        self.accounts
            .bytes()
            .saturating_add(self.index.bytes())
            .saturating_add(self.ranking.bytes())
            .saturating_add(own)
    }

    /// Keeps accounts out of all later runs, in place of those kept before: as if somebody who is never liquidated held what they hold. The
    /// counterfactual of one account or of a cohort: they are never closed, bear no loss of others and pay no funding, for which the counterparty
    /// stands. Numbers that are not there are ignored.
    pub fn exclude(&mut self, accounts: &[u32]) {
        self.excluded = accounts.iter().filter_map(|account| self.place.get(*account as usize).copied()).collect();
        self.excluded.sort_unstable();
    }

    /// Gives a symbol another book around the same price: depth sliders, and the counterfactual of a link that is cut, need no new engine.
    /// Errors: no such symbol, or another starting price.
    pub fn set_book(&mut self, symbol: u8, book: Book) -> Result<(), Error> {
        let known = self.market.known(symbol)?;
        if known.price().to_bits() != book.start().to_bits() {
            return Err(Error::at(known.part(), Cause::Book(BookProblem::AnotherPrice)));
        }
        self.market = self.market.clone().with(symbol, Symbol { book, ..known.clone() });
        Ok(())
    }

    /// Refuses rules and shocks that no run can be begun with.
    pub(super) fn check(&self, rules: &Rules, shock: &Shock) -> Result<(), Error> {
        rules.check()?;
        let count = self.market.count();
        for (number, step) in (1..).zip(shock.steps()) {
            let entries = step.falls.len().max(step.funding.len());
            within(Part::Step(number), entries, ..=count).map_err(|e| e.inside(Field::Shock))?;
        }
        Ok(())
    }

    /// Everything as it was before any run.
    pub(super) fn reset(&mut self) {
        self.index.reset();
        self.state.fill(state::ALIVE);
        for place in &self.excluded {
            if let Some(own) = self.state.get_mut(*place as usize) {
                *own = state::EXCLUDED;
            }
        }
    }
}
