//! The engine of the accounts that are kept, while a run has it inside.

use super::crowd::Kept;
use super::job::{Job, Stage, gone};
use crate::engine::Error;
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::outcome::Outcome;
use crate::engine::cascade::population::Population;
use crate::engine::cascade::rounds::Run;
use crate::engine::cascade::story::squares::Squares;

/// What was kept, while its engine is in a run.
#[derive(Debug)]
pub(super) struct Lent {
    pub key: String,
    pub population: Population,
    pub squares: Squares,
    pub worth: Vec<f64>,
}

impl Job {
    /// The accounts, where a run has their engine inside.
    pub fn into_kept(self) -> Option<Kept> {
        let engine = match self.stage {
            Stage::Running(run, _) | Stage::CutRunning(run, _, None) | Stage::Curve(_, Some(run)) => run.end().1,
            _ => None,
        }?;
        let Lent { key, population, squares, worth } = self.lent?;
        Some(Kept { key, population, engine, squares, worth })
    }

    /// Takes the engine out of the accounts that are kept, for a run to have inside.
    pub(super) fn lend(&mut self, kept: &mut Option<Kept>) -> Result<Engine, Error> {
        let Kept { key, population, engine, squares, worth } = kept.take().ok_or_else(gone)?;
        self.lent = Some(Lent { key, population, squares, worth });
        Ok(engine)
    }

    /// Puts it back.
    pub(super) fn put_back(&mut self, engine: Engine, kept: &mut Option<Kept>) {
        if let Some(Lent { key, population, squares, worth }) = self.lent.take() {
            *kept = Some(Kept { key, population, engine, squares, worth });
        }
    }

    /// Ends a run and puts its engine back; that of accounts of its own, where none was lent, is let go.
    pub(super) fn give_back(&mut self, run: Run<'static>, kept: &mut Option<Kept>) -> Outcome {
        let (outcome, engine) = run.end();
        if let Some(engine) = engine {
            self.put_back(engine, kept);
        }
        outcome
    }
}
