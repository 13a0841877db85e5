//! Run lengths of the tabular CUSUM: S+ = max(0, S+ + z - k), alarm when S+ > h, and the same downward.
//!
//! Source: watching section 1; Page 1954, Lucas and Crosier 1982 (head start, two sides), Crosier 1986 (one statistic for both sides), Siegmund
//! 1985 (closed approximation).

use super::kernel::{Kernel, dot};
use super::noise::Noise;
use crate::engine::Error;
use crate::engine::error::{Field, above_zero, within};
use crate::engine::numeric::gauss::{Node, legendre};

/// Which sides are watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// Rises alone.
    Upper,
    /// Rises and falls, each with its own sum.
    Both,
    /// Rises and falls with one sum that shrinks toward zero.
    Crosier,
}

/// A design, in standard deviations of one sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cusum {
    /// Reference value, 0 to 10: half the shift that is looked for.
    pub k: f64,
    /// Limit, above 0 up to 100.
    pub h: f64,
    /// Where the sums start, 0 to h.
    pub head_start: f64,
    /// Which sides.
    pub sides: Sides,
    /// Law of the samples.
    pub noise: Noise,
}

impl Cusum {
    /// Both sides from zero, normal samples. Errors: k outside 0 to 10, h outside 0 to 100.
    pub fn new(k: f64, h: f64) -> Result<Self, Error> {
        Self { k, h, head_start: 0.0, sides: Sides::Both, noise: Noise::Normal }.checked()
    }

    /// The same, where its values can be used. Errors as [`Cusum::new`]; and a head start outside 0 to h.
    pub fn checked(self) -> Result<Self, Error> {
        within(Field::ReferenceValue, self.k, 0.0..=10.0)?;
        above_zero(Field::Limit, self.h)?;
        within(Field::Limit, self.h, 0.0..=100.0)?;
        within(Field::HeadStart, self.head_start, 0.0..=self.h)?;
        Ok(self)
    }

    /// Mean run length where the samples have moved by a shift. Errors: a shift that is no number; a run longer than can be told from never.
    pub fn mean(&self, shift: f64) -> Result<f64, Error> {
        self.checked()?;
        within(Field::Shift, shift, f64::MIN..=f64::MAX)?;
        let side = |shift: f64| -> Result<(f64, f64), Error> {
            let one = self.one_side(shift);
            let means = one.kernel.means()?;
            Ok((one.mean(0.0, &means), one.mean(self.head_start, &means)))
        };
        match self.sides {
            Sides::Upper => side(shift).map(|(_, from)| from),
            Sides::Both => {
                match (side(shift), side(-shift)) {
                    // Lucas and Crosier 1982, of which Kemp's sum of inverses is the case without a head start.
                    (Ok(up), Ok(down)) => Ok((up.1 * down.0 + down.1 * up.0 - up.0 * down.0) / (up.0 + down.0)),
                    // A side that never alarms leaves the run to the other.
                    (Ok((_, from)), Err(_)) | (Err(_), Ok((_, from))) => Ok(from),
                    (Err(never), Err(_)) => Err(never),
                }
            }
            Sides::Crosier => {
                let both = self.crosier(shift);
                both.kernel.mean_from(&both.row(self.head_start))
            }
        }
    }

    /// Sample numbers by which parts of the runs have alarmed, one side. Errors as [`Cusum::mean`].
    pub fn quantiles(&self, shift: f64, parts: &[f64]) -> Result<Vec<u32>, Error> {
        self.checked()?;
        let one = if self.sides == Sides::Crosier { self.crosier(shift) } else { self.one_side(shift) };
        one.kernel.quantiles(&one.row(self.head_start), parts)
    }

    fn one_side(&self, shift: f64) -> Chart {
        let nodes = legendre(self.noise.nodes(self.h), (0.0, self.h));
        Chart::new(Step { k: self.k, shift, noise: self.noise, below: None }, nodes)
    }

