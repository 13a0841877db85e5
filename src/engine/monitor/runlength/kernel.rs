//! One step of a detector among its states that do not alarm, as a matrix: row i holds what goes from state i to each other. Rows sum to less
//! than one; what is missing alarms.

use crate::engine::error::{Field, MonitorProblem, within};
use crate::engine::numeric::linear::System;
use crate::engine::{Cause, Error};
use std::ops::Bound;

/// Longest mean run length that the equations can tell from never: beyond it the linear system is singular to the last digits.
pub const LONGEST: f64 = 1e12;

/// Steps after which a quantile is given up.
const MOST_STEPS: u32 = 2_000_000;

/// A detector among the states that do not alarm.
#[derive(Debug, Clone, PartialEq)]
pub struct Kernel {
    /// Where each goes.
    pub rows: Vec<Vec<f64>>,
}

impl Kernel {
    /// Mean run length from each state. Errors: one that is longer than [`LONGEST`].
    pub fn means(&self) -> Result<Vec<f64>, Error> {
        let rows = self.rows.iter().enumerate().map(|(i, row)| {
            let at = |(j, q): (usize, &f64)| if i == j { 1.0 - q } else { -q };
            row.iter().enumerate().map(at).collect()
        });
        let means = System::new(rows.collect(), &vec![1.0; self.rows.len()]).solve();
        let usable = |means: &Vec<f64>| means.iter().all(|mean| (0.0..=LONGEST).contains(mean));
        means.filter(usable).ok_or_else(|| Cause::Monitor(MonitorProblem::NeverAlarms).into())
    }

    /// Mean run length from a start whose first step goes to each state as a row says.
    pub fn mean_from(&self, start: &[f64]) -> Result<f64, Error> {
        Ok(1.0 + dot(start, &self.means()?))
    }

    /// Parts of the runs still without an alarm after 1, 2, 3 ... samples, from a start as above, for as long as asked.
    #[must_use]
    pub fn survival(&self, start: &[f64]) -> Survival<'_> {
        Survival { kernel: self, row: start.to_vec() }
    }

    /// The least n with P(run length <= n) >= p, for each p in (0, 1), rising. Errors: a p outside, or a run too long to follow.
    pub fn quantiles(&self, start: &[f64], parts: &[f64]) -> Result<Vec<u32>, Error> {
        for part in parts {
            within(Field::Quantile, *part, (Bound::Excluded(0.0), Bound::Excluded(1.0)))?;
        }
        let mut left: Vec<(usize, f64)> = parts.iter().copied().enumerate().collect();
        left.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut found = vec![0; parts.len()];
        for (step, alive) in (1..=MOST_STEPS).zip(self.survival(start)) {
            while let Some((at, _)) = left.last().copied().filter(|(_, part)| 1.0 - alive >= *part) {
                if let Some(slot) = found.get_mut(at) {
                    *slot = step;
                }
                left.pop();
            }
            if left.is_empty() {
                return Ok(found);
            }
        }
        Err(Cause::Monitor(MonitorProblem::NeverAlarms).into())
    }
}

/// What is left of the runs, sample by sample.
#[derive(Debug, Clone)]
pub struct Survival<'a> {
    kernel: &'a Kernel,
    row: Vec<f64>,
}

impl Iterator for Survival<'_> {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        let alive = self.row.iter().sum();
        let mut next = vec![0.0; self.row.len()];
        for (mass, row) in self.row.iter().zip(&self.kernel.rows) {
            for (to, part) in next.iter_mut().zip(row) {
                *to += mass * part;
            }
        }
        self.row = next;
        Some(alive)
    }
}

/// Sum of products.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).fold(0.0, |sum, (a, b)| sum + a * b)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One state that survives with 9 of 10: geometric, mean 10, median 7.
    #[test]
    fn a_single_state_is_geometric() {
        let kernel = Kernel { rows: vec![vec![0.9]] };
        assert!((kernel.mean_from(&[0.9]).unwrap() - 10.0).abs() < 1e-12);
        assert_eq!(kernel.quantiles(&[0.9], &[0.5, 0.05]).unwrap(), [7, 1]);
        assert!(kernel.quantiles(&[0.9], &[1.0]).is_err());
        assert!(Kernel { rows: vec![vec![1.0]] }.means().is_err());
    }
}
