//! What the printed run length assumes, and what is left of it where that does not hold: heavy tails, autocorrelation, a baseline that was itself
//! estimated, and several monitors at once. Source: watching section 1; Borror, Montgomery and Runger 1999; Jones, Champ and Rigdon 2001.

use super::cusum::Cusum;
use super::noise::Noise;
use super::simulation::{Process, Simulated, cusum_run, simulate};
use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::numeric::gauss::integral;
use crate::engine::numeric::{float, mean, special, variance};
use std::ops::Bound;

/// Nodes over the error of an estimated mean, from zero to [`FAR`] standard errors.
const NODES: usize = 24;
/// Nodes over the error of an estimated deviation.
const SPREAD_NODES: usize = 32;
/// Standard errors beyond which an estimate does not lie.
const FAR: f64 = 8.0;

/// Mean run length where the target is the mean of so many calm samples: the run length at each error, weighed by how likely the error is.
/// `mean` is the run length at a shift, the same for shifts up and down. Errors: no calm sample; those of `mean`.
pub fn estimated_mean(samples: u32, mean: impl Fn(f64) -> Result<f64, Error>) -> Result<f64, Error> {
    within(Field::Baseline, samples, 1..=100_000_000)?;
    let root = libm::sqrt(f64::from(samples));
    weighed((0.0, FAR), NODES, |u| Ok(2.0 * special::normal_density(u) * mean(u / root)?))
}

/// Mean run length where mean and deviation come from groups of samples and a group's mean is what is watched: the deviation is pooled within the
/// groups and freed of its bias. `mean` is the run length at a shift, in deviations of a group's mean, with limits wider by a factor.
/// Errors: fewer than one group, or groups of one; those of `mean`.
pub fn estimated_both(groups: u32, size: u32, mean: impl Fn(f64, f64) -> Result<f64, Error>) -> Result<f64, Error> {
    within(Field::Baseline, groups, 1..=1_000_000)?;
    within(Field::SampleSize, size, 2..=1_000_000)?;
    let freedom = f64::from(groups) * (f64::from(size) - 1.0);
    let unbiased = c4(freedom);
    let root = libm::sqrt(f64::from(groups));
    let spread = FAR / libm::sqrt(2.0 * freedom);
    let interval = ((1.0 - spread).max(0.0), 1.0 + spread);
    weighed(interval, SPREAD_NODES, |s| {
        let at = |u: f64| Ok(2.0 * special::normal_density(u) * mean(u / root, s / unbiased)?);
        Ok(spread_density(freedom, s) * weighed((0.0, FAR), NODES, at)?)
    })
}

/// Mean of a sample's deviation over the true one: what it is divided by to be free of bias. Degrees of freedom above zero.
#[must_use]
pub fn c4(freedom: f64) -> f64 {
    libm::sqrt(2.0 / freedom) * libm::exp(special::ln_gamma(0.5 * (freedom + 1.0)) - special::ln_gamma(0.5 * freedom))
}

/// Density of a sample's deviation over the true one.
fn spread_density(freedom: f64, s: f64) -> f64 {
    let half = 0.5 * freedom;
    2.0 * libm::exp(half * libm::log(half) - special::ln_gamma(half) + (freedom - 1.0) * libm::log(s) - half * s * s)
}

/// An integral over something that can fail.
fn weighed(interval: (f64, f64), nodes: usize, f: impl Fn(f64) -> Result<f64, Error>) -> Result<f64, Error> {
    let failed = std::cell::RefCell::new(None);
    let total = integral(nodes, interval, |x| match f(x) {
        Ok(value) => value,
        Err(error) => {
            failed.borrow_mut().get_or_insert(error);
            f64::NAN
        }
    });
    failed.into_inner().map_or(Ok(total), Err)
}

/// Mean run length of several monitors side by side, each with this one, independent and geometric: `1/(1 - (1 - 1/A)^m)`.
/// Errors: a run length below 1; no monitor.
pub fn family(each: f64, monitors: u32) -> Result<f64, Error> {
    within(Field::RunLength, each, 1.0..=f64::MAX)?;
    within(Field::Monitors, monitors, 1..=1_000_000)?;
    Ok(1.0 / alarm_within(each, f64::from(monitors)))
}