    fn crosier(&self, shift: f64) -> Chart {
        let half = self.noise.nodes(self.h);
        let mut nodes = legendre(half, (-self.h, 0.0));
        nodes.extend(legendre(half, (0.0, self.h)));
        Chart::new(Step { k: self.k, shift, noise: self.noise, below: Some(self.k) }, nodes)
    }
}

/// How a sum moves in one sample.
#[derive(Debug, Clone, Copy)]
struct Step {
    k: f64,
    shift: f64,
    noise: Noise,
    /// For Crosier's: sums below zero are reached from samples further down by this.
    below: Option<f64>,
}

/// A CUSUM on nodes; its first state is the sum of exactly zero.
struct Chart {
    step: Step,
    nodes: Vec<Node>,
    kernel: Kernel,
}

impl Chart {
    fn new(step: Step, nodes: Vec<Node>) -> Self {
        let mut chart = Self { step, nodes, kernel: Kernel { rows: Vec::new() } };
        chart.kernel.rows =
            std::iter::once(0.0).chain(chart.nodes.iter().map(|node| node.at)).map(|s| chart.row(s)).collect();
        chart
    }

    /// Where a sum of s goes.
    fn row(&self, s: f64) -> Vec<f64> {
        let Step { k, shift, noise, below } = self.step;
        let to_zero = noise.below(k - s - shift) - below.map_or(0.0, |k| noise.below(-k - s - shift));
        let to = |node: &Node| {
            let kept = if node.at < 0.0 { -k } else { k };
            node.weight * noise.density(node.at + kept - s - shift)
        };
        std::iter::once(to_zero).chain(self.nodes.iter().map(to)).collect()
    }

    fn mean(&self, s: f64, means: &[f64]) -> f64 {
        1.0 + dot(&self.row(s), means)
    }
}

/// Siegmund's closed approximation of the mean run length of one side: (e^(-2 D b) + 2 D b - 1)/(2 D^2), D = shift - k, b = h + 1.166.
#[must_use]
pub fn siegmund(k: f64, h: f64, shift: f64) -> f64 {
    let (d, b) = (shift - k, h + 1.166);
    if d.abs() < 1e-9 { b * b } else { (libm::expm1(-2.0 * d * b) + 2.0 * d * b) / (2.0 * d * d) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finer_grid_changes_nothing() {
        for (k, h) in [(0.5, 5.0), (0.25, 8.0), (1.0, 3.0), (0.05, 20.0)] {
            let design = Cusum { sides: Sides::Upper, ..Cusum::new(k, h).unwrap() };
            let finer = Chart::new(
                Step { k, shift: 0.0, noise: Noise::Normal, below: None },
                legendre(2 * Noise::Normal.nodes(h), (0.0, h)),
            );
            let fine = finer.kernel.mean_from(&finer.row(0.0)).unwrap();
            let coarse = design.mean(0.0).unwrap();
            assert!((coarse / fine - 1.0).abs() < 1e-6, "{k} {h}: {coarse} {fine}");
        }
    }

    /// Crosier 1986 gives 168 calm and 8.4 at one deviation for k 0.5, h 3.73.
    #[test]
    fn crosiers_one_sum_is_known() {
        let design = Cusum { sides: Sides::Crosier, ..Cusum::new(0.5, 3.73).unwrap() };
        assert!((design.mean(0.0).unwrap() - 168.0).abs() < 1.0);
        assert!((design.mean(1.0).unwrap() - design.mean(-1.0).unwrap()).abs() < 1e-8);
    }

    #[test]
    fn what_cannot_be_watched_is_refused() {
        assert!(Cusum::new(0.5, 0.0).is_err());
        assert!(Cusum::new(f64::NAN, 4.0).is_err());
        assert!(Cusum { head_start: 5.0, ..Cusum::new(0.5, 4.0).unwrap() }.checked().is_err());
        assert!(Cusum::new(0.5, 4.0).unwrap().mean(f64::INFINITY).is_err());
        // A limit that is reached once in e^100 samples.
        assert!(Cusum::new(3.0, 100.0).unwrap().mean(0.0).is_err());
    }
}
