//! The detectors of a stream, set up from its baseline and from one run length.

use super::super::detectors::adwin::{Adwin, AfterCut};
use super::super::detectors::charts::{Calm, Cusum, PoissonCusum};
use super::super::detectors::windows::Dispersion;
use super::super::detectors::{AfterAlarm, Any, Decision, Detector as _};
use super::super::runlength::cusum as design;
use super::super::runlength::inverse::limit_for;
use super::super::runlength::poisson;
use super::rated::{Last, Rated, of_counts};
use super::second::Second;
use crate::engine::Error;
use crate::engine::numeric::{mean, variance};

/// What is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Watched {
    /// Cancels a second.
    Cancels,
    /// How uneven they are.
    Dispersion,
    /// Trades a second.
    Trades,
    /// Leverage of all together.
    Leverage,
    /// Thresholds over a thin band.
    Clustering,
    /// The price.
    Price,
    /// The spread: an input.
    Spread,
    /// Arrivals a second: an input.
    Arrivals,
    /// The age of the mark: an input.
    Staleness,
    /// The fee schedule: an input.
    Fees,
}

impl Watched {
    /// All of them, in their order.
    pub const ALL: [Self; 10] = [
        Self::Cancels,
        Self::Dispersion,
        Self::Trades,
        Self::Leverage,
        Self::Clustering,
        Self::Price,
        Self::Spread,
        Self::Arrivals,
        Self::Staleness,
        Self::Fees,
    ];

    /// As logs write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cancels => "cancels",
            Self::Dispersion => "dispersion",
            Self::Trades => "trades",
            Self::Leverage => "leverage",
            Self::Clustering => "clustering",
            Self::Price => "price",
            Self::Spread => "spread",
            Self::Arrivals => "arrivals",
            Self::Staleness => "staleness",
            Self::Fees => "fees",
        }
    }
}

/// An alarm.
#[derive(Debug, Clone, PartialEq)]
pub struct Alarm {
    /// What alarmed.
    pub watched: Watched,
    /// By which detector: its key, or `rule` for a fixed one.
    pub detector: &'static str,
    /// What was compared.
    pub statistic: f64,
    /// With what.
    pub limit: f64,
    /// Mean run length as printed, in seconds; `None` where it is not rated.
    pub nominal: Option<f64>,
    /// The same, corrected for what the window shows.
    pub corrected: Option<f64>,
}

/// Reference value of the CUSUMs of levels: half of the shift of one deviation.
const K: f64 = 0.5;
/// Counts whose window is more uneven than this are not rated.
const UNEVEN: f64 = 1.3;
/// By which part counts rise that are looked for.
const RISE: f64 = 0.5;
/// Seconds that dispersion is counted over.
const DISPERSION: usize = 60;
/// Forced over resting contracts from which a band cannot take its own liquidations.
const CROWDED: f64 = 1.0;
/// Oldest mark that is no alarm.
const STALE: f64 = 3.0;
/// Deviations by which a forecast misses.
const MISS: f64 = 3.0;
/// Monitors side by side.
const MONITORS: u32 = 10;

/// What is counted of a second.
type Counted = fn(&Second) -> u32;
/// What is read off a second.
type Levelled = fn(&Second) -> f64;

/// A level with its CUSUM.
#[derive(Debug, Clone)]
struct Level {
    watched: Watched,
    of: Levelled,
    detector: Option<Any>,
    calm: Calm,
    last: Last,
    rated: Rated,
    said: Option<Decision>,
}

/// A count with its CUSUM.
#[derive(Debug, Clone)]
struct Count {
    watched: Watched,
    of: Counted,
    detector: Any,
    nominal: Option<f64>,
    last: Last,
    said: Option<Decision>,
}

/// All of them.
#[derive(Debug, Clone)]
pub(super) struct Bank {
    baseline: u32,
    counts: Vec<Count>,
    levels: Vec<Level>,
    dispersion: Any,
    uneven: Option<Decision>,
    arrivals: Any,
    arrived: Option<Decision>,
    crowded: f64,
    age: f64,
    taker: f64,
    fees_changed: bool,
    /// Mean cancels and spread when calm: what the score forecasts from.
    forecast: (f64, f64),
}

