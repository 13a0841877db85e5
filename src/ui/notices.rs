//! What the page has to say: what a link or the last visit held and could not be used, and short messages.

use crate::engine::{Cause, Error};
use crate::ui::arrival::{self, Origin, Unused};
use crate::ui::state::{State, words};
use crate::web::files;
use crate::words::errors::sentence;
use leptos::prelude::*;

/// What could not be used, and the message of the moment.
#[component]
pub fn Notices() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().controls();
    let message = move || state.message.get();
    let offers_undo = move || message().is_some_and(|message| message.undo);
    view! {
        <div role="alert">{move || state.unused.with(|unused| (!unused.reports.is_empty()).then(|| reports(state, unused)))}</div>
        <div class="toast" class:shown=move || message().is_some() role="status">
            <span>{move || message().map(|message| message.text).unwrap_or_default()}</span>
            {move || offers_undo().then(|| view! {
                <button type="button" class="plain-button" on:click=move |_| state.undo()>{w.undo()}</button>
            })}
        </div>
    }
}

/// Everything that could not be used, with its reason.
fn reports(state: State, unused: &Unused) -> impl IntoView + use<> {
    let w = words();
    let c = w.controls();
    let list = &unused.reports;
    let refused =
        |r: &Error| matches!(r.cause, Cause::UnknownVersion { .. } | Cause::TooLong { .. } | Cause::NoAnswer(_));
    let heading = match (unused.origin, list.iter().any(refused)) {
        (Origin::Link, true) => c.link_refused(),
        (Origin::Link, false) => c.link_reports(),
        (Origin::Kept, true) => c.kept_refused(),
        (Origin::Kept, false) => c.kept_reports(),
    };
    let items = list.iter().map(|report| view! { <li>{sentence(report, w)}</li> }).collect_view();
    let kept_aside = unused.origin == Origin::Kept && arrival::aside().is_some();
    let save = kept_aside.then(|| {
        view! {
            <button type="button" class="plain-button" on:click=move |_| save(state)>{c.save_aside()}</button>
        }
    });
    view! {
        <div class="notice">
            <b>{heading}</b>
            <ul>{items}</ul>
            {save}
            <button type="button" class="plain-button" on:click=move |_| state.unused.set(Unused::NONE)>{c.dismiss()}</button>
        </div>
    }
}

/// Offers the text that was put aside as a file.
fn save(state: State) {
    let text = arrival::aside().unwrap_or_default();
    if !files::save("cascade-notes-last-visit.txt", "text/plain", &text) {
        state.say(words().controls().not_saved(), false);
    }
}
