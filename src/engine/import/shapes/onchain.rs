//! dYdX v4: positions, subaccounts, markets, funding.

use crate::engine::import::role::Role::*;
use crate::engine::import::role::Why;
use crate::engine::import::shape::{BLANK, Kind, Shape};
use crate::engine::margin::VenueId;

const FROM: &str = "dYdX v4";

pub const SHAPES: &[Shape] = &[
    Shape {
        key: "dydx-position",
        from: FROM,
        venue: Some(VenueId::DydxV4),
        must: &["market", "side", "size", "entryPrice"],
        fields: &[
            ("market", Symbol),
            ("side", Unused(Why::Follows)),
            ("size", SignedSize),
            ("entryPrice", Entry),
            ("oraclePrice", Mark),
            ("unrealizedPnl", Profit),
            ("status", Unused(Why::Bookkeeping)),
            ("maxSize", Unused(Why::Past)),
            ("exitPrice", Unused(Why::Past)),
            ("realizedPnl", Unused(Why::Past)),
            ("netFunding", Unused(Why::Past)),
            ("sumOpen", Unused(Why::Past)),
            ("sumClose", Unused(Why::Past)),
            ("createdAt", Unused(Why::Bookkeeping)),
            ("createdAtHeight", Unused(Why::Bookkeeping)),
            ("closedAt", Unused(Why::Bookkeeping)),
            ("subaccountNumber", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "dydx-subaccount",
        from: FROM,
        venue: Some(VenueId::DydxV4),
        kind: Kind::Account,
        must: &["equity", "freeCollateral"],
        within: &["openPerpetualPositions", "assetPositions"],
        fields: &[
            ("equity", CrossEquity),
            ("freeCollateral", Available),
            ("address", Unused(Why::Bookkeeping)),
            ("subaccountNumber", Unused(Why::Bookkeeping)),
            ("marginEnabled", Unused(Why::Bookkeeping)),
            ("updatedAtHeight", Unused(Why::Bookkeeping)),
            ("latestProcessedBlockHeight", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "dydx-market",
        from: FROM,
        venue: Some(VenueId::DydxV4),
        kind: Kind::Bracket,
        must: &["ticker", "initialMarginFraction", "maintenanceMarginFraction"],
        fields: &[
            ("ticker", Symbol),
            ("initialMarginFraction", InitialRate),
            ("maintenanceMarginFraction", Rate),
            ("oraclePrice", Unused(Why::NoPlace)),
            ("openInterest", Unused(Why::NoPlace)),
            ("status", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "dydx-funding",
        from: FROM,
        venue: Some(VenueId::DydxV4),
        kind: Kind::Funding,
        must: &["ticker", "rate", "effectiveAt"],
        fields: &[
            ("ticker", Symbol),
            ("rate", FundingRate),
            ("price", Mark),
            ("effectiveAt", FundingTime),
            ("effectiveAtHeight", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
];
