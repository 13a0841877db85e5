//! Gauss-Legendre quadrature.

use super::float;
use std::f64::consts::PI;

/// A node of a quadrature and its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// Where the function is asked.
    pub at: f64,
    /// How much it counts.
    pub weight: f64,
}

/// So many nodes on an interval; at least one. Source: roots of the Legendre polynomial by Newton from Tricomi's guess.
#[must_use]
pub fn legendre(count: usize, (low, high): (f64, f64)) -> Vec<Node> {
    let n = float(count.max(1));
    let (middle, half) = (0.5 * (high + low), 0.5 * (high - low));
    (0..count.max(1))
        .map(|i| {
            let mut x = libm::cos(PI * (float(i) + 0.75) / (n + 0.5));
            let mut slope = 1.0;
            for _ in 0..100 {
                let (value, derivative) = polynomial(count.max(1), x);
                slope = derivative;
                let step = value / derivative;
                x -= step;
                if step.abs() < 1e-15 {
                    break;
                }
            }
            Node { at: middle - half * x, weight: 2.0 * half / ((1.0 - x * x) * slope * slope) }
        })
        .collect()
}

/// The Legendre polynomial of a degree at x, and its derivative.
fn polynomial(degree: usize, x: f64) -> (f64, f64) {
    let (mut before, mut value) = (1.0, x);
    for k in 2..=degree {
        let k = float(k);
        (before, value) = (value, ((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k);
    }
    (value, float(degree) * (x * value - before) / (x * x - 1.0))
}

/// The integral of a function over an interval with so many nodes.
pub fn integral(count: usize, interval: (f64, f64), f: impl Fn(f64) -> f64) -> f64 {
    legendre(count, interval).iter().fold(0.0, |sum, node| sum + node.weight * f(node.at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polynomials_up_to_twice_the_nodes_are_exact() {
        for count in 1..=20 {
            let degree = 2 * i32::try_from(count).unwrap() - 1;
            let found = integral(count, (0.0, 1.0), |x| x.powi(degree));
            assert!((found - 1.0 / f64::from(degree + 1)).abs() < 1e-14, "{count}");
        }
        let total: f64 = legendre(200, (-3.0, 5.0)).iter().map(|node| node.weight).sum();
        assert!((total - 8.0).abs() < 1e-12);
        assert!(legendre(7, (0.0, 1.0)).windows(2).all(|pair| pair[0].at < pair[1].at));
    }
}
