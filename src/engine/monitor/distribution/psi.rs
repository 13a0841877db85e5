//! The population stability index, which is a number of nothing without its sizes: with no drift at all it is chi2(bins - 1) (1/N + 1/M).

use crate::engine::error::{Field, above_zero, within};
use crate::engine::numeric::{float, special, sum};
use crate::engine::{Cause, Error};
use std::ops::Bound;

/// What is put for the share of an empty bin unless something else is asked for.
pub const EMPTY_BIN: f64 = 1e-4;

/// Shares of bins, each at least a floor; not brought back to a sum of one, as usual implementations do not.
fn floored(shares: &[f64], empty: f64) -> Result<Vec<f64>, Error> {
    above_zero(Field::EmptyBin, empty)?;
    for share in shares {
        within(Field::Share, *share, 0.0..=f64::MAX)?;
    }
    Ok(shares.iter().map(|share| if *share > 0.0 { *share } else { empty }).collect())
}

/// Errors: no bin, another number of bins.
fn same_bins(reference: &[f64], current: &[f64]) -> Result<(), Error> {
    if reference.is_empty() {
        return Err(Error::at(Field::Bins, Cause::Empty));
    }
    if reference.len() == current.len() {
        return Ok(());
    }
    Err(Error::at(Field::Bins, Cause::WrongCount { found: current.len(), wanted: reference.len() }))
}

/// PSI = sum (c - r) ln(c/r), with what is put for an empty bin. Errors: bins that do not match, a negative share.
pub fn psi(reference: &[f64], current: &[f64], empty: f64) -> Result<f64, Error> {
    same_bins(reference, current)?;
    let (reference, current) = (floored(reference, empty)?, floored(current, empty)?);
    Ok(reference.iter().zip(&current).fold(0.0, |sum, (r, c)| sum + (c - r) * libm::log(c / r)))
}

/// Kullback-Leibler divergence of a from b: sum a ln(a/b). Errors as [`psi`].
pub fn kullback_leibler(a: &[f64], b: &[f64], empty: f64) -> Result<f64, Error> {
    same_bins(b, a)?;
    let (a, b) = (floored(a, empty)?, floored(b, empty)?);
    Ok(a.iter().zip(&b).fold(0.0, |sum, (a, b)| sum + a * libm::log(a / b)))
}

/// Shares of counts. Errors: no count at all.
pub fn shares(counts: &[f64]) -> Result<Vec<f64>, Error> {
    for count in counts {
        within(Field::Count, *count, 0.0..=f64::MAX)?;
    }
    let total = sum(counts);
    above_zero(Field::Count, total)?;
    Ok(counts.iter().map(|count| count / total).collect())
}

/// The law of PSI without drift, for sample sizes and bins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NullLaw {
    freedom: f64,
    scale: f64,
}

impl NullLaw {
    /// For N reference samples, M current ones, and bins. Errors: fewer than two bins, an empty sample.
    pub fn new(reference: usize, current: usize, bins: usize) -> Result<Self, Error> {
        within(Field::SampleSize, reference.min(current), 1..)?;
        within(Field::Bins, bins, 2..)?;
        Ok(Self { freedom: float(bins) - 1.0, scale: 1.0 / float(reference) + 1.0 / float(current) })
    }

    /// The law where the reference is known and not a sample. Errors as [`NullLaw::new`].
    pub fn known_reference(current: usize, bins: usize) -> Result<Self, Error> {
        Ok(Self { scale: 1.0 / float(current), ..Self::new(1, current, bins)? })
    }

    /// P(PSI > limit) without any drift.
    #[must_use]
    pub fn above(&self, limit: f64) -> f64 {
        special::chi_square_above(self.freedom, limit / self.scale)
    }

    /// The limit that a part of the unchanged samples stays below. Errors: a part outside 0 to 1.
    pub fn limit(&self, part: f64) -> Result<f64, Error> {
        within(Field::Confidence, part, (Bound::Excluded(0.0), Bound::Excluded(1.0)))?;
        Ok(self.scale * special::chi_square_quantile(self.freedom, part))
    }

    /// Mean of PSI without any drift.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.scale * self.freedom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source: watching section 2: PSI above 0.1 on 83 % of unchanged 100-against-100 samples, and on practically none of 1,000 against 1,000.
    #[test]
    fn the_rule_of_a_tenth_depends_on_sizes() {
        assert!((NullLaw::new(100, 100, 10).unwrap().above(0.1) - 0.83).abs() < 0.02);
        assert!(NullLaw::new(1000, 1000, 10).unwrap().above(0.1) < 1e-6);
        assert!(NullLaw::new(100, 0, 10).is_err());
        assert!(NullLaw::new(100, 100, 1).is_err());
    }

    #[test]
    fn bins_must_match() {
        assert!(psi(&[], &[], EMPTY_BIN).is_err());
        assert!(psi(&[1.0], &[0.5, 0.5], EMPTY_BIN).is_err());
        assert!(psi(&[1.0], &[-1.0], EMPTY_BIN).is_err());
        assert!(psi(&[1.0], &[1.0], 0.0).is_err());
        assert!(shares(&[0.0, 0.0]).is_err());
    }
}
