//! The words of the prose that the glossary explains: links to it, which are answered where they stand.

use crate::web::host;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, MouseEvent};

/// Finds the word that is answered now.
pub const ASKED: &str = "a.term[aria-expanded=true]";

/// Says of every word that it opens something, and calls back with the key of its term whenever one is pressed, as long as the page lives.
pub fn on_press(call: impl Fn(&str) + 'static) {
    each("a.term", |word| word.set_attribute("aria-haspopup", "dialog").unwrap_or_default());
    host::listen("click", move |event| {
        let Some(press) = event.dyn_ref::<MouseEvent>() else { return };
        // Whoever asks for a new tab gets one.
        if press.ctrl_key() || press.meta_key() || press.shift_key() || press.button() != 0 {
            return;
        }
        let word = event.target().and_then(|target| target.dyn_into::<Element>().ok()?.closest("a.term").ok()?);
        let Some(word) = word else { return };
        let Some(key) = word.get_attribute("href").and_then(|to| to.strip_prefix("#term-").map(str::to_owned)) else {
            return;
        };
        event.prevent_default();
        answered();
        word.set_attribute("aria-expanded", "true").unwrap_or_default();
        call(&key);
    });
}

/// No word is answered any more.
pub fn answered() {
    each(ASKED, |word| word.remove_attribute("aria-expanded").unwrap_or_default());
}

fn each(selector: &str, with: impl Fn(&Element)) {
    let Some(found) = host::document().and_then(|d| d.query_selector_all(selector).ok()) else { return };
    for element in (0..found.length()).filter_map(|n| found.item(n)?.dyn_into::<Element>().ok()) {
        with(&element);
    }
}
