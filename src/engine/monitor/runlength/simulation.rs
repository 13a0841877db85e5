//! Run lengths by drawing them, where no equation is at hand: autocorrelated samples, and several corrections at once.

use super::cusum::{Cusum, Sides};
use super::noise::Noise;
use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::random::Stream;
use std::ops::Bound;

/// What this module's streams of chance are named by.
const PURPOSE: u64 = 0x7275_6e6c;

/// Samples of unit variance that follow each other: `x' = phi x + sqrt(1 - phi^2) e`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Process {
    /// Law of the innovations e.
    pub noise: Noise,
    /// First autocorrelation, above -1 and below 1.
    pub phi: f64,
    /// What is added to every sample.
    pub shift: f64,
}

impl Process {
    /// Its samples, without end.
    pub fn samples(self, stream: &mut Stream) -> impl Iterator<Item = f64> + '_ {
        let spread = libm::sqrt((1.0 - self.phi * self.phi).max(0.0));
        let mut next = self.noise.draw(stream);
        std::iter::repeat_with(move || {
            let x = next;
            next = self.phi * x + spread * self.noise.draw(stream);
            x + self.shift
        })
    }
}

/// A mean of draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Simulated {
    /// Mean run length.
    pub mean: f64,
    /// Its standard error.
    pub error: f64,
    /// Runs that were cut at the longest that is drawn: the mean is then at least as said.
    pub cut: u32,
}

/// Mean run length over so many paths, each drawn by a function that is given its stream and the longest run. Errors: no path.
pub fn simulate(
    paths: u32,
    longest: u32,
    seed: u64,
    mut run: impl FnMut(&mut Stream, u32) -> Option<u32>,
) -> Result<Simulated, Error> {
    within(Field::Paths, paths, 1..=10_000_000)?;
    let mut stream = Stream::new(seed, PURPOSE);
    let (mut sum, mut squares, mut cut) = (0.0, 0.0, 0_u32);
    for _ in 0..paths {
        let found = run(&mut stream, longest);
        cut = cut.saturating_add(u32::from(found.is_none()));
        let length = f64::from(found.unwrap_or(longest));
        sum += length;
        squares += length * length;
    }
    let n = f64::from(paths);
    let mean = sum / n;
    let variance = (squares / n - mean * mean).max(0.0);
    Ok(Simulated { mean, error: libm::sqrt(variance / n), cut })
}

/// One run of a CUSUM over a process: the sample that alarms.
pub fn cusum_run(design: &Cusum, process: &Process, stream: &mut Stream, longest: u32) -> Option<u32> {
    let (mut up, mut down, mut one) = (design.head_start, design.head_start, design.head_start);
    for (n, z) in (1..=longest).zip(process.samples(stream)) {
        let alarm = match design.sides {
            Sides::Upper | Sides::Both => {
                up = (up + z - design.k).max(0.0);
                down = (down - z - design.k).max(0.0);
                up > design.h || (design.sides == Sides::Both && down > design.h)
            }
            Sides::Crosier => {
                let sum = one + z;
                one = if sum.abs() <= design.k { 0.0 } else { sum * (1.0 - design.k / sum.abs()) };
                one.abs() > design.h
            }
        };
        if alarm {
            return Some(n);
        }
    }
    None
}

/// Mean run length of a CUSUM over a process. Errors: a design or process that cannot be used.
pub fn cusum(design: &Cusum, process: &Process, paths: u32, longest: u32, seed: u64) -> Result<Simulated, Error> {
    let design = design.checked()?;
    within(Field::Autocorrelation, process.phi, (Bound::Excluded(-1.0), Bound::Excluded(1.0)))?;
    simulate(paths, longest, seed, |stream, longest| cusum_run(&design, process, stream, longest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_mean_again() {
        let design = Cusum::new(0.5, 3.0).unwrap();
        let process = Process { noise: Noise::Normal, phi: 0.2, shift: 0.0 };
        let run = |seed| cusum(&design, &process, 200, 10_000, seed).unwrap();
        assert_eq!(run(1), run(1));
        assert_ne!(run(1).mean, run(2).mean);
        assert!(cusum(&design, &Process { phi: 1.0, ..process }, 10, 10, 1).is_err());
        assert!(cusum(&design, &process, 0, 10, 1).is_err());
        assert_eq!(cusum(&Cusum::new(0.5, 50.0).unwrap(), &process, 5, 10, 1).unwrap().cut, 5);
    }
}