impl Bank {
    /// From the seconds of the baseline. Errors: a run length that no limit gives.
    pub(super) fn new(calm: &[Second], run_length: f64) -> Result<Self, Error> {
        let of = |value: &dyn Fn(&Second) -> f64| calm.iter().map(value).collect::<Vec<f64>>();
        let counted: [(Watched, Counted); 2] =
            [(Watched::Cancels, |second| second.cancels), (Watched::Trades, |second| second.trades)];
        let counts = counted.map(|(watched, count)| {
            let average = mean(&of(&|second| f64::from(count(second))));
            let (design, nominal) = counts_design(average, run_length)?;
            let detector = PoissonCusum::new(design, AfterAlarm::Restart)?.into();
            Ok(Count { watched, of: count, detector, nominal, last: Last::default(), said: None })
        });
        let h = limit_for(run_length, (0.1, 60.0), |h| design::Cusum::new(K, h)?.mean(0.0))?;
        let levelled: [(Watched, Levelled); 3] = [
            (Watched::Leverage, |second| second.leverage),
            (Watched::Price, |second| second.price),
            (Watched::Spread, |second| second.spread),
        ];
        let rated = Rated::new(design::Cusum::new(K, h)?)?;
        let levels = levelled.map(|(watched, level)| {
            let samples = of(&level);
            let sigma = libm::sqrt(variance(&samples));
            // A baseline that does not vary, but by rounding, rates nothing.
            let varies = sigma > 1e-9 * mean(&samples).abs();
            let calm = Calm::new(mean(&samples), sigma).ok().filter(|_| varies);
            let detector = calm.map(|calm| Cusum::new(calm, K, h, 0.0, AfterAlarm::Restart)).transpose()?;
            let calm = calm.unwrap_or(Calm::STANDARD);
            let (detector, rated) = (detector.map(Any::from), rated.clone());
            Ok(Level { watched, of: level, detector, calm, last: Last::default(), rated, said: None })
        });
        let last = calm.last();
        Ok(Self {
            baseline: u32::try_from(calm.len()).unwrap_or(u32::MAX),
            counts: counts.into_iter().collect::<Result<_, Error>>()?,
            levels: levels.into_iter().collect::<Result<_, Error>>()?,
            dispersion: Dispersion::new(DISPERSION, (1.0 / run_length).clamp(1e-9, 0.5))?.into(),
            uneven: None,
            arrivals: Adwin::new(0.002, 8, AfterCut::KeepNewer)?.into(),
            arrived: None,
            crowded: 0.0,
            age: 0.0,
            fees_changed: false,
            taker: last.map_or(0.0, |second| second.taker),
            forecast: (mean(&of(&|second| f64::from(second.cancels))), mean(&of(&|second| second.spread))),
        })
    }

    /// Steps every detector; those that alarm. Errors: a sample that a detector cannot take.
    pub(super) fn step(&mut self, second: &Second) -> Result<Vec<Alarm>, Error> {
        let mut alarms = Vec::new();
        for count in &mut self.counts {
            let sample = f64::from((count.of)(second));
            let said = count.detector.step(sample)?;
            count.last.push(sample);
            count.said = Some(said);
            if said.verdict.is_alarm() {
                let samples = count.last.samples();
                let uneven = variance(samples) > UNEVEN * mean(samples);
                let corrected = of_counts(count.nominal, uneven, MONITORS);
                alarms.push(alarm(count.watched, count.detector.key(), &said, count.nominal, corrected));
            }
        }
        for level in &mut self.levels {
            let sample = ((level.of)(second) - level.calm.target) / level.calm.sigma;
            level.last.push(sample);
            let Some(detector) = &mut level.detector else { continue };
            let said = detector.step((level.of)(second))?;
            level.said = Some(said);
            if said.verdict.is_alarm() {
                let corrected = level.rated.corrected(level.last.samples(), self.baseline, MONITORS)?;
                alarms.push(alarm(level.watched, detector.key(), &said, Some(level.rated.nominal()), corrected));
            }
        }
        let uneven = self.dispersion.step(f64::from(second.cancels))?;
        self.uneven = Some(uneven);
        if uneven.verdict.is_alarm() {
            alarms.push(alarm(Watched::Dispersion, self.dispersion.key(), &uneven, None, None));
        }
        let arrivals = [second.adds, second.cancels, second.trades].map(f64::from).iter().sum();
        let arrived = self.arrivals.step(arrivals)?;
        self.arrived = Some(arrived);
        if arrived.verdict.is_alarm() {
            alarms.push(alarm(Watched::Arrivals, self.arrivals.key(), &arrived, None, None));
        }
        alarms.extend(self.rules(second));
        Ok(alarms)
    }

