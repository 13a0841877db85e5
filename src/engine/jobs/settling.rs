//! Accounts that stand, gathered into squares and sorted, some at a time.

use super::prepared::Prepared;
use crate::engine::Error;
use crate::engine::cascade::amounts::float;
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::indexing::Indexing;
use crate::engine::cascade::market::Market;
use crate::engine::cascade::narration::gathering::Gathering;
use crate::engine::cascade::narration::squares::{Squares, of_owners};
use crate::engine::cascade::population::Population;

/// Accounts that are gathered, or sorted, in one go.
const SOME: usize = 8_192;

/// Who is drawn with whom, or will be.
#[derive(Debug)]
enum Drawn {
    /// Not known yet.
    Gathering(Box<Gathering>),
    Known(Squares),
}

/// A population on its way to being run.
#[derive(Debug)]
pub struct Settling {
    population: Population,
    drawn: Drawn,
    worth: Vec<f64>,
    indexing: Indexing,
}

impl Settling {
    /// Begins, with a crowd whose accounts differ in size or do not; so many of them, the last ones, have joined it.
    pub fn crowd(market: &Market, population: Population, scale: f64, differ: bool, joined: usize) -> Self {
        let gathering = Gathering::new(&population, scale, differ, joined);
        Self::new(market, population, Drawn::Gathering(Box::new(gathering)))
    }

    /// Begins, with accounts that are drawn by their owners, the last of whom has joined them where `joined` says so.
    pub fn owned(market: &Market, population: Population, owners: &[u32], scale: f64, joined: bool) -> Self {
        let squares = of_owners(market, &population, owners, scale, joined);
        Self::new(market, population, Drawn::Known(squares))
    }

    /// Begins, with accounts whose squares are known.
    fn new(market: &Market, population: Population, drawn: Drawn) -> Self {
        let worth = Vec::with_capacity(population.count());
        let indexing = Indexing::new(market, &population);
        Self { population, drawn, worth, indexing }
    }

    /// Some more of them; false once all are in their places. Errors as [`Engine::new`].
    pub fn some(&mut self, market: &Market) -> Result<bool, Error> {
        let Self { population, drawn, worth, indexing } = self;
        if let Drawn::Gathering(gathering) = drawn
            && gathering.some(market, population, SOME)
        {
            return Ok(true);
        }
        if worth.len() < population.count() {
            let value =
                |symbol: u8, lots: i64| market.get(symbol).map_or(0.0, |s| float(lots).abs() * s.lot * s.price());
            let of = |account: usize| population.holdings(account).iter().map(|h| value(h.symbol, h.lots)).sum();
            let end = worth.len().saturating_add(SOME).min(population.count());
            worth.extend((worth.len()..end).map(of).collect::<Vec<f64>>());
            return Ok(true);
        }
        indexing.some(market, population, SOME)
    }

    /// The part of the way that is gone, 0 to 1, roughly.
    pub fn part(&self) -> f64 {
        let gathered = if let Drawn::Gathering(gathering) = &self.drawn { gathering.part() } else { 1.0 };
        f64::midpoint(gathered, self.indexing.part())
    }

    /// All of them, ready to be run.
    pub fn settled(self, key: String, market: &Market) -> Prepared {
        let Self { population, drawn, worth, indexing } = self;
        let squares = match drawn {
            Drawn::Gathering(gathering) => gathering.gathered(),
            Drawn::Known(squares) => squares,
        };
        Prepared { key, population, engine: Engine::sorted(market, indexing), squares, worth }
    }
}
