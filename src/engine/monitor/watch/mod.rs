//! The monitor: events in, one decision a second out, each written to the log.
//!
//! The first seconds are the baseline: every detector is set up from them and from the run length that was asked for. Then each mark closes a
//! second: counts and levels are stepped through their detectors, the score sums what they say, the gate rules, and both write their lines. What
//! a detector's run length is worth in this window is measured and written beside the printed one.
//!
//! Lives here: `second` (what is counted), `bank` (the detectors and their limits), `rated` (run lengths of alarms), and the monitor.
//! Source: watching section 4.

pub(super) mod bank;
pub(super) mod rated;
mod second;

pub use bank::{Alarm, Watched};
pub use second::Second;

use super::audit::line::{Entry, hash, hash_words};
use super::audit::log::Log;
use super::detectors::Detector as _;
use super::detectors::errors::Ddm;
use super::guardrails::gate::{Gate, Limits, Request, Ruling, Stamped};
use super::guardrails::hysteresis::Hysteresis;
use super::guardrails::table::{Action, State};
use super::score::{Score, Weights};
use super::stream::event::{Event, What};
use super::stream::world::World;
use crate::engine::Error;
use crate::engine::error::{Field, above_zero, within};
use bank::Bank;

/// How the monitor is set.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Seconds from which calm is learned, 20 to 100,000.
    pub baseline: u32,
    /// Seconds between two false alarms of one detector, as printed.
    pub run_length: f64,
    /// Weights of the score.
    pub weights: Weights,
    /// Above which score a reduced state is proposed, and below which it is left.
    pub reduce: (f64, f64),
    /// The same for a halt.
    pub halt: (f64, f64),
    /// Seconds within which alarms of several streams are named together.
    pub together: f64,
    /// What the rules allow.
    pub limits: Limits,
}

impl Settings {
    /// What this page starts with, around a price.
    #[must_use]
    pub fn usual(price: f64) -> Self {
        Self {
            baseline: 120,
            run_length: 10_000.0,
            weights: Weights::default(),
            reduce: (3.0, 1.5),
            halt: (6.0, 3.0),
            together: 5.0,
            limits: Limits::usual(price),
        }
    }

    fn words(&self) -> Vec<u64> {
        let mut words = vec![u64::from(self.baseline)];
        words.extend(self.weights.all().map(f64::to_bits));
        let pairs = [self.reduce, self.halt, self.limits.range];
        words.extend(pairs.iter().flat_map(|(a, b)| [a.to_bits(), b.to_bits()]));
        let (Limits { stale, divergence, sign_off, rate, .. }, change) = (self.limits, self.limits.change);
        words.extend([self.run_length, self.together, stale, divergence, sign_off, rate.1].map(f64::to_bits));
        words.push(u64::try_from(rate.0).unwrap_or(u64::MAX));
        words.extend(change.words());
        words
    }
}

/// What a second came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// What was counted.
    pub second: Second,
    /// What the detectors said, those that alarmed.
    pub alarms: Vec<Alarm>,
    /// Statistic and limit of each stream, in the order of [`Watched::ALL`]; `None` where nothing can be said.
    pub readings: [Option<(f64, f64)>; 10],
    /// Streams that alarmed within the window of togetherness; fewer than two are not named together.
    pub together: Vec<Watched>,
    /// The score.
    pub score: Score,
    /// What the model proposes.
    pub proposed: State,
    /// What the gate ruled.
    pub ruling: Ruling,
    /// True where the score's own forecast missed.
    pub erred: bool,
    /// What the detector of those misses says.
    pub error_alarm: bool,
}

/// The monitor.
#[derive(Debug, Clone)]
pub struct Monitor {
    settings: Settings,
    world: World,
    log: Log,
    gate: Gate,
    reduce: Hysteresis,
    halt: Hysteresis,
    counting: Second,
    calm: Vec<Second>,
    bank: Option<Bank>,
    errors: Ddm,
    last_alarms: Vec<(Watched, f64)>,
}

impl Monitor {
    /// A monitor of a world, for a run named by all that it was made with. Errors: settings outside their ranges.
    pub fn new(settings: Settings, world: World, stream: &[u64]) -> Result<Self, Error> {
        within(Field::Baseline, settings.baseline, 20..=100_000)?;
        above_zero(Field::RunLength, settings.run_length)?;
        above_zero(Field::Duration, settings.together)?;
        let mut words = stream.to_vec();
        words.extend(settings.words());
        Ok(Self {
            log: Log::new(&format!("v1 {}", hash_words(&words))),
            gate: Gate::new(settings.limits)?,
            reduce: Hysteresis::new(settings.reduce.0, settings.reduce.1)?,
            halt: Hysteresis::new(settings.halt.0, settings.halt.1)?,
            counting: Second::begin(&world),
            calm: Vec::new(),
            bank: None,
            errors: Ddm::new(30, 2.0, 3.0)?,
            last_alarms: Vec::new(),
            world,
            settings,
        })
    }