/// Chance of at least one false alarm in so many samples, for a geometric run length of this mean, at least 1.
#[must_use]
pub fn alarm_within(mean: f64, samples: f64) -> f64 {
    -libm::expm1(samples * libm::log1p(-1.0 / mean))
}

/// What a window of samples says about the assumptions behind a run length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Degrees of freedom of a Student's t with the window's kurtosis; `None` where its tails are no heavier than normal.
    pub freedom: Option<f64>,
    /// First autocorrelation.
    pub phi: f64,
    /// Calm samples behind the target; `None` where it is known.
    pub baseline: Option<u32>,
    /// Monitors side by side, this one counted.
    pub monitors: u32,
}

/// Samples below which tails and autocorrelation are not rated.
pub const FEWEST: usize = 20;

impl Measured {
    /// Of a window of samples; `None` where there are too few of them, or they do not vary. Errors: a sample that is no number.
    pub fn of(window: &[f64], baseline: Option<u32>, monitors: u32) -> Result<Option<Self>, Error> {
        for value in window {
            within(Field::Sample, *value, f64::MIN..=f64::MAX)?;
        }
        let (around, spread) = (mean(window), variance(window));
        if window.len() < FEWEST || spread <= 0.0 || !spread.is_finite() {
            return Ok(None);
        }
        let from: Vec<f64> = window.iter().map(|x| x - around).collect();
        let squares = from.iter().fold(0.0, |sum, d| sum + d * d);
        let fourths = from.iter().fold(0.0, |sum, d| sum + d * d * d * d);
        let together = from.iter().zip(from.iter().skip(1)).fold(0.0, |sum, (a, b)| sum + a * b);
        let excess = float(window.len()) * fourths / (squares * squares) - 3.0;
        // Kurtosis of Student's t: 3 + 6/(nu - 4).
        let freedom = (excess > 0.05).then(|| 4.0 + 6.0 / excess);
        Ok(Some(Self { freedom, phi: (together / squares).clamp(-0.95, 0.95), baseline, monitors }))
    }

    /// The same in steps, so that windows that differ by chance alone share one answer: tails by a list, autocorrelation by twentieths.
    #[must_use]
    pub fn in_steps(mut self) -> Self {
        const TAILS: [f64; 7] = [4.1, 4.5, 5.0, 6.0, 8.0, 12.0, 30.0];
        let nearest = |freedom: f64| TAILS.into_iter().find(|tail| freedom <= *tail);
        self.freedom = self.freedom.and_then(nearest);
        self.phi = (self.phi * 20.0).round() / 20.0;
        self
    }

    fn noise(&self) -> Noise {
        self.freedom.map_or(Noise::Normal, Noise::Student)
    }
}

/// One assumption that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Correction {
    /// Tails heavier than normal.
    Tails,
    /// Samples that follow each other.
    Autocorrelation,
    /// A target that was estimated.
    Baseline,
    /// Several monitors at once.
    Family,
}

/// A run length as printed, and as corrected.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    /// For independent normal samples with a known mean.
    pub nominal: f64,
    /// What each correction alone leaves of it.
    pub alone: Vec<(Correction, f64)>,
    /// With all of them at once, drawn from a seed.
    pub together: Simulated,
}

/// Paths behind a corrected run length.
const PATHS: u32 = 2_000;
/// Longest path behind one: beyond, the mean is at least as said.
const LONGEST: u32 = 20_000;
const SEED: u64 = 1;

