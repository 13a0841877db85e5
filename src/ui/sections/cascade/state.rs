//! What the parts of the section share.

use crate::engine::scenario::{Cutting, ParameterId as P, Scenario};
use crate::figures::Figure;
use crate::figures::run::{Run, RunFigures};
use crate::ui::components::FigureModel;
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::sync::Arc;

/// How far the work is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Work {
    /// Nothing is asked.
    #[default]
    Done,
    /// Stage, part of it, accounts closed so far.
    Busy(f64, f64, f64),
    /// The reader stopped it.
    Stopped,
    /// It could not be done.
    Failed(String),
}

/// What the parts of the section share.
#[derive(Clone, Copy)]
pub struct Cascade {
    /// The run that was answered last.
    pub(super) run: RwSignal<Option<Arc<Run>>>,
    /// Whether the page answers.
    alive: RwSignal<bool>,
    /// How far the work is.
    pub work: RwSignal<Work>,
    /// True while the figures show the run with something cut.
    pub cut_shown: Memo<bool>,
    /// True once the reader has seen the shock: before that the figures show nobody fallen.
    pub pushed: RwSignal<bool>,
    /// Its figures at the round where the reader stands.
    figures: Memo<Option<Arc<RunFigures>>>,
    /// Counts what is asked again.
    pub(super) again: RwSignal<u32>,
}

impl Cascade {
    /// Nothing known yet.
    pub fn new(scenario: RwSignal<Scenario>, alive: RwSignal<bool>) -> Self {
        let run = RwSignal::new(built());
        let pushed = RwSignal::new(false);
        let cut_shown = Memo::new(move |_| scenario.with(Scenario::shows_cut));
        let round = Memo::new(move |_| scenario.get().number(P::Round).to_usize().unwrap_or(0));
        let figures = Memo::new_with_compare(
            move |_| {
                let round = if pushed.get() { round.get() } else { 0 };
                run.get().map(|run| Arc::new(RunFigures::at(&run, round, cut_shown.get())))
            },
            // A run that is answered anew is shown anew: comparing all that it holds would cost more.
            |_, _| true,
        );
        Self { run, alive, work: RwSignal::new(Work::default()), cut_shown, pushed, figures, again: RwSignal::new(0) }
    }

    /// The run, tracked; `None` until there is one.
    pub fn run(self) -> Option<Arc<Run>> {
        self.run.get()
    }

    /// Its figures where the reader stands, tracked; `None` until there is a run.
    pub fn figures(self) -> Option<Arc<RunFigures>> {
        self.figures.get()
    }

    /// The same for whatever makes elements of what it finds: none as long as the build's stand, which has made none.
    pub fn listed(self) -> Option<Arc<RunFigures>> {
        self.alive.get().then(|| self.figures()).flatten()
    }

    /// Rounds of the run that is shown, and where the reader stands, tracked.
    pub fn standing(self) -> (usize, usize) {
        self.figures().map(|figures| (figures.rounds, figures.round)).unwrap_or_default()
    }

    /// The settings for a link, tracked: at the end of a run it names the last round, since one that names none opens before the shock.
    pub fn shared(self, scenario: Scenario) -> Scenario {
        let at_end = self.pushed.get()
            && scenario.cut() == Cutting::Nothing
            && scenario.number(P::Round) == scenario.with_default(P::Round).number(P::Round);
        let rounds = self.figures.with(|figures| figures.as_ref().map(|figures| figures.rounds));
        match rounds.filter(|_| at_end) {
            Some(rounds) => scenario.with_number(P::Round, Decimal::from(rounds)).unwrap_or(scenario),
            None => scenario,
        }
    }

    /// A figure of the run.
    pub fn figure(self, which: fn(&RunFigures) -> Arc<dyn Figure>) -> Signal<FigureModel> {
        // Until there is one the picture of the build stands.
        Signal::derive(move || self.figures().map(|figures| which(&figures)).ok_or_else(String::new))
    }

    /// A figure beside the graph. The build draws it at the end of the run: whoever reads without scripts cannot push.
    pub fn beside(self, which: fn(&RunFigures) -> Arc<dyn Figure>) -> Signal<FigureModel> {
        if cfg!(target_arch = "wasm32") {
            return self.figure(which);
        }
        Signal::derive(move || {
            let run = self.run().ok_or_else(String::new)?;
            Ok(which(&RunFigures::at(&run, run.narration.rounds.len(), false)))
        })
    }

    /// Asks what was stopped or failed once more.
    pub fn ask_again(self) {
        self.again.update(|n| *n = n.wrapping_add(1));
    }
}

/// The run of the default market, for the build to draw. In the browser a worker answers, and the build's pictures stand until it has.
#[cfg(not(target_arch = "wasm32"))]
fn built() -> Option<Arc<Run>> {
    use crate::engine::jobs::JobRunner;
    use crate::engine::scenario::link;
    let scenario = Scenario::default();
    let answer = JobRunner::default().answer(&scenario).ok()?;
    Run::of(&link::print(&scenario), &answer).map(Arc::new)
}

#[cfg(target_arch = "wasm32")]
fn built() -> Option<Arc<Run>> {
    None
}
