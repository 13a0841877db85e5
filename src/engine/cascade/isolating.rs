//! The same accounts with isolated margin, some at a time: what a cascade is like where no position answers for another.

use super::accounts::{slack_of_slot, slot};
use super::amounts::{self, float};
use super::market::Market;
use super::population::{Account, Builder, Holding, Population, at_entry, counted};
use crate::engine::Error;

/// Accounts of a population on their way to isolated margin.
#[derive(Debug)]
pub struct Isolating {
    builder: Builder,
    /// Who owns each new account.
    owners: Vec<u32>,
    /// Accounts that have been split.
    next: usize,
}

impl Isolating {
    /// Begins.
    #[must_use]
    pub fn new(market: &Market) -> Self {
        Self { builder: Builder::new(market), owners: vec![], next: 0 }
    }

    /// Splits some more accounts; false once all are. Errors as [`Population::new`].
    pub fn some(&mut self, market: &Market, population: &Population, most: usize) -> Result<bool, Error> {
        let end = self.next.saturating_add(most).min(population.count());
        for account in self.next..end {
            for single in population.split(market, account)? {
                self.builder.add(&single)?;
                self.owners.push(u32::try_from(account).unwrap_or(u32::MAX));
            }
        }
        self.next = end;
        Ok(end < population.count())
    }

    /// All of them, with who owns each. Errors as [`Population::new`].
    pub fn finish(self, population: &Population) -> Result<(Population, Vec<u32>), Error> {
        Ok((self.builder.finish()?.labelled(population.source()), self.owners))
    }
}

impl Population {
    /// The same accounts with isolated margin: each cross account becomes one account a position, its equity divided in proportion to what
    /// the positions must keep at the start, coins counted as cash at their weight. Also gives who owns each. Errors as [`Population::new`].
    pub fn isolated(&self, market: &Market) -> Result<(Self, Vec<u32>), Error> {
        let mut isolating = Isolating::new(market);
        while isolating.some(market, self, usize::MAX)? {}
        isolating.finish(self)
    }

    /// The positions of an account, each with its part of the equity.
    fn split(&self, market: &Market, account: usize) -> Result<Vec<Account>, Error> {
        let holdings = self.holdings(account);
        let unit = |h: &Holding| market.get(h.symbol).map_or((0.0, 0.0), |s| (s.unit(), s.price()));
        let mut equity = self.intercept.get(account).copied().unwrap_or(0);
        for holding in holdings {
            let (unit, price) = unit(holding);
            equity = amounts::plus(equity, amounts::whole(float(holding.lots) * unit * price)?)?;
        }
        for (_, coins) in self.coins(account) {
            equity = amounts::plus(equity, counted(market, coins)?)?;
        }
        let kept = |h: &Holding| {
            let slot = slot(market, h.symbol, h.lots, h.entry, 0);
            let (unit, price) = unit(h);
            // Slack without a constant: the position's worth less what it must keep.
            (float(h.lots) * unit * price - slack_of_slot(market, &slot, price)).max(1.0)
        };
        let whole: f64 = holdings.iter().map(kept).sum();
        let mut left = equity;
        let mut out = Vec::with_capacity(holdings.len());
        for (number, holding) in (1..).zip(holdings) {
            let share = amounts::whole_below(float(equity) * (kept(holding) / whole))?;
            let share = if number == holdings.len() { left } else { share.min(left) };
            left = amounts::minus(left, share)?;
            let (unit, price) = unit(holding);
            let gained = amounts::whole(float(holding.lots) * unit * price)?.saturating_sub(at_entry(market, holding)?);
            out.push(Account::isolated(amounts::minus(share, gained)?, *holding));
        }
        Ok(out)
    }
}
