//! The closed list of shapes that are read, each as data: which keys tell it, and what each field says.

use super::role::Role;
use crate::engine::margin::VenueId;

/// What rows of a shape are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Positions.
    Position,
    /// A summary of an account.
    Account,
    /// Brackets of a margin table.
    Bracket,
    /// Funding payments.
    Funding,
    /// Liquidations.
    Liquidation,
    /// What a market is at: prices, open interest.
    Ticker,
    /// Cumulative bands of depth around the mid.
    Band,
    /// A whole order book.
    Book,
    /// Our own document.
    Document,
}

/// One shape of row.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Its word: lower-case letters, digits and hyphens.
    pub key: &'static str,
    /// Who prints it; under this name the page speaks of it.
    pub from: &'static str,
    /// The rule that its positions are read with, where the venue has one of no date.
    pub venue: Option<VenueId>,
    /// What its rows are.
    pub kind: Kind,
    /// Keys that a row must have, as paths within it.
    pub must: &'static [&'static str],
    /// What each field says, by its path within the row; `^key` is a field of what the row stands in, `^` the name under which it stands.
    pub fields: &'static [(&'static str, Role)],
    /// Keys under which rows of other shapes stand.
    pub within: &'static [&'static str],
    /// Contract sizes are not in the rows: a size in contracts is asked for.
    pub contracts: bool,
}

impl Shape {
    /// What the field at a path says, where the shape knows it.
    #[must_use]
    pub fn role(&self, path: &str) -> Option<Role> {
        self.fields.iter().find(|(name, _)| *name == path).map(|(_, role)| *role)
    }
}

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Shape {}

/// A shape with nothing in it, to write others from.
pub(super) const BLANK: Shape = Shape {
    key: "",
    from: "",
    venue: None,
    kind: Kind::Position,
    must: &[],
    fields: &[],
    within: &[],
    contracts: false,
};
