//! Has the markets made, and then the trial computed, by one worker, once the section comes near the screen; and what a reader brings read by another.

use super::Crowding;
use crate::engine::jobs::watching::read;
use crate::engine::monitor::series::days::Days;
use crate::engine::scenario::{ParameterId as P, link};
use crate::figures::crowding::OWN;
use crate::ui::hooks::set_news;
use crate::ui::state::{State, words};
use crate::ui::tasks::{TaskClient, TaskWork};
use crate::ui::watching::watching;
use leptos::prelude::*;
use std::sync::Arc;

/// Follows the noise that all share, and stops.
pub fn watch(state: State) {
    let crowding = watching().crowding;
    read_own(crowding);
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

/// Has read what the reader brings. What cannot be used changes nothing, and is told.
fn read_own(crowding: Crowding) {
    let client = TaskClient::new(crowding.reading);
    Effect::new(move |before: Option<u32>| {
        let (now, text) = crowding.brought.get();
        if before.is_some_and(|before| before != now) {
            client.ask("own-days", &text, move |numbers| {
                let own: Days = read(numbers)?;
                let last = own.days.len().saturating_sub(1);
                set_news(crowding.wrong, String::new());
                crowding.own.set(Some(Arc::new(own)));
                crowding.place.update(|place| (place.0, place.1) = (OWN, last));
                Ok(())
            });
        }
        now
    });
    Effect::new(move |_| {
        if let TaskWork::Failed(why) = crowding.reading.get() {
            set_news(crowding.wrong, words().crowding().own_kept(&why));
        }
    });
}
