//! ccxt's unified shapes. What the venue itself sent stands under `info` and is kept.

use crate::engine::import::role::Role::*;
use crate::engine::import::role::Why;
use crate::engine::import::shape::{BLANK, Kind, Shape};

const FROM: &str = "ccxt";

pub const SHAPES: &[Shape] = &[
    Shape {
        key: "ccxt-position",
        from: FROM,
        must: &["symbol", "contracts", "contractSize", "side", "entryPrice"],
        contracts: true,
        fields: &[
            ("symbol", Symbol),
            ("contracts", Contracts),
            ("contractSize", ContractSize),
            ("side", SideWord),
            ("entryPrice", Entry),
            ("markPrice", Mark),
            ("lastPrice", Last),
            ("notional", Notional),
            ("leverage", Leverage),
            ("collateral", MarginWithProfit),
            ("initialMargin", InitialAtMark),
            ("initialMarginPercentage", Unused(Why::Follows)),
            ("maintenanceMargin", Maintenance),
            ("maintenanceMarginPercentage", Rate),
            ("liquidationPrice", Liquidation),
            ("marginMode", Mode),
            ("marginType", Mode),
            ("marginRatio", Unused(Why::Follows)),
            ("hedged", Unused(Why::Bookkeeping)),
            ("unrealizedPnl", Profit),
            ("realizedPnl", Unused(Why::Past)),
            ("percentage", Unused(Why::Follows)),
            ("stopLossPrice", Unused(Why::Orders)),
            ("takeProfitPrice", Unused(Why::Orders)),
            ("id", Unused(Why::Bookkeeping)),
            ("datetime", Unused(Why::Follows)),
            ("lastUpdateTimestamp", Unused(Why::Bookkeeping)),
            ("timestamp", Time),
        ],
        ..BLANK
    },
    Shape {
        key: "ccxt-tiers",
        from: FROM,
        kind: Kind::Bracket,
        must: &["minNotional", "maxNotional", "maintenanceMarginRate"],
        fields: &[
            ("^", Symbol),
            ("symbol", Symbol),
            ("tier", Tier),
            ("minNotional", Floor),
            ("maxNotional", Cap),
            ("maintenanceMarginRate", Rate),
            ("maxLeverage", MaxLeverage),
            ("info.cum", Cum),
            ("info.mmDeduction", Cum),
            ("info.deduction", Cum),
            ("currency", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "ccxt-funding",
        from: FROM,
        kind: Kind::Funding,
        must: &["symbol", "fundingRate", "timestamp"],
        fields: &[
            ("symbol", Symbol),
            ("fundingRate", FundingRate),
            ("timestamp", FundingTime),
            ("datetime", Unused(Why::Follows)),
        ],
        ..BLANK
    },
    Shape {
        key: "ccxt-open-interest",
        from: FROM,
        kind: Kind::Ticker,
        must: &["symbol", "openInterestAmount", "openInterestValue"],
        fields: &[
            ("symbol", Symbol),
            ("openInterestAmount", OpenInterest),
            ("openInterestValue", OpenInterestValue),
            ("timestamp", Time),
            ("datetime", Unused(Why::Follows)),
            ("baseVolume", Unused(Why::NoPlace)),
            ("quoteVolume", Unused(Why::NoPlace)),
        ],
        ..BLANK
    },
    Shape {
        key: "ccxt-liquidation",
        from: FROM,
        kind: Kind::Liquidation,
        must: &["symbol", "contracts", "contractSize", "price", "baseValue"],
        contracts: true,
        fields: &[
            ("symbol", Symbol),
            ("side", OrderSide),
            ("contracts", Contracts),
            ("contractSize", ContractSize),
            ("price", Price),
            ("timestamp", Time),
            ("datetime", Unused(Why::Follows)),
            ("baseValue", Unused(Why::Follows)),
            ("quoteValue", Unused(Why::Follows)),
        ],
        ..BLANK
    },
];
