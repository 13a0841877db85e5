//! Has all paths worked out by a worker, once the section comes near the screen.

use super::state::question;
use crate::engine::jobs::watching::read;
use crate::engine::scenario::Scenario;
use crate::engine::scenario::parameters::{DrillSet, ParameterId as P};
use crate::ui::state::State;
use crate::ui::tasks::TaskClient;
use crate::ui::watching::watching;
use leptos::prelude::*;
use std::sync::Arc;

/// Follows the set that is chosen, and stops.
pub fn watch(state: State) {
    let drill = watching().drill;
    let Some((client, near)) = TaskClient::of_section("drill", drill.work) else { return };
    let set = state.part(Scenario::chosen::<DrillSet>);
    Effect::new(move |_| {
        drill.again.track();
        let set = set.get();
        if !near.get() {
            return;
        }
        drill.begin(pauses(state));
        client.ask("drill", &question(&state.peek()), move |numbers| {
            drill.drilled.set(Some((set, Arc::new(read(numbers)?))));
            Ok(())
        });
    });
}

/// Whether the drill pauses before each inject, not tracked.
pub(super) fn pauses(state: State) -> bool {
    state.peek().has_noted(P::DrillPauses)
}
