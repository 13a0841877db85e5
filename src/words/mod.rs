//! What figures and controls say: one table per language, filled at compile time, so that no key can be missing.
//!
//! Lives here: the tables and the filling of their templates. May use: `engine` ids. Sentences of errors are the engine's own,
//! see [`crate::engine::Cause`].

mod english;
mod table;

pub use english::ENGLISH;
pub use table::{BetWords, BudgetWords, ControlWords, GapWords, NoteWords, ParameterWords, PlaceWords, Words};

/// Fills `{name}` places of a template. A place without a value stays as it is, so that a test can see it.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = template.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}
