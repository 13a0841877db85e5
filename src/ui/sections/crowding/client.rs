//! Has the markets made, and then the trial computed, by one worker, once the section comes near the screen.

use crate::engine::jobs::watching::read;
use crate::engine::scenario::{ParameterId as P, link};
use crate::ui::hooks::set_news;
use crate::ui::state::State;
use crate::ui::tasks::{TaskClient, TaskWork};
use crate::web::{host, view};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// Follows the noise that all share, and stops.
pub fn watch(state: State) {
    let Some(section) = host::place("id", "crowding") else { return };
    let crowding = state.watching.crowding;
    let client = Rc::new(TaskClient::new(crowding.work));
    let near = RwSignal::new(false);
    view::on_sight(&section, move |seen| {
        if seen {
            set_news(near, true);
        }
    });
    let asked = state.part(|s| link::of_settings(s, &[P::CommonNoise]));
    let asking = Rc::clone(&client);
    Effect::new(move |_| {
        crowding.again.track();
        if !near.get() {
            return;
        }
        // The markets first: they depend on no setting, and are made once.
        if crowding.paired.with(Option::is_none) {
            return asking.ask("pairs", "", move |numbers| {
                crowding.paired.set(Some(Arc::new(read(numbers)?)));
                Ok(())
            });
        }
        asking.ask("trial", &asked.get(), move |numbers| {
            crowding.tried.set(Some(Arc::new(read(numbers)?)));
            Ok(())
        });
    });
    Effect::new(move |_| {
        if crowding.work.get() == TaskWork::Stopped {
            client.cancel();
        }
    });
}
