//! The accounts: what each holds, checked once, and kept by input order.
//!
//! Cash is what is left when every position is counted at its entry: E = cash + sum of q (P - entry) + weighted coins. The engine keeps
//! the intercept c = cash - sum of q x entry instead, in whole micro-units, so that a trade at any price is one whole number that leaves one
//! ledger and enters another.

use super::amounts::{self, EXACT, float};
use super::market::{Market, SYMBOLS, Symbol};
use crate::engine::error::{Field, MarketProblem, Part, above_zero, within};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// Most positions of one account.
pub const POSITIONS: usize = 8;

/// How an account answers for its losses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// One position with the margin set aside for it. Who holds several such positions is several accounts.
    Isolated,
    /// Every position with everything.
    Cross,
}

/// One position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Holding {
    /// Number of the symbol.
    pub symbol: u8,
    /// Whole lots; negative for a short.
    pub lots: i64,
    /// Average entry price, in quote currency.
    pub entry: f64,
}

/// Coins held as collateral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coins {
    /// Number of the symbol whose coin it is.
    pub symbol: u8,
    /// Whole lots of it, above zero.
    pub lots: i64,
}

/// One account as it is given.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Isolated or cross.
    pub mode: Mode,
    /// Stable collateral in micro-units of the quote currency: wallet balance or isolated margin, without unrealised profit.
    pub cash: i64,
    /// Positions, at most one a symbol.
    pub holdings: Vec<Holding>,
    /// Coin collateral, at most one entry a symbol; none for an isolated account.
    pub coins: Vec<Coins>,
}

/// Where a population comes from, for the label beside every picture of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Source {
    /// Given account by account, or read from a document.
    #[default]
    Given,
    /// Drawn from assumptions.
    Assumed {
        /// The seed of the draws.
        seed: u64,
    },
}

/// Accounts, checked against a market. An account's number is its place in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Population {
    pub(super) mode: Vec<Mode>,
    /// c = cash - sum of q x entry, micro-units.
    pub(super) intercept: Vec<i64>,
    /// Where the holdings of each begin; one more than there are accounts.
    pub(super) first: Vec<u32>,
    pub(super) holdings: Vec<Holding>,
    /// Coins by account number, rising.
    pub(super) coins: Vec<(u32, Coins)>,
    source: Source,
}

impl Account {
    /// An isolated position with its margin.
    #[must_use]
    pub fn isolated(margin: i64, holding: Holding) -> Self {
        Self { mode: Mode::Isolated, cash: margin, holdings: vec![holding], coins: vec![] }
    }

    /// A cross account with stable collateral.
    #[must_use]
    pub fn cross(cash: i64, holdings: Vec<Holding>) -> Self {
        Self { mode: Mode::Cross, cash, holdings, coins: vec![] }
    }
}

/// Collects accounts one by one.
#[derive(Debug)]
pub struct Builder {
    market: Market,
    population: Population,
    /// Lots of each symbol, all sides together.
    lots: [i128; SYMBOLS],
}

impl Population {
    /// A population of given accounts. Errors: none, more than 2^32 - 2, or one that cannot be used; it is named by its number from 1.
    pub fn new(market: &Market, accounts: &[Account]) -> Result<Self, Error> {
        let mut builder = Builder::new(market);
        for account in accounts {
            builder.add(account)?;
        }
        builder.finish()
    }

