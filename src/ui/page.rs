//! Brings every part to life in the place that `index.html` holds ready for it.

use crate::figures::reveal::Reveal;
use crate::ui::sections::{cascade, time};
use crate::ui::state::{State, speak};
use crate::ui::{opening, parts};
use crate::web::{address, clock, host, paper};
use crate::words::Words;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// Brings the page to life, in the language of a file of words.
pub async fn mount_page(words: String) {
    // The page has no end, and its words none either.
    speak(Box::leak(Box::new(Words::read(Box::leak(words.into_boxed_str())))));
    let owner = Owner::new();
    let state = owner.with(State::new);
    clock::turn().await;
    parts::hydrate(state, &owner).await;
    owner.with(|| state.arrive());
    clock::turn().await;
    owner.with(|| begin(state));
    // The page has no end: its signals live as long as the tab, and so does what is still to come.
    leptos::task::spawn_local(async move {
        if parts::hydrate_late(state, &owner).await.is_ok() {
            owner.with(|| {
                state.arrive_late();
                opening::guess(state, &address::fragment());
            });
            host::tell("late", "ready");
        }
        std::mem::forget(owner);
    });
}

/// Follows what happens on the page.
fn begin(state: State) {
    time::watch(state);
    cascade::watch(state);
    state.follow();
    state.follow_address();
    opening::open(state, &address::fragment());
    // On paper nobody can ask for the rest of a picture, nor open a fold.
    paper::unfold_while_printing();
    answer_while_printing(state);
    host::on_key(move |key| {
        if (key.ctrl_key() || key.meta_key()) && key.key().eq_ignore_ascii_case("z") {
            key.prevent_default();
            if key.shift_key() { state.redo() } else { state.undo() }
        }
    });
}

/// Shows what is kept back for as long as the page is being printed.
fn answer_while_printing(state: State) {
    let shown = Rc::new(RefCell::new(Vec::new()));
    let again = Rc::clone(&shown);
    host::listen("beforeprint", move |_| {
        for reveal in state.reveals().into_iter().chain(state.late_reveals()) {
            if reveal.get_untracked() == Reveal::Hidden {
                reveal.set(Reveal::All);
                shown.borrow_mut().push(reveal);
            }
        }
    });
    host::listen("afterprint", move |_| {
        for reveal in again.take() {
            reveal.set(Reveal::Hidden);
        }
    });
}
