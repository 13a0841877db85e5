//! The trial of crowding: markets made and rated some at a time, and a few of them to be looked at.

use super::super::task::{Piece, Task};
use super::asked::number;
use super::last;
use crate::engine::Error;
use crate::engine::cascade::narration::wire::{Reader, Wire, wire};
use crate::engine::monitor::crowding::making::{METRICS, Making};
use crate::engine::monitor::crowding::trial::{Rated, Trial};
use crate::engine::scenario::link;
use crate::engine::scenario::parameters::ParameterId as P;

/// Markets in one piece of work.
const PIECE: u32 = 20;
/// Seed of the markets.
const SEED: u64 = 1;
/// Markets that are shown as they are made.
const SHOWN: u32 = 12;

/// What a trial comes to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tried {
    /// Markets that were rated, and the part of calm ones that may be flagged.
    pub made: (u32, f64),
    /// Part of the noise that all metrics share.
    pub common: f64,
    /// Each metric, the combination last.
    pub rated: Vec<RatedOf>,
    /// For each metric the combination where that is missing: with a limit of its own, at the limit of all, and with nought in its place.
    pub without: Vec<Vec<RatedOf>>,
    /// A few markets: whether each was made crowded, and its scores, metric by metric.
    pub shown: Vec<(bool, Vec<Option<f64>>)>,
}

/// A metric's result.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RatedOf {
    /// The score from which it flags.
    pub limit: f64,
    /// Crowded markets that it flagged, of how many.
    pub hits: (u32, u32),
    /// The interval of that rate, at 95 %.
    pub interval: (f64, f64),
    /// Calm markets that it flagged, of how many.
    pub alarms: (u32, u32),
}

wire! {
    Tried { made, common, rated, without, shown }
    RatedOf { limit, hits, interval, alarms }
}

impl RatedOf {
    fn of(rated: &Rated) -> Result<Self, Error> {
        let interval = rated.hit_interval()?;
        Ok(Self {
            limit: rated.limit,
            hits: (rated.hits, rated.crowded),
            interval: (interval.low, interval.high),
            alarms: (rated.alarms, rated.calm),
        })
    }

    /// Part of the calm that it flagged.
    #[must_use]
    pub fn alarm_rate(&self) -> f64 {
        f64::from(self.alarms.0) / f64::from(self.alarms.1.max(1))
    }

    /// Part of the crowded that it flagged.
    #[must_use]
    pub fn rate(&self) -> f64 {
        f64::from(self.hits.0) / f64::from(self.hits.1.max(1))
    }
}

/// A trial under way.
#[derive(Debug)]
pub struct Trying {
    making: Making,
    trial: Trial,
}

impl Trying {
    /// Of the settings of a link. Errors: markets that cannot be made.
    pub fn new(question: &str) -> Result<Self, Error> {
        let (scenario, _) = link::parse(question);
        let common = number(&scenario, P::CommonNoise) / 100.0;
        let making = Making { common, ..Making::usual(SEED) };
        Ok(Self { making, trial: Trial::new(making)? })
    }
}

impl Task for Trying {
    fn work(&mut self) -> Result<Piece, Error> {
        if self.trial.some(PIECE)? {
            return Ok(Piece::Part(f64::from(self.trial.made()) / f64::from(self.trial.all())));
        }
        let of = |all: &[Rated]| all.iter().map(RatedOf::of).collect::<Result<Vec<_>, _>>();
        let rated = of(&self.trial.results()?)?;
        let without = (0..METRICS).map(|missing| of(&self.trial.without(missing)?));
        let without = without.collect::<Result<_, Error>>()?;
        let shown = (0..SHOWN).map(|number| {
            // Those that were rated come after those that the limits are from.
            let market = self.making.markets.saturating_add(number);
            let shown = self.making.market(market, market.is_multiple_of(2))?;
            Ok((shown.crowded, shown.scores.to_vec()))
        });
        let shown = shown.collect::<Result<_, Error>>()?;
        let making = self.making;
        Ok(last(&Tried { made: (making.markets, making.false_alarms), common: making.common, rated, without, shown }))
    }
}
