//! The engine of the accounts that are kept, while a run has it inside.

use super::job::{Job, Stage, gone};
use super::prepared::Prepared;
use crate::engine::Error;
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::narration::squares::Squares;
use crate::engine::cascade::outcome::Outcome;
use crate::engine::cascade::population::Population;
use crate::engine::cascade::rounds::Run;

/// What was kept, while its engine is in a run.
#[derive(Debug)]
pub(super) struct OnLoan {
    pub key: String,
    pub population: Population,
    pub squares: Squares,
    pub worth: Vec<f64>,
}

impl Job {
    /// The accounts, where a run has their engine inside.
    pub fn into_prepared(self) -> Option<Prepared> {
        let engine = match self.stage {
            Stage::Running(run, _) | Stage::CutRunning(run, _, None) | Stage::Curve(_, Some(run)) => run.end().1,
            _ => None,
        }?;
        let OnLoan { key, population, squares, worth } = self.on_loan?;
        Some(Prepared { key, population, engine, squares, worth })
    }

    /// Takes the engine out of the accounts that are kept, for a run to have inside.
    pub(super) fn lend(&mut self, prepared: &mut Option<Prepared>) -> Result<Engine, Error> {
        let Prepared { key, population, engine, squares, worth } = prepared.take().ok_or_else(gone)?;
        self.on_loan = Some(OnLoan { key, population, squares, worth });
        Ok(engine)
    }

    /// Puts it back.
    pub(super) fn put_back(&mut self, engine: Engine, prepared: &mut Option<Prepared>) {
        if let Some(OnLoan { key, population, squares, worth }) = self.on_loan.take() {
            *prepared = Some(Prepared { key, population, engine, squares, worth });
        }
    }

    /// Ends a run and puts its engine back; that of accounts of its own, where none was lent, is let go.
    pub(super) fn give_back(&mut self, run: Run<'static>, prepared: &mut Option<Prepared>) -> Outcome {
        let (outcome, engine) = run.end();
        if let Some(engine) = engine {
            self.put_back(engine, prepared);
        }
        outcome
    }
}
