//! Poisson thresholds: the cascade is the busy period of a queue, and its size has a known distribution.

use crate::chance::{Path, fits, log_factorial};
use crate::targets::{self, keyed, near, number, numbers, within};
use cascade_notes::engine::cascade::amounts::count;
use cascade_notes::engine::random::Stream;
use serde_json::Value;

/// Size over depth of one liquidation where only its product with the rate matters.
const DELTA: f64 = 1e-3;

/// Bins 0 or 1 to 10, and beyond.
const LAST: u32 = 10;

fn samples(target: &Value) -> u32 {
    u32::try_from(target["setup"]["samples"].as_u64().unwrap_or(200_000)).unwrap()
}

/// Borel: total progeny of one, n from 1 on.
fn borel(mu: f64, n: u32) -> f64 {
    let k = f64::from(n);
    libm::exp(-mu * k + (k - 1.0) * libm::log(mu * k) - log_factorial(n))
}

/// Generalised Poisson: progeny of a Poisson number of seeds.
fn generalised(seeds: f64, mu: f64, n: u32) -> f64 {
    let k = f64::from(n);
    let sum = seeds + mu * k;
    libm::exp(libm::log(seeds) + (k - 1.0) * libm::log(sum) - sum - log_factorial(n))
}

/// Counts by bin from `first` to `LAST` and beyond, and the mean.
fn tally(samples: u32, first: u32, mut draw: impl FnMut() -> usize) -> (Vec<u32>, f64) {
    let mut counts = vec![0; (LAST - first + 2) as usize];
    let mut sum = 0.0;
    for _ in 0..samples {
        let size = draw();
        sum += count(size);
        let bin = (size - first as usize).min(counts.len() - 1);
        counts[bin] += 1;
    }
    (counts, sum / f64::from(samples))
}

/// Probabilities of the same bins.
fn binned(first: u32, probability: impl Fn(u32) -> f64) -> Vec<f64> {
    let mut list: Vec<f64> = (first..=LAST).map(probability).collect();
    list.push(1.0 - list.iter().sum::<f64>());
    list
}

#[test]
fn c03_one_liquidation_among_poisson_thresholds_grows_to_a_borel_size() {
    for target in targets::of("C03") {
        let samples = samples(&target);
        for (mu, expected) in keyed(&target["expected"], "") {
            for (n, p) in [1, 2, 3, 4, 5, 10].into_iter().zip(numbers(&expected["pmf_1_2_3_4_5_10"])) {
                near(borel(mu, n), p, 1e-9);
            }
            let tail = 1.0 - (1..LAST).map(|n| borel(mu, n)).sum::<f64>();
            within(tail, number(&expected["p_ge_10"]), 1e-11);
            let path = Path { shock: 0.0, seed: Some(DELTA), rate: mu / DELTA, cap: usize::MAX };
            let mut stream = Stream::new(3, mu.to_bits());
            let (counts, mean) = tally(samples, 1, || path.walk(&mut stream, |_| DELTA).closed);
            fits(&counts, &binned(1, |n| borel(mu, n)));
            let error = libm::sqrt(number(&expected["variance"]) / f64::from(samples));
            within(mean, number(&expected["mean"]), 4.0 * error);
        }
    }
}

#[test]
fn c04_a_shock_closes_a_generalised_poisson_number() {
    for target in targets::of("C04") {
        let (seeds, mu) = (number(&target["setup"]["lambda_x0"]), number(&target["setup"]["mu"]));
        let samples = samples(&target);
        let expected = &target["expected"];
        for (n, p) in (0..).zip(numbers(&expected["pmf_0_to_10"])) {
            near(generalised(seeds, mu, n), p, 1e-9);
        }
        let rate = mu / DELTA;
        let path = Path { shock: seeds / rate, seed: None, rate, cap: usize::MAX };
        let mut stream = Stream::new(4, 0);
        let (counts, mean) = tally(samples, 0, || path.walk(&mut stream, |_| DELTA).closed);
        fits(&counts, &binned(0, |n| generalised(seeds, mu, n)));
        let error = libm::sqrt(number(&expected["variance"]) / f64::from(samples));
        within(mean, number(&expected["mean"]), 4.0 * error);
    }
}

/// The tolerance of 1 % is 1.1 standard errors of the listed number of samples, so ten times as many are drawn.
#[test]
fn c05_random_sizes_give_the_moments_of_a_busy_period() {
    for target in targets::of("C05") {
        let setup = &target["setup"];
        let (shock, rate) = (number(&setup["x0"]), number(&setup["lambda_"]));
        let size = number(&setup["mean_size_over_depth"]);
        let samples = samples(&target).saturating_mul(10);
        let path = Path { shock, seed: None, rate, cap: usize::MAX };
        let mut stream = Stream::new(5, 0);
        let (mut sum, mut squares) = (0.0, 0.0);
        for _ in 0..samples {
            let x = path.walk(&mut stream, |s| size * s.exponential()).displacement.unwrap();
            sum += x;
            squares += x * x;
        }
        let mean = sum / f64::from(samples);
        near(mean, number(&target["expected"]["mean"]), 0.01);
        near(squares / f64::from(samples) - mean * mean, number(&target["expected"]["variance"]), 0.05);
        // The file's figures are those of its formula: the second moment of an exponential size is twice its square.
        let left = 1.0 - rate * size;
        near(number(&target["expected"]["mean"]), shock / left, 1e-9);
        let spread = rate * 2.0 * size * size * shock / (left * left * left);
        near(number(&target["expected"]["variance"]), spread, 1e-9);
    }
}

#[test]
fn c06_a_supercritical_cascade_dies_out_with_the_known_chance() {
    const SAMPLES: u32 = 40_000;
    for target in targets::of("C06") {
        for (mu, expected) in keyed(&target["expected"], "") {
            let expected = number(expected);
            let eta = (0..100_000).fold(0.0, |eta, _| libm::exp(mu * (eta - 1.0)));
            near(eta, expected, 1e-9);
            // Sizes beyond this have a chance below 1e-12: it falls by mu e^(1 - mu) a liquidation.
            let needed = (0..10_000).take_while(|n| f64::from(*n) * (libm::log(mu) + 1.0 - mu) > -28.0).count();
            let path = Path { shock: 0.0, seed: Some(DELTA), rate: mu / DELTA, cap: needed.max(16) };
            let mut stream = Stream::new(6, mu.to_bits());
            let ended = (0..SAMPLES).filter(|_| path.walk(&mut stream, |_| DELTA).closed < path.cap).count();
            let error = libm::sqrt(expected * (1.0 - expected) / f64::from(SAMPLES));
            within(count(ended) / f64::from(SAMPLES), expected, 4.0 * error);
        }
    }
}
