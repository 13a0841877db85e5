//! What the parts share, and the worker that answers.

use crate::engine::jobs::watching::{Drifted, read};
use crate::engine::scenario::{ParameterId as P, Scenario, link};
use crate::figures::drift::DriftFigure;
use crate::figures::drift::comfort::ComfortFigure;
use crate::ui::state::State;
use crate::ui::tasks::{TaskClient, TaskWork};
use crate::ui::watching::watching;
use leptos::prelude::*;
use std::sync::Arc;

/// What the parts share.
#[derive(Clone, Copy)]
pub struct Drift {
    /// What was answered last.
    drifted: RwSignal<Option<Arc<Drifted>>>,
    /// How far the worker is.
    pub work: RwSignal<TaskWork>,
    /// Counts what is asked again.
    pub again: RwSignal<u32>,
    /// The meter and the error.
    pub figure: Memo<Option<Arc<DriftFigure>>>,
    /// The false comfort.
    pub comfort: Memo<Option<Arc<ComfortFigure>>>,
}

impl Drift {
    /// Nothing known yet.
    pub fn new() -> Self {
        let drifted = RwSignal::new(built());
        let figure = Memo::new(move |_| drifted.get().map(|drifted| Arc::new(DriftFigure::of(drifted))));
        let comfort = Memo::new(move |_| drifted.get().map(|drifted| Arc::new(ComfortFigure::of(drifted))));
        Self { drifted, work: RwSignal::new(TaskWork::default()), again: RwSignal::new(0), figure, comfort }
    }
}

/// What the settings ask.
fn question(scenario: &Scenario) -> String {
    link::of_settings(scenario, &[P::DriftSpeed, P::WatchRunLength])
}

/// Has the worker asked once this comes near the screen.
pub fn watch(state: State) {
    let drift = watching().drift;
    let Some((client, near)) = TaskClient::of_section("drift", drift.work) else { return };
    let asked = state.part(question);
    Effect::new(move |_| {
        drift.again.track();
        if near.get() {
            client.ask("drift", &asked.get(), move |numbers| {
                drift.drifted.set(Some(Arc::new(read(numbers)?)));
                Ok(())
            });
        }
    });
}

/// The drift of the default settings, for the build to draw.
#[cfg(not(target_arch = "wasm32"))]
fn built() -> Option<Arc<Drifted>> {
    use crate::engine::jobs::watching::{answer, drift};
    use std::sync::OnceLock;
    static BUILT: OnceLock<Option<Arc<Drifted>>> = OnceLock::new();
    let make = || drift::Drift::new(&question(&Scenario::default())).and_then(answer).ok().map(Arc::new);
    BUILT.get_or_init(make).clone()
}

#[cfg(target_arch = "wasm32")]
fn built() -> Option<Arc<Drifted>> {
    None
}
