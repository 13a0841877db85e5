//! The accounts of a question: drawn a few thousand at a time, sorted once, and kept for the next question.

use super::settling::Settling;
use crate::engine::Error;
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::generate::Draw;
use crate::engine::cascade::market::Market;
use crate::engine::cascade::narration::squares::Squares;
use crate::engine::cascade::population::{Builder, Population};
use crate::engine::scenario::situation::{Even, PopulationSource};
use crate::engine::scenario::{PARAMETERS, PresetId, Scenario, link};

/// Accounts that are drawn in one go.
const SOME: u32 = 4_000;

/// Accounts, ready to be run again and again.
#[derive(Debug)]
pub struct Prepared {
    /// What they depend on.
    pub key: String,
    /// Who they are.
    pub population: Population,
    /// Sorted for runs.
    pub engine: Engine,
    /// Who is drawn with whom.
    pub squares: Squares,
    /// Notional of each account at the start, in units of the engine.
    pub worth: Vec<f64>,
}

/// Accounts on their way.
#[derive(Debug)]
pub enum Preparation {
    /// Drawn from assumptions.
    Drawn(Box<Draw>),
    /// Evenly spread.
    Even(Even, Box<Builder>, u32),
    /// Given, with their owners.
    Given(Population, Vec<u32>),
}

/// What the accounts of a scenario depend on, in one text.
#[must_use]
pub fn key(scenario: &Scenario) -> String {
    let market = Scenario::default().choosing(scenario.chosen::<PresetId>());
    let makes = PARAMETERS.iter().filter(|p| p.makes_population);
    link::print(&makes.fold(market, |prepared, p| prepared.with_same(p.id, scenario)))
}

impl Preparation {
    /// Begins.
    pub fn new(market: &Market, source: PopulationSource) -> Result<Self, Error> {
        Ok(match source {
            PopulationSource::Given(accounts, owners) => Self::Given(Population::new(market, &accounts)?, owners),
            PopulationSource::Even(even) => Self::Even(even, Box::new(Builder::new(market)), 0),
            PopulationSource::Drawn(assumed) => Self::Drawn(Box::new(assumed.begin(market)?)),
        })
    }

    /// Some more of them. False once all are there.
    pub fn some(&mut self) -> Result<bool, Error> {
        match self {
            Self::Drawn(draw) => draw.some(SOME),
            Self::Even(even, builder, next) => {
                let end = next.saturating_add(SOME).min(even.count);
                for number in *next..end {
                    builder.add(&even.account(number)?)?;
                }
                *next = end;
                Ok(end < even.count)
            }
            Self::Given(..) => Ok(false),
        }
    }

    /// The part of the way that is gone.
    #[must_use]
    pub fn part(&self) -> f64 {
        match self {
            Self::Drawn(draw) => draw.part(),
            Self::Even(even, _, next) => f64::from(*next) / f64::from(even.count.max(1)),
            Self::Given(..) => 1.0,
        }
    }

    /// All of them, to be gathered and sorted. Errors as [`Builder::finish`].
    pub fn settle(self, market: &Market, scale: f64) -> Result<Settling, Error> {
        Ok(match self {
            Self::Drawn(draw) => Settling::crowd(market, draw.finish()?, scale, true),
            Self::Even(_, builder, _) => Settling::crowd(market, builder.finish()?, scale, false),
            Self::Given(population, owners) => Settling::owned(market, population, &owners, scale),
        })
    }
}

impl Prepared {
    /// The numbers of a square's accounts.
    #[must_use]
    pub fn members(&self, square: usize) -> Vec<u32> {
        let own = |(_, of): &(u32, &u8)| usize::from(**of) == square;
        (0_u32..).zip(&self.squares.of).filter(own).map(|(account, _)| account).collect()
    }

    /// Puts the books of a market in place of those before, and lets every account in.
    pub fn set(&mut self, market: &Market) -> Result<(), Error> {
        self.engine.exclude(&[]);
        for (number, symbol) in market.numbers().zip(market.symbols()) {
            self.engine.set_book(number, symbol.book.clone())?;
        }
        Ok(())
    }
}
