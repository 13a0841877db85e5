//! A term of the prose, answered where it stands.

use super::choose::{light, pick_id};
use crate::engine::terms::TermId;
use crate::figures::terms;
use crate::ui::components::Popover;
use crate::ui::state::{State, words};
use crate::web::{address, clock, host, terms as prose};
use leptos::prelude::*;

/// What opens beside a word that is pressed.
#[component]
pub fn Note() -> impl IntoView {
    let state = expect_context::<State>();
    let (asked, open) = (RwSignal::new(TermId::Mark), RwSignal::new(false));
    Effect::new(move |_| {
        prose::on_press(move |word, key| {
            let Some(term) = TermId::from_key(key) else { return };
            asked.set(term);
            // The press has closed what was open, and the browser says so later.
            clock::after(0, move || {
                word.ask();
                open.set(true);
            });
        });
    });
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            prose::answered();
        }
        now
    });
    let here = move || {
        let said = state
            .lexicon
            .terms
            .with(|figure| figure.as_ref().map(|f| f.said(asked.get(), words())).unwrap_or_default());
        words().trade().here(&said)
    };
    let show = move |_| {
        let term = asked.get_untracked();
        open.set(false);
        // Back leads to where was read.
        address::leave_place();
        light(state, term);
        // The browser gives focus back first.
        clock::after(0, move || {
            host::focus(&pick_id(term));
            if let Some(figure) = host::place("data-figure", terms::NAME) {
                host::scroll_to(&figure);
            }
        });
    };
    view! {
        <Popover open label=Signal::derive(move || words().name(asked.get()).to_owned()) beside=prose::ASKED>
            <b class="meaning note-name">{move || words().name(asked.get())}</b>
            <span class="meaning">{move || words().meaning(asked.get())}</span>
            <span class="meaning">{here}</span>
            <button type="button" class="button" on:click=show>{words().trade().show()}</button>
        </Popover>
    }
}
