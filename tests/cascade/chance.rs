//! Seeded paths of Poisson thresholds, and how well counts fit a distribution.

use cascade_notes::engine::cascade::amounts::count;
use cascade_notes::engine::cascade::book::{Book, Direction};
use cascade_notes::engine::cascade::threshold::{Outcome, Thresholds};
use cascade_notes::engine::random::Stream;

/// Thresholds that a list starts with; it doubles until the cascade ends before it does.
const FIRST: usize = 8;

/// One path: a shock, maybe one liquidation at once, and thresholds that come at `rate` per unit of log price with sizes over depth as drawn.
#[derive(Debug, Clone, Copy)]
pub struct Path {
    pub shock: f64,
    pub seed: Option<f64>,
    pub rate: f64,
    /// Longest list; a cascade that eats it all has not died out.
    pub cap: usize,
}

impl Path {
    /// What the exact solver says. The list grows by the same stream, so its length decides nothing below the cap.
    pub fn walk(&self, stream: &mut Stream, mut size: impl FnMut(&mut Stream) -> f64) -> Outcome {
        let mut list: Vec<(f64, f64)> = self.seed.map(|size| (0.0, size)).into_iter().collect();
        let (mut at, mut goal) = (0.0, FIRST);
        loop {
            while list.len() < goal {
                at += stream.exponential() / self.rate;
                list.push((at, size(stream)));
            }
            let thresholds = Thresholds::new(Book::log(100.0, 1.0).unwrap(), Direction::Down, list.clone()).unwrap();
            let outcome = thresholds.at_depth(1.0).unwrap().after(self.shock);
            if outcome.closed < list.len() || list.len() >= self.cap {
                return outcome;
            }
            goal = (2 * list.len()).min(self.cap);
        }
    }
}

/// Whether counts fit probabilities: chi-square below its critical value at p = 0.001, tails pooled until five are expected in each bin.
/// The last bin holds all that is beyond.
#[track_caller]
pub fn fits(counts: &[u32], probabilities: &[f64]) {
    assert_eq!(counts.len(), probabilities.len());
    let total: f64 = counts.iter().map(|c| f64::from(*c)).sum();
    let mut bins: Vec<(f64, f64)> = Vec::new();
    let mut pool = (0.0, 0.0);
    for (seen, p) in counts.iter().zip(probabilities).rev() {
        pool = (pool.0 + f64::from(*seen), pool.1 + p * total);
        if pool.1 >= 5.0 {
            bins.push(pool);
            pool = (0.0, 0.0);
        }
    }
    assert!(pool.1 == 0.0 && bins.len() > 2, "too few are expected");
    let chi: f64 = bins.iter().map(|(seen, expected)| (seen - expected) * (seen - expected) / expected).sum();
    let p = chance_above(chi, count(bins.len()) - 1.0);
    assert!(p > 0.001, "chi-square {chi} of {} bins has p = {p}: {bins:?}", bins.len());
}

/// The chance that chi-square exceeds a value: the upper incomplete gamma function, from the series of the lower one.
fn chance_above(value: f64, freedom: f64) -> f64 {
    let (a, x) = (0.5 * freedom, 0.5 * value);
    let (mut term, mut sum) = (1.0 / a, 1.0 / a);
    for k in 1..2000_u32 {
        term *= x / (a + f64::from(k));
        sum += term;
    }
    1.0 - sum * libm::exp(a * libm::log(x) - x - libm::lgamma(a))
}

/// ln k! by its sum.
pub fn log_factorial(k: u32) -> f64 {
    (1..=k).map(|i| libm::log(f64::from(i))).sum()
}

/// Critical values as printed in tables.
#[test]
fn chances_of_chi_square_are_those_of_the_tables() {
    for (freedom, value, p) in [(9.0, 27.877, 0.001), (10.0, 29.588, 0.001), (4.0, 18.467, 0.001), (10.0, 18.307, 0.05)]
    {
        assert!((chance_above(value, freedom) - p).abs() < 1e-3 * p, "{freedom}: {}", chance_above(value, freedom));
    }
}
