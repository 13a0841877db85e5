//! Whether the combination reveals crowding better than each metric alone: rated on markets that a stated generator makes, at one false-alarm rate.
//!
//! How one market is made: half of them are crowded. The pressure of its longs is p = crowded x strength + s, s standard normal. Basis follows it
//! at once, funding follows where it stood a day ago and with the dead zone of its rule, volatility follows its size, each with noise of its own
//! of the stated size; a part of that noise, `common`, is one and the same draw for all three. What each market shows is rated against its own calm
//! history, drawn in the same way without pressure. Nothing else enters, and no outcome is put in: where all noise is common the combination has
//! nothing to average away.
//!
//! Each metric's limit is the one that calm markets pass at the stated rate, taken from a first set of calm markets; hits and false alarms
//! are counted on others. Source: watching section 3.

use super::super::distribution::intervals::{Interval, wilson};
use super::rating::rate;
use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::numeric::ordered::{QuantileType, Sorted};
use crate::engine::random::Stream;
use std::ops::Bound;

/// What the streams of chance are named by: one a market, so that markets can be made in any order and number.
const PURPOSE: u64 = 0x7472_6961_6c00_0000;

/// Days of each market's calm history.
pub const HISTORY: usize = 60;
/// Level of the intervals.
const LEVEL: f64 = 0.95;

/// How markets are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Making {
    /// Seed of all of them.
    pub seed: u64,
    /// Markets that are rated, half of them crowded; 2,000 to 100,000.
    pub markets: u32,
    /// Pressure of a crowded market, in standard deviations of a calm one's, 0 to 10.
    pub strength: f64,
    /// Noise of each metric, in the same unit, 0.01 to 100.
    pub noise: f64,
    /// Part of the noise's variance that all three share, 0 to 1.
    pub common: f64,
    /// Part of calm markets that may be flagged, above 0 to 0.5.
    pub false_alarms: f64,
}

impl Making {
    /// What this page starts with.
    #[must_use]
    pub const fn usual(seed: u64) -> Self {
        Self { seed, markets: 2_000, strength: 2.0, noise: 1.5, common: 0.0, false_alarms: 0.05 }
    }

    /// Errors: a value outside its range.
    pub fn checked(self) -> Result<Self, Error> {
        within(Field::Trials, self.markets, 2_000..=100_000)?;
        within(Field::Shift, self.strength, 0.0..=10.0)?;
        within(Field::MetricNoise, self.noise, 0.01..=100.0)?;
        within(Field::CommonNoise, self.common, 0.0..=1.0)?;
        within(Field::Confidence, self.false_alarms, (Bound::Excluded(0.0), Bound::Included(0.5)))?;
        Ok(self)
    }

    /// What a market's stream of pressure and noise shows on one day: basis, funding, volatility. The pressure is in `before` then.
    fn day(&self, chance: &mut Stream, crowded: bool, before: &mut f64) -> [f64; 3] {
        let pressure = self.strength * f64::from(u8::from(crowded)) + chance.normal();
        let shared = libm::sqrt(self.common) * chance.normal();
        let own = libm::sqrt(1.0 - self.common);
        let mut noise = || self.noise * (shared + own * chance.normal());
        let basis = pressure + noise();
        let lagged = 0.5 * (pressure + *before) + noise();
        // Funding shows nothing inside the dead zone of its rule.
        let funding = (lagged - 0.5).max(0.0) + (lagged + 0.4).min(0.0);
        let volatility = pressure.abs() + noise();
        *before = pressure;
        [basis, funding, volatility]
    }

    /// The scores of one market: basis, funding, volatility; `None` where its history has no spread.
    pub fn market(&self, number: u32, crowded: bool) -> Result<Shown, Error> {
        let (days, _) = self.days(number, crowded);
        let calm = days.get(..HISTORY).unwrap_or_default();
        let today = days.last().copied().unwrap_or_default();
        let mut scores = [None; 3];
        for (metric, (score, now)) in scores.iter_mut().zip(today).enumerate() {
            let history: Vec<f64> = calm.iter().filter_map(|day| day.get(metric).copied()).collect();
            *score = rate(&history, now)?.score;
        }
        Ok(Shown { crowded, scores })
    }

    /// Every day of one market, its calm history first and today last: basis, funding, volatility; and the pressure of today.
    #[must_use]
    pub fn days(&self, number: u32, crowded: bool) -> (Vec<[f64; 3]>, f64) {
        let mut chance = Stream::new(self.seed, PURPOSE.wrapping_add(u64::from(number)));
        let mut before = 0.0;
        let mut days: Vec<[f64; 3]> = (0..HISTORY).map(|_| self.day(&mut chance, false, &mut before)).collect();
        // The crowd has stood for a day when it is looked at.
        days.extend([(), ()].map(|()| self.day(&mut chance, crowded, &mut before)));
        (days, before)
    }
}

/// What a market shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// True where it was made crowded.
    pub crowded: bool,
    /// Robust scores of basis, funding and volatility.
    pub scores: [Option<f64>; 3],
}

/// What is rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    /// Basis alone.
    Basis,
    /// Funding alone.
    Funding,
    /// Volatility alone.
    Volatility,
    /// The mean of those there are, each clipped.
    Combination,
}

impl Metric {
    /// All of them, the combination last.
    pub const ALL: [Self; 4] = [Self::Basis, Self::Funding, Self::Volatility, Self::Combination];

    /// What it says of a market; a market that it cannot rate is said to be as calm as can be.
    fn of(self, shown: &Shown) -> f64 {
        let [basis, funding, volatility] = shown.scores;
        match self {
            Self::Basis => basis,
            Self::Funding => funding,
            Self::Volatility => volatility,
            Self::Combination => super::agreement::agreement(&shown.scores, 0.0).ok().and_then(|found| found.mean),
        }
        .unwrap_or(f64::MIN)
    }
}

