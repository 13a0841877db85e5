//! What the parts of the section share.

use crate::engine::jobs::watching::Drilled;
use crate::engine::monitor::drill::{Choice, INJECTS};
use crate::engine::scenario::parameters::{DrillSet, ParameterId as P};
use crate::engine::scenario::{Scenario, link};
use crate::figures::drill::DrillFigure;
use crate::ui::tasks::TaskWork;
use leptos::prelude::*;
use std::sync::Arc;

/// What the parts of the section share.
#[derive(Clone, Copy)]
pub struct Drill {
    /// All paths of a set, as the worker answered last.
    pub drilled: RwSignal<Option<(DrillSet, Arc<Drilled>)>>,
    /// What has been chosen so far.
    pub chosen: RwSignal<Vec<Choice>>,
    /// Whether the next inject is shown; a trainer may wait before each.
    pub shown: RwSignal<bool>,
    /// How far the worker is.
    pub work: RwSignal<TaskWork>,
    /// Counts what is asked again.
    pub again: RwSignal<u32>,
    /// The drill so far.
    pub figure: Memo<Option<Arc<DrillFigure>>>,
}

impl Drill {
    /// Nothing known yet.
    pub fn new(scenario: Signal<Scenario>) -> Self {
        let drilled = RwSignal::new(None::<(DrillSet, Arc<Drilled>)>);
        let chosen = RwSignal::new(Vec::new());
        let set = Memo::new(move |_| scenario.with(Scenario::chosen::<DrillSet>));
        // Comparing a thousand paths would cost more than to show the same again.
        let figure = Memo::new_with_compare(
            move |_| match drilled.get() {
                None => built(),
                Some((of, drilled)) if of == set.get() => {
                    chosen.with(|chosen| DrillFigure::of(of, &drilled, chosen).ok()).map(Arc::new)
                }
                Some(_) => None,
            },
            |_, _| true,
        );
        Self {
            drilled,
            chosen,
            shown: RwSignal::new(true),
            work: RwSignal::new(TaskWork::default()),
            again: RwSignal::new(0),
            figure,
        }
    }

    /// True once the worker has answered, tracked.
    pub fn is_known(self) -> bool {
        self.drilled.with(Option::is_some) && self.figure.with(Option::is_some)
    }

    /// Chooses at the next inject.
    pub fn choose(self, choice: Choice, pauses: bool) {
        if self.chosen.with_untracked(Vec::len) < INJECTS {
            self.chosen.update(|chosen| chosen.push(choice));
            self.shown.set(!pauses);
        }
    }

    /// Back to before the first inject.
    pub fn begin(self, pauses: bool) {
        self.chosen.set(Vec::new());
        self.shown.set(!pauses);
    }
}

/// What the settings ask to be drilled.
pub fn question(scenario: &Scenario) -> String {
    link::of_settings(scenario, &[P::DrillSet])
}

/// The path of whoever waits, for the build to draw.
#[cfg(not(target_arch = "wasm32"))]
fn built() -> Option<Arc<DrillFigure>> {
    use crate::engine::jobs::watching::drill::always;
    use std::sync::OnceLock;
    static FIGURE: OnceLock<Option<Arc<DrillFigure>>> = OnceLock::new();
    let set = DrillSet::Usual;
    let wait = || always(set, Choice::Wait).ok().map(|path| Arc::new(DrillFigure::alone(set, path)));
    FIGURE.get_or_init(wait).clone()
}

#[cfg(target_arch = "wasm32")]
fn built() -> Option<Arc<DrillFigure>> {
    None
}
