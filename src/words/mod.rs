//! What figures and controls say: one file of texts per language, beside the page and not in the program, so that a language
//! can be added without touching code and a reader loads only one.
//!
//! Lives here: the shape of the texts, the reading of their file, and the filling of their templates. May use: `engine` ids.
//! Sentences of errors are the engine's own, see [`crate::engine::Cause`].

mod cascade;
mod file;
mod horizon;
mod linked;
mod page;
mod pictures;
mod play;
mod table;

pub use table::{ParameterWords, Words};

use file::Lines;
use std::sync::OnceLock;

/// English. Compiled in only where it is named: in tests, and in the build that fills the page.
pub const ENGLISH: &str = include_str!("../../public/words/en.txt");

impl Words {
    /// Reads a language's file. A text that is missing is empty; a test proves that none is.
    #[must_use]
    pub fn read(text: &'static str) -> Self {
        <Self as file::Entry>::read(&mut Lines::of(text))
    }
}

/// The English texts.
#[must_use]
pub fn english() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::read(ENGLISH))
}

/// A list with something between its parts.
#[must_use]
pub fn joined<T: AsRef<str>>(parts: impl IntoIterator<Item = T>, between: &str) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(part.as_ref());
    }
    text
}

/// Fills `{name}` places of a template. A place without a value stays as it is, so that a test can see it.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len().saturating_add(32));
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let place = after.split_once('}');
        match place.and_then(|(name, beyond)| Some((values.iter().find(|(n, _)| *n == name)?.1, beyond))) {
            Some((value, beyond)) => {
                text.push_str(value);
                rest = beyond;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use file::Entry as _;

    #[test]
    fn every_key_stands_in_its_place_and_has_its_text() {
        let mut wanted = Vec::new();
        Words::keys("", &mut wanted);
        let mut lines = Lines::of(ENGLISH);
        for key in wanted {
            let (found, text) = lines.entry().unwrap_or_default();
            assert_eq!(found, key);
            assert!(!text.trim().is_empty(), "{key} says nothing");
        }
        assert_eq!(lines.entry(), None, "a text that nobody reads");
    }

    #[test]
    fn places_are_filled_once_and_unknown_ones_stay() {
        let values = [("a", "{b}"), ("b", "2")];
        assert_eq!(fill("{a} and {b}, {c} {", &values), "{b} and 2, {c} {");
        assert_eq!(fill("", &values), "");
    }

    #[test]
    fn help_is_a_sentence() {
        for p in &crate::engine::scenario::PARAMETERS {
            assert!(english().parameter(p.id).help.ends_with('.'), "{}", p.key);
        }
    }

    #[test]
    fn a_file_that_ends_early_leaves_texts_empty() {
        let words = Words::read("language = xx");
        assert_eq!((words.language, words.controls.to_light), ("xx", ""));
    }
}
