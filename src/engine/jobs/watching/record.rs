//! A watch as it is shown: numbers of every second, and the lines of its log.

use crate::engine::cascade::narration::wire::{Reader, Wire, wire};
use crate::engine::monitor::guardrails::code::Code;
use crate::engine::monitor::guardrails::table::State;
use crate::engine::monitor::watch::{Decided, Watched};

/// A watch over a stream.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// What the run is named by: its log belongs to it.
    pub run: String,
    /// Seconds that calm was learned from.
    pub baseline: u32,
    /// The second at which something was injected; `None` where nothing was.
    pub injected: Option<f64>,
    /// Scores above which a reduced state and a halt are proposed.
    pub proposes: (f64, f64),
    /// How much each term of the score counts, in the order of its terms.
    pub weights: Vec<f64>,
    /// Every second that was decided.
    pub moments: Vec<Moment>,
    /// All lines.
    pub log: String,
    /// What the limits come to.
    pub limits: Limits,
}

/// One second.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Moment {
    /// Which.
    pub time: f64,
    /// Statistic and limit of each stream, in the order of [`Watched::ALL`].
    pub readings: Vec<Option<(f64, f64)>>,
    /// What alarmed.
    pub alarms: Vec<AlarmOf>,
    /// What each term adds to the score; `None` where it is not rated.
    pub terms: Vec<Option<f64>>,
    /// What the model proposes, what the rules ask for, what holds: places in [`State::ALL`].
    pub states: (usize, usize, usize),
    /// What was refused, as places in [`Code::ALL`].
    pub codes: Vec<usize>,
    /// Age of the mark, in seconds; mark over index less one; the mark.
    pub prices: (f64, f64, f64),
    /// True where the score's own forecast missed.
    pub erred: bool,
    /// True where so many of them missed that the detector of misses alarms.
    pub error_alarm: bool,
    /// Lines of the log up to here.
    pub lines: usize,
}

/// An alarm.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct AlarmOf {
    /// The stream, as a place in [`Watched::ALL`].
    pub stream: usize,
    /// Mean run length as printed, in seconds.
    pub nominal: Option<f64>,
    /// The same, corrected for what its window shows.
    pub corrected: Option<f64>,
}

/// What a limit costs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Limits {
    /// Limit of the CUSUM, in deviations.
    pub limit: f64,
    /// Mean run length as printed, in seconds.
    pub nominal: f64,
    /// Seconds until a shift of one deviation is found.
    pub delay: f64,
    /// What each correction alone leaves: heavy tails, samples that follow each other, the baseline, the number of monitors. `None` where it is not
    /// rated.
    pub alone: Vec<Option<f64>>,
    /// With all of them.
    pub corrected: Option<f64>,
    /// Degrees of freedom of the tails, zero where they are no heavier than normal; first autocorrelation.
    pub measured: Option<(f64, f64)>,
    /// Limit, run length and delay, from the lowest limit to the highest.
    pub curve: Vec<(f64, f64, f64)>,
}

wire! {
    Record { run, baseline, injected, proposes, weights, moments, log, limits }
    Moment { time, readings, alarms, terms, states, codes, prices, erred, error_alarm, lines }
    AlarmOf { stream, nominal, corrected }
    Limits { limit, nominal, delay, alone, corrected, measured, curve }
}

fn place<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or(all.len())
}

impl Moment {
    /// A decided second, after so many lines of the log.
    pub(super) fn of(decided: &Decided, lines: usize) -> Self {
        let second = &decided.second;
        let state = |state: State| place(&State::ALL, &state);
        let terms = decided.score.terms.iter().zip(decided.score.rated);
        Self {
            time: second.time,
            readings: decided.readings.to_vec(),
            alarms: decided
                .alarms
                .iter()
                .map(|alarm| AlarmOf {
                    stream: place(&Watched::ALL, &alarm.watched),
                    nominal: alarm.nominal,
                    corrected: alarm.corrected,
                })
                .collect(),
            terms: terms.map(|(term, rated)| rated.then_some(*term)).collect(),
            states: (state(decided.proposed), state(decided.ruling.rules), state(decided.ruling.state)),
            codes: decided.ruling.refusals.iter().map(|refusal| place(Code::ALL, &refusal.code)).collect(),
            prices: (second.time - second.stamped, second.mark / second.index - 1.0, second.mark),
            erred: decided.erred,
            error_alarm: decided.error_alarm,
            lines,
        }
    }

    /// The sum of the terms that are rated.
    #[must_use]
    pub fn score(&self) -> f64 {
        crate::engine::numeric::sum(&self.terms.iter().flatten().copied().collect::<Vec<f64>>())
    }

    /// Statistic over limit of a stream; `None` where it is not known.
    #[must_use]
    pub fn ratio(&self, stream: usize) -> Option<f64> {
        let (statistic, limit) = self.readings.get(stream).copied().flatten()?;
        (limit > 0.0 && statistic.is_finite()).then(|| statistic / limit)
    }
}

/// Which lane speaks first after something was injected, and when.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum First {
    /// The model proposes a stricter state.
    Model(f64),
    /// The rules ask for one.
    Rules(f64),
    /// Neither does.
    Neither,
}

impl Record {
    /// The second that ends at a time or is the last before it; `None` before the first.
    #[must_use]
    pub fn at(&self, time: f64) -> Option<&Moment> {
        let after = self.moments.partition_point(|moment| moment.time <= time + 0.5);
        self.moments.get(after.checked_sub(1)?)
    }

    /// The lane that speaks first; `None` where nothing was injected. In one and the same second the rules go first.
    #[must_use]
    pub fn first(&self) -> Option<First> {
        let injected = self.injected?;
        let later = || self.moments.iter().filter(|moment| moment.time >= injected);
        let stricter = |of: &dyn Fn(&Moment) -> usize| later().find(|moment| of(moment) > 0).map(|moment| moment.time);
        Some(match (stricter(&|moment| moment.states.0), stricter(&|moment| moment.states.1)) {
            (None, None) => First::Neither,
            (Some(model), None) => First::Model(model),
            (Some(model), Some(rules)) if model < rules => First::Model(model),
            (_, Some(rules)) => First::Rules(rules),
        })
    }

    /// The first stream that alarms after something was injected, and when.
    #[must_use]
    pub fn first_alarm(&self) -> Option<(usize, f64)> {
        let injected = self.injected?;
        let later = self.moments.iter().filter(|moment| moment.time >= injected);
        later.flat_map(|moment| moment.alarms.iter().map(|alarm| (alarm.stream, moment.time))).next()
    }
}