    /// The log so far.
    #[must_use]
    pub const fn log(&self) -> &Log {
        &self.log
    }

    /// Book and accounts as they are now.
    #[must_use]
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// The seconds that calm was learned from.
    #[must_use]
    pub fn baseline(&self) -> &[Second] {
        &self.calm
    }

    /// True while the baseline is being learned.
    #[must_use]
    pub const fn is_learning(&self) -> bool {
        self.bank.is_none()
    }

    /// Takes an event; a decision where it was a mark and the baseline is learned. Errors: an event with a value that is no number: it is then
    /// left out, and nothing has changed.
    pub fn take(&mut self, event: &Event) -> Result<Option<Decided>, Error> {
        second::check(event)?;
        self.world.apply(&event.what);
        self.counting.count(event);
        let What::Mark { .. } = event.what else { return Ok(None) };
        let next = Second::after(&self.counting, &self.world);
        let mut second = std::mem::replace(&mut self.counting, next);
        second.close(&self.world);
        self.decide(second).map(|decided| decided.filter(|_| self.bank.is_some()))
    }

    fn decide(&mut self, second: Second) -> Result<Option<Decided>, Error> {
        let Some(bank) = &mut self.bank else {
            self.calm.push(second);
            let enough = usize::try_from(self.settings.baseline).unwrap_or(usize::MAX);
            if self.calm.len() >= enough {
                self.bank = Some(Bank::new(&self.calm, self.settings.run_length)?);
            }
            return Ok(None);
        };
        let inputs = hash_words(&second.words());
        let alarms = bank.step(&second)?;
        for alarm in &alarms {
            self.log.write(&Entry {
                sequence: self.log.lines().saturating_add(1),
                time: second.time,
                inputs: &inputs,
                source: alarm.watched.name(),
                statistic: alarm.statistic,
                limit: alarm.limit,
                nominal: alarm.nominal,
                corrected: alarm.corrected,
                rules: alarm.detector,
                outcome: "alarm",
            });
        }
        let score = self.settings.weights.score(bank.ratios());
        let (erred, readings) = (bank.erred(&second), bank.readings());
        let together = self.together(&alarms, second.time);
        let value = score.value();
        let (reduce, halt) = (self.reduce.step(value), self.halt.step(value));
        let proposed = match (halt, reduce) {
            (true, _) => State::Halted,
            (false, true) => State::Reduced,
            (false, false) => State::Normal,
        };
        let error_alarm = self.errors.step(f64::from(u8::from(erred)))?.verdict.is_alarm();
        let ruling = self.gate.rule(&request(&second), proposed);
        self.write(&second, &inputs, value, &ruling);
        Ok(Some(Decided { second, alarms, readings, together, score, proposed, ruling, erred, error_alarm }))
    }

    fn write(&mut self, second: &Second, inputs: &str, value: f64, ruling: &Ruling) {
        let rules: Vec<String> = ruling.refusals.iter().map(ToString::to_string).collect();
        let rules = if rules.is_empty() { "-".to_owned() } else { rules.join(",") };
        self.log.write(&Entry {
            sequence: self.log.lines().saturating_add(1),
            time: second.time,
            inputs,
            source: "gate",
            statistic: value,
            limit: self.settings.reduce.0,
            nominal: None,
            corrected: None,
            rules: &rules,
            outcome: ruling.state.name(),
        });
    }

    /// The streams that alarmed lately, where they are several.
    fn together(&mut self, alarms: &[Alarm], now: f64) -> Vec<Watched> {
        let window = self.settings.together;
        self.last_alarms
            .retain(|(watched, at)| now - at <= window && alarms.iter().all(|alarm| alarm.watched != *watched));
        self.last_alarms.extend(alarms.iter().map(|alarm| (alarm.watched, now)));
        let mut names: Vec<Watched> = self.last_alarms.iter().map(|(watched, _)| *watched).collect();
        names.sort();
        names.dedup();
        if names.len() > 1 { names } else { Vec::new() }
    }
}

/// What the monitor asks of the gate each second: to publish its verdict with the prices at hand.
fn request(second: &Second) -> Request {
    Request {
        sequence: second.sequence,
        now: second.time,
        action: Action::UpdateMark,
        notional: 0.0,
        signed: false,
        mark: Some(Stamped { value: second.mark, time: second.stamped }),
        index: Some(Stamped { value: second.index, time: second.time }),
    }
}

