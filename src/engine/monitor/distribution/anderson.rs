//! The Anderson-Darling test of several samples, with mid ranks for ties. Source: Scholz and Stephens 1987.

use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::numeric::float;
use crate::engine::numeric::linear::System;
use crate::engine::numeric::ordered::Sorted;

/// The test's result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anderson {
    /// Standardised statistic.
    pub statistic: f64,
    /// P of one at least as large by chance, read between the published points, so kept within 0.001 and 0.25.
    pub p: f64,
}

/// Coefficients of the published critical values, b0 + b1/sqrt(m) + b2/m, for m = samples - 1, and their significance.
const POINTS: [[f64; 4]; 7] = [
    [0.675, -0.245, -0.105, 0.25],
    [1.281, 0.25, -0.305, 0.1],
    [1.645, 0.678, -0.362, 0.05],
    [1.96, 1.149, -0.391, 0.025],
    [2.326, 1.822, -0.396, 0.01],
    [2.573, 2.364, -0.345, 0.005],
    [3.085, 3.615, -0.154, 0.001],
];

/// Tests that all samples come from one law. Errors: fewer than two samples, fewer than four values in all, or all of them equal.
pub fn several_samples(samples: &[&[f64]]) -> Result<Anderson, Error> {
    within(Field::Samples, samples.len(), 2..)?;
    let sorted: Vec<Sorted> = samples.iter().map(|sample| Sorted::new(sample)).collect::<Result<_, _>>()?;
    let all: Vec<f64> = samples.iter().flat_map(|sample| sample.iter().copied()).collect();
    within(Field::SampleSize, all.len(), 4..)?;
    let pooled = Sorted::new(&all)?;
    let mut distinct = pooled.values().to_vec();
    distinct.dedup_by(|a, b| (*a - *b).abs() <= 0.0);
    within(Field::SampleSize, distinct.len(), 2..)?;
    let (n, k) = (float(all.len()), float(samples.len()));
    let mut total = 0.0;
    for sample in &sorted {
        let size = float(sample.values().len());
        let inner = distinct.iter().fold(0.0, |sum, z| {
            let (rank, own) = (pooled.rank(*z), sample.rank(*z));
            let ties = n * (rank.weak - rank.strict);
            let (b, m) = (n * rank.mid, size * own.mid);
            let over = n * m - b * size;
            sum + ties / n * over * over / (b * (n - b) - n * ties / 4.0)
        });
        total += inner / size;
    }
    let statistic = (total * (n - 1.0) / n - (k - 1.0)) / libm::sqrt(variance(n, k, &sorted));
    Ok(Anderson { statistic, p: significance(statistic, k - 1.0) })
}

fn variance(n: f64, k: f64, samples: &[Sorted]) -> f64 {
    let inverse = samples.iter().fold(0.0, |sum, sample| sum + 1.0 / float(sample.values().len()));
    let (mut h, mut g) = (0.0, 0.0);
    // g = sum over i < j < n of 1/((n - i) j), by partial sums of 1/(n - 1), 1/(n - 2) ...
    let mut i = 1.0;
    while i < n - 0.5 {
        h += 1.0 / i;
        i += 1.0;
    }
    let (mut j, mut part) = (2.0, 0.0);
    while j < n - 0.5 {
        part += 1.0 / (n - j + 1.0);
        g += part / j;
        j += 1.0;
    }
    let a = (4.0 * g - 6.0) * (k - 1.0) + (10.0 - 6.0 * g) * inverse;
    let b = (2.0 * g - 4.0) * k * k + 8.0 * h * k + (2.0 * g - 14.0 * h - 4.0) * inverse - 8.0 * h + 4.0 * g - 6.0;
    let c = (6.0 * h + 2.0 * g - 2.0) * k * k + (4.0 * h - 4.0 * g + 6.0) * k + (2.0 * h - 6.0) * inverse + 4.0 * h;
    let d = (2.0 * h + 6.0) * k * k - 4.0 * h * k;
    (a * n * n * n + b * n * n + c * n + d) / ((n - 1.0) * (n - 2.0) * (n - 3.0))
}

/// A parabola through the logarithms of the published significance, by least squares.
fn significance(statistic: f64, m: f64) -> f64 {
    let points = POINTS.map(|[b0, b1, b2, p]| (b0 + b1 / libm::sqrt(m) + b2 / m, libm::log(p)));
    let moment = |power: i32| points.iter().fold(0.0, |sum, (x, _)| sum + libm::pow(*x, f64::from(power)));
    let with = |power: i32| points.iter().fold(0.0, |sum, (x, y)| sum + y * libm::pow(*x, f64::from(power)));
    let row = |power: i32| [0, 1, 2].iter().map(|more| moment(power.saturating_add(*more))).collect();
    let fitted = System::new(vec![row(0), row(1), row(2)], &[with(0), with(1), with(2)]).solve();
    let value = fitted.map_or(f64::NAN, |c| c.iter().rev().fold(0.0, |sum, c| sum * statistic + c));
    libm::exp(value).clamp(0.001, 0.25)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_of_one_law_are_not_told_apart() {
        let (a, b) = ([1.0, 4.0, 2.0, 8.0, 5.0], [7.0, 1.5, 3.0, 6.0, 2.5]);
        assert_eq!(several_samples(&[&a, &b]).unwrap().p, 0.25);
        assert!(several_samples(&[&a]).is_err());
        assert!(several_samples(&[&[1.0, 1.0], &[1.0, 1.0]]).is_err());
        assert!(several_samples(&[&[1.0, f64::NAN], &[1.0, 2.0]]).is_err());
    }
}
