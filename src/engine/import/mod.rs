//! Files that people have: recognised by their keys, read field by field, and proposed; never by their name, and nothing guessed.
//!
//! Lives here: `json` and `csv` (what a text holds), `notebook` (Python's own notation), `value` (numbers, none, moments), `role` (what fields
//! say), `shape` and `shapes` (every shape, as data), `recognise` (where rows stand), `assemble` (rows become positions, tables, books, series),
//! `book`, `table`, `goal` (where on the page a field goes), `answers` (what a reader says about a file), `reading` (what a rule makes of them), `holdings` (the reader's account, accounts of a market), `symbol`, `findings`, `proposal` (what comes out).
//! May use: `engine::margin`, `engine::account`, `engine::costs::book`, `engine::cascade::document`, serde_json and csv.
//!
//! Contract sizes and units that are not in a file are asked ([`Question`]) and answered ([`Answers`]).

mod answers;
mod assemble;
pub mod book;
mod cells;
pub mod csv;
mod findings;
pub mod goal;
mod holdings;
mod json;
mod notebook;
pub mod proposal;
mod reading;
mod recognise;
pub mod role;
pub mod shape;
mod shapes;
pub mod symbol;
mod table;
pub(in crate::engine) mod value;

pub use csv::{Progress, Table};
pub use holdings::Slot;
pub use proposal::{Answers, Fate, Finding, ImportedPosition, MarginMode, Note, Proposal, Question};

use crate::engine::error::{Field, FileProblem};
use crate::engine::{Cause, Error};
use assemble::Assembler;

/// Longest text that is read at once: what a browser opens without trouble.
pub const LONGEST: usize = 200_000_000;

/// A text that is a table by its first line, to be read some rows at a time; `None` for anything else. Errors: as [`read`], of its length and header.
pub fn table(text: &str, answers: &Answers) -> Result<Option<Table>, Error> {
    if text.len() > LONGEST || !looks_like_a_table(text) {
        return Ok(None);
    }
    Table::new(text, answers).map(Some).map_err(|e| e.or_at(Field::File))
}

/// Reads a text as whatever it is. Errors: neither JSON nor a table, of no known shape, or nothing in it can be used; the first reason is named.
pub fn read(text: &str, answers: &Answers) -> Result<Proposal, Error> {
    if text.len() > LONGEST {
        return Err(Error::at(Field::File, Cause::TooLong { length: text.len(), limit: LONGEST }));
    }
    if text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty() {
        return Err(Error::at(Field::File, Cause::Empty));
    }
    if looks_like_a_table(text) {
        return csv::read(text, answers).map_err(|e| e.or_at(Field::File));
    }
    match json::values(text) {
        Ok(values) => {
            let mut assembler = Assembler::new(answers);
            for value in &values {
                recognise::walk(value, &mut assembler);
            }
            assembler.finish().map_err(|e| e.or_at(Field::File))
        }
        Err(Error { cause: Cause::File(FileProblem::NoValue), .. }) => {
            csv::read(text, answers).map_err(|e| e.or_at(Field::File))
        }
        Err(error) => Err(error.or_at(Field::File)),
    }
}

/// A first line with a delimiter and no brace or quoted key is a header.
fn looks_like_a_table(text: &str) -> bool {
    let first = text.trim_start_matches(['\u{feff}', '\r', '\n', ' ']).lines().next().unwrap_or("");
    !first.starts_with(['{', '['])
        && !first.contains(['{', '}'])
        && first.contains([',', ';', '\t', '|'])
        && !first.contains("\":")
}

/// The cause that names where JSON is broken, both counted from 1.
pub(in crate::engine) fn broken_json(line: usize, column: usize) -> Cause {
    Cause::File(FileProblem::NotJson { line: line.max(1), column: column.max(1) })
}

/// Every shape that is read: its word, who prints it, and what its rows are.
pub fn shapes() -> impl Iterator<Item = (&'static str, &'static str, shape::Kind)> {
    shapes::all().map(|shape| (shape.key, shape.from, shape.kind))
}