/// The hash of a text, for whoever names a run.
#[must_use]
pub fn name_of(text: &str) -> String {
    hash(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::audit::log::{compare, verify};
    use super::super::stream::injection::Injection;
    use super::super::stream::{Events, Parameters};
    use super::*;

    fn run(parameters: &Parameters, seconds: f64) -> (Monitor, Vec<Decided>) {
        let events = Events::new(parameters.clone()).unwrap();
        let settings = Settings::usual(parameters.price);
        let mut monitor = Monitor::new(settings, events.world().clone(), &parameters.words()).unwrap();
        let taken = events.take_while(|event| event.time <= seconds);
        let decided = taken.filter_map(|event| monitor.take(&event).unwrap()).collect();
        (monitor, decided)
    }

    #[test]
    fn a_run_replays_byte_for_byte_and_verifies() {
        let parameters = Parameters::usual(1);
        let (monitor, decided) = run(&parameters, 300.0);
        let (again, _) = run(&parameters, 300.0);
        let bytes = |monitor: &Monitor| monitor.log().text().as_bytes().to_vec();
        let lines = usize::try_from(monitor.log().lines()).unwrap();
        assert_eq!(compare(&bytes(&monitor), &bytes(&again)), Ok(lines));
        assert_eq!(verify(monitor.log().run(), &bytes(&monitor)), Ok(lines));
        assert_eq!(decided.len(), 180);
    }

    #[test]
    fn a_calm_stream_seldom_alarms() {
        let (_, decided) = run(&Parameters::usual(2), 1_200.0);
        let alarms = decided.iter().flat_map(|decided| &decided.alarms).count();
        assert!(alarms < 60, "{alarms}");
        assert!(decided.iter().filter(|decided| decided.ruling.state != State::Normal).count() < 60);
    }

    #[test]
    fn each_injection_is_noticed_by_what_watches_it() {
        for (injection, watched) in [
            (Injection::CancelBurst { at: 300.0, seconds: 30.0, factor: 3.0 }, Watched::Cancels),
            (Injection::LeverageJump { at: 300.0, accounts: 150, leverage: 35.0 }, Watched::Leverage),
            (Injection::ThinBand { at: 300.0, band: 4, accounts: 150 }, Watched::Clustering),
            (Injection::StaleFeed { at: 300.0, seconds: 60.0 }, Watched::Staleness),
            (Injection::FeeChange { at: 300.0, taker: 0.001 }, Watched::Fees),
            (Injection::SlowDrift { at: 300.0, per_second: 0.01 }, Watched::Spread),
        ] {
            let (_, decided) = run(&Parameters { injections: vec![injection], ..Parameters::usual(1) }, 400.0);
            let at = |decided: &&Decided| {
                decided.second.time >= 300.0 && decided.alarms.iter().any(|alarm| alarm.watched == watched)
            };
            let found = decided.iter().find(at).map(|decided| decided.second.time);
            assert!(found.is_some_and(|time| time < 360.0), "{watched:?}: {found:?}");
        }
    }

    #[test]
    fn a_stale_feed_is_refused_by_the_rules_whatever_the_model_says() {
        let stale = Injection::StaleFeed { at: 200.0, seconds: 60.0 };
        let (_, decided) = run(&Parameters { injections: vec![stale], ..Parameters::usual(1) }, 260.0);
        let late = decided.iter().find(|decided| decided.second.time >= 230.0).unwrap();
        assert!(late.ruling.rules > State::Normal && late.ruling.state >= late.ruling.rules);
        let text = late.ruling.refusals.first().unwrap().to_string();
        assert!(text.starts_with("INPUT_STALE(age_s="), "{text}");
    }

    /// Source: watching section 2: drift is an alarm before the score errs.
    #[test]
    fn drift_is_noticed_before_the_score_errs() {
        let mut leads = 0;
        for seed in 1..=10 {
            let drift = Injection::SlowDrift { at: 300.0, per_second: 0.005 };
            let (_, decided) = run(&Parameters { injections: vec![drift], ..Parameters::usual(seed) }, 1_200.0);
            let first = |of: &dyn Fn(&Decided) -> bool| {
                decided.iter().find(|d| d.second.time >= 300.0 && of(d)).map(|d| d.second.time)
            };
            let meter = first(&|d| d.alarms.iter().any(|alarm| alarm.watched == Watched::Spread)).unwrap();
            let erred = first(&|d| d.error_alarm).unwrap_or(f64::INFINITY);
            leads += u32::from(meter < erred);
        }
        assert!(leads >= 9, "{leads} of 10");
    }
}
