//! Brings every part into the place that `index.html` holds ready for it.

use crate::engine::scenario::{ParameterId, link};
use crate::figures::reveal::Reveal;
use crate::figures::{budget, equity, venues};
use crate::ui::live::effect;
use crate::ui::state::{State, speak};
use crate::ui::widget::{Part, mount_parts};
use crate::ui::widgets::scrub;
use crate::ui::{budget_figure, cascade, equity_figure, horizon_figure, parts, settings_panel, venues_figure};
use crate::web::piece::Piece;
use crate::web::{address, host};
use crate::words::Words;
use leptos::prelude::*;

/// Where each part goes.
const PARTS: [Part; 4] = [
    ("data-figure", equity::NAME, equity_figure::equity_figure),
    ("data-figure", venues::NAME, venues_figure::venues_figure),
    ("data-figure", budget::NAME, budget_figure::budget_figure),
    ("data-island", "settings", |state| settings_panel::settings_panel(state).view()),
];

/// Brings the page to life, in the language of a file of words.
pub fn mount_page(words: String) {
    // The page has no end, and its words none either.
    speak(Box::leak(Box::new(Words::read(Box::leak(words.into_boxed_str())))));
    let owner = Owner::new();
    owner.with(|| {
        let state = State::new();
        parts::hydrate(state);
        state.arrive();
        mount_parts(state, &PARTS);
        horizon_figure::mount(state);
        cascade::mount(state);
        prose(state);
        state.follow_address();
        // A link that was taken at a figure opens there.
        let figure = link::figure_of(&address::fragment()).and_then(|figure| host::place("data-figure", &figure));
        if let Some(figure) = figure {
            host::scroll_to(&figure);
        }
        // On paper nobody can ask for the rest of the curve, nor for the link.
        host::listen("beforeprint", move |_| {
            for (_, place) in host::places("data-paper-link") {
                Piece::of(&place).text(&state.address());
            }
            for reveal in [state.reveal, state.equity_reveal, state.horizon_reveal] {
                if reveal.get_untracked() == Reveal::Hidden {
                    reveal.set(Reveal::All);
                }
            }
        });
        host::on_key(move |key| {
            if (key.ctrl_key() || key.meta_key()) && key.key().eq_ignore_ascii_case("z") {
                key.prevent_default();
                if key.shift_key() { state.redo() } else { state.undo() }
            }
        });
    });
    // The page has no end: its signals live as long as the tab.
    std::mem::forget(owner);
}

/// Numbers and words inside the sentences.
fn prose(state: State) {
    for (name, element) in host::places("data-bind") {
        let place = Piece::of(&element);
        effect(move || place.text(&state.said(&name)));
    }
    for (name, element) in host::places("data-scrub") {
        if let Some(id) = ParameterId::from_key(&name) {
            scrub(state, id, &Piece::of(&element));
        }
    }
}
