//! Hyperliquid: the clearinghouse state, funding history, the coins with their highest leverages.

use crate::engine::import::role::Role::{self, *};
use crate::engine::import::role::Why;
use crate::engine::import::shape::{BLANK, Kind, Shape};
use crate::engine::margin::VenueId;

const FROM: &str = "Hyperliquid";

const POSITION: &[(&str, Role)] = &[
    ("^time", Time),
    ("coin", Symbol),
    ("szi", SignedSize),
    ("entryPx", Entry),
    ("positionValue", Notional),
    ("unrealizedPnl", Profit),
    ("returnOnEquity", Unused(Why::Follows)),
    ("leverage.type", Mode),
    ("leverage.value", Leverage),
    ("leverage.rawUsd", RawUsd),
    ("liquidationPx", Liquidation),
    ("marginUsed", Unused(Why::Follows)),
    ("maxLeverage", RateLeverage),
    ("cumFunding.allTime", Unused(Why::Past)),
    ("cumFunding.sinceOpen", Unused(Why::Past)),
    ("cumFunding.sinceChange", Unused(Why::Past)),
    ("maxTradeSzs", Unused(Why::NoPlace)),
];

pub const SHAPES: &[Shape] = &[
    Shape {
        key: "hyperliquid-position",
        from: FROM,
        venue: Some(VenueId::Hyperliquid),
        must: &["coin", "szi", "entryPx"],
        fields: POSITION,
        ..BLANK
    },
    Shape {
        key: "hyperliquid-state",
        from: FROM,
        venue: Some(VenueId::Hyperliquid),
        kind: Kind::Account,
        must: &["assetPositions", "crossMarginSummary.accountValue"],
        within: &["assetPositions"],
        fields: &[
            ("crossMarginSummary.accountValue", CrossEquity),
            ("crossMarginSummary.totalNtlPos", Unused(Why::Follows)),
            ("crossMarginSummary.totalRawUsd", Unused(Why::Follows)),
            ("crossMarginSummary.totalMarginUsed", AccountInitial),
            ("crossMaintenanceMarginUsed", AccountMaintenance),
            ("marginSummary.accountValue", Unused(Why::WholeAccount)),
            ("marginSummary.totalNtlPos", Unused(Why::WholeAccount)),
            ("marginSummary.totalRawUsd", Unused(Why::WholeAccount)),
            ("marginSummary.totalMarginUsed", Unused(Why::WholeAccount)),
            ("withdrawable", Available),
            ("time", Time),
        ],
        ..BLANK
    },
    Shape {
        key: "hyperliquid-coins",
        from: FROM,
        venue: Some(VenueId::Hyperliquid),
        kind: Kind::Bracket,
        must: &["name", "szDecimals", "maxLeverage"],
        fields: &[
            ("name", Symbol),
            ("maxLeverage", RateLeverage),
            ("szDecimals", Unused(Why::Bookkeeping)),
            ("marginTableId", Unused(Why::Bookkeeping)),
            ("onlyIsolated", Unused(Why::NoPlace)),
            ("isDelisted", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "hyperliquid-tiers",
        from: FROM,
        venue: Some(VenueId::Hyperliquid),
        kind: Kind::Bracket,
        must: &["lowerBound", "maxLeverage"],
        fields: &[("^description", Symbol), ("lowerBound", Floor), ("maxLeverage", RateLeverage)],
        ..BLANK
    },
    Shape {
        key: "hyperliquid-funding",
        from: FROM,
        venue: Some(VenueId::Hyperliquid),
        kind: Kind::Funding,
        must: &["coin", "fundingRate", "premium", "time"],
        fields: &[
            ("coin", Symbol),
            ("fundingRate", FundingRate),
            ("premium", Unused(Why::NoPlace)),
            ("time", FundingTime),
        ],
        ..BLANK
    },
];
