//! The sections about watching a market: what each shares, and their workers.

use crate::engine::scenario::Scenario;
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
    pub fn new(scenario: RwSignal<Scenario>) -> Self {
        Self {
            crowding: Crowding::new(),
            monitor: Monitor::new(scenario),
            drift: Drift::new(),
            bench: Bench::new(scenario),
            drill: Drill::new(scenario),
        }
    }
}

/// Has each section asked once it comes near the screen.
pub fn watch(state: State) {
    crowding::watch(state);
    monitor::watch(state);
    drift::watch(state);
    bench::watch(state);
    drill::watch(state);
}
