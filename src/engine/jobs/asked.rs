//! A question as its text says it: the link of a scenario, and behind a line break the accounts that join its market, where some do.

use crate::engine::scenario::{Scenario, link};

/// A question as it is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The settings.
    pub scenario: Scenario,
    /// Who joins the market, as the text has it; empty where nobody does.
    pub guests: String,
}

impl Asked {
    /// Reads a question. What of the link is not known stands as the defaults have it.
    #[must_use]
    pub fn read(question: &str) -> Self {
        let (link, guests) = question.split_once('\n').unwrap_or((question, ""));
        Self { scenario: link::parse(link).0, guests: guests.to_owned() }
    }
}

/// The text of a question: a link, and who joins.
#[must_use]
pub fn question(link: &str, guests: &str) -> String {
    if guests.is_empty() { link.to_owned() } else { format!("{link}\n{guests}") }
}
