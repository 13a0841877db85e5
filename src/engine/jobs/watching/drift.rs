//! Drift: the meter of an input beside the error of a score that was made for other inputs; and two numbers whose comfort is false.

use super::super::task::{Piece, Task};
use super::asked::{Asked, number};
use super::last;
use crate::engine::Error;
use crate::engine::cascade::narration::wire::{Reader, Wire, wire};
use crate::engine::makers::vpin;
use crate::engine::monitor::distribution::psi::NullLaw;
use crate::engine::monitor::stream::injection::Injection;
use crate::engine::monitor::stream::{Events, Parameters};
use crate::engine::monitor::watch::{Decided, Monitor, Watched};
use crate::engine::scenario::link;
use crate::engine::scenario::parameters::ParameterId as P;
use std::collections::VecDeque;

/// The second at which the drift begins, and the last.
pub const BEGINS: f64 = 180.0;
/// The last second.
pub const ENDS: f64 = 780.0;
/// Streams, by their seeds.
const SEEDS: u64 = 7;
/// Seconds over which misses are counted.
const WINDOW: usize = 30;
/// Seconds in one piece of work.
const PIECE: f64 = 20.0;
/// Sizes at which the false comfort is told: samples of each of two for PSI, trades of a bucket for VPIN.
pub const SIZES: [u32; 9] = [10, 20, 50, 100, 150, 200, 300, 500, 1_000];
/// PSI above which drift is usually called, and bins.
const PSI_LIMIT: f64 = 0.1;
const BINS: usize = 10;

/// A second of the stream, what the meter shows in it, and the part of late alarms that the score missed.
pub type Told = (f64, Option<f64>, f64);

/// What a drift comes to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drifted {
    /// By how much the spread widens, in parts of itself a second.
    pub speed: f64,
    /// For the first stream, second by second: time, the meter over its limit, the part of the last forecasts that missed.
    pub seconds: Vec<Told>,
    /// For each stream when the meter alarmed and when the error did, after the drift began; `None` where it did not.
    pub alarms: Vec<(Option<f64>, Option<f64>)>,
    /// At each size what VPIN reads without any information, and how often PSI calls a drift where there is none.
    pub comfort: Vec<(f64, f64, f64)>,
}

wire! {
    Drifted { speed, seconds, alarms, comfort }
}

impl Drifted {
    /// Seconds by which the meter alarmed before the error did, in the first stream; below zero where it was late.
    #[must_use]
    pub fn lead(&self) -> Option<f64> {
        let (meter, error) = *self.alarms.first()?;
        Some(error? - meter?)
    }

    /// Streams in which the meter was first: of how many.
    #[must_use]
    pub fn first(&self) -> (usize, usize) {
        let is_first = |(meter, error): &&(Option<f64>, Option<f64>)| {
            meter.is_some_and(|meter| error.is_none_or(|error| meter < error))
        };
        (self.alarms.iter().filter(is_first).count(), self.alarms.len())
    }

    /// Streams in which either alarmed after the drift would have begun: of how many. Without a drift those are false alarms.
    #[must_use]
    pub fn alarmed(&self) -> (usize, usize) {
        let alarmed = |(meter, error): &&(Option<f64>, Option<f64>)| meter.is_some() || error.is_some();
        (self.alarms.iter().filter(alarmed).count(), self.alarms.len())
    }
}

/// A stream under way.
#[derive(Debug)]
struct Stream {
    events: Events,
    monitor: Monitor,
    until: f64,
    misses: VecDeque<bool>,
}

/// The streams under way.
#[derive(Debug)]
pub struct Drift {
    asked: Asked,
    speed: f64,
    stream: Option<Stream>,
    next: u64,
    found: Drifted,
}

impl Drift {
    /// Of the settings of a link. Errors: none that they give.
    pub fn new(question: &str) -> Result<Self, Error> {
        let (scenario, _) = link::parse(question);
        let speed = number(&scenario, P::DriftSpeed) / 100.0 / 60.0;
        let comfort = SIZES.iter().map(|size| {
            let samples = usize::try_from(*size).unwrap_or(usize::MAX);
            let law = NullLaw::new(samples, samples, BINS)?;
            Ok((f64::from(*size), vpin::floor(*size)?, law.above(PSI_LIMIT)))
        });
        let found = Drifted { speed, comfort: comfort.collect::<Result<_, Error>>()?, ..Drifted::default() };
        Ok(Self { asked: Asked::of(question), speed, stream: None, next: 1, found })
    }

    fn begin(&mut self) -> Result<(), Error> {
        let injections = vec![Injection::SlowDrift { at: BEGINS, per_second: self.speed }];
        let parameters = Parameters { injections, ..Parameters::usual(self.next) };
        let events = Events::new(parameters.clone())?;
        let monitor = Monitor::new(self.asked.settings.clone(), events.world().clone(), &parameters.words())?;
        self.stream = Some(Stream { events, monitor, until: 0.0, misses: VecDeque::new() });
        self.found.alarms.push((None, None));
        Ok(())
    }

    /// What a second adds. The first stream is told second by second.
    fn note(found: &mut Drifted, misses: &mut VecDeque<bool>, decided: &Decided, told: bool) {
        misses.push_back(decided.erred);
        if misses.len() > WINDOW {
            misses.pop_front();
        }
        let time = decided.second.time;
        if told {
            let place = Watched::ALL.iter().position(|watched| *watched == Watched::Spread);
            let reading = place.and_then(|at| decided.readings.get(at).copied()).flatten();
            let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(0));
            let missed = count(misses.iter().filter(|missed| **missed).count()) / count(misses.len().max(1));
            found.seconds.push((time, reading.map(|(statistic, limit)| statistic / limit), missed));
        }
        let Some((meter, error)) = found.alarms.last_mut().filter(|_| time >= BEGINS) else { return };
        if meter.is_none() && decided.alarms.iter().any(|alarm| alarm.watched == Watched::Spread) {
            *meter = Some(time);
        }
        if error.is_none() && decided.error_alarm {
            *error = Some(time);
        }
    }
}

impl Task for Drift {
    fn work(&mut self) -> Result<Piece, Error> {
        if self.next > SEEDS {
            return Ok(last(&self.found));
        }
        let told = self.next == 1;
        let Some(stream) = &mut self.stream else {
            self.begin()?;
            return Ok(Piece::Part(self.part(0.0)));
        };
        stream.until = (stream.until + PIECE).min(ENDS);
        for event in stream.events.by_ref() {
            if let Some(decided) = stream.monitor.take(&event)? {
                Self::note(&mut self.found, &mut stream.misses, &decided, told);
            }
            if event.time >= stream.until {
                break;
            }
        }
        // Of the others only both alarms are wanted.
        let known = self.found.alarms.last().is_some_and(|(meter, error)| meter.is_some() && error.is_some());
        let part = stream.until / ENDS;
        if part >= 1.0 || (known && !told) {
            (self.stream, self.next) = (None, self.next.saturating_add(1));
            return Ok(Piece::Part(self.part(0.0)));
        }
        Ok(Piece::Part(self.part(part)))
    }
}

impl Drift {
    fn part(&self, of_stream: f64) -> f64 {
        let number = |n: u64| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        ((number(self.next) - 1.0 + of_stream) / number(SEEDS)).min(1.0)
    }
}
