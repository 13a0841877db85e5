//! A run of the cascade as the jobs answered it, and the figures that show it at one round.

use crate::engine::cascade::narration::{Curve, Narration};
use crate::engine::jobs::Answer;
use crate::engine::jobs::asked::Asked;
use crate::engine::scenario::Scenario;
use crate::figures::cascade::Cut;
use crate::figures::{CascadeFigure, CurveFigure, LedgerFigure, PathFigure};
use std::sync::Arc;

/// A run that was narrated.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The settings it was asked under; where the reader stands in it is not among them.
    pub scenario: Scenario,
    /// What it did.
    pub narration: Arc<Narration>,
    /// What it does with something cut, and whether that stops it after the first round.
    pub without: Option<(Arc<Narration>, bool)>,
    /// The outcome by shock, once it is known.
    pub curve: Arc<Curve>,
}

impl Run {
    /// What is known of a question; `None` until its run is narrated.
    #[must_use]
    pub fn of(question: &str, answer: &Answer) -> Option<Self> {
        let narration = Arc::new(answer.narration.clone()?);
        let Asked { scenario, .. } = Asked::read(question);
        let without = answer.without.clone().map(|without| (Arc::new(without.narration), without.stops));
        Some(Self { scenario, narration, without, curve: Arc::new(answer.curve.clone().unwrap_or_default()) })
    }
}

/// The figures of a run at one round.
#[derive(Debug, Clone, PartialEq)]
pub struct RunFigures {
    /// How many rounds it has.
    pub rounds: usize,
    /// The round that is shown, from nought, before the first, to `rounds`.
    pub round: usize,
    /// Who pushed whom.
    pub graph: Arc<CascadeFigure>,
    /// Prices, symbol by symbol.
    pub path: Arc<PathFigure>,
    /// Who has gained what from whom.
    pub ledger: Arc<LedgerFigure>,
    /// The outcome by shock: always of the run with nothing cut.
    pub curve: Arc<CurveFigure>,
}

impl RunFigures {
    /// At a round, the last one at most, of the run itself or of the one with something cut, where something is.
    #[must_use]
    pub fn at(run: &Run, round: usize, cut: bool) -> Self {
        let without = run.without.as_ref().filter(|_| cut);
        let narration = without.map_or(&run.narration, |(narration, _)| narration);
        let cut = without.and_then(|_| Cut::of(&run.scenario, &run.narration)).map(Arc::new);
        let rounds = narration.rounds.len();
        let round = round.min(rounds);
        Self {
            rounds,
            round,
            graph: Arc::new(CascadeFigure::of(&run.scenario, Arc::clone(narration), round).without(cut.clone())),
            path: Arc::new(PathFigure::of(&run.scenario, Arc::clone(narration), round).without(cut.clone())),
            ledger: Arc::new(LedgerFigure::of(&run.scenario, Arc::clone(narration), round).without(cut)),
            curve: Arc::new(CurveFigure::of(&run.scenario, Arc::clone(&run.curve), Arc::clone(&run.narration))),
        }
    }
}
