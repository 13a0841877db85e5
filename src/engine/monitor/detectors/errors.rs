//! Detectors of a score that errs more often: one sample is 1 for an error and 0 for none.
//!
//! DDM (Gama and others 2004), EDDM (Baena-Garcia and others 2006), and both forms of HDDM (Frias-Blanco and others 2014). All start again after
//! a drift. EDDM at its usual settings fires without any change: it is here as a caution.

use super::decision::{Decision, Detector, Side, Verdict, bit};
use super::state::saved;
use crate::engine::Error;
use crate::engine::error::{Field, within};
use std::ops::Bound;

/// A running mean.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Mean {
    n: f64,
    mean: f64,
}

saved!(Mean { n, mean });

impl Mean {
    fn add(&mut self, x: f64) {
        self.n += 1.0;
        self.mean += (x - self.mean) / self.n;
    }
}

fn verdict(drift: bool, warning: bool) -> Verdict {
    match (drift, warning) {
        (true, _) => Verdict::Alarm(Side::Up),
        (false, true) => Verdict::Warning,
        (false, false) => Verdict::Calm,
    }
}

/// DDM: the error rate and its deviation against the least they were together.
#[derive(Debug, Clone, PartialEq)]
pub struct Ddm {
    least: f64,
    warning: f64,
    drift: f64,
    rate: Mean,
    lowest: f64,
    spread: f64,
    alarmed: bool,
}

saved!(Ddm { least, warning, drift, rate, lowest, spread, alarmed });

impl Ddm {
    /// With the samples before it speaks, and both limits in deviations. Errors: limits that are negative or out of order.
    pub fn new(least: u32, warning: f64, drift: f64) -> Result<Self, Error> {
        within(Field::Limit, warning, 0.0..=f64::MAX)?;
        within(Field::Limit, drift, warning..=f64::MAX)?;
        let (lowest, spread) = (f64::INFINITY, f64::INFINITY);
        Ok(Self { least: f64::from(least), warning, drift, rate: Mean::default(), lowest, spread, alarmed: false })
    }
}

impl Detector for Ddm {
    fn step(&mut self, sample: f64) -> Result<Decision, Error> {
        let x = f64::from(u8::from(bit(sample)?));
        if self.alarmed {
            (self.rate, self.lowest, self.spread) = (Mean::default(), f64::INFINITY, f64::INFINITY);
            self.alarmed = false;
        }
        self.rate.add(x);
        let p = self.rate.mean;
        let s = libm::sqrt(p * (1.0 - p) / self.rate.n);
        if self.rate.n <= self.least {
            return Ok(Decision { statistic: p + s, limit: f64::INFINITY, verdict: Verdict::Learning });
        }
        if p + s <= self.lowest + self.spread {
            (self.lowest, self.spread) = (p, s);
        }
        let limit = self.lowest + self.drift * self.spread;
        self.alarmed = p + s > limit;
        let warned = p + s > self.lowest + self.warning * self.spread;
        Ok(Decision { statistic: p + s, limit, verdict: verdict(self.alarmed, warned) })
    }
}

/// EDDM: the distance between errors against the largest it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Eddm {
    least: f64,
    warning: f64,
    drift: f64,
    n: f64,
    last: f64,
    distance: Mean,
    squares: f64,
    largest: f64,
    warned: bool,
    alarmed: bool,
}

saved!(Eddm { least, warning, drift, n, last, distance, squares, largest, warned, alarmed });

impl Eddm {
    /// With the errors before it speaks, and the parts of the largest distance at which it warns and alarms. Errors: parts outside 0 to 1 or out
    /// of order.
    pub fn new(least: u32, warning: f64, drift: f64) -> Result<Self, Error> {
        within(Field::Limit, warning, 0.0..=1.0)?;
        within(Field::Limit, drift, 0.0..=warning)?;
        let fresh = Self {
            least: f64::from(least),
            warning,
            drift,
            n: 0.0,
            last: 0.0,
            distance: Mean::default(),
            squares: 0.0,
            largest: -1.0,
            warned: false,
            alarmed: false,
        };
        Ok(fresh)
    }
}

impl Detector for Eddm {
    fn step(&mut self, sample: f64) -> Result<Decision, Error> {
        let error = bit(sample)?;
        if self.alarmed {
            (self.n, self.last, self.distance, self.squares) = (0.0, 0.0, Mean::default(), 0.0);
            (self.largest, self.warned, self.alarmed) = (-1.0, false, false);
        }
        self.n += 1.0;
        let mut statistic = 1.0;
        if error {
            let gap = self.n - self.last;
            let before = self.distance.mean;
            self.distance.add(gap);
            self.squares += (gap - before) * (gap - self.distance.mean);
            self.last = self.n;
            if self.n > self.least {
                let variance = if self.distance.n > 1.0 { self.squares / (self.distance.n - 1.0) } else { 0.0 };
                let reach = self.distance.mean + 2.0 * libm::sqrt(variance);
                if reach > self.largest {
                    self.largest = reach;
                } else if self.distance.n > self.least {
                    statistic = reach / self.largest;
                    self.alarmed = statistic < self.drift;
                    self.warned = !self.alarmed && statistic < self.warning;
                }
            }
        }
        let learning = self.distance.n <= self.least;
        let said = if learning { Verdict::Learning } else { verdict(self.alarmed, self.warned) };
        Ok(Decision { statistic, limit: self.drift, verdict: said })
    }
}

