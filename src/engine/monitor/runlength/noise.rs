//! What the samples of a stream are drawn from: unit variance, around zero.

use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::numeric::special;
use crate::engine::random::Stream;
use std::ops::Bound;

/// A law with mean zero and variance one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Noise {
    /// The normal law.
    Normal,
    /// Student's t, scaled to unit variance. Degrees of freedom above 2.
    Student(f64),
}

impl Noise {
    /// Student's t. Errors: degrees of freedom of 2 or less, where there is no variance.
    pub fn student(freedom: f64) -> Result<Self, Error> {
        within(Field::DegreesOfFreedom, freedom, (Bound::Excluded(2.0), Bound::Included(f64::MAX)))?;
        Ok(Self::Student(freedom))
    }

    /// How much the unscaled law is wider.
    fn scale(self) -> f64 {
        match self {
            Self::Normal => 1.0,
            Self::Student(freedom) => libm::sqrt(freedom / (freedom - 2.0)),
        }
    }

    /// Density.
    #[must_use]
    pub fn density(self, x: f64) -> f64 {
        match self {
            Self::Normal => special::normal_density(x),
            Self::Student(freedom) => self.scale() * special::student_density(freedom, x * self.scale()),
        }
    }

    /// P(X <= x).
    #[must_use]
    pub fn below(self, x: f64) -> f64 {
        match self {
            Self::Normal => special::normal(x),
            Self::Student(freedom) => special::student(freedom, x * self.scale()),
        }
    }

    /// One sample of a stream of chance. Student's t as a normal over the root of a chi-square, drawn as exponentials and a normal.
    pub fn draw(self, stream: &mut Stream) -> f64 {
        match self {
            Self::Normal => stream.normal(),
            Self::Student(freedom) => {
                // Bailey 1994: polar form, exact for any degrees of freedom.
                let radius = freedom * (libm::pow(1.0 - stream.unit(), -2.0 / freedom) - 1.0);
                let t = libm::sqrt(radius) * libm::cos(std::f64::consts::TAU * stream.unit());
                t / self.scale()
            }
        }
    }

    /// Nodes for a kernel of this law over so many standard deviations: enough for a relative error of 1e-6.
    pub(super) fn nodes(self, width: f64) -> usize {
        let per_deviation = match self {
            Self::Normal => 4.0,
            // The narrow peak of a law with heavy tails needs more of them.
            Self::Student(freedom) => 5.0 + 24.0 / freedom,
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 600")]
        let nodes = (14.0 + per_deviation * width).clamp(20.0, 600.0) as usize;
        nodes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_law_has_unit_variance() {
        for noise in [Noise::Normal, Noise::student(5.0).unwrap(), Noise::student(30.0).unwrap()] {
            let mut stream = Stream::new(1, 1);
            let square = (0..200_000).map(|_| noise.draw(&mut stream)).map(|x| x * x).sum::<f64>() / 200_000.0;
            assert!((square - 1.0).abs() < 0.03, "{noise:?}: {square}");
            let slope = (noise.below(0.7 + 1e-6) - noise.below(0.7 - 1e-6)) / 2e-6;
            assert!((slope - noise.density(0.7)).abs() < 1e-8);
        }
        assert!(Noise::student(2.0).is_err());
        assert!(Noise::student(f64::NAN).is_err());
    }
}
