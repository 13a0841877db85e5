//! What a detector's run length is worth in its own window: measured, in steps, and counted once for each step.

use super::super::runlength::corrections::{Measured, corrected_in, family};
use super::super::runlength::cusum::Cusum;
use crate::engine::Error;
use std::collections::BTreeMap;

/// Paths behind a corrected run length in a log: its standard error is about a twentieth.
const PATHS: u32 = 400;

/// Samples that tails and autocorrelation are measured in.
pub(in crate::engine::monitor) const WINDOW: usize = 120;

/// The last samples of a stream.
#[derive(Debug, Clone, Default)]
pub(in crate::engine::monitor) struct Last(Vec<f64>);

impl Last {
    pub(in crate::engine::monitor) fn push(&mut self, sample: f64) {
        if self.0.len() >= WINDOW {
            self.0.remove(0);
        }
        self.0.push(sample);
    }

    pub(in crate::engine::monitor) fn samples(&self) -> &[f64] {
        &self.0
    }
}

/// Corrected run lengths of one design, by what was measured.
#[derive(Debug, Clone)]
pub(in crate::engine::monitor) struct Rated {
    design: Cusum,
    nominal: f64,
    known: BTreeMap<(u64, u64), Option<f64>>,
}

impl Rated {
    pub(in crate::engine::monitor) fn new(design: Cusum) -> Result<Self, Error> {
        Ok(Self { nominal: design.mean(0.0)?, design, known: BTreeMap::new() })
    }

    pub(in crate::engine::monitor) const fn nominal(&self) -> f64 {
        self.nominal
    }

    /// In a window, with a baseline and so many monitors; `None` where the window does not vary, is too short, or leaves a run
    /// too long to be drawn.
    pub(in crate::engine::monitor) fn corrected(
        &mut self,
        window: &[f64],
        baseline: u32,
        monitors: u32,
    ) -> Result<Option<f64>, Error> {
        let Some(measured) = Measured::of(window, Some(baseline), monitors)? else { return Ok(None) };
        let measured = measured.in_steps();
        let key = (measured.freedom.unwrap_or(0.0).to_bits(), measured.phi.to_bits());
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        let drawn = corrected_in(&self.design, &measured, PATHS)?;
        // Where no run that is drawn alarms, how long they last is not known.
        let found = (drawn.cut < PATHS).then_some(drawn.mean);
        self.known.insert(key, found);
        Ok(found)
    }
}

/// A run length of counts, corrected for the number of monitors; `None` where the counts are more uneven than a Poisson law, which nothing here
/// corrects for.
pub(in crate::engine::monitor) fn of_counts(nominal: Option<f64>, uneven: bool, monitors: u32) -> Option<f64> {
    nominal.filter(|_| !uneven).and_then(|nominal| family(nominal.max(1.0), monitors).ok())
}
