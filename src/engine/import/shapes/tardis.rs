//! Tardis CSV: microseconds since 1970. Books, whose columns are numbered, are read by `book`.

use crate::engine::import::role::Role::*;
use crate::engine::import::role::Why;
use crate::engine::import::shape::{BLANK, Kind, Shape};

const FROM: &str = "Tardis";

pub const SHAPES: &[Shape] = &[
    Shape {
        key: "tardis-liquidations",
        from: FROM,
        kind: Kind::Liquidation,
        must: &["exchange", "local_timestamp", "side", "price", "amount"],
        fields: &[
            ("symbol", Symbol),
            ("timestamp", Time),
            // `sell` closed a long, whatever the venue's own word.
            ("side", OrderSide),
            ("price", Price),
            ("amount", Size),
            ("id", Unused(Why::Bookkeeping)),
            ("exchange", Unused(Why::Bookkeeping)),
            ("local_timestamp", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "tardis-ticker",
        from: FROM,
        kind: Kind::Ticker,
        must: &["exchange", "local_timestamp", "open_interest", "mark_price"],
        fields: &[
            ("symbol", Symbol),
            ("timestamp", Time),
            ("open_interest", OpenInterest),
            ("mark_price", Mark),
            ("index_price", Index),
            ("last_price", Last),
            ("funding_rate", FundingRate),
            ("funding_timestamp", FundingTime),
            ("predicted_funding_rate", Unused(Why::NoPlace)),
            ("exchange", Unused(Why::Bookkeeping)),
            ("local_timestamp", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
];
