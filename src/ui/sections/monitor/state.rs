//! What the parts of the section share.

use crate::engine::jobs::watching::asked::WEIGHTS;
use crate::engine::jobs::watching::{Record, Replayed};
use crate::engine::scenario::parameters::{Injected, ParameterId as P};
use crate::engine::scenario::{Scenario, link};
use crate::figures::monitor::runlength::RunLengthFigure;
use crate::figures::reveal::Reveal;
use crate::figures::{Figure, MonitorFigure};
use crate::ui::components::FigureModel;
use crate::ui::tasks::TaskWork;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive as _;
use std::sync::Arc;

/// A log with one byte changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tampered {
    /// All of it.
    pub log: String,
    /// The line, what stood there, and what stands there now.
    pub what: (usize, char, char),
}

/// What the parts of the section share.
#[derive(Clone, Copy)]
pub struct Monitor {
    /// The watch that was answered last.
    pub record: RwSignal<Option<Arc<Record>>>,
    /// Its log with a byte changed; `None` as long as it is as it was.
    pub tampered: RwSignal<Option<Tampered>>,
    /// What the last replay of this log found.
    pub replayed: RwSignal<Option<Replayed>>,
    /// Whether it is shown what comes after something was injected.
    pub reveal: RwSignal<Reveal>,
    /// How far the worker is.
    pub work: RwSignal<TaskWork>,
    /// Whether it is a replay that it is at.
    pub replaying: RwSignal<bool>,
    /// Counts what is asked again.
    pub again: RwSignal<u32>,
    /// Counts the replays that are asked for.
    pub replays: RwSignal<u32>,
    /// The lanes at the second where the reader stands.
    pub figure: Memo<Option<Arc<MonitorFigure>>>,
    /// What the limits cost.
    pub limits: Memo<Option<Arc<RunLengthFigure>>>,
}

impl Monitor {
    /// Nothing known yet.
    pub fn new(scenario: Signal<Scenario>, reveal: RwSignal<Reveal>) -> Self {
        let record = RwSignal::new(built());
        let place = Memo::new(move |_| scenario.with(|s| (s.choice(P::Injected), s.number(P::WatchSecond))));
        // A watch that is answered anew is shown anew: comparing all that it holds would cost more.
        let figure = Memo::new_with_compare(
            move |_| {
                let (injected, second) = place.get();
                let second = second.to_f64().unwrap_or(0.0);
                MonitorFigure::of(record.get()?, injected, second, reveal.get()).map(Arc::new)
            },
            |_, _| true,
        );
        let limits =
            Memo::new(move |_| record.get().map(|record| Arc::new(RunLengthFigure::of(record.limits.clone()))));
        Self {
            record,
            tampered: RwSignal::new(None),
            replayed: RwSignal::new(None),
            reveal,
            work: RwSignal::new(TaskWork::default()),
            replaying: RwSignal::new(false),
            again: RwSignal::new(0),
            replays: RwSignal::new(0),
            figure,
            limits,
        }
    }

    /// A figure as its frame takes it. Until there is one the picture of the build stands.
    pub fn model<F: Figure + 'static>(figure: Memo<Option<Arc<F>>>) -> Signal<FigureModel>
    where
        Arc<F>: PartialEq + Send + Sync,
    {
        Signal::derive(move || {
            let figure = figure.get().ok_or_else(String::new)?;
            Ok(figure as Arc<dyn Figure>)
        })
    }
}

/// The settings that a watch depends on.
const OWN: [P; 9] = {
    let [a, b, c, d, e, f] = WEIGHTS;
    [P::WatchRunLength, P::Injected, P::InjectedAt, a, b, c, d, e, f]
};

/// What the settings ask to be watched.
pub fn question(scenario: &Scenario) -> String {
    let drifts = scenario.chosen::<Injected>() == Injected::SlowDrift;
    if drifts {
        link::of_settings(scenario, &[&OWN[..], &[P::DriftSpeed]].concat())
    } else {
        link::of_settings(scenario, &OWN)
    }
}

/// The watch of the default settings, for the build to draw. In the browser a worker answers, and the build's pictures stand until it has.
#[cfg(not(target_arch = "wasm32"))]
fn built() -> Option<Arc<Record>> {
    use crate::engine::jobs::watching::{answer, watch::Watch};
    use std::sync::OnceLock;
    static RECORD: OnceLock<Option<Arc<Record>>> = OnceLock::new();
    RECORD.get_or_init(|| answer(Watch::new(&question(&Scenario::default())).ok()?).ok().map(Arc::new)).clone()
}

#[cfg(target_arch = "wasm32")]
fn built() -> Option<Arc<Record>> {
    None
}
