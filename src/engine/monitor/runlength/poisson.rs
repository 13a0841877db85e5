//! Run lengths of the CUSUM of counts: C = max(0, C + gain x - allowance), alarm when C >= limit, all whole numbers: a finite Markov chain, with
//! no rounding but that of the probabilities.
//!
//! Source: Lucas 1985.

use super::kernel::Kernel;
use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::numeric::{float, special};
use std::ops::Bound;

/// A design in whole numbers. A reference value that is none is scaled: 4x - 1 stands for x - 0.25.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoissonCusum {
    /// What a count of one adds, 1 to 1,000.
    pub gain: u32,
    /// What each interval takes off, 1 to 1,000,000.
    pub allowance: u32,
    /// Alarm at or above it, 1 to 1,000.
    pub limit: u32,
    /// Where it starts, below the limit.
    pub start: u32,
}

impl PoissonCusum {
    /// The same, where its values can be used. Errors: one outside its range.
    pub fn checked(self) -> Result<Self, Error> {
        within(Field::Gain, self.gain, 1..=1_000)?;
        within(Field::ReferenceValue, self.allowance, 1..=1_000_000)?;
        within(Field::Limit, self.limit, 1..=1_000)?;
        within(Field::HeadStart, self.start, (Bound::Included(0), Bound::Excluded(self.limit)))?;
        Ok(self)
    }

    /// Mean run length where counts have this mean. Errors: a mean outside 0 to 100,000; a run longer than can be told from never.
    pub fn mean(&self, mean: f64) -> Result<f64, Error> {
        let kernel = self.kernel(mean)?;
        let means = kernel.means()?;
        let at = usize::try_from(self.start).ok().and_then(|start| means.get(start));
        Ok(at.copied().unwrap_or(f64::NAN))
    }

    /// Sample numbers by which parts of the runs have alarmed. Errors as [`PoissonCusum::mean`].
    pub fn quantiles(&self, mean: f64, parts: &[f64]) -> Result<Vec<u32>, Error> {
        let kernel = self.kernel(mean)?;
        let start = usize::try_from(self.start).ok().and_then(|start| kernel.rows.get(start)).cloned();
        kernel.quantiles(&start.unwrap_or_default(), parts)
    }

    fn kernel(&self, mean: f64) -> Result<Kernel, Error> {
        self.checked()?;
        within(Field::CountMean, mean, 0.0..=100_000.0)?;
        let rows = (0..self.limit).map(|from| self.row(from, mean)).collect();
        Ok(Kernel { rows })
    }

    /// Where each count brings a sum.
    fn row(&self, from: u32, mean: f64) -> Vec<f64> {
        let mut row: Vec<f64> = (0..self.limit).map(|_| 0.0).collect();
        for count in 0_u32.. {
            let risen = u64::from(from).saturating_add(u64::from(count).saturating_mul(u64::from(self.gain)));
            let to = risen.saturating_sub(u64::from(self.allowance));
            let Some(cell) = usize::try_from(to).ok().and_then(|to| row.get_mut(to)) else { break };
            *cell += special::poisson(mean, count);
        }
        row
    }
}

/// The reference value between a calm and a raised mean: (m1 - m0)/ln(m1/m0). Errors: means that are not above zero and apart.
pub fn reference(calm: f64, raised: f64) -> Result<f64, Error> {
    within(Field::CountMean, calm, (Bound::Excluded(0.0), Bound::Included(f64::MAX)))?;
    within(Field::CountMean, raised, (Bound::Excluded(calm), Bound::Included(f64::MAX)))?;
    Ok((raised - calm) / libm::log(raised / calm))
}

/// Variance over mean of counts, and what it says of a Hawkes process: branching 1 - 1/sqrt(F).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dispersion {
    /// Mean.
    pub mean: f64,
    /// Sample variance, over n - 1.
    pub variance: f64,
    /// Fano factor, variance over mean.
    pub fano: f64,
    /// Branching of a Hawkes process with this factor in the long run; negative where counts are more even than by chance.
    pub branching: f64,
    /// P of a dispersion at least as large from a Poisson law: chi-square of (n - 1) F with n - 1 degrees of freedom.
    pub p: f64,
}

/// Dispersion of counts; `None` where their mean is zero. Errors: fewer than two counts, or one that is negative or no number.
pub fn dispersion(counts: &[f64]) -> Result<Option<Dispersion>, Error> {
    for count in counts {
        within(Field::Count, *count, 0.0..=f64::MAX)?;
    }
    within(Field::SampleSize, counts.len(), 2..)?;
    let mean = crate::engine::numeric::mean(counts);
    let variance = crate::engine::numeric::variance(counts);
    if mean <= 0.0 {
        return Ok(None);
    }
    let fano = variance / mean;
    let freedom = float(counts.len()) - 1.0;
    let p = special::chi_square_above(freedom, freedom * fano);
    Ok(Some(Dispersion { mean, variance, fano, branching: 1.0 - 1.0 / libm::sqrt(fano), p }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_that_never_reach_the_limit_never_alarm() {
        let design = PoissonCusum { gain: 1, allowance: 12, limit: 11, start: 0 };
        assert!(design.mean(0.0).is_err());
        assert!(design.mean(f64::NAN).is_err());
        assert!(PoissonCusum { start: 11, ..design }.checked().is_err());
        assert!(PoissonCusum { limit: 0, start: 0, ..design }.checked().is_err());
        assert!((design.mean(1e3).unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn counts_without_a_mean_have_no_dispersion() {
        assert_eq!(dispersion(&[0.0, 0.0]).unwrap(), None);
        assert!(dispersion(&[1.0]).is_err());
        assert!(dispersion(&[1.0, -1.0]).is_err());
    }
}
