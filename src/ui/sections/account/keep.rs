//! What this browser keeps of the account, and the whole screen as a file.

use super::state::Held;
use crate::engine::Error;
use crate::engine::saved::Document;
use crate::engine::scenario::Scenario;
use crate::ui::state::{State, words};
use crate::web::{clock, files, storage};
use crate::words::errors::sentence;
use leptos::prelude::*;

/// Where the account is kept.
const KEPT: &str = "cascade-notes:account";

/// How long after the last change it is kept, in milliseconds.
const PAUSE: i32 = 400;

fn text(held: &Held, scenario: Scenario) -> Result<String, Error> {
    Document::of(&held.screen(scenario)).text()
}

/// What was kept; nothing where there is none.
pub fn kept() -> Option<String> {
    storage::get(KEPT).filter(|text| !text.is_empty())
}

/// Follows the account.
pub fn watch(state: State) {
    let pause = clock::Pause::default();
    Effect::new(move |before: Option<()>| {
        let held = state.own.held.get();
        if before.is_some() {
            pause.then(PAUSE, move || {
                // The settings have a place of their own.
                let text =
                    if held.is_own() { text(&held, Scenario::default()).unwrap_or_default() } else { String::new() };
                storage::set(KEPT, &text);
            });
        }
    });
}

/// Offers the whole screen as a file.
pub fn save(state: State) {
    match text(&state.own.peek(), state.peek()) {
        Ok(text) if files::save("cascade-notes.json", "application/json", &text) => {}
        Ok(_) => state.say(words().controls().not_saved(), false),
        Err(error) => state.say(&sentence(&error, words()), false),
    }
}
