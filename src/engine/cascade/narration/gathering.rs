//! A crowd gathered into squares, some accounts at a time: once to see which cohorts are large, and once to fill the squares.

use std::collections::BTreeMap;

use super::Square;
use super::squares::{Kind, Look, Squares};
use crate::engine::cascade::amounts::count;
use crate::engine::cascade::market::Market;
use crate::engine::cascade::population::Population;

/// Most cohorts; what is beyond them is gathered into one.
const COHORTS: usize = 20;

/// Accounts that stand alone in a crowd.
const ALONE: usize = 3;

/// Squares of a crowd on their way: its largest accounts where they differ in size, its largest cohorts, one for the rest, and one for whoever joined.
#[derive(Debug)]
pub struct Gathering {
    scale: f64,
    /// True where accounts differ in size.
    differ: bool,
    /// Accounts of the crowd itself; those behind them joined it.
    crowd: usize,
    /// Cohorts, by number; known by what makes their accounts alike.
    kinds: BTreeMap<Kind, u16>,
    cohorts: Vec<(Kind, Square)>,
    /// The cohort of each account, by number.
    of: Vec<u16>,
    /// The largest accounts: notional, number.
    largest: Vec<(f64, usize)>,
    /// Square of each cohort.
    square_of: Vec<u8>,
    /// That of the cohorts without one of their own.
    rest: u8,
    squares: Squares,
}

impl Gathering {
    /// Begins; so many of the accounts, the last ones, have joined the crowd.
    #[must_use]
    pub fn new(population: &Population, scale: f64, differ: bool, joined: usize) -> Self {
        Self {
            scale,
            differ,
            crowd: population.count().saturating_sub(joined),
            kinds: BTreeMap::new(),
            cohorts: vec![],
            of: Vec::with_capacity(population.count()),
            largest: vec![],
            square_of: vec![],
            rest: 0,
            squares: Squares { list: vec![], of: Vec::with_capacity(population.count()) },
        }
    }

    /// Looks at some more accounts; false once all are in their squares.
    pub fn some(&mut self, market: &Market, population: &Population, most: usize) -> bool {
        let (all, crowd) = (population.count(), self.crowd);
        if self.of.len() < crowd {
            for account in self.of.len()..self.of.len().saturating_add(most).min(crowd) {
                self.compare(market, population, account);
            }
            if self.of.len() == crowd {
                self.choose();
            }
            return true;
        }
        let from = self.squares.of.len();
        for account in from..from.saturating_add(most).min(all) {
            self.fill(market, population, account);
        }
        self.squares.of.len() < all
    }

    /// The part of the way that is gone, 0 to 1.
    #[must_use]
    pub fn part(&self) -> f64 {
        let all = self.of.capacity().max(1);
        count(self.of.len().saturating_add(self.squares.of.len())) / (2.0 * count(all))
    }

    /// The squares, once everybody is in one.
    #[must_use]
    pub fn gathered(self) -> Squares {
        let mut squares = self.squares;
        squares.list.iter_mut().filter(|square| square.own).for_each(Square::of_one);
        squares.list.iter_mut().for_each(Square::complete);
        squares.without_empty()
    }

    /// Counts an account to its cohort.
    fn compare(&mut self, market: &Market, population: &Population, account: usize) {
        let look = Look::of(market, population, account, self.scale);
        let kind = look.kind();
        let next = u16::try_from(self.cohorts.len()).unwrap_or(u16::MAX);
        let number = *self.kinds.entry(kind).or_insert(next);
        if usize::from(number) == self.cohorts.len() {
            self.cohorts.push((kind, Square::default()));
        }
        if let Some((_, square)) = self.cohorts.get_mut(usize::from(number)) {
            square.add(&look);
        }
        self.of.push(number);
        let notional = look.notional();
        if self.largest.len() < ALONE || self.largest.last().is_some_and(|(least, _)| notional > *least) {
            let at = self.largest.partition_point(|(own, _)| *own >= notional);
            self.largest.insert(at, (notional, account));
            self.largest.truncate(ALONE);
        }
    }

    /// Decides which accounts and which cohorts have squares of their own.
    fn choose(&mut self) {
        if !self.differ || self.of.len() <= 10 {
            self.largest.clear();
        }
        let numbered = self.cohorts.iter().enumerate();
        let mut by_size: Vec<(f64, Kind, usize)> =
            numbered.map(|(number, (kind, square))| (square.notional(), *kind, number)).collect();
        by_size.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        by_size.truncate(COHORTS);
        // In the order of symbols, side and leverage, so that neighbours are alike.
        by_size.sort_unstable_by_key(|(_, kind, _)| (kind.0.count_ones(), kind.0, kind.1, kind.2, kind.3));
        let first = self.largest.len();
        let rest = u8::try_from(first.saturating_add(by_size.len())).unwrap_or(u8::MAX);
        self.rest = rest;
        self.square_of = vec![rest; self.cohorts.len().max(1)];
        for (at, (_, _, number)) in by_size.iter().enumerate() {
            if let Some(own) = self.square_of.get_mut(*number) {
                *own = u8::try_from(first.saturating_add(at)).unwrap_or(u8::MAX);
            }
        }
    }

    /// Puts an account into its square.
    fn fill(&mut self, market: &Market, population: &Population, account: usize) {
        let alone = self.largest.iter().position(|(_, own)| *own == account);
        let by_itself = alone.and_then(|at| u8::try_from(at).ok());
        let cohort = self.of.get(account).copied().map_or(usize::MAX, usize::from);
        let joined = (account >= self.crowd).then(|| self.rest.saturating_add(1));
        let square = joined.or(by_itself).or_else(|| self.square_of.get(cohort).copied()).unwrap_or(u8::MAX);
        let squares = &mut self.squares;
        while squares.list.len() <= usize::from(square) {
            squares.list.push(Square::default());
        }
        if let Some(own) = squares.list.get_mut(usize::from(square)) {
            own.add(&Look::of(market, population, account, self.scale));
            own.own = joined.is_some();
            if own.own {
                // The first of them names all: they are one owner's.
                own.account = own.account.or_else(|| Some(count(account)));
            } else {
                own.account = by_itself.is_some().then(|| count(account));
            }
        }
        squares.of.push(square);
    }
}
