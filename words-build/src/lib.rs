//! Language files, at build time: `locales/*.toml` is read, every language is checked against English, and two things are
//! written: typed accessors in Rust, and for each language the file that the page fetches.
//!
//! - `locale`: a file as messages, in its order.
//! - `template`: a text with its `{places}`.
//! - `plural`: which forms a language has; the program's own module, so that build and program cannot disagree.
//! - `check`: a language against English.
//! - `pseudo`: a made-up language for tests.
//! - `accessors`: the Rust source. `wire`: the fetched file.
//!
//! Nothing of this is in the program: what it needs of a file is read by `src/words` of the page's crate.

mod accessors;
mod check;
mod locale;
#[path = "../../src/words/plural.rs"]
#[allow(dead_code)]
mod plural;
mod pseudo;
mod template;
mod wire;

pub use accessors::accessors;
pub use check::check;
pub use locale::{Body, Locale, Message};
pub use pseudo::pseudo;
pub use wire::wire;

use std::fmt;
use std::path::Path;

/// The language that every other is checked against.
pub const ENGLISH: &str = "en";

/// What is wrong with a language file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Name of the file, as `ar.toml`.
    pub file: String,
    /// Key of the message; empty where it is the file as a whole.
    pub key: String,
    /// What is wrong, and what is wanted.
    pub what: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, key, what } = self;
        if key.is_empty() { write!(f, "locales/{file}: {what}") } else { write!(f, "locales/{file}: `{key}`: {what}") }
    }
}

/// The file that the page fetches in a language. Errors: every mistake in every language, or that there is no such language.
pub fn fetched(folder: &Path, language: &str) -> Result<String, String> {
    let locales = read(folder).map_err(|mistakes| all(&mistakes))?;
    let own = locales.iter().find(|locale| locale.language == language);
    match (locales.first(), own) {
        (Some(english), Some(own)) => Ok(wire(english, own)),
        _ => Err(format!("locales/{language}.toml is missing")),
    }
}

/// A number that changes with keys, kinds and places, and not with texts: what a program that was built with the words depends on.
/// Errors: every mistake in every language.
pub fn shape_of(folder: &Path) -> Result<u64, String> {
    let locales = read(folder).map_err(|mistakes| all(&mistakes))?;
    Ok(locales.first().map_or(0, wire::shape))
}

fn all(mistakes: &[Mistake]) -> String {
    mistakes.iter().map(Mistake::to_string).collect::<Vec<_>>().join("\n")
}

/// Reads and checks every language in a folder: English first, the others by name. Errors: every mistake in every file.
pub fn read(folder: &Path) -> Result<Vec<Locale>, Vec<Mistake>> {
    let alone = |file: &str, what: String| vec![Mistake { file: file.to_owned(), key: String::new(), what }];
    let unreadable = |error: std::io::Error| alone("", format!("the folder cannot be read: {error}"));
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort_by_key(|path| (path.file_stem().is_none_or(|stem| stem != ENGLISH), path.clone()));
    let (mut locales, mut mistakes) = (Vec::new(), Vec::new());
    for path in files {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let read = std::fs::read_to_string(&path).map_err(|error| alone(&name, format!("cannot be read: {error}")));
        match read.and_then(|source| Locale::read(&name, &source)) {
            Ok(locale) => locales.push(locale),
            Err(more) => mistakes.extend(more),
        }
    }
    match locales.first() {
        Some(english) if english.language == ENGLISH => {
            mistakes.extend(locales.iter().flat_map(|locale| check(english, locale)));
        }
        _ if mistakes.is_empty() => mistakes.extend(alone("en.toml", "is missing".to_owned())),
        _ => {}
    }
    if mistakes.is_empty() { Ok(locales) } else { Err(mistakes) }
}
