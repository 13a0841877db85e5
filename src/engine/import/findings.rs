//! What became of each field, told once where many rows mean the same.

use super::proposal::{Fate, Finding};
use super::role::{Role, Why};
use crate::engine::Error;
use crate::engine::echo::echo;
use std::collections::HashMap;

/// Most findings that are kept; a file has far fewer columns.
const MOST: usize = 400;

/// Most rows that are refused one by one; the rest are counted with the last.
const REFUSED: usize = 20;

/// Gathers findings.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Finding>,
    known: HashMap<(String, bool), usize>,
    refused: usize,
    strays: Vec<String>,
}

impl Findings {
    /// A field was used as a role, or not used. `each`: told for every row by itself.
    pub(super) fn tell(&mut self, path: &str, text: &str, fate: Result<Role, Why>, each: bool) {
        let used = fate.is_ok();
        let fate = fate.map_or_else(Fate::NotUsed, Fate::Used);
        if each {
            self.push(path.to_owned(), text, fate);
        } else {
            self.count(without_numbers(path), text, used, fate, 1);
        }
    }

    /// The same for a column of so many rows.
    pub(super) fn column(&mut self, name: &str, first: &str, fate: Result<Role, Why>, rows: usize) {
        let used = fate.is_ok();
        self.count(name.to_owned(), first, used, fate.map_or_else(Fate::NotUsed, Fate::Used), rows);
    }

    /// A row or field that cannot be used.
    pub(super) fn refuse(&mut self, path: &str, text: &str, error: Error) {
        self.refused = self.refused.saturating_add(1);
        if self.refused > REFUSED
            && let Some(last) = self.list.iter_mut().rev().find(|finding| matches!(finding.fate, Fate::Refused(_)))
        {
            last.rows = last.rows.saturating_add(1);
            return;
        }
        // A refusal is kept even where the list is full.
        self.list.push(Finding { path: path.to_owned(), value: echo(text), rows: 1, fate: Fate::Refused(error) });
    }

    /// A scalar that belongs to no row.
    pub(super) fn stray(&mut self, path: &str, text: &str) {
        let name = path.rsplit('.').next().and_then(|last| last.split('[').next()).map(echo).unwrap_or_default();
        if self.strays.len() < 6 && !name.is_empty() && !self.strays.contains(&name) {
            self.strays.push(name);
        }
        self.count(without_numbers(path), text, false, Fate::NotUsed(Why::Unknown), 1);
    }

    /// Some names of what belongs to no row, for the complaint that nothing is known.
    pub(super) fn stray_names(&self) -> Vec<String> {
        self.strays.clone()
    }

    /// All of them: what was used first, then what was not, then what was refused.
    pub(super) fn list(self) -> Vec<Finding> {
        let mut list = self.list;
        list.sort_by_key(|finding| match finding.fate {
            Fate::Used(_) => 0_u8,
            Fate::NotUsed(_) => 1,
            Fate::Refused(_) => 2,
        });
        list
    }

    fn count(&mut self, path: String, text: &str, used: bool, fate: Fate, rows: usize) {
        match self.known.get(&(path.clone(), used)).and_then(|place| self.list.get_mut(*place)) {
            Some(known) => known.rows = known.rows.saturating_add(rows),
            None => {
                let place = self.list.len();
                self.push(path.clone(), text, fate);
                if let Some(added) = self.list.get_mut(place) {
                    added.rows = rows;
                    self.known.insert((path, used), place);
                }
            }
        }
    }

    fn push(&mut self, path: String, text: &str, fate: Fate) {
        if self.list.len() < MOST {
            self.list.push(Finding { path, value: echo(text), rows: 1, fate });
        }
    }
}

/// A path without the numbers of its lists.
fn without_numbers(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        match c {
            '[' => {
                inside = true;
                out.push('[');
            }
            ']' => {
                inside = false;
                out.push(']');
            }
            c if inside && c.is_ascii_digit() => {}
            c => out.push(c),
        }
    }
    out
}
