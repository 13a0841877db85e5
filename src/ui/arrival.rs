//! What the page begins with: a link, the state of the last visit, or the default trade; and what of it could not be used.

use crate::engine::band;
use crate::engine::scenario::{Scenario, link};
use crate::engine::{Cause, Error};
use crate::web::{address, storage};

/// Where the last state is kept.
const LAST: &str = "cascade-notes:last";

/// Where a kept text stands aside that could not be used whole, as it was.
const ASIDE: &str = "cascade-notes:aside";

/// Where settings came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A link that was opened or followed.
    Link,
    /// What this browser kept of the last visit.
    Kept,
}

/// What could not be used, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// Where it came from.
    pub origin: Origin,
    /// Each piece, with the reason; empty where everything was used.
    pub reports: Vec<Error>,
}

impl Unused {
    /// Nothing of a link.
    pub const NONE: Self = Self { origin: Origin::Link, reports: Vec::new() };
}

/// The first scenario: a link beats the kept state.
#[must_use]
pub fn first() -> (Scenario, Unused) {
    let fragment = address::fragment();
    if link::is_scenario(&fragment) {
        return of_link(&fragment);
    }
    match storage::get(LAST) {
        Some(text) => of_kept(&text),
        None => (Scenario::default(), Unused::NONE),
    }
}

/// What a link holds.
#[must_use]
pub fn of_link(fragment: &str) -> (Scenario, Unused) {
    let (scenario, reports) = read(fragment);
    (scenario, Unused { origin: Origin::Link, reports })
}

/// What the last visit left. What cannot be used is told this once: the text is put aside as it is, and what could be read takes its place.
fn of_kept(text: &str) -> (Scenario, Unused) {
    let (scenario, reports) = read(text);
    if !reports.is_empty() {
        storage::set(ASIDE, text);
        keep(&link::print(&scenario));
    }
    (scenario, Unused { origin: Origin::Kept, reports })
}

/// Keeps a link fragment for the next visit.
pub fn keep(fragment: &str) {
    storage::set(LAST, fragment);
}

/// The text of an earlier visit that could not be used whole.
#[must_use]
pub fn aside() -> Option<String> {
    storage::get(ASIDE)
}

/// Reads a link. One whose settings are fine each by itself, but have no answer together, is refused whole.
fn read(fragment: &str) -> (Scenario, Vec<Error>) {
    let (scenario, reports) = link::parse(fragment);
    match scenario.question().and_then(|q| band::edges(&q)) {
        Ok(_) => (scenario, reports),
        Err(error) => (Scenario::default(), vec![Cause::NoAnswer(Box::new(error)).into()]),
    }
}
