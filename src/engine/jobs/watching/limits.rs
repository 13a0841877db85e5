//! What the limits of a watch come to: the run length that was asked for, what each correction leaves of it, and what it costs in delay.

use super::record::Limits;
use crate::engine::Error;
use crate::engine::monitor::runlength::corrections::{Measured, corrected_in, estimated_mean, family};
use crate::engine::monitor::runlength::cusum::Cusum;
use crate::engine::monitor::runlength::inverse::limit_for;
use crate::engine::monitor::runlength::noise::Noise;
use crate::engine::monitor::watch::{Second, Watched};
use crate::engine::numeric::{mean, variance};

/// Half of the shift that is looked for, in deviations: as the detectors of levels have it.
const K: f64 = 0.5;
/// The shift whose delay is told, in deviations.
const SHIFT: f64 = 1.0;
/// Paths behind each corrected run length.
const PATHS: u32 = 400;
/// Monitors side by side.
const MONITORS: usize = Watched::ALL.len();

/// Limits of the curve, in deviations.
const CURVE: [f64; 14] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0];

/// The rating under way.
#[derive(Debug)]
pub(super) struct Rating {
    design: Cusum,
    measured: Option<Measured>,
    limits: Limits,
}

impl Rating {
    /// For a run length, over the seconds that calm was learned from: tails and autocorrelation are those of the spread there.
    /// Errors: a run length that no limit gives.
    pub(super) fn new(run_length: f64, calm: &[Second]) -> Result<Self, Error> {
        let limit = limit_for(run_length, (0.1, 60.0), |h| Cusum::new(K, h)?.mean(0.0))?;
        let design = Cusum::new(K, limit)?;
        let spreads: Vec<f64> = calm.iter().map(|second| second.spread).collect();
        let (middle, deviation) = (mean(&spreads), libm::sqrt(variance(&spreads)));
        let scores: Vec<f64> = spreads.iter().map(|spread| (spread - middle) / deviation).collect();
        let varies = deviation > 1e-9 * middle.abs();
        let baseline = u32::try_from(calm.len()).unwrap_or(u32::MAX);
        let monitors = u32::try_from(MONITORS).unwrap_or(1);
        let measured = if varies { Measured::of(&scores, Some(baseline), monitors)? } else { None };
        // What would lengthen the run is not counted.
        let measured = measured.map(|measured| Measured { phi: measured.phi.max(0.0), ..measured }.in_steps());
        let (nominal, delay) = (design.mean(0.0)?, design.mean(SHIFT)?);
        let said = measured.map(|measured| (measured.freedom.unwrap_or(0.0), measured.phi));
        let limits = Limits { limit, nominal, delay, measured: said, ..Limits::default() };
        Ok(Self { design, measured, limits })
    }

    /// Works on it; true while there is more to do. Errors: a design that cannot be used.
    pub(super) fn some(&mut self) -> Result<bool, Error> {
        if let Some(h) = CURVE.get(self.limits.curve.len()) {
            let design = Cusum::new(K, *h)?;
            self.limits.curve.push((*h, design.mean(0.0)?, design.mean(SHIFT)?));
            return Ok(true);
        }
        let at = self.limits.alone.len();
        if at < 4 {
            let rated = self.measured.map(|measured| self.alone(at, &measured)).transpose()?.flatten();
            self.limits.alone.push(rated);
            return Ok(true);
        }
        let drawn = self.measured.map(|measured| corrected_in(&self.design, &measured, PATHS)).transpose()?;
        let rated = drawn.filter(|drawn| drawn.cut < PATHS).map(|drawn| drawn.mean.min(self.limits.nominal));
        self.limits.corrected = rated;
        Ok(false)
    }

    /// What one correction alone leaves. All but that for samples that follow each other have an equation. Errors: as the equations'.
    fn alone(&self, correction: usize, measured: &Measured) -> Result<Option<f64>, Error> {
        let nominal = self.limits.nominal;
        Ok(match correction {
            0 => match measured.freedom {
                Some(freedom) => Some(Cusum { noise: Noise::Student(freedom), ..self.design }.mean(0.0)?),
                None => Some(nominal),
            },
            1 if measured.phi > 0.0 => {
                let alone = Measured { freedom: None, phi: measured.phi, baseline: None, monitors: 1 };
                let drawn = corrected_in(&self.design, &alone, PATHS)?;
                (drawn.cut < PATHS).then_some(drawn.mean)
            }
            1 => Some(nominal),
            2 => match measured.baseline {
                Some(samples) => Some(estimated_mean(samples, |shift| self.design.mean(shift))?),
                None => Some(nominal),
            },
            _ => Some(family(nominal, measured.monitors)?),
        }
        .map(|left| left.min(nominal)))
    }

    /// What is known.
    pub(super) const fn limits(&self) -> &Limits {
        &self.limits
    }
}
