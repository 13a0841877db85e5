//! Has all paths worked out by a worker, once the section comes near the screen.

use super::state::question;
use crate::engine::jobs::watching::read;
use crate::engine::scenario::Scenario;
use crate::engine::scenario::parameters::{DrillSet, ParameterId as P};
use crate::ui::hooks::set_news;
use crate::ui::state::State;
use crate::ui::tasks::{TaskClient, TaskWork};
use crate::web::{host, view};
use leptos::prelude::*;
use std::sync::Arc;

/// Follows the set that is chosen, and stops.
pub fn watch(state: State) {
    let Some(section) = host::place("id", "drill") else { return };
    let drill = state.watching.drill;
    let client = std::rc::Rc::new(TaskClient::new(drill.work));
    let near = RwSignal::new(false);
    view::on_sight(&section, move |seen| {
        if seen {
            set_news(near, true);
        }
    });
    let set = state.part(Scenario::chosen::<DrillSet>);
    let asking = std::rc::Rc::clone(&client);
    Effect::new(move |_| {
        drill.again.track();
        let set = set.get();
        if !near.get() {
            return;
        }
        drill.begin(pauses(state));
        asking.ask("drill", &question(&state.peek()), move |numbers| {
            drill.drilled.set(Some((set, Arc::new(read(numbers)?))));
            Ok(())
        });
    });
    Effect::new(move |_| {
        if drill.work.get() == TaskWork::Stopped {
            client.cancel();
        }
    });
}

/// Whether the drill pauses before each inject, not tracked.
pub(super) fn pauses(state: State) -> bool {
    state.peek().has_noted(P::DrillPauses)
}