    /// How many accounts there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.intercept.len()
    }

    /// Where they come from.
    #[must_use]
    pub fn source(&self) -> Source {
        self.source
    }

    /// The same accounts, labelled.
    #[must_use]
    pub(super) fn labelled(self, source: Source) -> Self {
        Self { source, ..self }
    }

    /// How many positions they hold together.
    #[must_use]
    pub fn positions(&self) -> usize {
        self.holdings.iter().filter(|h| h.lots != 0).count()
    }

    /// The positions of an account. Empty for a number that is not there.
    #[must_use]
    pub fn holdings(&self, account: usize) -> &[Holding] {
        let place = |number: usize| self.first.get(number).and_then(|first| usize::try_from(*first).ok());
        match (place(account), place(account.saturating_add(1))) {
            (Some(from), Some(to)) => self.holdings.get(from..to).unwrap_or_default(),
            _ => &[],
        }
    }

    /// c of an account: cash less what its positions cost at entry, in micro-units.
    #[must_use]
    pub fn intercept(&self, account: usize) -> f64 {
        self.intercept.get(account).copied().map_or(0.0, float)
    }

    /// The coins of an account.
    #[must_use]
    pub fn coins(&self, account: usize) -> &[(u32, Coins)] {
        let Ok(account) = u32::try_from(account) else { return &[] };
        let from = self.coins.partition_point(|(owner, _)| *owner < account);
        let to = self.coins.partition_point(|(owner, _)| *owner <= account);
        self.coins.get(from..to).unwrap_or_default()
    }

    /// An account as it was given. `None` for a number that is not there, or amounts that no longer fit.
    #[must_use]
    pub fn account(&self, market: &Market, number: usize) -> Option<Account> {
        let holdings = self.holdings(number).to_vec();
        let mut cash = *self.intercept.get(number)?;
        for holding in &holdings {
            cash = cash.checked_add(at_entry(market, holding).ok()?)?;
        }
        let coins = self.coins(number).iter().map(|(_, coins)| *coins).collect();
        Some(Account { mode: *self.mode.get(number)?, cash, holdings, coins })
    }

    /// The same accounts with the coins of a symbol counted as cash at the start: their price no longer moves anybody's slack. Errors as
    /// [`Population::new`].
    pub fn coins_as_cash(&self, market: &Market, symbol: u8) -> Result<Self, Error> {
        let mut changed = self.clone();
        for (owner, coins) in self.coins.iter().filter(|(_, coins)| coins.symbol == symbol) {
            if let Some(intercept) = changed.intercept.get_mut(*owner as usize) {
                *intercept = amounts::plus(*intercept, counted(market, coins)?)?;
            }
        }
        changed.coins.retain(|(_, coins)| coins.symbol != symbol);
        Ok(changed)
    }

    /// Lots of a symbol held long, and lots held short.
    #[must_use]
    pub fn open_interest(&self, symbol: u8) -> (i64, i64) {
        let of = |side: i64| {
            let lots = self.holdings.iter().filter(|h| h.symbol == symbol && h.lots.signum() == side);
            lots.map(|h| h.lots.saturating_abs()).fold(0, i64::saturating_add)
        };
        (of(1), of(-1))
    }
}

/// What a position cost at its entry, in micro-units, signed like its lots.
pub(super) fn at_entry(market: &Market, holding: &Holding) -> Result<i64, Error> {
    let unit = market.get(holding.symbol).map_or(0.0, Symbol::unit);
    amounts::whole(float(holding.lots) * unit * holding.entry)
}

/// What coins count for at the start, in micro-units.
pub(super) fn counted(market: &Market, coins: &Coins) -> Result<i64, Error> {
    let Some(s) = market.get(coins.symbol) else { return Ok(0) };
    amounts::whole(float(coins.lots) * s.unit() * s.price() * (1.0 - s.haircut))
}

impl Builder {
    /// Nobody yet.
    #[must_use]
    pub fn new(market: &Market) -> Self {
        let population = Population {
            mode: vec![],
            intercept: vec![],
            first: vec![0],
            holdings: vec![],
            coins: vec![],
            source: Source::Given,
        };
        Self { market: market.clone(), population, lots: [0; SYMBOLS] }
    }

    /// One account more. Errors as [`Population::new`].
    pub fn add(&mut self, account: &Account) -> Result<(), Error> {
        let number = self.population.count().saturating_add(1);
        self.checked(account).map_err(|e| e.inside(Part::Account(number)))
    }

    /// All of them. Errors: none at all, or a symbol in which more than 2^53 lots are held.
    pub fn finish(self) -> Result<Population, Error> {
        if self.population.intercept.is_empty() {
            return Err(Error::at(Field::Population, Cause::Empty));
        }
        for (symbol, lots) in self.market.symbols().iter().zip(self.lots) {
            let lots = i64::try_from(lots).unwrap_or(i64::MAX);
            within(Field::Lots, lots, ..EXACT).map_err(|e| e.inside(symbol.part()).inside(Field::Population))?;
        }
        Ok(self.population)
    }

