//! The words in use.

use crate::words::Words;
use std::cell::Cell;

thread_local! {
    // The page has one language. A build renders one after another.
    static WORDS: Cell<Option<&'static Words>> = const { Cell::new(None) };
}

/// The words in use.
#[must_use]
pub fn words() -> &'static Words {
    WORDS.get().unwrap_or_else(|| {
        let none = Box::leak(Box::new(Words::read("")));
        speak(none);
        none
    })
}

/// Takes the words to use, before anything is said.
pub fn speak(words: &'static Words) {
    WORDS.set(Some(words));
}
