//! One row, asked by what its fields say.

use super::role::Role;
use super::value::{is_nothing, moment, number, truth};
use crate::engine::echo::echo;
use crate::engine::error::{FileProblem, Part};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// It was used.
    Used,
    /// It holds nothing, such as a position of size zero.
    Empty,
}

/// A row of any file.
pub(super) trait Cells: Sized {
    /// The path and the text of the first field that says this and holds anything.
    fn cell(&self, role: Role) -> Option<(&str, &str)>;

    /// The text, where there is any.
    fn text(&self, role: Role) -> Option<&str> {
        self.cell(role).map(|(_, text)| text.trim())
    }

    /// The number. Errors name the field.
    fn number(&self, role: Role) -> Result<Option<Decimal>, Error> {
        self.read(role, number)
    }

    /// The number where it is not zero: for fields in which zero stands for none.
    fn nonzero(&self, role: Role) -> Result<Option<Decimal>, Error> {
        Ok(self.number(role)?.filter(|value| !value.is_zero()))
    }

    /// The truth value. Errors name the field.
    fn truth(&self, role: Role) -> Result<Option<bool>, Error> {
        self.read(role, truth)
    }

    /// The moment, in milliseconds since 1970. Errors name the field.
    fn moment(&self, role: Role) -> Result<Option<i64>, Error> {
        self.read(role, moment)
    }

    /// The number, which has to be there. Errors: [`FileProblem::Missing`].
    fn need(&self, role: Role) -> Result<Decimal, Error> {
        self.number(role)?.ok_or_else(|| missing(role))
    }

    /// The field's text read by `as_what`; an error names the field.
    fn read<T>(&self, role: Role, as_what: impl Fn(&str) -> Result<T, Cause>) -> Result<Option<T>, Error> {
        match self.cell(role) {
            None => Ok(None),
            Some((path, text)) => as_what(text).map(Some).map_err(|cause| Error::at(named(path), cause)),
        }
    }

    /// An error at the field that says this.
    fn at(&self, role: Role, cause: Cause) -> Error {
        match self.cell(role) {
            Some((path, _)) => Error::at(named(path), cause),
            None => cause.into(),
        }
    }
}

/// A field of a file as a place.
pub(super) fn named(path: &str) -> Part {
    Part::Named(tail(path))
}

/// The end of a path, which says most, short enough to be repeated.
pub(super) fn tail(path: &str) -> String {
    let short = echo(path);
    if !short.ends_with('…') {
        return short;
    }
    let from = path.char_indices().rev().nth(22).map_or(0, |(at, _)| at);
    let end = path.get(from..).unwrap_or(path);
    echo(end.split_once('.').map_or(end, |(_, rest)| rest))
}

/// What has to be there and is not.
pub(super) fn missing(role: Role) -> Error {
    Error::at(Part::Named(format!("{role:?}").to_lowercase()), Cause::File(FileProblem::Missing))
}

/// One field of a JSON row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    /// Its path within the file.
    pub path: String,
    /// What it says; `None` where that is not known.
    pub role: Option<Role>,
    /// Its text.
    pub text: String,
}

/// A JSON row with all its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Where it stands in the file.
    pub path: String,
    /// Its fields, and those of what it stands in.
    pub leaves: Vec<Leaf>,
}

impl Cells for Row {
    fn cell(&self, role: Role) -> Option<(&str, &str)> {
        self.leaves
            .iter()
            .find(|leaf| leaf.role == Some(role) && !is_nothing(&leaf.text))
            .map(|leaf| (leaf.path.as_str(), leaf.text.as_str()))
    }
}
