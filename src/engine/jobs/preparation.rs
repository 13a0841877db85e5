//! The accounts of a question while they are drawn, a few thousand at a time.

use super::settling::Settling;
use crate::engine::Error;
use crate::engine::cascade::generate::Draw;
use crate::engine::cascade::guests::Guests;
use crate::engine::cascade::market::Market;
use crate::engine::cascade::population::{Builder, Population};
use crate::engine::scenario::situation::{Even, PopulationSource};

/// Accounts that are drawn in one go.
const SOME: u32 = 4_000;

/// Accounts on their way, and who joins them once all are there.
#[derive(Debug)]
pub struct Preparation {
    own: Own,
    guests: Guests,
}

/// The market's own accounts.
#[derive(Debug)]
enum Own {
    /// Drawn from assumptions.
    Drawn(Box<Draw>),
    /// Evenly spread.
    Even(Even, Box<Builder>, u32),
    /// Given, with their owners and whoever joined.
    Given(Population, Vec<u32>),
}

impl Preparation {
    /// Begins. Errors: given accounts, or guests among them, that the market cannot hold.
    pub fn new(market: &Market, source: PopulationSource, guests: Guests) -> Result<Self, Error> {
        let own = match source {
            PopulationSource::Given(mut accounts, mut owners) => {
                let next = owners.iter().max().map_or(0, |last| last.saturating_add(1));
                accounts.extend_from_slice(guests.accounts());
                owners.extend(std::iter::repeat_n(next, guests.count()));
                Own::Given(Population::new(market, &accounts)?, owners)
            }
            PopulationSource::Even(even) => Own::Even(even, Box::new(Builder::new(market)), 0),
            PopulationSource::Drawn(assumed) => Own::Drawn(Box::new(assumed.begin(market)?)),
        };
        Ok(Self { own, guests })
    }

    /// Some more of them. False once all are there.
    pub fn some(&mut self) -> Result<bool, Error> {
        match &mut self.own {
            Own::Drawn(draw) => draw.some(SOME),
            Own::Even(even, builder, next) => {
                let end = next.saturating_add(SOME).min(even.count);
                for number in *next..end {
                    builder.add(&even.account(number)?)?;
                }
                *next = end;
                Ok(end < even.count)
            }
            Own::Given(..) => Ok(false),
        }
    }

    /// The part of the way that is gone.
    #[must_use]
    pub fn part(&self) -> f64 {
        match &self.own {
            Own::Drawn(draw) => draw.part(),
            Own::Even(even, _, next) => f64::from(*next) / f64::from(even.count.max(1)),
            Own::Given(..) => 1.0,
        }
    }

    /// All of them, with whoever joins, to be gathered and sorted. Errors as [`Builder::add`] and [`Builder::finish`].
    pub fn settle(self, market: &Market, scale: f64) -> Result<Settling, Error> {
        let (guests, joined) = (self.guests.accounts(), self.guests.count());
        Ok(match self.own {
            Own::Drawn(mut draw) => {
                guests.iter().try_for_each(|guest| draw.add(guest))?;
                Settling::crowd(market, draw.finish()?, scale, true, joined)
            }
            Own::Even(_, mut builder, _) => {
                guests.iter().try_for_each(|guest| builder.add(guest))?;
                Settling::crowd(market, builder.finish()?, scale, false, joined)
            }
            Own::Given(population, owners) => Settling::owned(market, population, &owners, scale, joined > 0),
        })
    }
}
