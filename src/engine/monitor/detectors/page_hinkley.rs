//! Page-Hinkley: the sum of what samples lie above their running mean, against the least it has been. With a known mean it is a CUSUM with
//! k = delta and h = threshold. Source: watching section 2; Page 1954.

use super::decision::{Decision, Detector, Side, Verdict, finite};
use super::state::{saved, saved_choice};
use crate::engine::Error;
use crate::engine::error::{Field, above_zero, within};

/// Which way is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ways {
    /// Rises and falls.
    Both,
    /// Rises.
    Up,
    /// Falls.
    Down,
}

saved_choice!(Ways { 0 Both, 1 Up, 2 Down });

/// The detector.
#[derive(Debug, Clone, PartialEq)]
pub struct PageHinkley {
    ways: Ways,
    delta: f64,
    threshold: f64,
    alpha: f64,
    least: u64,
    n: u64,
    mean: f64,
    up: f64,
    down: f64,
    lowest: f64,
    highest: f64,
    alarmed: bool,
}

saved!(PageHinkley { ways, delta, threshold, alpha, least, n, mean, up, down, lowest, highest, alarmed });

impl PageHinkley {
    /// With what each sample gives up, the threshold, how much of a sum is kept a sample, and the samples before it speaks; all in the stream's
    /// unit. Errors: a negative delta, a threshold that is not above zero, alpha outside 0 to 1.
    pub fn new(ways: Ways, delta: f64, threshold: f64, alpha: f64, least: u64) -> Result<Self, Error> {
        within(Field::ReferenceValue, delta, 0.0..=f64::MAX)?;
        above_zero(Field::Limit, threshold)?;
        within(Field::Forgetting, alpha, 0.0..=1.0)?;
        let start = Self {
            ways,
            delta,
            threshold,
            alpha,
            least,
            n: 0,
            mean: 0.0,
            up: 0.0,
            down: 0.0,
            lowest: f64::INFINITY,
            highest: -1.0,
            alarmed: false,
        };
        Ok(start)
    }

    /// As its best-known implementations have it: both ways, 0.005, 50, 0.9999, 30 samples.
    #[must_use]
    pub fn usual() -> Option<Self> {
        Self::new(Ways::Both, 0.005, 50.0, 0.9999, 30).ok()
    }

    fn restart(&mut self) {
        (self.n, self.mean, self.up, self.down) = (0, 0.0, 0.0, 0.0);
        (self.lowest, self.highest) = (f64::INFINITY, -1.0);
    }
}

impl Detector for PageHinkley {
    fn step(&mut self, sample: f64) -> Result<Decision, Error> {
        let x = finite(sample)?;
        if self.alarmed {
            self.restart();
        }
        self.n = self.n.saturating_add(1);
        #[expect(clippy::cast_precision_loss, reason = "counts here stay below 2^53")]
        let n = self.n as f64;
        self.mean += (x - self.mean) / n;
        self.up = self.alpha * self.up + (x - self.mean) - self.delta;
        self.down = self.alpha * self.down + (x - self.mean) + self.delta;
        self.lowest = self.lowest.min(self.up);
        self.highest = self.highest.max(self.down);
        let (rise, fall) = (self.up - self.lowest, self.highest - self.down);
        let (statistic, side) = match self.ways {
            Ways::Up => (rise, Side::Up),
            Ways::Down => (fall, Side::Down),
            Ways::Both if rise >= fall => (rise, Side::Up),
            Ways::Both => (fall, Side::Down),
        };
        self.alarmed = self.n >= self.least && statistic > self.threshold;
        let verdict = match (self.alarmed, self.n >= self.least) {
            (true, _) => Verdict::Alarm(side),
            (false, true) => Verdict::Calm,
            (false, false) => Verdict::Learning,
        };
        Ok(Decision { statistic, limit: self.threshold, verdict })
    }
}
