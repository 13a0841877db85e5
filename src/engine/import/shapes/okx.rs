//! OKX v5: positions, balance, position tiers, funding, liquidations. Sizes are in contracts, whose size stands elsewhere.

use crate::engine::import::role::Role::{self, *};
use crate::engine::import::role::Why;
use crate::engine::import::shape::{BLANK, Kind, Shape};
use crate::engine::margin::VenueId;

const FROM: &str = "OKX";

const POSITION: &[(&str, Role)] = &[
    ("instId", Symbol),
    ("instType", Unused(Why::Bookkeeping)),
    ("pos", SignedContracts),
    ("ctVal", ContractSize),
    ("posSide", SideKept),
    ("avgPx", Entry),
    ("markPx", Mark),
    ("idxPx", Index),
    ("last", Last),
    ("lever", Leverage),
    ("mgnMode", Mode),
    ("margin", Margin),
    ("imr", InitialAtMark),
    ("mmr", Maintenance),
    ("mgnRatio", Unused(Why::Follows)),
    ("liqPx", Liquidation),
    ("upl", Profit),
    ("uplRatio", Unused(Why::Follows)),
    ("notionalUsd", Notional),
    ("availPos", Unused(Why::Follows)),
    ("ccy", Unused(Why::Bookkeeping)),
    ("posCcy", Unused(Why::Bookkeeping)),
    ("posId", Unused(Why::Bookkeeping)),
    ("tradeId", Unused(Why::Bookkeeping)),
    ("adl", Unused(Why::NoPlace)),
    ("bePx", Unused(Why::Past)),
    ("fee", Unused(Why::Past)),
    ("fundingFee", Unused(Why::Past)),
    ("liqPenalty", Unused(Why::Past)),
    ("pnl", Unused(Why::Past)),
    ("realizedPnl", Unused(Why::Past)),
    ("interest", Unused(Why::Past)),
    ("cTime", Unused(Why::Bookkeeping)),
    ("uTime", Time),
];

pub const SHAPES: &[Shape] = &[
    Shape {
        key: "okx-position",
        from: FROM,
        venue: Some(VenueId::Okx),
        must: &["instId", "pos", "avgPx"],
        fields: POSITION,
        contracts: true,
        ..BLANK
    },
    Shape {
        key: "okx-balance",
        from: FROM,
        kind: Kind::Account,
        must: &["totalEq", "details"],
        within: &["details"],
        fields: &[
            ("totalEq", Equity),
            ("adjEq", CrossEquity),
            ("availEq", Available),
            ("imr", AccountInitial),
            ("mmr", AccountMaintenance),
            ("isoEq", Unused(Why::Follows)),
            ("mgnRatio", Unused(Why::Follows)),
            ("notionalUsd", Unused(Why::Follows)),
            ("ordFroz", Unused(Why::Orders)),
            ("upl", Unused(Why::Follows)),
            ("uTime", Time),
        ],
        ..BLANK
    },
    Shape {
        key: "okx-coin",
        from: FROM,
        kind: Kind::Account,
        must: &["ccy", "cashBal", "eq"],
        fields: &[("ccy", Coin), ("cashBal", CoinAmount), ("eq", Unused(Why::Follows))],
        ..BLANK
    },
    Shape {
        key: "okx-tiers",
        from: FROM,
        kind: Kind::Bracket,
        must: &["minSz", "maxSz", "mmr"],
        contracts: true,
        fields: &[
            ("instId", Symbol),
            ("instFamily", Symbol),
            ("uly", Symbol),
            ("ctVal", ContractSize),
            ("tier", Tier),
            ("minSz", ContractFloor),
            ("maxSz", ContractCap),
            ("mmr", Rate),
            ("imr", InitialRate),
            ("maxLever", MaxLeverage),
            ("baseMaxLoan", Unused(Why::NoPlace)),
            ("quoteMaxLoan", Unused(Why::NoPlace)),
            ("optMgnFactor", Unused(Why::NoPlace)),
        ],
        ..BLANK
    },
    Shape {
        key: "okx-funding",
        from: FROM,
        kind: Kind::Funding,
        must: &["instId", "fundingRate", "fundingTime"],
        fields: &[
            ("instId", Symbol),
            ("realizedRate", FundingRate),
            ("fundingRate", FundingRate),
            ("fundingTime", FundingTime),
            ("instType", Unused(Why::Bookkeeping)),
            ("method", Unused(Why::Bookkeeping)),
            ("formulaType", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "okx-liquidation",
        from: FROM,
        kind: Kind::Liquidation,
        must: &["bkPx", "side", "sz", "ts"],
        contracts: true,
        fields: &[
            ("^instId", Symbol),
            ("^instFamily", Symbol),
            ("^uly", Symbol),
            ("side", OrderSide),
            ("posSide", Unused(Why::Follows)),
            ("bkPx", Bankruptcy),
            ("sz", Contracts),
            ("ts", Time),
            ("time", Unused(Why::Follows)),
            ("bkLoss", Unused(Why::NoPlace)),
            ("ccy", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "okx-open-interest",
        from: FROM,
        kind: Kind::Ticker,
        must: &["instId", "oi", "oiCcy"],
        fields: &[
            ("instId", Symbol),
            ("oiCcy", OpenInterest),
            ("oiUsd", OpenInterestValue),
            ("oi", Unused(Why::Follows)),
            ("instType", Unused(Why::Bookkeeping)),
            ("ts", Time),
        ],
        ..BLANK
    },
];
