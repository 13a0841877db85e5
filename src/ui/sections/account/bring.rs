//! The place for files: paste, open several, or drop them anywhere on the page.

use super::keep;
use super::merging::Merging;
use super::proposal::{Proposal, apply};
use super::state::{Brought, Outcome};
use crate::engine::echo::echo;
use crate::ui::components::PasteField;
use crate::ui::state::{State, words};
use crate::web::{brought, host};
use leptos::html::Textarea;
use leptos::prelude::*;

/// The section, to which the page scrolls where something is dropped elsewhere on it.
const SECTION: &str = "account";

/// The field, the buttons, what is on its way, and what was found.
#[component]
pub fn Bring() -> impl IntoView {
    let state = expect_context::<State>();
    let (own, w) = (state.own, words().file());
    let field = NodeRef::<Textarea>::new();
    let read = move |_| {
        let Some(field) = field.get_untracked() else { return };
        let text = field.value();
        if text.trim().is_empty() {
            return state.say(w.nothing_typed(), false);
        }
        own.bring(w.pasted().to_owned(), &text);
        field.set_value("");
    };
    let has_some = move || {
        own.brought.with(|all| all.iter().any(|one| matches!(one.outcome, Outcome::File(_) | Outcome::Screen(_))))
    };
    // A text that was read again is another element.
    let key = |one: &Brought| (one.id, format!("{:?}{:?}", one.answers, std::mem::discriminant(&one.outcome)));
    view! {
        <div class="bring">
            <label for="bring-text">{w.paste()}</label>
            <PasteField id="bring-text" rows="5" described="bring-hint".to_owned() invalid=false node=field
                take=move |text: String| own.bring(w.pasted().to_owned(), &text)/>
            <p class="under" id="bring-hint">{w.hint()}</p>
            <div class="bring-buttons">
                <button type="button" class="button" on:click=read>{w.read()}</button>
                <label class="button files">{w.open()}
                    <input type="file" multiple=true on:change=move |event| brought::chosen(event.target(), move |file| take(state, file))/>
                </label>
                <button type="button" class="button" on:click=move |_| keep::save(state)>{w.save()}</button>
            </div>
            <For each=move || own.brought.get() key children=|one| view! { <Proposal one/> }/>
            <Merging/>
            <button type="button" class="button apply" hidden=move || !has_some() on:click=move |_| apply(state)>{w.apply()}</button>
            <div class="drop-over" aria-hidden="true">{w.drop()}</div>
        </div>
    }
}

/// Takes a file in, or says that it could not be read.
fn take(state: State, file: brought::Brought) {
    let name = echo(&file.name);
    match file.text {
        Some(text) => state.own.bring(name, &text),
        None => state.say(&words().file().unreadable(&name), false),
    }
}

/// Takes what is dropped anywhere on the page, or pasted outside of a field.
pub fn watch(state: State) {
    brought::on_drop(move |file| {
        show();
        take(state, file);
    });
    brought::on_paste(move |text| {
        if !text.trim().is_empty() {
            show();
            state.own.bring(words().file().pasted().to_owned(), &text);
        }
    });
}

fn show() {
    if let Some(section) = host::place("id", SECTION) {
        host::scroll_to(&section);
    }
}
