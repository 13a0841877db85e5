//! What the parts of the section share.

use crate::engine::jobs::watching::{Paired, Tried};
use crate::engine::monitor::series::days::Days;
use crate::figures::CrowdingFigure;
use crate::figures::crowding::trial::TrialFigure;
use crate::figures::crowding::{DAYS, Standing};
use crate::figures::reveal::Reveal;
use crate::ui::tasks::TaskWork;
use leptos::prelude::*;
use std::sync::Arc;

/// What the parts of the section share.
#[derive(Clone, Copy)]
pub struct Crowding {
    /// The markets, as the worker answered.
    pub paired: RwSignal<Option<Arc<Paired>>>,
    /// The trial, as it answered last.
    pub tried: RwSignal<Option<Arc<Tried>>>,
    /// The reader's own days; `None` where none were brought.
    pub own: RwSignal<Option<Arc<Days>>>,
    /// The text that the reader brought last, with how many there were before it.
    pub brought: RwSignal<(u32, Arc<str>)>,
    /// Why that could not be used; empty where it could.
    pub wrong: RwSignal<String>,
    /// How far the worker is with it.
    pub reading: RwSignal<TaskWork>,
    /// Which market, which day, and the metric that is missing.
    pub place: RwSignal<Standing>,
    /// Whether it is shown what the push does.
    pub reveal: RwSignal<Reveal>,
    /// How far the worker is.
    pub work: RwSignal<TaskWork>,
    /// Counts what is asked again.
    pub again: RwSignal<u32>,
    /// The strips.
    pub figure: Memo<Option<Arc<CrowdingFigure>>>,
    /// The trial.
    pub trial: Memo<Option<Arc<TrialFigure>>>,
}

/// The market with which the section opens: all three are high.
pub(super) const OPENS: usize = 2;

impl Crowding {
    /// Nothing known yet.
    pub fn new(reveal: RwSignal<Reveal>) -> Self {
        let (paired, tried) = built();
        let (paired, tried) = (RwSignal::new(paired), RwSignal::new(tried));
        let own = RwSignal::new(None::<Arc<Days>>);
        let place = RwSignal::new((OPENS, DAYS.saturating_sub(1), None));
        let figure = Memo::new_with_compare(
            move |_| {
                let paired = paired.get()?;
                let of =
                    |own: &Option<Arc<Days>>| CrowdingFigure::of(paired, own.as_deref(), place.get(), reveal.get());
                own.with(of).ok().map(Arc::new)
            },
            |_, _| true,
        );
        let trial = Memo::new(move |_| tried.get().map(|tried| Arc::new(TrialFigure::of(tried, place.get().2))));
        Self {
            paired,
            tried,
            own,
            brought: RwSignal::new((0, Arc::from(""))),
            wrong: RwSignal::new(String::new()),
            reading: RwSignal::new(TaskWork::default()),
            place,
            reveal,
            work: RwSignal::new(TaskWork::default()),
            again: RwSignal::new(0),
            figure,
            trial,
        }
    }
}

/// The markets and the trial, where they are there.
type Built = (Option<Arc<Paired>>, Option<Arc<Tried>>);

/// The markets and the trial of the default settings, for the build to draw.
#[cfg(not(target_arch = "wasm32"))]
fn built() -> Built {
    use crate::engine::jobs::watching::{answer, pairs::Pairing, trial::Trying};
    use std::sync::OnceLock;
    static BUILT: OnceLock<Built> = OnceLock::new();
    let make = || {
        let paired = Pairing::new().and_then(answer).ok().map(Arc::new);
        (paired, Trying::new("v=1").and_then(answer).ok().map(Arc::new))
    };
    BUILT.get_or_init(make).clone()
}

#[cfg(target_arch = "wasm32")]
fn built() -> Built {
    (None, None)
}