    fn checked(&mut self, account: &Account) -> Result<(), Error> {
        within(Field::Positions, account.holdings.len(), 1..=POSITIONS)?;
        if account.mode == Mode::Isolated && (account.holdings.len() > 1 || !account.coins.is_empty()) {
            return Err(Error::at(Field::Positions, Cause::Market(MarketProblem::IsolatedHoldsMore)));
        }
        let mut seen = 0_u64;
        for holding in &account.holdings {
            let symbol = self.market.known(holding.symbol).map_err(|e| e.inside(Field::Positions))?;
            above_zero(Field::Entry, holding.entry)
                .and_then(|()| countable(holding.lots))
                .map_err(|e| e.inside(symbol.part()))?;
            once(&mut seen, holding.symbol, symbol)?;
        }
        let mut seen = 0_u64;
        for coins in &account.coins {
            let symbol = self.market.known(coins.symbol).map_err(|e| e.inside(Field::Coins))?;
            within(Field::Coins, coins.lots, 1..EXACT).map_err(|e| e.inside(symbol.part()))?;
            once(&mut seen, coins.symbol, symbol)?;
        }
        let mut intercept = account.cash;
        for holding in &account.holdings {
            intercept = amounts::minus(intercept, at_entry(&self.market, holding)?)?;
        }
        if account.cash.saturating_abs() >= EXACT || intercept.saturating_abs() >= EXACT {
            return Err(Error::at(Field::CashAndPositions, Cause::Overflow));
        }
        let equity = self.equity(account)?;
        within(Field::Equity, amounts::money(equity).get(), Decimal::ZERO..)?;
        self.take(account, intercept)
    }

    /// Equity at the starting prices, in micro-units.
    fn equity(&self, account: &Account) -> Result<i64, Error> {
        let mut equity = account.cash;
        for holding in &account.holdings {
            let Some(symbol) = self.market.get(holding.symbol) else { continue };
            let worth = amounts::whole(float(holding.lots) * symbol.unit() * symbol.price())?;
            if worth.saturating_abs() >= EXACT {
                return Err(Error::at(symbol.part(), Cause::Overflow));
            }
            equity = amounts::plus(equity, amounts::minus(worth, at_entry(&self.market, holding)?)?)?;
        }
        for coins in &account.coins {
            equity = amounts::plus(equity, counted(&self.market, coins)?)?;
        }
        Ok(equity)
    }

    fn take(&mut self, account: &Account, intercept: i64) -> Result<(), Error> {
        let p = &mut self.population;
        let number = u32::try_from(p.intercept.len()).ok().filter(|n| *n < u32::MAX.saturating_sub(1));
        let Some(number) = number else { return Err(Cause::Overflow.into()) };
        p.mode.push(account.mode);
        p.intercept.push(intercept);
        p.holdings.extend_from_slice(&account.holdings);
        p.first.push(u32::try_from(p.holdings.len()).map_err(|_| Cause::Overflow)?);
        p.coins.extend(account.coins.iter().map(|coins| (number, *coins)));
        let held = account.holdings.iter().map(|h| (h.symbol, h.lots));
        for (symbol, lots) in held.chain(account.coins.iter().map(|c| (c.symbol, c.lots))) {
            if let Some(sum) = self.lots.get_mut(usize::from(symbol)) {
                *sum = sum.saturating_add(i128::from(lots.unsigned_abs()));
            }
        }
        Ok(())
    }
}

/// Errors: no lots, or more on either side than can be counted.
fn countable(lots: i64) -> Result<(), Error> {
    within(Field::Lots, lots.saturating_abs(), 1..EXACT)
}

fn once(seen: &mut u64, symbol: u8, known: &Symbol) -> Result<(), Error> {
    let bit = 1_u64.checked_shl(u32::from(symbol)).unwrap_or(0);
    if *seen & bit != 0 {
        return Err(Error::at(known.part(), Cause::Twice));
    }
    *seen |= bit;
    Ok(())
}

#[cfg(test)]
mod tests;
