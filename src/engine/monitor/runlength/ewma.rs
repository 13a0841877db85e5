//! Run lengths of the EWMA: w = lambda z + (1 - lambda) w, alarm when |w| > c sqrt(lambda/(2 - lambda)).
//!
//! Source: watching section 1; Crowder 1987, Lucas and Saccucci 1990; Steiner 1999 for limits that widen from the first sample.

use super::kernel::{Kernel, dot};
use super::noise::Noise;
use crate::engine::Error;
use crate::engine::error::{Field, above_zero, within};
use crate::engine::numeric::gauss::{Node, legendre};
use std::ops::Bound;

/// Which limits are watched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limits {
    /// Both, of the long run.
    Fixed,
    /// Both, exact at each sample: c sqrt(lambda/(2 - lambda) (1 - (1 - lambda)^(2t))).
    Widening,
    /// The upper one alone, with w held at or above a floor, in units of sqrt(lambda/(2 - lambda)).
    Upper {
        /// The floor, below c.
        floor: f64,
    },
}

/// A design, in standard deviations of one sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ewma {
    /// Weight of the newest sample, 0.005 to 1.
    pub lambda: f64,
    /// Limit, in deviations of the long run, above 0 up to 20.
    pub c: f64,
    /// Where w starts, in units of one sample.
    pub start: f64,
    /// Which limits.
    pub limits: Limits,
    /// Law of the samples.
    pub noise: Noise,
}

/// Where the widening limits are as wide as the fixed ones, to the last digits.
const WIDE: f64 = 1e-13;

impl Ewma {
    /// Fixed limits, from the target, normal samples. Errors: lambda outside 0.005 to 1, c outside 0 to 20.
    pub fn new(lambda: f64, c: f64) -> Result<Self, Error> {
        Self { lambda, c, start: 0.0, limits: Limits::Fixed, noise: Noise::Normal }.checked()
    }

    /// The same with a limit in units of one sample instead of c. Errors as [`Ewma::new`].
    pub fn with_absolute_limit(lambda: f64, limit: f64) -> Result<Self, Error> {
        within(Field::Smoothing, lambda, 0.005..=1.0)?;
        Self::new(lambda, limit / deviation(lambda))
    }

    /// The same, where its values can be used. Errors as [`Ewma::new`]; and a start outside the limits.
    pub fn checked(self) -> Result<Self, Error> {
        within(Field::Smoothing, self.lambda, 0.005..=1.0)?;
        above_zero(Field::Limit, self.c)?;
        within(Field::Limit, self.c, 0.0..=20.0)?;
        let floor = match self.limits {
            Limits::Fixed | Limits::Widening => -self.c,
            Limits::Upper { floor } => {
                within(Field::Floor, floor, (Bound::Included(-100.0), Bound::Excluded(self.c)))?;
                floor
            }
        };
        within(Field::HeadStart, self.start, floor * deviation(self.lambda)..=self.limit())?;
        Ok(self)
    }

    /// The limit of the long run, in units of one sample.
    #[must_use]
    pub fn limit(&self) -> f64 {
        self.c * deviation(self.lambda)
    }

    /// Mean run length where the samples have moved by a shift. Errors: a shift that is no number; a run longer than can be told from never.
    pub fn mean(&self, shift: f64) -> Result<f64, Error> {
        self.checked()?;
        within(Field::Shift, shift, f64::MIN..=f64::MAX)?;
        match self.limits {
            Limits::Fixed | Limits::Upper { .. } => {
                let chart = self.chart(shift);
                chart.kernel.mean_from(&chart.row(self.start))
            }
            Limits::Widening => self.widening(shift),
        }
    }

    /// Sample numbers by which parts of the runs have alarmed; fixed limits. Errors as [`Ewma::mean`].
    pub fn quantiles(&self, shift: f64, parts: &[f64]) -> Result<Vec<u32>, Error> {
        self.checked()?;
        let chart = self.chart(shift);
        chart.kernel.quantiles(&chart.row(self.start), parts)
    }

    fn chart(&self, shift: f64) -> Chart {
        let lowest = match self.limits {
            Limits::Fixed | Limits::Widening => -self.limit(),
            Limits::Upper { floor } => floor * deviation(self.lambda),
        };
        let floor = matches!(self.limits, Limits::Upper { .. }).then_some(lowest);
        let count = self.noise.nodes((self.limit() - lowest) / self.lambda);
        let step = Step { lambda: self.lambda, shift, noise: self.noise };
        Chart::new(step, floor, legendre(count, (lowest, self.limit())))
    }

