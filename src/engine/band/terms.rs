//! What can stand between the two prices, and which of it is counted.

/// What can separate the two prices, in the order in which it is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Term {
    /// Paid from margin when the position is opened.
    OpeningFee,
    /// Paid on the forced close.
    ClosingFee,
    /// What the venue charges for liquidating.
    LiquidationFee,
    /// The price given away by the forced close.
    Slippage,
    /// Paid from margin over the horizon.
    Funding,
    /// Maintenance at the next bracket's rate.
    NextTier,
    /// Mark against the trader.
    Basis,
}

/// All terms in their fixed order.
pub const TERMS: [Term; 7] = [
    Term::OpeningFee,
    Term::ClosingFee,
    Term::LiquidationFee,
    Term::Slippage,
    Term::Funding,
    Term::NextTier,
    Term::Basis,
];

/// Which terms are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted([bool; TERMS.len()]);

impl Counted {
    /// Nothing: the optimistic edge.
    pub const NONE: Self = Self([false; TERMS.len()]);
    /// Everything: the conservative edge.
    pub const ALL: Self = Self([true; TERMS.len()]);

    /// The same and one more.
    #[must_use]
    pub fn with(mut self, term: Term) -> Self {
        for (slot, t) in self.0.iter_mut().zip(TERMS) {
            *slot |= t == term;
        }
        self
    }

    /// The same without one.
    #[must_use]
    pub fn without(mut self, term: Term) -> Self {
        for (slot, t) in self.0.iter_mut().zip(TERMS) {
            *slot &= t != term;
        }
        self
    }

    /// Whether a term is among them.
    #[must_use]
    pub fn has(self, term: Term) -> bool {
        self.0.iter().zip(TERMS).any(|(on, t)| *on && t == term)
    }
}
