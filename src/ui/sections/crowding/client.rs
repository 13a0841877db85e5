//! Has the markets made, and then the trial computed, by one worker, once the section comes near the screen.

use crate::engine::jobs::watching::read;
use crate::engine::scenario::{ParameterId as P, link};
use crate::ui::state::State;
use crate::ui::tasks::TaskClient;
use crate::ui::watching::watching;
use leptos::prelude::*;
use std::sync::Arc;

/// Follows the noise that all share, and stops.
pub fn watch(state: State) {
    let crowding = watching().crowding;
    let Some((client, near)) = TaskClient::of_section("crowding", crowding.work) else { return };
    let asked = state.part(|s| link::of_settings(s, &[P::CommonNoise]));
    Effect::new(move |_| {
        crowding.again.track();
        if !near.get() {
            return;
        }
        // The markets first: they depend on no setting, and are made once.
        if crowding.paired.with(Option::is_none) {
            return client.ask("pairs", "", move |numbers| {
                crowding.paired.set(Some(Arc::new(read(numbers)?)));
                Ok(())
            });
        }
        client.ask("trial", &asked.get(), move |numbers| {
            crowding.tried.set(Some(Arc::new(read(numbers)?)));
            Ok(())
        });
    });
}