    /// The density of w among runs without an alarm, carried from grid to grid until the limits stand still; from there the fixed ones.
    fn widening(&self, shift: f64) -> Result<f64, Error> {
        let step = Step { lambda: self.lambda, shift, noise: self.noise };
        let settled = self.chart(shift);
        let means = settled.kernel.means()?;
        let grow = (1.0 - self.lambda) * (1.0 - self.lambda);
        let mut left = grow;
        let mut mean = 1.0;
        // Masses at the nodes of the last grid, before any sample one at the start.
        let (mut places, mut masses) = (vec![self.start], vec![1.0]);
        while left > WIDE {
            let limit = self.limit() * libm::sqrt(1.0 - left);
            let nodes = legendre(self.noise.nodes(2.0 * limit / self.lambda), (-limit, limit));
            let mass = |node: &Node| {
                let density = places.iter().zip(&masses).fold(0.0, |sum, (w, m)| sum + m * step.density(*w, node.at));
                node.weight * density
            };
            masses = nodes.iter().map(mass).collect();
            places = nodes.iter().map(|node| node.at).collect();
            mean += masses.iter().sum::<f64>();
            left *= grow;
        }
        let from = |w: f64| dot(&settled.row(w), &means);
        Ok(mean + places.iter().zip(&masses).fold(0.0, |sum, (w, m)| sum + m * from(*w)))
    }
}

/// Standard deviation of w in the long run, for samples of variance one.
#[must_use]
pub fn deviation(lambda: f64) -> f64 {
    libm::sqrt(lambda / (2.0 - lambda))
}

/// How w moves in one sample.
#[derive(Debug, Clone, Copy)]
struct Step {
    lambda: f64,
    shift: f64,
    noise: Noise,
}

impl Step {
    fn density(&self, from: f64, to: f64) -> f64 {
        self.noise.density((to - (1.0 - self.lambda) * from) / self.lambda - self.shift) / self.lambda
    }

    fn below(&self, from: f64, to: f64) -> f64 {
        self.noise.below((to - (1.0 - self.lambda) * from) / self.lambda - self.shift)
    }
}

/// An EWMA on nodes; where it has a floor, that is its first state.
struct Chart {
    step: Step,
    floor: Option<f64>,
    nodes: Vec<Node>,
    kernel: Kernel,
}

impl Chart {
    fn new(step: Step, floor: Option<f64>, nodes: Vec<Node>) -> Self {
        let mut chart = Self { step, floor, nodes, kernel: Kernel { rows: Vec::new() } };
        chart.kernel.rows =
            floor.into_iter().chain(chart.nodes.iter().map(|node| node.at)).map(|w| chart.row(w)).collect();
        chart
    }

    /// Where a w goes.
    fn row(&self, w: f64) -> Vec<f64> {
        let to_floor = self.floor.map(|floor| self.step.below(w, floor));
        let to = |node: &Node| node.weight * self.step.density(w, node.at);
        to_floor.into_iter().chain(self.nodes.iter().map(to)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With a weight of 1 it is a Shewhart chart.
    #[test]
    fn a_weight_of_one_is_a_shewhart_chart() {
        let found = Ewma::new(1.0, 3.0).unwrap().mean(0.0).unwrap();
        assert!((found - 370.398_347_345).abs() < 1e-4, "{found}");
    }

    /// Waldmann 1986: lambda 0.75, one side, 209.3.
    #[test]
    fn one_side_with_a_floor_is_known() {
        let unit = 1.0 / deviation(0.75);
        let design = Ewma { limits: Limits::Upper { floor: -4.0 * unit }, ..Ewma::new(0.75, 2.0 * unit).unwrap() };
        assert!((design.mean(0.0).unwrap() - 209.3).abs() < 0.1);
    }

    #[test]
    fn what_cannot_be_watched_is_refused() {
        assert!(Ewma::new(0.0, 3.0).is_err());
        assert!(Ewma::new(0.1, f64::NAN).is_err());
        assert!(Ewma { start: 9.0, ..Ewma::new(0.1, 2.7).unwrap() }.mean(0.0).is_err());
    }
}
