//! Kraken futures: open positions, instruments with their margin levels.

use crate::engine::import::role::Role::*;
use crate::engine::import::role::Why;
use crate::engine::import::shape::{BLANK, Kind, Shape};

const FROM: &str = "Kraken futures";

pub const SHAPES: &[Shape] = &[
    Shape {
        key: "kraken-position",
        from: FROM,
        must: &["side", "symbol", "price", "fillTime", "size"],
        fields: &[
            ("side", SideWord),
            ("symbol", Symbol),
            ("price", Entry),
            ("fillTime", Time),
            ("size", Size),
            ("unrealizedFunding", Unused(Why::NoPlace)),
            ("pnlCurrency", Unused(Why::Bookkeeping)),
            ("maxFixedLeverage", Leverage),
        ],
        ..BLANK
    },
    Shape {
        key: "kraken-levels",
        from: FROM,
        kind: Kind::Bracket,
        must: &["initialMargin", "maintenanceMargin", "contracts"],
        fields: &[
            ("^symbol", Symbol),
            ("^contractSize", ContractSize),
            ("contracts", ContractFloor),
            ("initialMargin", InitialRate),
            ("maintenanceMargin", Rate),
        ],
        ..BLANK
    },
    Shape {
        key: "kraken-unit-levels",
        from: FROM,
        kind: Kind::Bracket,
        must: &["initialMargin", "maintenanceMargin", "numNonContractUnits"],
        fields: &[
            ("^symbol", Symbol),
            ("numNonContractUnits", Floor),
            ("initialMargin", InitialRate),
            ("maintenanceMargin", Rate),
        ],
        ..BLANK
    },
    Shape {
        key: "kraken-ticker",
        from: FROM,
        kind: Kind::Ticker,
        must: &["symbol", "markPrice", "openInterest", "tag"],
        fields: &[
            ("^serverTime", Time),
            ("symbol", Symbol),
            ("last", Last),
            ("markPrice", Mark),
            ("indexPrice", Index),
            ("openInterest", OpenInterest),
            ("tag", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
];
