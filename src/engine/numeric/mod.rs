//! Numerical tools of the statistics and the bands. All of them over `libm`, so that native code and WebAssembly count the same bits.
//!
//! Lives here: `special` (normal, Student, beta, gamma, chi-square, Poisson), `gauss` (quadrature), `linear` (small linear systems),
//! `root` (a bracketed root), `ordered` (median, percentiles).

pub mod gauss;
pub mod linear;
pub mod ordered;
pub mod root;
pub mod special;

/// A count as a float: exact below 2^53, which no count here reaches.
#[must_use]
pub const fn float(count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts here stay below 2^53")]
    let float = count as f64;
    float
}

/// Sum, left to right.
#[must_use]
pub fn sum(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |sum, value| sum + value)
}

/// Mean; zero of an empty list.
#[must_use]
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { sum(values) / float(values.len()) }
}

/// Sample variance, over n - 1; zero of fewer than two.
#[must_use]
pub fn variance(values: &[f64]) -> f64 {
    let around = mean(values);
    let squares = values.iter().fold(0.0, |sum, value| sum + (value - around) * (value - around));
    if values.len() < 2 { 0.0 } else { squares / (float(values.len()) - 1.0) }
}