    /// Fixed rules: they have no run length.
    fn rules(&mut self, second: &Second) -> Vec<Alarm> {
        self.crowded = second.crowded;
        let rule = |watched, statistic, limit, broken: bool| {
            let (nominal, corrected) = (None, None);
            broken.then_some(Alarm { watched, detector: "rule", statistic, limit, nominal, corrected })
        };
        let age = second.time - second.stamped;
        let fees = (second.taker - self.taker).abs() > 0.0;
        (self.age, self.fees_changed) = (age, fees);
        let found = [
            rule(Watched::Clustering, second.crowded, CROWDED, second.crowded > CROWDED),
            rule(Watched::Staleness, age, STALE, age > STALE),
            rule(Watched::Fees, second.taker, self.taker, fees),
        ];
        self.taker = second.taker;
        found.into_iter().flatten().collect()
    }

    /// Statistics over their limits, in the order of the score's terms.
    pub(super) fn ratios(&self) -> [Option<f64>; 6] {
        let ratio = |said: &Option<Decision>| {
            let usable = |said: &Decision| (said.limit > 0.0).then(|| said.statistic / said.limit);
            said.as_ref().and_then(usable)
        };
        let count = |watched| self.counts.iter().find(|c| c.watched == watched).and_then(|c| ratio(&c.said));
        let level = |watched| self.levels.iter().find(|l| l.watched == watched).and_then(|l| ratio(&l.said));
        [
            count(Watched::Cancels),
            ratio(&self.uneven),
            count(Watched::Trades),
            level(Watched::Leverage),
            Some(self.crowded / CROWDED),
            level(Watched::Price),
        ]
    }

    /// Statistic and limit of each stream, in the order of [`Watched::ALL`]; `None` where nothing can be said. A changed fee schedule is 1 over 1.
    pub(super) fn readings(&self) -> [Option<(f64, f64)>; 10] {
        let said = |said: &Option<Decision>| said.as_ref().map(|said| (said.statistic, said.limit));
        let counted =
            |watched| self.counts.iter().find(|count| count.watched == watched).map(|count| said(&count.said));
        let levelled =
            |watched| self.levels.iter().find(|level| level.watched == watched).map(|level| said(&level.said));
        Watched::ALL.map(|watched| match watched {
            Watched::Dispersion => said(&self.uneven),
            Watched::Arrivals => said(&self.arrived),
            Watched::Clustering => Some((self.crowded, CROWDED)),
            Watched::Staleness => Some((self.age, STALE)),
            Watched::Fees => Some((f64::from(u8::from(self.fees_changed)), 1.0)),
            Watched::Cancels | Watched::Trades | Watched::Leverage | Watched::Price | Watched::Spread => {
                counted(watched).or_else(|| levelled(watched)).flatten()
            }
        })
    }

    /// True where the score's own forecast missed: it takes cancels to grow with the spread, as they did nowhere in its baseline, so a spread
    /// that drifts carries it away.
    pub(super) fn erred(&self, second: &Second) -> bool {
        let (cancels, spread) = self.forecast;
        let forecast = if spread > 0.0 { cancels * second.spread / spread } else { cancels };
        let apart = (f64::from(second.cancels) - forecast).abs();
        apart > MISS * libm::sqrt(forecast.max(1.0))
    }
}

fn alarm(
    watched: Watched,
    detector: &'static str,
    said: &Decision,
    nominal: Option<f64>,
    corrected: Option<f64>,
) -> Alarm {
    Alarm { watched, detector, statistic: said.statistic, limit: said.limit, nominal, corrected }
}

/// The CUSUM of counts that looks for a rise by half and has at least the run length that is asked for, with what it has.
pub(in crate::engine::monitor) fn counts_design(
    average: f64,
    run_length: f64,
) -> Result<(poisson::PoissonCusum, Option<f64>), Error> {
    let calm = average.max(0.01);
    let reference = poisson::reference(calm, calm * (1.0 + RISE))?;
    // Whole numbers: the finest of a few gains whose allowance lies near the reference.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let gain = (10.0 / reference).ceil().clamp(1.0, 100.0) as u32;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let allowance = (f64::from(gain) * reference).round().clamp(1.0, 1e6) as u32;
    let at = |limit: u32| poisson::PoissonCusum { gain, allowance, limit, start: 0 };
    let (mut low, mut high) = (1_u32, 1_u32);
    let long = |limit: u32| at(limit).mean(calm).map_or(true, |mean| mean >= run_length);
    while high < 400 && !long(high) {
        (low, high) = (high, high.saturating_mul(2).min(400));
    }
    while high.saturating_sub(low) > 1 {
        let middle = low.midpoint(high);
        if long(middle) { high = middle } else { low = middle }
    }
    let found = at(high);
    Ok((found, found.mean(calm).ok()))
}