/// A metric's result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rated {
    /// Which.
    pub metric: Metric,
    /// The score from which it flags.
    pub limit: f64,
    /// Crowded markets that it flagged.
    pub hits: u32,
    /// Of how many.
    pub crowded: u32,
    /// Calm markets that it flagged.
    pub alarms: u32,
    /// Of how many.
    pub calm: u32,
}

impl Rated {
    /// Part of the crowded that it flagged.
    #[must_use]
    pub fn hit_rate(&self) -> f64 {
        f64::from(self.hits) / f64::from(self.crowded.max(1))
    }

    /// With its interval of 95 %. Errors: no crowded market.
    pub fn hit_interval(&self) -> Result<Interval, Error> {
        wilson(self.hits, self.crowded, LEVEL)
    }

    /// Interval of the false-alarm rate. Errors: no calm market.
    pub fn alarm_interval(&self) -> Result<Interval, Error> {
        wilson(self.alarms, self.calm, LEVEL)
    }
}

/// A trial under way: markets are made some at a time, so that whoever asks can say how far it is, and stop.
#[derive(Debug, Clone)]
pub struct Trial {
    making: Making,
    next: u32,
    fitted: Vec<Shown>,
    rated: Vec<Shown>,
}

impl Trial {
    /// Errors: markets that cannot be made.
    pub fn new(making: Making) -> Result<Self, Error> {
        Ok(Self { making: making.checked()?, next: 0, fitted: Vec::new(), rated: Vec::new() })
    }

    /// Markets to make: those that are rated, and as many calm ones that the limits are taken from.
    #[must_use]
    pub const fn all(&self) -> u32 {
        self.making.markets.saturating_mul(2)
    }

    /// How many have been made.
    #[must_use]
    pub const fn made(&self) -> u32 {
        self.next
    }

    /// Makes some more; true while there are others. Errors: none that a checked making gives.
    pub fn some(&mut self, count: u32) -> Result<bool, Error> {
        let end = self.next.saturating_add(count).min(self.all());
        for number in self.next..end {
            if number < self.making.markets {
                self.fitted.push(self.making.market(number, false)?);
            } else {
                self.rated.push(self.making.market(number, number.is_multiple_of(2))?);
            }
        }
        self.next = end;
        Ok(self.next < self.all())
    }

    /// Each metric on the markets that have been made. Errors: none was made yet.
    pub fn results(&self) -> Result<[Rated; 4], Error> {
        let mut results =
            Metric::ALL.map(|metric| Rated { metric, limit: 0.0, hits: 0, crowded: 0, alarms: 0, calm: 0 });
        for result in &mut results {
            let metric = result.metric;
            let calm: Vec<f64> = self.fitted.iter().map(|shown| metric.of(shown)).collect();
            result.limit = Sorted::new(&calm)?.quantile(1.0 - self.making.false_alarms, QuantileType::Spreadsheet)?;
            for shown in &self.rated {
                let flagged = u32::from(metric.of(shown) > result.limit);
                let (count, of) = if shown.crowded {
                    (&mut result.hits, &mut result.crowded)
                } else {
                    (&mut result.alarms, &mut result.calm)
                };
                *count = count.saturating_add(flagged);
                *of = of.saturating_add(1);
            }
        }
        Ok(results)
    }
}

/// The whole trial at once. Errors: markets that cannot be made.
pub fn trial(making: Making) -> Result<[Rated; 4], Error> {
    let mut trial = Trial::new(making)?;
    while trial.some(u32::MAX)? {}
    trial.results()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(making: Making) -> [f64; 4] {
        trial(making).unwrap().map(|rated| rated.hit_rate())
    }

    #[test]
    fn apart_noises_average_away_and_common_ones_do_not() {
        let [basis, funding, volatility, combination] = rates(Making::usual(1));
        let best = basis.max(funding).max(volatility);
        assert!(combination > best + 0.05, "{combination} {best}");
        let common = Making { common: 1.0, ..Making::usual(1) };
        let [basis, funding, volatility, combination] = rates(common);
        let best = basis.max(funding).max(volatility);
        assert!(combination < best + 0.03, "{combination} {best}");
    }

    #[test]
    fn every_metric_is_rated_at_the_same_false_alarm_rate() {
        for rated in trial(Making { markets: 4_000, ..Making::usual(2) }).unwrap() {
            let found = rated.alarm_interval().unwrap();
            assert!(found.low < 0.056 && found.high > 0.044, "{rated:?} {found:?}");
            assert_eq!(rated.crowded + rated.calm, 4_000);
        }
    }

    #[test]
    fn without_a_crowd_nothing_is_revealed() {
        for rate in rates(Making { strength: 0.0, ..Making::usual(3) }) {
            assert!((rate - 0.05).abs() < 0.025, "{rate}");
        }
    }

    #[test]
    fn slices_change_nothing() {
        let making = Making::usual(4);
        let mut sliced = Trial::new(making).unwrap();
        while sliced.some(317).unwrap() {}
        assert_eq!(sliced.results().unwrap(), trial(making).unwrap());
        assert!(Trial::new(making).unwrap().results().is_err());
    }

    #[test]
    fn markets_that_cannot_be_made_are_refused() {
        assert!(trial(Making { markets: 100, ..Making::usual(1) }).is_err());
        assert!(trial(Making { common: 1.5, ..Making::usual(1) }).is_err());
        assert!(trial(Making { noise: f64::NAN, ..Making::usual(1) }).is_err());
    }
}
