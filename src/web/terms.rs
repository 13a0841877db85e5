//! The words of the prose that the glossary explains: links to it, which are answered where they stand.

use crate::web::host;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, MouseEvent};

/// Finds the word that is answered now.
pub const ASKED: &str = "a.term[aria-expanded=true]";

/// A word of the prose that leads to a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word(Element);

impl Word {
    fn of(event: &Event) -> Option<Self> {
        event.target()?.dyn_into::<Element>().ok()?.closest("a.term").ok()?.map(Self)
    }

    /// Says that it is this one that is answered now.
    pub fn ask(&self) {
        answered();
        self.0.set_attribute("aria-expanded", "true").unwrap_or_default();
    }
}

/// Says of every word that it opens something, and calls back with the word and the key of its term whenever one is pressed, as long as the page lives.
/// A press on the word that is answered now only closes what is open.
pub fn on_press(call: impl Fn(Word, &str) + 'static) {
    each("a.term", |word| word.set_attribute("aria-haspopup", "dialog").unwrap_or_default());
    let pressed = Rc::new(RefCell::new(None::<Word>));
    let begun = Rc::clone(&pressed);
    // The browser closes what is open before it tells of the click.
    host::listen("pointerdown", move |event| {
        begun.replace(Word::of(&event).filter(|word| word.0.matches(ASKED).unwrap_or(false)));
    });
    host::listen("click", move |event| {
        let open = pressed.take();
        let Some(press) = event.dyn_ref::<MouseEvent>() else { return };
        // Whoever asks for a new tab gets one.
        if press.ctrl_key() || press.meta_key() || press.shift_key() || press.button() != 0 {
            return;
        }
        let Some(word) = Word::of(&event) else { return };
        let Some(key) = word.0.get_attribute("href").and_then(|to| to.strip_prefix("#term-").map(str::to_owned)) else {
            return;
        };
        event.prevent_default();
        if open.as_ref() != Some(&word) {
            call(word, &key);
        }
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