/// The run length of a CUSUM with what its window says. Errors: a design that cannot be used, or measures outside their ranges.
pub fn corrected(design: &Cusum, measured: &Measured) -> Result<Corrected, Error> {
    within(Field::Autocorrelation, measured.phi, (Bound::Excluded(-1.0), Bound::Excluded(1.0)))?;
    let design = Cusum { noise: Noise::Normal, ..design.checked()? };
    let noise = measured.noise();
    let nominal = design.mean(0.0)?;
    let mut alone = Vec::new();
    if measured.freedom.is_some() {
        alone.push((Correction::Tails, Cusum { noise, ..design }.mean(0.0)?));
    }
    if measured.phi != 0.0 {
        let process = Process { noise: Noise::Normal, phi: measured.phi, shift: 0.0 };
        let drawn = simulate(PATHS, LONGEST, SEED, |stream, longest| cusum_run(&design, &process, stream, longest))?;
        alone.push((Correction::Autocorrelation, drawn.mean));
    }
    if let Some(samples) = measured.baseline {
        alone.push((Correction::Baseline, estimated_mean(samples, |shift| design.mean(shift))?));
    }
    if measured.monitors > 1 {
        alone.push((Correction::Family, family(nominal, measured.monitors)?));
    }
    Ok(Corrected { nominal, alone, together: corrected_in(&design, measured, PATHS)? })
}

/// The run length with everything that was measured, drawn over so many paths; where none of them alarms it is at least that, and all are `cut`.
/// Errors as [`corrected`].
pub fn corrected_in(design: &Cusum, measured: &Measured, paths: u32) -> Result<Simulated, Error> {
    within(Field::Autocorrelation, measured.phi, (Bound::Excluded(-1.0), Bound::Excluded(1.0)))?;
    let (design, noise) = (design.checked()?, measured.noise());
    // The mean of a baseline of autocorrelated samples is less certain by this.
    let follow = (1.0 + measured.phi) / (1.0 - measured.phi);
    let uncertain = measured.baseline.map_or(0.0, |m| libm::sqrt(follow / f64::from(m.max(1))));
    let drawn = simulate(paths, LONGEST, SEED, |stream, longest| {
        let shift = if uncertain > 0.0 { uncertain * stream.normal() } else { 0.0 };
        cusum_run(&design, &Process { noise, phi: measured.phi, shift }, stream, longest)
    })?;
    // Of runs that were cut it is known that they last longer: all samples over the runs that did alarm, as for a geometric law.
    let alarmed = f64::from(paths.saturating_sub(drawn.cut));
    let drawn = if alarmed > 0.0 {
        let by = f64::from(paths) / alarmed;
        Simulated { mean: drawn.mean * by, error: drawn.error * by, ..drawn }
    } else {
        drawn
    };
    let mean = family(drawn.mean.max(1.0), measured.monitors.max(1))?;
    Ok(Simulated { mean, error: drawn.error * mean / drawn.mean, ..drawn })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_correct_leaves_the_run_length() {
        let design = Cusum::new(0.5, 4.0).unwrap();
        let measured = Measured { freedom: None, phi: 0.0, baseline: None, monitors: 1 };
        let found = corrected(&design, &measured).unwrap();
        assert!(found.alone.is_empty());
        assert!((found.together.mean - found.nominal).abs() < 4.0 * found.together.error);
    }

    #[test]
    fn each_correction_is_named() {
        let design = Cusum::new(0.5, 5.0).unwrap();
        let measured = Measured { freedom: Some(5.0), phi: 0.3, baseline: Some(100), monitors: 12 };
        let found = corrected(&design, &measured).unwrap();
        let names: Vec<Correction> = found.alone.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, [Correction::Tails, Correction::Autocorrelation, Correction::Baseline, Correction::Family]);
        assert!(found.alone.iter().all(|(_, alone)| *alone > found.together.mean && *alone < found.nominal));
    }

    #[test]
    fn a_window_that_does_not_vary_is_not_rated() {
        assert_eq!(Measured::of(&[1.0; 50], None, 1).unwrap(), None);
        assert_eq!(Measured::of(&[1.0, 2.0], None, 1).unwrap(), None);
        assert!(Measured::of(&[f64::NAN; 50], None, 1).is_err());
    }

    /// 1,000 samples at one false alarm in 465 each: 88 %. Source: watching section 1.
    #[test]
    fn a_thousand_samples_seldom_pass_without_an_alarm() {
        assert!((alarm_within(465.44, 1000.0) - 0.884).abs() < 1e-3);
        assert!((family(465.44, 12).unwrap() - 39.247).abs() < 1e-3);
        assert!(family(0.5, 2).is_err());
    }
}
