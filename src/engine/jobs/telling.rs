//! A run that has ended, told some accounts at a time.

use super::prepared::Prepared;
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::narration::Narration;
use crate::engine::cascade::narration::input::NarrationInput;
use crate::engine::cascade::narration::ledger_log::LedgerLog;
use crate::engine::cascade::narration::narrate::Narrating;
use crate::engine::cascade::narration::squares::Squares;
use crate::engine::cascade::outcome::Outcome;
use crate::engine::scenario::Scenario;

/// Accounts that are told of in one go.
const SOME: usize = 16_384;

/// A run that has ended.
#[derive(Debug)]
pub(super) struct Ended {
    pub outcome: Outcome,
    pub ledger_log: LedgerLog,
    /// Its engine and squares, where it was run on accounts of its own.
    pub apart: Option<(Engine, Squares)>,
}

/// Its narration on its way.
#[derive(Debug)]
pub(super) struct Telling {
    pub ended: Ended,
    scale: f64,
    loadings: Vec<f64>,
    narrating: Narrating,
}

impl Ended {
    /// The engine of the run.
    pub fn engine<'a>(&'a self, prepared: &'a Prepared) -> &'a Engine {
        self.apart.as_ref().map_or(&prepared.engine, |(engine, _)| engine)
    }

    fn input<'a>(&'a self, prepared: &'a Prepared, scale: f64, loadings: &'a [f64]) -> NarrationInput<'a> {
        let Self { outcome, ledger_log, apart } = self;
        let (engine, squares) =
            apart.as_ref().map_or((&prepared.engine, &prepared.squares), |(engine, squares)| (engine, squares));
        // Accounts that are split come from where they came before.
        let source = prepared.population.source();
        NarrationInput { engine, outcome, ledger_log, squares, scale, depth: 1.0, loadings, source }
    }
}

impl Telling {
    /// Begins.
    pub fn new(ended: Ended, prepared: &Prepared, scenario: &Scenario) -> Self {
        let symbols = ended.engine(prepared).market().count();
        let loadings: Vec<f64> = (0..symbols).map(|s| scenario.loading(s)).collect();
        let scale = scenario.preset().scale;
        let narrating = Narrating::new(&ended.input(prepared, scale, &loadings));
        Self { ended, scale, loadings, narrating }
    }

    /// Some more of it; false once it can be told.
    pub fn some(&mut self, prepared: &Prepared) -> bool {
        let Self { ended, scale, loadings, narrating } = self;
        narrating.some(&ended.input(prepared, *scale, loadings), SOME)
    }

    /// Tells it.
    pub fn told(self, prepared: &Prepared) -> (Ended, Narration) {
        let Self { ended, scale, loadings, narrating } = self;
        let narration = narrating.told(&ended.input(prepared, scale, &loadings));
        (ended, narration)
    }
}
