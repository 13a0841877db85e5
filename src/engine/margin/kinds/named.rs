//! Who uses which kind, with the record that says so.

use rust_decimal::Decimal;

/// A kind of rule, as its formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// [`super::PowerRate`], with this power.
    Power {
        /// The power, in hundredths.
        hundredths: u16,
    },
    /// [`super::of_leverage`].
    OfLeverage,
    /// [`super::of_initial_margin`].
    OfInitialMargin,
    /// [`super::Pool`].
    Pool,
    /// [`super::CoinBrackets`].
    CoinBrackets,
}

/// A venue's rule of such a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedKind {
    /// The venue.
    pub name: &'static str,
    /// The kind.
    pub kind: Kind,
    /// The first date for which it is on record; `None` where that is not known.
    pub since: Option<&'static str>,
    /// The last date for which it is; `None` where that is not known.
    pub as_of: Option<&'static str>,
    /// What a position must keep, written out.
    pub formula: &'static str,
    /// What it rests on.
    pub source: &'static str,
    /// A number that was published, and that this rule gives; `None` where there is none.
    pub number: Option<Decimal>,
}

/// All of them.
pub const NAMED: [NamedKind; 8] = [
    NamedKind {
        name: "Orderly",
        kind: Kind::Power { hundredths: 80 },
        since: None,
        as_of: Some("2026-11"),
        formula: "N x max(base, (base / initial base) x k N^0.8)",
        source: "the rate of Orderly's public SDK; the price by fixed point, where the SDK's own test stops early",
        number: Some(Decimal::from_parts(8_710_608, 0, 0, false, 2)),
    },
    NamedKind {
        name: "WOO X",
        kind: Kind::Power { hundredths: 67 },
        since: None,
        as_of: None,
        formula: "N x max(base, k N^(2/3))",
        source: "accounts section 4; no page was read",
        number: None,
    },
    NamedKind {
        name: "Backpack",
        kind: Kind::Power { hundredths: 50 },
        since: None,
        as_of: None,
        formula: "N x max(base, k sqrt(N))",
        source: "accounts sections 4 and 5: the table needs k = 0.000316 where the page prints 0.0001",
        number: None,
    },
    NamedKind {
        name: "HTX",
        kind: Kind::OfLeverage,
        since: None,
        as_of: None,
        formula: "N x factor / L",
        source: "accounts section 4; no page was read",
        number: None,
    },
    NamedKind {
        name: "BingX, standard contracts",
        kind: Kind::OfInitialMargin,
        since: None,
        as_of: None,
        formula: "10 % of initial margin",
        source: "accounts section 4; no page was read",
        number: None,
    },
    NamedKind {
        name: "GMX v2",
        kind: Kind::Pool,
        since: None,
        as_of: None,
        formula: "max(0.5 % of size, 5 USD) + closing fee; collateral less borrow fee",
        source: "accounts section 4; the constants as a public Python client keeps them",
        number: None,
    },
    NamedKind {
        name: "Jupiter",
        kind: Kind::Pool,
        since: None,
        as_of: None,
        formula: "a part of size + closing fee; collateral counted in dollars when it came, less borrow fee",
        source: "accounts section 4; no page was read",
        number: None,
    },
    NamedKind {
        name: "CoinEx",
        kind: Kind::CoinBrackets,
        since: None,
        as_of: None,
        formula: "p x (r q - c), r and c by coins held",
        source: "accounts section 4; no page was read",
        number: None,
    },
];
