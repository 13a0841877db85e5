//! ADWIN: a window that shrinks where two parts of it have different means. Kept as an exponential histogram: rows of buckets of 1, 2, 4 ...
//! samples, at most five a row.
//!
//! After a cut the paper keeps the newer part; a well-known library empties the window before the next sample instead. Both are here, and the
//! paper's is the one this page uses.
//! Source: watching section 2; Bifet and Gavalda 2007; Babcock and others 2003 for the variance.

use super::decision::{Decision, Detector, Side, Verdict, finite};
use super::state::{saved, saved_choice};
use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::numeric::float;
use std::ops::Bound;

/// Buckets a row.
const MOST: usize = 5;
/// Samples a side of a cut must have.
const LEAST_SIDE: f64 = 5.0;
/// Samples before anything is looked for.
const GRACE: f64 = 10.0;

/// What stays of the window after an alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterCut {
    /// The newer part, as the paper has it.
    KeepNewer,
    /// Nothing.
    Empty,
}

saved_choice!(AfterCut { 0 KeepNewer, 1 Empty });

/// A bucket: the sum of its samples, and the sum of squares around their mean.
type Bucket = (f64, f64);

/// The detector.
#[derive(Debug, Clone, PartialEq)]
pub struct Adwin {
    delta: f64,
    clock: u32,
    after: AfterCut,
    /// Row i holds buckets of 2^i samples, oldest first.
    rows: Vec<Vec<Bucket>>,
    width: f64,
    total: f64,
    /// Sum of squares around the window's mean.
    squares: f64,
    tick: u32,
    alarmed: bool,
}

saved!(Adwin { delta, clock, after, rows, width, total, squares, tick, alarmed });

/// A cut that was looked at.
#[derive(Debug, Clone, Copy)]
struct Cut {
    apart: f64,
    allowed: f64,
}

impl Adwin {
    /// With the confidence of a cut, and the samples between two looks. Errors: delta outside 0 to 1, no samples between looks.
    pub fn new(delta: f64, clock: u32, after: AfterCut) -> Result<Self, Error> {
        within(Field::Confidence, delta, (Bound::Excluded(0.0), Bound::Excluded(1.0)))?;
        within(Field::Clock, clock, 1..=1_000_000)?;
        let empty = Self {
            delta,
            clock,
            after,
            rows: vec![Vec::new()],
            width: 0.0,
            total: 0.0,
            squares: 0.0,
            tick: 0,
            alarmed: false,
        };
        Ok(empty)
    }

    /// Samples in the window.
    #[must_use]
    pub const fn width(&self) -> f64 {
        self.width
    }

    /// Their mean; zero of none.
    #[must_use]
    pub fn mean(&self) -> f64 {
        if self.width > 0.0 { self.total / self.width } else { 0.0 }
    }

    fn empty(&mut self) {
        self.rows = vec![Vec::new()];
        (self.width, self.total, self.squares, self.tick) = (0.0, 0.0, 0.0, 0);
    }

    fn insert(&mut self, x: f64) {
        if let Some(row) = self.rows.first_mut() {
            row.push((x, 0.0));
        }
        self.width += 1.0;
        if self.width > 1.0 {
            let before = self.width - 1.0;
            let from = x - self.total / before;
            self.squares += before * from * from / self.width;
        }
        self.total += x;
        self.compress();
    }

    /// Joins the two oldest buckets of each row that has too many.
    fn compress(&mut self) {
        let mut size = 1.0;
        for level in 0.. {
            let Some(row) = self.rows.get_mut(level).filter(|row| row.len() > MOST) else { break };
            let mut oldest = row.drain(..2);
            let (Some(first), Some(second)) = (oldest.next(), oldest.next()) else { break };
            drop(oldest);
            let from = (first.0 - second.0) / size;
            let joined = (first.0 + second.0, first.1 + second.1 + from * from * size / 2.0);
            let next = level.saturating_add(1);
            if self.rows.len() == next {
                self.rows.push(Vec::new());
            }
            if let Some(row) = self.rows.get_mut(next) {
                row.push(joined);
            }
            size *= 2.0;
        }
    }

    /// Removes the oldest bucket; false where there is none.
    fn drop_oldest(&mut self) -> bool {
        let size = libm::exp2(float(self.rows.len().saturating_sub(1)));
        let Some(row) = self.rows.last_mut().filter(|row| !row.is_empty()) else { return false };
        let (sum, squares) = row.remove(0);
        if row.is_empty() && self.rows.len() > 1 {
            self.rows.pop();
        }
        self.width -= size;
        self.total -= sum;
        let from = sum / size - self.mean();
        self.squares -= squares + size * self.width * from * from / (size + self.width);
        true
    }

    /// The first cut, oldest first, whose sides are farther apart than chance allows; else the one that came nearest to it.
    fn look(&self) -> (Option<Cut>, bool) {
        let around = libm::log(2.0 * libm::log(self.width) / self.delta);
        let variance = (self.squares / self.width).max(0.0);
        let (mut n0, mut u0) = (0.0, 0.0);
        let mut nearest: Option<Cut> = None;
        for (level, row) in self.rows.iter().enumerate().rev() {
            let size = libm::exp2(float(level));
            for bucket in row {
                n0 += size;
                u0 += bucket.0;
                let (n1, u1) = (self.width - n0, self.total - u0);
                if n0 < LEAST_SIDE || n1 < LEAST_SIDE {
                    continue;
                }
                let m = 1.0 / (n0 - LEAST_SIDE + 1.0) + 1.0 / (n1 - LEAST_SIDE + 1.0);
                let allowed = libm::sqrt(2.0 * m * variance * around) + 2.0 / 3.0 * around * m;
                let cut = Cut { apart: u0 / n0 - u1 / n1, allowed };
                if cut.apart.abs() > allowed {
                    return (Some(cut), true);
                }
                let ratio = |cut: &Cut| cut.apart.abs() / cut.allowed;
                if nearest.as_ref().is_none_or(|near| ratio(&cut) > ratio(near)) {
                    nearest = Some(cut);
                }
            }
        }
        (nearest, false)
    }
}

impl Detector for Adwin {
    fn step(&mut self, sample: f64) -> Result<Decision, Error> {
        let x = finite(sample)?;
        if self.alarmed && self.after == AfterCut::Empty {
            self.empty();
        }
        self.alarmed = false;
        self.insert(x);
        self.tick = self.tick.checked_add(1).filter(|tick| *tick < self.clock).unwrap_or(0);
        if self.tick != 0 || self.width <= GRACE {
            return Ok(Decision { statistic: 0.0, limit: 0.0, verdict: Verdict::Learning });
        }
        let (mut seen, mut cuts) = self.look();
        let first = seen.filter(|_| cuts);
        while cuts && self.width > GRACE && self.drop_oldest() {
            self.alarmed = true;
            (seen, cuts) = self.look();
        }
        let shown = first.or(seen);
        let statistic = shown.map_or(0.0, |cut| cut.apart.abs());
        let limit = shown.map_or(0.0, |cut| cut.allowed);
        let side = if shown.is_some_and(|cut| cut.apart < 0.0) { Side::Up } else { Side::Down };
        let verdict = if self.alarmed { Verdict::Alarm(side) } else { Verdict::Calm };
        Ok(Decision { statistic, limit, verdict })
    }
}