/// The confidences of both HDDMs.
fn confidences(drift: f64, warning: f64) -> Result<(), Error> {
    within(Field::Confidence, warning, (Bound::Excluded(0.0), Bound::Excluded(1.0)))?;
    within(Field::Confidence, drift, (Bound::Excluded(0.0), Bound::Included(warning)))
}

/// `HDDM_A`: the mean of all against the mean at the best cut, by Hoeffding's bound.
#[derive(Debug, Clone, PartialEq)]
pub struct HddmA {
    drift: f64,
    warning: f64,
    all: Mean,
    best: Mean,
    alarmed: bool,
}

saved!(HddmA { drift, warning, all, best, alarmed });

impl HddmA {
    /// With the confidences of drift and warning. Errors: outside 0 to 1 or out of order.
    pub fn new(drift: f64, warning: f64) -> Result<Self, Error> {
        confidences(drift, warning)?;
        Ok(Self { drift, warning, all: Mean::default(), best: Mean::default(), alarmed: false })
    }

    fn allowed(&self, confidence: f64) -> f64 {
        let m = (self.all.n - self.best.n) / self.best.n * (1.0 / self.all.n);
        libm::sqrt(m / 2.0 * libm::log(2.0 / confidence))
    }
}

/// Hoeffding's bound: `sqrt(ln(1/delta)/(2n))`, for values in 0 to 1.
#[must_use]
pub fn hoeffding(n: f64, delta: f64) -> f64 {
    libm::sqrt(libm::log(1.0 / delta) / (2.0 * n))
}

impl Detector for HddmA {
    fn step(&mut self, sample: f64) -> Result<Decision, Error> {
        let x = f64::from(u8::from(bit(sample)?));
        if self.alarmed {
            (self.all, self.best, self.alarmed) = (Mean::default(), Mean::default(), false);
        }
        self.all.add(x);
        let bound = |mean: &Mean| mean.mean + hoeffding(mean.n, self.drift);
        if self.best.n < 1.0 || bound(&self.best) >= bound(&self.all) {
            self.best = self.all;
        }
        let statistic = self.all.mean - self.best.mean;
        if self.best.n >= self.all.n {
            return Ok(Decision { statistic, limit: f64::INFINITY, verdict: Verdict::Calm });
        }
        let limit = self.allowed(self.drift);
        self.alarmed = statistic >= limit;
        let warned = statistic >= self.allowed(self.warning);
        Ok(Decision { statistic, limit, verdict: verdict(self.alarmed, warned) })
    }
}

/// A weighted mean and the sum of its squared weights.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Weighted {
    mean: f64,
    bound: f64,
    started: bool,
}

saved!(Weighted { mean, bound, started });

impl Weighted {
    const EMPTY: Self = Self { mean: 0.0, bound: 1.0, started: false };

    fn add(&mut self, x: f64, lambda: f64) {
        self.mean = if self.started { lambda * x + (1.0 - lambda) * self.mean } else { x };
        self.started = true;
        self.bound = lambda * lambda + (1.0 - lambda) * (1.0 - lambda) * self.bound;
    }
}

/// McDiarmid's bound for a sum of squared weights.
fn mcdiarmid(bound: f64, confidence: f64) -> f64 {
    libm::sqrt(bound * libm::log(1.0 / confidence) / 2.0)
}

/// `HDDM_W`: weighted means before and after the best cut, by McDiarmid's bound.
#[derive(Debug, Clone, PartialEq)]
pub struct HddmW {
    drift: f64,
    warning: f64,
    lambda: f64,
    all: Weighted,
    before: Weighted,
    since: Weighted,
    cut: f64,
    alarmed: bool,
}

saved!(HddmW { drift, warning, lambda, all, before, since, cut, alarmed });

impl HddmW {
    /// With the confidences of drift and warning, and the weight of the newest sample. Errors: outside 0 to 1 or out of order.
    pub fn new(drift: f64, warning: f64, lambda: f64) -> Result<Self, Error> {
        confidences(drift, warning)?;
        within(Field::Smoothing, lambda, (Bound::Excluded(0.0), Bound::Included(1.0)))?;
        let empty = Weighted::EMPTY;
        Ok(Self { drift, warning, lambda, all: empty, before: empty, since: empty, cut: f64::INFINITY, alarmed: false })
    }
}

impl Detector for HddmW {
    fn step(&mut self, sample: f64) -> Result<Decision, Error> {
        let x = f64::from(u8::from(bit(sample)?));
        if self.alarmed {
            (self.all, self.before, self.since) = (Weighted::EMPTY, Weighted::EMPTY, Weighted::EMPTY);
            (self.cut, self.alarmed) = (f64::INFINITY, false);
        }
        self.all.add(x, self.lambda);
        let here = self.all.mean + mcdiarmid(self.all.bound, self.drift);
        if here < self.cut {
            (self.cut, self.before, self.since) = (here, self.all, Weighted::EMPTY);
        } else {
            self.since.add(x, self.lambda);
        }
        let statistic = self.since.mean - self.before.mean;
        if !self.since.started {
            return Ok(Decision { statistic: 0.0, limit: f64::INFINITY, verdict: Verdict::Calm });
        }
        let bound = self.before.bound + self.since.bound;
        let limit = mcdiarmid(bound, self.drift);
        self.alarmed = statistic > limit;
        let warned = statistic > mcdiarmid(bound, self.warning);
        Ok(Decision { statistic, limit, verdict: verdict(self.alarmed, warned) })
    }
}
