//! Further distances of two samples or two sets of bins.

use super::psi::shares;
use crate::engine::error::{Field, within};
use crate::engine::numeric::ordered::Sorted;
use crate::engine::numeric::{float, special, sum};
use crate::engine::{Cause, Error};

/// The chi-square test that counts follow a reference of counts, expected in proportion: P of a statistic at least as large.
/// Errors: bins that do not match, or a bin that is expected empty.
pub fn chi_square_p(reference: &[f64], current: &[f64]) -> Result<f64, Error> {
    if reference.len() != current.len() {
        return Err(Error::at(Field::Bins, Cause::WrongCount { found: current.len(), wanted: reference.len() }));
    }
    within(Field::Bins, reference.len(), 2..)?;
    let expected = shares(reference)?;
    let total = sum(current);
    let mut statistic = 0.0;
    for (share, count) in expected.iter().zip(current) {
        within(Field::Share, *share, f64::MIN_POSITIVE..=1.0)?;
        within(Field::Count, *count, 0.0..=f64::MAX)?;
        let wanted = share * total;
        statistic += (count - wanted) * (count - wanted) / wanted;
    }
    Ok(special::chi_square_above(float(reference.len()) - 1.0, statistic))
}

/// Hellinger distance of two sets of counts: sqrt(sum (sqrt a - sqrt b)^2 / 2), of their shares. Errors: bins that do not match, no count.
pub fn hellinger(reference: &[f64], current: &[f64]) -> Result<f64, Error> {
    if reference.len() != current.len() {
        return Err(Error::at(Field::Bins, Cause::WrongCount { found: current.len(), wanted: reference.len() }));
    }
    let (a, b) = (shares(reference)?, shares(current)?);
    let squares = a.iter().zip(&b).fold(0.0, |sum, (a, b)| {
        let apart = libm::sqrt(*a) - libm::sqrt(*b);
        sum + apart * apart
    });
    Ok(libm::sqrt(0.5 * squares))
}

/// Jensen-Shannon distance of two sets of counts: the root of the divergence from their middle, in natural logarithms. Errors as [`hellinger`].
pub fn jensen_shannon(reference: &[f64], current: &[f64]) -> Result<f64, Error> {
    if reference.len() != current.len() {
        return Err(Error::at(Field::Bins, Cause::WrongCount { found: current.len(), wanted: reference.len() }));
    }
    let (a, b) = (shares(reference)?, shares(current)?);
    let part = |x: f64, middle: f64| if x > 0.0 { x * libm::log(x / middle) } else { 0.0 };
    let divergence = a.iter().zip(&b).fold(0.0, |sum, (a, b)| {
        let middle = 0.5 * (a + b);
        sum + 0.5 * (part(*a, middle) + part(*b, middle))
    });
    Ok(libm::sqrt(divergence.max(0.0)))
}

/// Wasserstein distance of order one: the area between both distribution functions. Errors: an empty sample, or a value that is no number.
pub fn wasserstein(a: &[f64], b: &[f64]) -> Result<f64, Error> {
    let (a, b) = (Sorted::new(a)?, Sorted::new(b)?);
    let mut all: Vec<f64> = a.values().iter().chain(b.values()).copied().collect();
    all.sort_by(f64::total_cmp);
    let area = all
        .iter()
        .zip(all.iter().skip(1))
        .fold(0.0, |sum, (low, high)| sum + (a.rank(*low).weak - b.rank(*low).weak).abs() * (high - low));
    Ok(area)
}

/// Mann-Whitney's U of the first sample: pairs in which it is larger, ties half. Errors: an empty sample, or a value that is no number.
pub fn mann_whitney(a: &[f64], b: &[f64]) -> Result<f64, Error> {
    let (a, b) = (Sorted::new(a)?, Sorted::new(b)?);
    let size = float(b.values().len());
    Ok(a.values().iter().fold(0.0, |sum, x| sum + size * b.rank(*x).mid))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_samples_are_not_apart() {
        let (counts, list) = ([3.0, 4.0, 5.0], [1.0, 2.0, 3.0]);
        assert!((chi_square_p(&counts, &counts).unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(hellinger(&counts, &counts).unwrap(), 0.0);
        assert_eq!(jensen_shannon(&counts, &counts).unwrap(), 0.0);
        assert_eq!(wasserstein(&list, &list).unwrap(), 0.0);
        assert_eq!(mann_whitney(&list, &list).unwrap(), 4.5);
        assert!((jensen_shannon(&[1.0, 0.0], &[0.0, 1.0]).unwrap() - libm::sqrt(libm::log(2.0))).abs() < 1e-12);
    }

    #[test]
    fn what_cannot_be_compared_is_refused() {
        assert!(chi_square_p(&[1.0, 0.0], &[1.0, 1.0]).is_err());
        assert!(hellinger(&[1.0], &[1.0, 2.0]).is_err());
        assert!(wasserstein(&[], &[1.0]).is_err());
    }
}
