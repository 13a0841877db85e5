//! The sections about watching a market: what each shares, and their workers. They come after the rest of the page, so nothing of this is in [`State`].

use crate::ui::sections::bench::{self, Bench};
use crate::ui::sections::crowding::{self, Crowding};
use crate::ui::sections::drift::{self, Drift};
use crate::ui::sections::drill::{self, Drill};
use crate::ui::sections::monitor::{self, Monitor};
use crate::ui::state::State;
use leptos::prelude::*;

/// What the sections share, one by one.
#[derive(Clone, Copy)]
pub struct Watching {
    /// Crowding.
    pub crowding: Crowding,
    /// The monitor.
    pub monitor: Monitor,
    /// Drift.
    pub drift: Drift,
    /// The bench.
    pub bench: Bench,
    /// The drill.
    pub drill: Drill,
}

impl Watching {
    /// Nothing known yet.
    pub fn new(state: State) -> Self {
        let shown = |section| state.within(Some(section)).shown();
        Self {
            crowding: Crowding::new(state.crowding_reveal),
            monitor: Monitor::new(shown("monitor"), state.monitor_reveal),
            drift: Drift::new(),
            bench: Bench::new(shown("bench")),
            drill: Drill::new(shown("drill")),
        }
    }
}

/// That of the page. Needs it in context.
pub fn watching() -> Watching {
    expect_context()
}

/// Has each section asked once it comes near the screen.
pub fn watch(state: State) {
    crowding::watch(state);
    monitor::watch(state);
    drift::watch(state);
    bench::watch();
    drill::watch(state);
}
