//! The two-sample Kolmogorov-Smirnov test.

use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::numeric::float;
use crate::engine::numeric::ordered::Sorted;
use std::ops::Bound;

/// Largest product of both sizes for which the exact law is counted.
pub const EXACT: usize = 1_000_000;

/// The test of two samples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ks {
    /// Largest distance of both distribution functions.
    pub d: f64,
    /// P of one at least as large by chance.
    pub p: f64,
    /// True where p was counted and not taken from the limit of large samples. Exact without ties; with ties it is on the safe side.
    pub exact: bool,
    /// Sizes of both samples.
    pub sizes: (usize, usize),
}

/// Tests two samples. Errors: an empty one, or a value that is no number.
pub fn two_samples(a: &[f64], b: &[f64]) -> Result<Ks, Error> {
    let (a, b) = (Sorted::new(a)?, Sorted::new(b)?);
    let d = distance(a.values(), b.values());
    let sizes = (a.values().len(), b.values().len());
    let exact = sizes.0.saturating_mul(sizes.1) <= EXACT;
    let p = if exact { exact_p(sizes.0, sizes.1, d) } else { asymptotic_p(sizes.0, sizes.1, d) };
    Ok(Ks { d, p, exact, sizes })
}

/// Largest distance of the distribution functions of two sorted lists, as far as both are numbers.
#[must_use]
pub fn distance(a: &[f64], b: &[f64]) -> f64 {
    let (mut left, mut right) = (a.iter().copied().peekable(), b.iter().copied().peekable());
    let (step_a, step_b) = (1.0 / float(a.len().max(1)), 1.0 / float(b.len().max(1)));
    let (mut seen_a, mut seen_b, mut largest) = (0.0, 0.0, 0.0_f64);
    loop {
        let next = match (left.peek(), right.peek()) {
            (Some(x), Some(y)) => x.min(*y),
            (Some(x), None) | (None, Some(x)) => *x,
            (None, None) => return largest,
        };
        // No order has a place for it, and no list that is checked has one.
        if next.is_nan() {
            return largest;
        }
        while left.next_if(|x| *x <= next).is_some() {
            seen_a += 1.0;
        }
        while right.next_if(|y| *y <= next).is_some() {
            seen_b += 1.0;
        }
        largest = largest.max((seen_a * step_a - seen_b * step_b).abs());
    }
}

/// P(D >= d) by counting the orders of both samples, as chances so that nothing overflows.
#[must_use]
pub fn exact_p(n: usize, m: usize, d: f64) -> f64 {
    let (nf, mf) = (float(n), float(m));
    let inside = |i: usize, j: usize| (float(i) / nf - float(j) / mf).abs() < d - 1e-12;
    let mut row = vec![0.0; m.saturating_add(1)];
    for i in 0..=n {
        let mut before = 0.0;
        for (j, cell) in row.iter_mut().enumerate() {
            let steps = float(i) + float(j);
            // The last step came from a sample of a, or of b.
            let here = if steps == 0.0 { 1.0 } else { (*cell * float(i) + before * float(j)) / steps };
            *cell = if inside(i, j) { here } else { 0.0 };
            before = *cell;
        }
    }
    (1.0 - row.last().copied().unwrap_or(0.0)).clamp(0.0, 1.0)
}

/// P(D >= d) in the limit of large samples.
#[must_use]
pub fn asymptotic_p(n: usize, m: usize, d: f64) -> f64 {
    let (n, m) = (float(n), float(m));
    kolmogorov(libm::sqrt(n * m / (n + m)) * d)
}

/// Kolmogorov's law: P(K > x) = 2 sum (-1)^(j-1) e^(-2 j^2 x^2).
#[must_use]
pub fn kolmogorov(x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    if x < 1.0 {
        // The same law by its other series, which converges where this one does not.
        let pi = std::f64::consts::PI;
        let terms = (1..=20).map(|j| 2.0 * f64::from(j) - 1.0);
        let sum: f64 = terms.map(|odd| libm::exp(-odd * odd * pi * pi / (8.0 * x * x))).sum();
        return (1.0 - libm::sqrt(2.0 * pi) / x * sum).clamp(0.0, 1.0);
    }
    let terms = (1..=100).map(|j| (f64::from(j), if j % 2 == 1 { 2.0 } else { -2.0 }));
    terms.fold(0.0, |sum, (j, sign)| sum + sign * libm::exp(-2.0 * j * j * x * x)).clamp(0.0, 1.0)
}

/// The factor of the critical distance of large samples: sqrt(-ln(alpha/2)/2). Errors: alpha outside 0 to 1.
pub fn critical_factor(alpha: f64) -> Result<f64, Error> {
    within(Field::Confidence, alpha, (Bound::Excluded(0.0), Bound::Excluded(1.0)))?;
    Ok(libm::sqrt(-libm::log(alpha / 2.0) / 2.0))
}

/// The critical distance of large samples. Errors: alpha outside 0 to 1, an empty sample.
pub fn critical(alpha: f64, n: usize, m: usize) -> Result<f64, Error> {
    within(Field::SampleSize, n.min(m), 1..)?;
    let (n, m) = (float(n), float(m));
    Ok(critical_factor(alpha)? * libm::sqrt((n + m) / (n * m)))
}

/// The limit that KSWIN states for two windows of r samples: sqrt(-ln(alpha)/r). Errors: alpha outside 0 to 1, an empty window.
pub fn kswin_limit(alpha: f64, r: usize) -> Result<f64, Error> {
    within(Field::Confidence, alpha, (Bound::Excluded(0.0), Bound::Excluded(1.0)))?;
    within(Field::SampleSize, r, 1..)?;
    Ok(libm::sqrt(-libm::log(alpha) / float(r)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One sample against one other: whatever they are, D is 1.
    #[test]
    fn the_smallest_samples_say_nothing() {
        let found = two_samples(&[1.0], &[2.0]).unwrap();
        assert_eq!((found.d, found.p, found.exact), (1.0, 1.0, true));
        assert_eq!(two_samples(&[1.0, 2.0], &[1.0, 2.0]).unwrap().d, 0.0);
        assert!(two_samples(&[], &[1.0]).is_err());
        assert!(two_samples(&[f64::NAN], &[1.0]).is_err());
        assert_eq!(distance(&[1.0, f64::NAN], &[1.0, f64::NAN]), 0.0);
    }

    /// Two against two, fully apart: 2 of 6 orders.
    #[test]
    fn orders_are_counted() {
        assert!((exact_p(2, 2, 1.0) - 1.0 / 3.0).abs() < 1e-15);
        assert!((kolmogorov(1.358_101_52) - 0.05).abs() < 1e-4);
        assert!((kolmogorov(0.999_999) - kolmogorov(1.000_001)).abs() < 1e-5);
        let (exact, limit) = (exact_p(300, 300, 0.11), asymptotic_p(300, 300, 0.11));
        assert!((exact - limit).abs() < 0.006, "{exact} {limit}");
    }
}
