//! Plain tables with names of our own, as a header says them.

use crate::engine::import::role::Role::*;
use crate::engine::import::shape::{BLANK, Kind, Shape};

const FROM: &str = "Cascade Notes";

pub const SHAPES: &[Shape] = &[
    Shape {
        key: "own-accounts",
        from: FROM,
        must: &["account", "symbol", "side", "size", "entry", "collateral"],
        fields: &[
            ("account", Account),
            ("symbol", Symbol),
            ("side", SideWord),
            ("size", Size),
            ("entry", Entry),
            ("collateral", Collateral),
            ("mark", Mark),
            ("mode", Mode),
            ("leverage", Leverage),
            ("rate", Rate),
        ],
        ..BLANK
    },
    Shape {
        key: "own-positions",
        from: FROM,
        must: &["symbol", "side", "size", "entry"],
        fields: &[
            ("symbol", Symbol),
            ("side", SideWord),
            ("size", Size),
            ("entry", Entry),
            ("mark", Mark),
            ("mode", Mode),
            ("leverage", Leverage),
            ("margin", Margin),
            ("rate", Rate),
            ("liquidation", Liquidation),
            ("time", Time),
        ],
        ..BLANK
    },
    Shape {
        key: "own-brackets",
        from: FROM,
        kind: Kind::Bracket,
        must: &["floor", "rate"],
        fields: &[
            ("symbol", Symbol),
            ("floor", Floor),
            ("rate", Rate),
            ("deduction", Cum),
            ("max_leverage", MaxLeverage),
        ],
        ..BLANK
    },
    Shape {
        key: "own-funding",
        from: FROM,
        kind: Kind::Funding,
        must: &["time", "funding_rate"],
        fields: &[("symbol", Symbol), ("time", FundingTime), ("funding_rate", FundingRate), ("hours", FundingHours)],
        ..BLANK
    },
    Shape {
        key: "own-book",
        from: FROM,
        kind: Kind::Book,
        must: &["book_side", "price", "size"],
        fields: &[("symbol", Symbol), ("book_side", BookSide), ("price", Price), ("size", Size)],
        ..BLANK
    },
];
