//! The words of a trade, by which checks, pictures and prose name the same thing. They use nothing: everything else may use them.

/// The terms, each with the key under which languages explain it.
macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// A term of the glossary.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum TermId {
            $($(#[$doc])* $name,)*
        }

        /// All of them, in the order in which they are explained.
        pub const TERMS: &[TermId] = &[$(TermId::$name),*];

        impl TermId {
            /// The key under which languages explain it.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }

            /// The term of a key; `None` where there is none.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                TERMS.iter().copied().find(|term| term.key() == key)
            }
        }
    };
}

terms! {
    /// The price by which the venue judges.
    Mark = "mark",
    /// The price of the coin on other venues.
    Index = "index",
    /// Mark less index.
    Basis = "basis",
    /// The price of the last trade.
    Last = "last",
    /// The price at which the position was opened.
    Entry = "entry",
    /// The price at which a position is closed.
    Liquidation = "liquidation",
    /// The price at which equity is gone.
    Bankruptcy = "bankruptcy",
    /// Price times size.
    Notional = "notional",
    /// Notional over margin.
    Leverage = "leverage",
    /// A bracket of the margin table.
    Bracket = "bracket",
    /// Margin that opening takes.
    InitialMargin = "initial-margin",
    /// Margin below which a position is closed.
    MaintenanceMargin = "maintenance-margin",
    /// Margin and unrealised profit.
    Equity = "equity",
    /// Maintenance over equity.
    MarginRatio = "margin-ratio",
    /// Margin of this position alone.
    Isolated = "isolated",
    /// Margin of the whole account.
    Cross = "cross",
    /// The part of a collateral that does not count.
    Haircut = "haircut",
    /// A payment between longs and shorts.
    Funding = "funding",
    /// What stands in the book near the price.
    Depth = "depth",
    /// What a fill is worse than the mark.
    Slippage = "slippage",
    /// What makers are paid for a fill.
    Rebate = "rebate",
    /// Money that covers what bankrupt accounts lack.
    InsuranceFund = "insurance-fund",
    /// Winners' positions closed against bankrupt ones.
    Adl = "adl",
    /// All contracts that are open.
    OpenInterest = "open-interest",
}
