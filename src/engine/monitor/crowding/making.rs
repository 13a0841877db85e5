//! How markets of the trial are made, and what each shows: basis, funding, volatility and open interest over depth, against calm days of its own.
//!
//! Half of the markets are crowded. The pressure of their longs is p = crowded x strength + s, s standard normal. Basis follows it at once, funding
//! follows where it stood between the day before and today and with the dead zone of its rule, volatility follows its size, and open interest over
//! depth the mean of both days, since positions are built and not thrown away. Each has noise of its own of the stated size; a part of that noise,
//! `common`, is one and the same draw for all. What each market shows is rated against its own calm history, drawn in the same way without
//! pressure. Nothing else enters, and no outcome is put in. Source: watching section 3.

use super::rating::rate;
use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::random::Stream;
use std::ops::Bound;

/// What the streams of chance are named by: one a market, so that markets can be made in any order and number.
const PURPOSE: u64 = 0x7472_6961_6c00_0000;
/// The same for the noise of open interest, so that whether it is looked at moves none of the others.
const ASIDE: u64 = 0x6f69_6e74_6500_0000;

/// Metrics of a market: basis, funding, volatility, open interest over depth.
pub const METRICS: usize = 4;

/// Days of each market's calm history.
pub const HISTORY: usize = 60;

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
    /// Part of the noise's variance that all of them share, 0 to 1.
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

    /// What a market's streams of pressure and noise show on one day, metric by metric. The pressure is in `before` then.
    fn day(&self, (chance, aside): (&mut Stream, &mut Stream), crowded: bool, before: &mut f64) -> [f64; METRICS] {
        let pressure = self.strength * f64::from(u8::from(crowded)) + chance.normal();
        let shared = libm::sqrt(self.common) * chance.normal();
        let own = libm::sqrt(1.0 - self.common);
        let mut noise = || self.noise * (shared + own * chance.normal());
        let basis = pressure + noise();
        let lagged = 0.5 * (pressure + *before) + noise();
        // Funding shows nothing inside the dead zone of its rule.
        let funding = (lagged - 0.5).max(0.0) + (lagged + 0.4).min(0.0);
        let volatility = pressure.abs() + noise();
        let open_interest = f64::midpoint(pressure, *before) + self.noise * (shared + own * aside.normal());
        *before = pressure;
        [basis, funding, volatility, open_interest]
    }

    /// The scores of one market, metric by metric; `None` where its history has no spread.
    pub fn market(&self, number: u32, crowded: bool) -> Result<Shown, Error> {
        let (days, _) = self.days(number, crowded);
        let calm = days.get(..HISTORY).unwrap_or_default();
        let today = days.last().copied().unwrap_or_default();
        let mut scores = [None; METRICS];
        for (metric, (score, now)) in scores.iter_mut().zip(today).enumerate() {
            let history: Vec<f64> = calm.iter().filter_map(|day| day.get(metric).copied()).collect();
            *score = rate(&history, now)?.score;
        }
        Ok(Shown { crowded, scores })
    }

    /// Every day of one market, its calm history first and today last, metric by metric; and the pressure of today.
    #[must_use]
    pub fn days(&self, number: u32, crowded: bool) -> (Vec<[f64; METRICS]>, f64) {
        let stream = |purpose: u64| Stream::new(self.seed, purpose.wrapping_add(u64::from(number)));
        let (mut chance, mut aside) = (stream(PURPOSE), stream(ASIDE));
        let mut before = 0.0;
        let mut day = |crowded: bool| self.day((&mut chance, &mut aside), crowded, &mut before);
        let mut days: Vec<[f64; METRICS]> = (0..HISTORY).map(|_| day(false)).collect();
        // The crowd has stood for a day when it is looked at.
        days.extend([(), ()].map(|()| day(crowded)));
        (days, before)
    }
}

/// What a market shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// True where it was made crowded.
    pub crowded: bool,
    /// Robust scores, metric by metric.
    pub scores: [Option<f64>; METRICS],
}
