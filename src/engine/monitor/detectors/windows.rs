//! Detectors that hold the last samples against a reference: Kolmogorov-Smirnov, PSI, and dispersion of counts.

use super::super::distribution::{ks, psi};
use super::decision::{Decision, Detector, Side, Verdict, finite, whole};
use super::state::saved;
use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::numeric::ordered::{QuantileType, Sorted};
use crate::engine::numeric::{float, mean, special, variance};
use std::ops::Bound;

/// Samples of a window at most.
const LONGEST: usize = 100_000;

/// The last samples, oldest first.
#[derive(Debug, Clone, PartialEq)]
struct Window {
    size: usize,
    samples: Vec<f64>,
    /// Where the oldest stands once the window is full.
    oldest: usize,
}

saved!(Window { size, samples, oldest });

impl Window {
    fn new(size: usize) -> Result<Self, Error> {
        within(Field::Window, size, 2..=LONGEST)?;
        Ok(Self { size, samples: Vec::new(), oldest: 0 })
    }

    /// Takes a sample; gives the one that leaves.
    fn push(&mut self, sample: f64) -> Option<f64> {
        if self.samples.len() < self.size {
            self.samples.push(sample);
            return None;
        }
        let slot = self.samples.get_mut(self.oldest)?;
        self.oldest = self.oldest.saturating_add(1).checked_rem(self.size).unwrap_or(0);
        Some(std::mem::replace(slot, sample))
    }

    fn is_full(&self) -> bool {
        self.samples.len() == self.size
    }
}

/// The last samples against a fixed reference by Kolmogorov and Smirnov. Its alarms follow each other: windows share their samples.
#[derive(Debug, Clone, PartialEq)]
pub struct KsWindow {
    limit: f64,
    reference: Vec<f64>,
    window: Window,
    sorted: Vec<f64>,
}

saved!(KsWindow { limit, reference, window, sorted });

impl KsWindow {
    /// Against a reference, at a significance. Errors: a reference of fewer than two or with no number, a window outside 2 to 100,000.
    pub fn new(reference: &[f64], size: usize, alpha: f64) -> Result<Self, Error> {
        within(Field::Baseline, reference.len(), 2..=LONGEST)?;
        let limit = ks::critical(alpha, reference.len(), size.max(1))?;
        let reference = Sorted::new(reference)?.values().to_vec();
        Ok(Self { limit, reference, window: Window::new(size)?, sorted: Vec::new() })
    }
}

impl Detector for KsWindow {
    fn step(&mut self, sample: f64) -> Result<Decision, Error> {
        let x = finite(sample)?;
        if let Some(gone) = self.window.push(x) {
            let at = self.sorted.partition_point(|y| y.total_cmp(&gone).is_lt());
            if at < self.sorted.len() {
                self.sorted.remove(at);
            }
        }
        let at = self.sorted.partition_point(|y| y.total_cmp(&x).is_lt());
        self.sorted.insert(at, x);
        if !self.window.is_full() {
            return Ok(Decision { statistic: 0.0, limit: self.limit, verdict: Verdict::Learning });
        }
        let statistic = ks::distance(&self.reference, &self.sorted);
        let verdict = if statistic > self.limit { Verdict::Alarm(Side::Apart) } else { Verdict::Calm };
        Ok(Decision { statistic, limit: self.limit, verdict })
    }
}

/// The last samples against a fixed reference by PSI in bins of equal parts, its limit from the law without drift.
#[derive(Debug, Clone, PartialEq)]
pub struct PsiWindow {
    limit: f64,
    empty: f64,
    /// Upper edges of all bins but the last.
    edges: Vec<f64>,
    shares: Vec<f64>,
    window: Window,
    counts: Vec<u32>,
}

saved!(PsiWindow { limit, empty, edges, shares, window, counts });

impl PsiWindow {
    /// Against a reference, in so many bins, alarming on a part of unchanged windows. Errors: a reference of fewer than two or with no number,
    /// bins outside 2 to 100, a window outside 2 to 100,000.
    pub fn new(reference: &[f64], size: usize, bins: usize, alpha: f64) -> Result<Self, Error> {
        within(Field::Baseline, reference.len(), 2..=LONGEST)?;
        within(Field::Bins, bins, 2..=100)?;
        let sorted = Sorted::new(reference)?;
        let mut edges = Vec::new();
        for bin in 1..bins {
            edges.push(sorted.quantile(float(bin) / float(bins), QuantileType::Spreadsheet)?);
        }
        // A value that fills several bins leaves fewer of them.
        edges.dedup_by(|a, b| (*a - *b).abs() <= 0.0);
        let bins = edges.len().saturating_add(1);
        let law = psi::NullLaw::new(reference.len(), size.max(1), bins)?;
        let mut counts = vec![0_u32; bins];
        for x in reference {
            add(&mut counts, &edges, *x, true);
        }
        let shares = counts.iter().map(|count| f64::from(*count) / float(reference.len())).collect();
        let (limit, empty) = (law.limit(1.0 - alpha)?, psi::EMPTY_BIN);
        Ok(Self { limit, empty, edges, shares, window: Window::new(size)?, counts: vec![0; bins] })
    }
}

