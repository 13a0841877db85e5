//! Venues of which the kind of rule is known and no constant: they have no price here, and the page says so. Those with constants are entries of
//! [`crate::engine::margin::venue`].

/// A venue's rule without its constants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedKind {
    /// The venue.
    pub name: &'static str,
    /// What a position must keep, written out.
    pub formula: &'static str,
    /// What it rests on.
    pub source: &'static str,
}

/// All of them.
pub const NAMED: [NamedKind; 3] = [
    NamedKind { name: "WOO X", formula: "N x max(base, k N^(2/3))", source: "accounts section 4; no page was read" },
    NamedKind {
        name: "Jupiter",
        formula: "a part of size + closing fee; collateral counted in dollars when it came, less borrow fee",
        source: "accounts section 4; no page was read",
    },
    NamedKind {
        name: "CoinEx",
        formula: "p x (r q - c), r and c by coins held",
        source: "accounts section 4; no page was read",
    },
];
