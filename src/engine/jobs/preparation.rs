//! The accounts of a question while they are drawn, a few thousand at a time.

use super::settling::Settling;
use crate::engine::Error;
use crate::engine::cascade::generate::Draw;
use crate::engine::cascade::market::Market;
use crate::engine::cascade::population::{Builder, Population};
use crate::engine::scenario::situation::{Even, PopulationSource};

/// Accounts that are drawn in one go.
const SOME: u32 = 4_000;

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
