//! Seeded chance. The sequence is part of the format: a link must replay for ever, so the generator is ours and never changes.
//!
//! `SplitMix64` (Steele, Lea and Flood 2014): a counter and a mixing function. A stream is named by a seed and a purpose, so that
//! asking for one more number in one place moves nothing in another.

use std::f64::consts::TAU;

/// The step of the counter: 2^64 over the golden ratio, odd.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A stream of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stream(u64);

/// Spreads the bits of a number over all 64: a bijection.
#[must_use]
pub const fn mix(number: u64) -> u64 {
    let a = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let b = (a ^ (a >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    b ^ (b >> 31)
}

impl Stream {
    /// The stream of a seed for one purpose.
    #[must_use]
    pub const fn new(seed: u64, purpose: u64) -> Self {
        Self(mix(seed.wrapping_add(STEP)) ^ mix(purpose.wrapping_mul(STEP)))
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// Evenly in [0, 1), in steps of 2^-53.
    pub fn unit(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
        let whole = (self.bits() >> 11) as f64;
        whole / 9_007_199_254_740_992.0
    }

    /// Evenly in [low, high).
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Evenly among `0..count`; 0 where the count is 0. The bias is below 2^-32 for counts below 2^32.
    pub fn below(&mut self, count: u32) -> u32 {
        let product = (self.bits() >> 32).wrapping_mul(u64::from(count));
        u32::try_from(product >> 32).unwrap_or(0)
    }

    /// Exponential with mean 1.
    pub fn exponential(&mut self) -> f64 {
        -libm::log1p(-self.unit())
    }

    /// Standard normal, by Box and Muller. Takes two numbers of the stream.
    pub fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(2.0 * self.exponential());
        radius * libm::cos(TAU * self.unit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_never_changes() {
        let mut stream = Stream::new(1, 2);
        let first: Vec<u64> = (0..3).map(|_| stream.bits()).collect();
        assert_eq!(first, [11_886_474_078_194_648_222, 17_672_105_080_875_624_528, 17_320_910_098_908_922_700]);
        // The published sequence of SplitMix64 from the state 0.
        let mut published = Stream(0);
        assert_eq!(published.bits(), 0xe220_a839_7b1d_cdaf);
        assert_eq!(published.bits(), 0x6e78_9e6a_a1b9_65f4);
    }

    #[test]
    fn moments_are_those_of_the_distributions() {
        let mut stream = Stream::new(7, 0);
        let (mut uniform, mut exponential, mut normal, mut square) = (0.0, 0.0, 0.0, 0.0);
        let count = 100_000;
        for _ in 0..count {
            uniform += stream.unit();
            exponential += stream.exponential();
            let z = stream.normal();
            normal += z;
            square += z * z;
        }
        let mean = |sum: f64| sum / f64::from(count);
        assert!((mean(uniform) - 0.5).abs() < 0.004);
        assert!((mean(exponential) - 1.0).abs() < 0.013);
        assert!(mean(normal).abs() < 0.013);
        assert!((mean(square) - 1.0).abs() < 0.02);
    }

    #[test]
    fn streams_of_one_seed_are_apart() {
        assert_ne!(Stream::new(1, 0).bits(), Stream::new(1, 1).bits());
        assert_ne!(Stream::new(0, 0).bits(), Stream::new(1, 0).bits());
        let mut stream = Stream::new(3, 3);
        assert!((0..1000).all(|_| stream.below(7) < 7));
        assert_eq!(stream.below(0), 0);
    }
}