/// Counts a value into its bin, or out of it.
fn add(counts: &mut [u32], edges: &[f64], x: f64, into: bool) {
    let bin = edges.partition_point(|edge| *edge < x);
    if let Some(count) = counts.get_mut(bin) {
        *count = if into { count.saturating_add(1) } else { count.saturating_sub(1) };
    }
}

impl Detector for PsiWindow {
    fn step(&mut self, sample: f64) -> Result<Decision, Error> {
        let x = finite(sample)?;
        if let Some(gone) = self.window.push(x) {
            add(&mut self.counts, &self.edges, gone, false);
        }
        add(&mut self.counts, &self.edges, x, true);
        if !self.window.is_full() {
            return Ok(Decision { statistic: 0.0, limit: self.limit, verdict: Verdict::Learning });
        }
        let size = float(self.window.size);
        let current: Vec<f64> = self.counts.iter().map(|count| f64::from(*count) / size).collect();
        let statistic = psi::psi(&self.shares, &current, self.empty)?;
        let verdict = if statistic > self.limit { Verdict::Alarm(Side::Apart) } else { Verdict::Calm };
        Ok(Decision { statistic, limit: self.limit, verdict })
    }
}

/// Variance over mean of the last counts against what chance allows a Poisson law.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispersion {
    limit: f64,
    window: Window,
}

saved!(Dispersion { limit, window });

impl Dispersion {
    /// Over so many counts, alarming on a part of Poisson windows. Errors: a window outside 2 to 100,000, a part outside 0 to 1.
    pub fn new(size: usize, alpha: f64) -> Result<Self, Error> {
        within(Field::Confidence, alpha, (Bound::Excluded(0.0), Bound::Excluded(1.0)))?;
        let window = Window::new(size)?;
        let freedom = float(size) - 1.0;
        Ok(Self { limit: special::chi_square_quantile(freedom, 1.0 - alpha) / freedom, window })
    }
}

impl Detector for Dispersion {
    fn step(&mut self, sample: f64) -> Result<Decision, Error> {
        let count = whole(sample)?;
        self.window.push(f64::from(count));
        if !self.window.is_full() {
            return Ok(Decision { statistic: 0.0, limit: self.limit, verdict: Verdict::Learning });
        }
        let (level, spread) = (mean(&self.window.samples), variance(&self.window.samples));
        // Nothing happened at all: no dispersion, and no alarm.
        let statistic = if level > 0.0 { spread / level } else { 0.0 };
        let verdict = if statistic > self.limit { Verdict::Alarm(Side::Up) } else { Verdict::Calm };
        Ok(Decision { statistic, limit: self.limit, verdict })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::random::Stream;

    #[test]
    fn a_shift_is_found_and_calm_is_not() {
        let mut stream = Stream::new(5, 5);
        let reference: Vec<f64> = (0..500).map(|_| stream.normal()).collect();
        let mut by_ks = KsWindow::new(&reference, 100, 0.001).unwrap();
        let mut by_psi = PsiWindow::new(&reference, 100, 10, 0.001).unwrap();
        let alarms = |detector: &mut dyn Detector, stream: &mut Stream, shift: f64| {
            (0..300).filter(|_| detector.step(stream.normal() + shift).unwrap().verdict.is_alarm()).count()
        };
        assert!(alarms(&mut by_ks, &mut stream, 0.0) < 20);
        assert!(alarms(&mut by_psi, &mut stream, 0.0) < 20);
        assert!(alarms(&mut by_ks, &mut stream, 1.0) > 150);
        assert!(alarms(&mut by_psi, &mut stream, 1.0) > 150);
    }

    #[test]
    fn bursts_are_more_dispersed_than_chance() {
        let mut detector = Dispersion::new(10, 0.001).unwrap();
        for count in [4.0, 6.0, 5.0, 5.0, 30.0, 28.0, 3.0, 4.0, 5.0] {
            assert_eq!(detector.step(count).unwrap().verdict, Verdict::Learning);
        }
        assert_eq!(detector.step(5.0).unwrap().verdict, Verdict::Alarm(Side::Up));
        assert!(detector.step(0.5).is_err());
        let mut nothing = Dispersion::new(3, 0.01).unwrap();
        assert!((0..5).all(|_| !nothing.step(0.0).unwrap().verdict.is_alarm()));
    }

    #[test]
    fn a_constant_reference_leaves_two_bins() {
        let detector = PsiWindow::new(&[1.0; 50], 10, 10, 0.01).unwrap();
        assert_eq!(detector.counts.len(), 2);
        assert!(KsWindow::new(&[1.0], 10, 0.01).is_err());
        assert!(KsWindow::new(&[1.0, f64::NAN], 10, 0.01).is_err());
        assert!(PsiWindow::new(&[1.0, 2.0], 1, 10, 0.01).is_err());
    }
}
