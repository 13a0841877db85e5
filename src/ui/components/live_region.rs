//! A polite live region that speaks once things have come to rest, in full sentences, and never says the same twice.

use crate::web::clock::Pause;
use leptos::prelude::*;
use std::cell::RefCell;

/// Milliseconds of rest before it speaks.
const REST: i32 = 600;

/// Speaks `text` after it has changed and rested, if it `may` then: of several figures only those in sight speak. What the page opens with is
/// in the page already.
#[component]
pub fn LiveRegion(#[prop(into)] text: Signal<String>, #[prop(into)] may: Signal<bool>) -> impl IntoView {
    let spoken = RwSignal::new(String::new());
    let (pause, before) = (Pause::default(), RefCell::new(None::<String>));
    Effect::new(move |_| {
        let now = text.get();
        if before.replace(Some(now.clone())).is_some_and(|before| before != now) {
            pause.then(REST, move || {
                if may.get_untracked() && spoken.with_untracked(|spoken| *spoken != now) {
                    spoken.set(now);
                }
            });
        }
    });
    view! { <p class="visually-hidden" aria-live="polite">{move || spoken.get()}</p> }
}
