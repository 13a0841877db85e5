//! Bybit v5: positions, wallet, risk limits, funding, tickers, open interest, liquidations.

use crate::engine::import::role::Role::{self, *};
use crate::engine::import::role::Why;
use crate::engine::import::shape::{BLANK, Kind, Shape};

const FROM: &str = "Bybit";

// Which rule, its date says: see `assemble::bybit`.
const POSITION: &[(&str, Role)] = &[
    ("^category", Category),
    ("^time", Time),
    ("category", Category),
    ("symbol", Symbol),
    ("side", SideWord),
    ("size", Size),
    ("avgPrice", Entry),
    ("entryPrice", Entry),
    ("positionValue", EntryNotional),
    ("leverage", Leverage),
    ("markPrice", Mark),
    ("positionIM", InitialWithReserve),
    ("positionMM", MaintenanceWithReserve),
    ("positionIMByMp", Unused(Why::Follows)),
    ("positionMMByMp", Unused(Why::Follows)),
    ("unrealisedPnl", Profit),
    ("liqPrice", Liquidation),
    ("bustPrice", Bankruptcy),
    ("riskLimitValue", RiskLimit),
    ("riskId", Unused(Why::Bookkeeping)),
    ("positionIdx", SideNumber),
    ("tradeMode", ModeNumber),
    ("positionBalance", MarginWithReserve),
    ("autoAddMargin", Unused(Why::NoPlace)),
    ("cumRealisedPnl", Unused(Why::Past)),
    ("curRealisedPnl", Unused(Why::Past)),
    ("sessionAvgPrice", Unused(Why::NoPlace)),
    ("takeProfit", Unused(Why::Orders)),
    ("stopLoss", Unused(Why::Orders)),
    ("trailingStop", Unused(Why::Orders)),
    ("tpslMode", Unused(Why::Orders)),
    ("adlRankIndicator", Unused(Why::NoPlace)),
    ("positionStatus", Unused(Why::Bookkeeping)),
    ("isReduceOnly", Unused(Why::Bookkeeping)),
    ("mmrSysUpdatedTime", Unused(Why::Bookkeeping)),
    ("leverageSysUpdatedTime", Unused(Why::Bookkeeping)),
    ("seq", Unused(Why::Bookkeeping)),
    ("createdTime", Unused(Why::Bookkeeping)),
    ("updatedTime", Time),
];

pub const SHAPES: &[Shape] = &[
    Shape {
        key: "bybit-position",
        from: FROM,
        must: &["symbol", "side", "size", "positionValue"],
        fields: POSITION,
        ..BLANK
    },
    Shape {
        key: "bybit-wallet",
        from: FROM,
        kind: Kind::Account,
        must: &["totalWalletBalance", "totalMaintenanceMargin"],
        within: &["coin"],
        fields: &[
            ("totalWalletBalance", Wallet),
            ("totalMarginBalance", CrossEquity),
            ("totalEquity", Equity),
            ("totalAvailableBalance", Available),
            ("totalMaintenanceMargin", AccountMaintenance),
            ("totalInitialMargin", AccountInitial),
            ("totalPerpUPL", Unused(Why::Follows)),
            ("accountIMRate", Unused(Why::Follows)),
            ("accountMMRate", Unused(Why::Follows)),
            ("accountLTV", Unused(Why::NoPlace)),
            ("accountType", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "bybit-coin",
        from: FROM,
        kind: Kind::Account,
        must: &["coin", "walletBalance", "usdValue"],
        fields: &[
            ("coin", Coin),
            ("walletBalance", CoinAmount),
            ("usdValue", Unused(Why::Follows)),
            ("equity", Unused(Why::Follows)),
        ],
        ..BLANK
    },
    Shape {
        key: "bybit-risk-limits",
        from: FROM,
        kind: Kind::Bracket,
        must: &["riskLimitValue", "maintenanceMargin", "maxLeverage"],
        fields: &[
            ("symbol", Symbol),
            ("id", Tier),
            ("riskLimitValue", Cap),
            ("maintenanceMargin", Rate),
            ("initialMargin", InitialRate),
            ("maxLeverage", MaxLeverage),
            ("mmDeduction", Cum),
            ("isLowestRisk", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "bybit-funding",
        from: FROM,
        kind: Kind::Funding,
        must: &["fundingRate", "fundingRateTimestamp"],
        fields: &[("symbol", Symbol), ("fundingRate", FundingRate), ("fundingRateTimestamp", FundingTime)],
        ..BLANK
    },
    Shape {
        key: "bybit-ticker",
        from: FROM,
        kind: Kind::Ticker,
        must: &["symbol", "lastPrice", "markPrice", "openInterest"],
        fields: &[
            ("^time", Time),
            ("^ts", Time),
            ("symbol", Symbol),
            ("lastPrice", Last),
            ("markPrice", Mark),
            ("indexPrice", Index),
            ("openInterest", OpenInterest),
            ("openInterestValue", OpenInterestValue),
            ("fundingRate", FundingRate),
            ("nextFundingTime", FundingTime),
            ("fundingIntervalHour", FundingHours),
        ],
        ..BLANK
    },
    Shape {
        key: "bybit-open-interest",
        from: FROM,
        kind: Kind::Ticker,
        must: &["openInterest", "timestamp"],
        fields: &[("^symbol", Symbol), ("openInterest", OpenInterest), ("timestamp", Time)],
        ..BLANK
    },
    Shape {
        key: "bybit-all-liquidations",
        from: FROM,
        kind: Kind::Liquidation,
        must: &["T", "s", "S", "v", "p"],
        fields: &[("T", Time), ("s", Symbol), ("S", LiquidatedSide), ("v", Size), ("p", Bankruptcy)],
        ..BLANK
    },
    Shape {
        key: "bybit-liquidation",
        from: FROM,
        kind: Kind::Liquidation,
        must: &["updatedTime", "symbol", "side", "size", "price"],
        fields: &[
            ("updatedTime", Time),
            ("symbol", Symbol),
            ("side", LiquidatedSide),
            ("size", Size),
            ("price", Bankruptcy),
        ],
        ..BLANK
    },
];
