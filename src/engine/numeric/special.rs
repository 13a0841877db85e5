//! Special functions: distribution functions of the normal, Student's t, chi-square, beta and Poisson laws, and what is turned round of them.
//!
//! Source: Abramowitz and Stegun 26; incomplete gamma and beta by series and by Lentz's continued fraction.

use super::root;
use std::f64::consts::{FRAC_1_SQRT_2, PI};

const TINY: f64 = 1e-300;
const NEAR: f64 = 1e-16;
const MOST_TERMS: u32 = 10_000;

/// Density of the standard normal law.
#[must_use]
pub fn normal_density(x: f64) -> f64 {
    libm::exp(-0.5 * x * x) / libm::sqrt(2.0 * PI)
}

/// P(Z <= x) for a standard normal Z.
#[must_use]
pub fn normal(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// The x with P(Z <= x) = p, for p in (0, 1); infinite at and beyond its ends.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    if p.is_nan() {
        return f64::NAN;
    }
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    // In the upper half by symmetry, where 1 - p is as exact as p is.
    let tail = p.min(1.0 - p);
    let x = root::bracketed((-40.0, 0.0), |x| normal(x) - tail).unwrap_or(0.0);
    // A step of Newton in the logarithm brings the last digits.
    let density = normal_density(x);
    let x = if density > 0.0 { x - (normal(x) - tail) / density } else { x };
    if p < 0.5 { x } else { -x }
}

/// ln Gamma(x) for x > 0.
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Regularised lower incomplete gamma P(a, x), for a > 0 and x >= 0.
#[must_use]
pub fn gamma_lower(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if x < a + 1.0 {
        gamma_series(a, x)
    } else {
        1.0 - gamma_fraction(a, x)
    }
}

/// Regularised upper incomplete gamma Q(a, x) = 1 - P(a, x), without the loss of a difference.
#[must_use]
pub fn gamma_upper(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        1.0
    } else if x < a + 1.0 {
        1.0 - gamma_series(a, x)
    } else {
        gamma_fraction(a, x)
    }
}

fn gamma_factor(a: f64, x: f64) -> f64 {
    libm::exp(a * libm::log(x) - x - ln_gamma(a))
}

fn gamma_series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
    for _ in 0..MOST_TERMS {
        n += 1.0;
        term *= x / n;
        sum += term;
        if term.abs() < sum.abs() * NEAR {
            break;
        }
    }
    sum * gamma_factor(a, x)
}

fn gamma_fraction(a: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut result = d;
    for i in 1..MOST_TERMS {
        let i = f64::from(i);
        let an = -i * (i - a);
        b += 2.0;
        d = 1.0 / away(an * d + b);
        c = away(b + an / c);
        let factor = d * c;
        result *= factor;
        if (factor - 1.0).abs() < NEAR {
            break;
        }
    }
    gamma_factor(a, x) * result
}

fn away(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}

/// Regularised incomplete beta I_x(a, b), for a, b > 0 and x in [0, 1].
#[must_use]
pub fn beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = libm::exp(ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * libm::log(x) + b * libm::log1p(-x));
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut result = d;
    for m in 1..MOST_TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        result *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let factor = d * c;
        result *= factor;
        if (factor - 1.0).abs() < NEAR {
            break;
        }
    }
    result
}

/// The x with I_x(a, b) = p.
#[must_use]
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    root::bracketed((0.0, 1.0), |x| beta(a, b, x) - p).unwrap_or(if p <= 0.0 { 0.0 } else { 1.0 })
}

/// P(X <= x) of a chi-square law with so many degrees of freedom.
#[must_use]
pub fn chi_square(freedom: f64, x: f64) -> f64 {
    gamma_lower(0.5 * freedom, 0.5 * x)
}

/// P(X > x) of a chi-square law.
#[must_use]
pub fn chi_square_above(freedom: f64, x: f64) -> f64 {
    gamma_upper(0.5 * freedom, 0.5 * x)
}

/// The x with P(X <= x) = p of a chi-square law, for p in [0, 1).
#[must_use]
pub fn chi_square_quantile(freedom: f64, p: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    let mut high = freedom + 10.0 * libm::sqrt(2.0 * freedom) + 10.0;
    while chi_square_above(freedom, high) > 1.0 - p && high < 1e12 {
        high *= 2.0;
    }
    root::bracketed((0.0, high), |x| (1.0 - p) - chi_square_above(freedom, x)).unwrap_or(high)
}

/// Density of Student's t with so many degrees of freedom.
#[must_use]
pub fn student_density(freedom: f64, t: f64) -> f64 {
    let front = ln_gamma(0.5 * (freedom + 1.0)) - ln_gamma(0.5 * freedom) - 0.5 * libm::log(freedom * PI);
    libm::exp(front - 0.5 * (freedom + 1.0) * libm::log1p(t * t / freedom))
}

/// P(T <= t) of Student's t.
#[must_use]
pub fn student(freedom: f64, t: f64) -> f64 {
    let tail = 0.5 * beta(0.5 * freedom, 0.5, freedom / (freedom + t * t));
    if t < 0.0 { tail } else { 1.0 - tail }
}

/// P(N = n) of a Poisson law.
#[must_use]
pub fn poisson(mean: f64, n: u32) -> f64 {
    let n = f64::from(n);
    if mean <= 0.0 {
        return if n > 0.0 { 0.0 } else { 1.0 };
    }
    libm::exp(n * libm::log(mean) - mean - ln_gamma(n + 1.0))
}

/// P(N >= n) of a Poisson law.
#[must_use]
pub fn poisson_at_least(mean: f64, n: u32) -> f64 {
    if n == 0 { 1.0 } else { gamma_lower(f64::from(n), mean) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, wanted: f64, limit: f64) {
        assert!((found - wanted).abs() <= limit, "{found} where {wanted} is expected");
    }

    /// Published tables: Abramowitz and Stegun 26.
    #[test]
    fn tables_are_reproduced() {
        near(normal(1.96), 0.975_002_104_851_780, 1e-14);
        near(normal(-8.0), 6.220_960_574_271_78e-16, 1e-28);
        near(normal_quantile(0.975), 1.959_963_984_540_054, 1e-13);
        near(normal_quantile(1e-10), -6.361_340_902_404_056, 1e-11);
        near(chi_square_quantile(9.0, 0.95), 16.918_977_604_620_45, 1e-10);
        near(chi_square_above(1.0, 3.841_458_820_694_124), 0.05, 1e-13);
        near(student(4.0, 2.776_445_105_197_79), 0.975, 1e-12);
        near(student(1.0, -1.0), 0.25, 1e-14);
        near(beta(2.0, 3.0, 0.5), 0.6875, 1e-14);
        near(beta_quantile(2.0, 3.0, 0.6875), 0.5, 1e-13);
        near(poisson(2.0, 3), 0.180_447_044_315_483_6, 1e-14);
        near(poisson_at_least(2.0, 3), 0.323_323_583_816_936_5, 1e-13);
    }

    #[test]
    fn ends_are_ends() {
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert!(normal_quantile(f64::NAN).is_nan());
        near(normal_quantile(0.5), 0.0, 1e-15);
        near(gamma_lower(3.0, 0.0), 0.0, 0.0);
        near(poisson_at_least(2.0, 0), 1.0, 0.0);
        near(poisson(0.0, 0), 1.0, 0.0);
        near(poisson(0.0, 1), 0.0, 0.0);
    }
}
