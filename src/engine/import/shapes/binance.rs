//! Binance USD-M and COIN-M: account, position risk, brackets, funding, forced orders, archive files.

use crate::engine::import::role::Role::{self, *};
use crate::engine::import::role::Why;
use crate::engine::import::shape::{BLANK, Kind, Shape};

const FROM: &str = "Binance";

const POSITION: &[(&str, Role)] = &[
    ("symbol", Symbol),
    ("positionAmt", SignedSize),
    ("positionSide", SideKept),
    ("entryPrice", Entry),
    ("markPrice", Mark),
    ("notional", Notional),
    ("notionalValue", Notional),
    ("leverage", Leverage),
    ("isolated", IsIsolated),
    ("marginType", Mode),
    ("isolatedWallet", Margin),
    ("isolatedMargin", MarginWithProfit),
    ("maintMargin", Maintenance),
    ("initialMargin", Unused(Why::Orders)),
    ("positionInitialMargin", InitialAtMark),
    ("openOrderInitialMargin", OrderMargin),
    ("unrealizedProfit", Profit),
    ("unRealizedProfit", Profit),
    ("liquidationPrice", Liquidation),
    ("maxNotional", RiskLimit),
    ("maxNotionalValue", RiskLimit),
    ("maxQty", Unused(Why::NoPlace)),
    ("bidNotional", Unused(Why::Orders)),
    ("askNotional", Unused(Why::Orders)),
    ("isAutoAddMargin", Unused(Why::NoPlace)),
    ("breakEvenPrice", Unused(Why::Past)),
    ("adl", Unused(Why::NoPlace)),
    ("adlQuantile", Unused(Why::NoPlace)),
    ("marginAsset", Unused(Why::Bookkeeping)),
    ("updateTime", Time),
];

const BRACKET: &[(&str, Role)] = &[
    ("^symbol", Symbol),
    ("^pair", Symbol),
    ("^notionalCoef", Coefficient),
    ("bracket", Tier),
    ("initialLeverage", MaxLeverage),
    ("notionalCap", Cap),
    ("notionalFloor", Floor),
    ("qtyCap", Cap),
    ("qtyFloor", Floor),
    ("qtylFloor", Floor),
    ("maintMarginRatio", Rate),
    ("cum", Cum),
];

pub const SHAPES: &[Shape] = &[
    Shape {
        key: "binance-position",
        from: FROM,
        must: &["symbol", "positionAmt", "entryPrice"],
        fields: POSITION,
        ..BLANK
    },
    Shape {
        key: "binance-account",
        from: FROM,
        kind: Kind::Account,
        must: &["totalWalletBalance", "availableBalance"],
        within: &["positions", "assets"],
        fields: &[
            ("totalWalletBalance", Wallet),
            ("totalCrossWalletBalance", CrossWallet),
            ("totalMarginBalance", Equity),
            ("totalMaintMargin", AccountMaintenance),
            ("totalInitialMargin", AccountInitial),
            ("availableBalance", Available),
            ("totalUnrealizedProfit", Unused(Why::Follows)),
            ("totalCrossUnPnl", Unused(Why::Follows)),
            ("totalPositionInitialMargin", Unused(Why::Follows)),
            ("totalOpenOrderInitialMargin", Unused(Why::Orders)),
            ("maxWithdrawAmount", Unused(Why::Follows)),
            ("updateTime", Time),
            ("feeTier", Unused(Why::Bookkeeping)),
            ("canTrade", Unused(Why::Bookkeeping)),
            ("canDeposit", Unused(Why::Bookkeeping)),
            ("canWithdraw", Unused(Why::Bookkeeping)),
            ("multiAssetsMargin", Unused(Why::NoPlace)),
            ("tradeGroupId", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "binance-asset",
        from: FROM,
        kind: Kind::Account,
        must: &["asset", "walletBalance", "crossWalletBalance"],
        fields: &[("asset", Coin), ("walletBalance", CoinAmount), ("crossWalletBalance", Unused(Why::Follows))],
        ..BLANK
    },
    Shape {
        key: "binance-brackets",
        from: FROM,
        kind: Kind::Bracket,
        must: &["initialLeverage", "maintMarginRatio", "cum"],
        fields: BRACKET,
        ..BLANK
    },
    Shape {
        key: "binance-funding",
        from: FROM,
        kind: Kind::Funding,
        must: &["symbol", "fundingRate", "fundingTime"],
        fields: &[("symbol", Symbol), ("fundingRate", FundingRate), ("fundingTime", FundingTime), ("markPrice", Mark)],
        ..BLANK
    },
    Shape {
        key: "binance-archive-funding",
        from: FROM,
        kind: Kind::Funding,
        must: &["calc_time", "last_funding_rate"],
        fields: &[
            ("calc_time", FundingTime),
            ("funding_interval_hours", FundingHours),
            ("last_funding_rate", FundingRate),
        ],
        ..BLANK
    },
    Shape {
        key: "binance-archive-depth",
        from: FROM,
        kind: Kind::Band,
        must: &["timestamp", "percentage", "depth", "notional"],
        fields: &[("timestamp", Time), ("percentage", BandPercent), ("depth", BandDepth), ("notional", BandNotional)],
        ..BLANK
    },
    Shape {
        key: "binance-archive-metrics",
        from: FROM,
        kind: Kind::Ticker,
        must: &["create_time", "sum_open_interest"],
        fields: &[
            ("create_time", Time),
            ("symbol", Symbol),
            ("sum_open_interest", OpenInterest),
            ("sum_open_interest_value", OpenInterestValue),
            ("count_toptrader_long_short_ratio", Unused(Why::NoPlace)),
            ("sum_toptrader_long_short_ratio", TopLongShort),
            ("count_long_short_ratio", LongShort),
            ("sum_taker_long_short_vol_ratio", TakerRatio),
        ],
        ..BLANK
    },
    Shape {
        key: "binance-open-interest",
        from: FROM,
        kind: Kind::Ticker,
        must: &["symbol", "sumOpenInterest", "timestamp"],
        fields: &[
            ("timestamp", Time),
            ("symbol", Symbol),
            ("sumOpenInterest", OpenInterest),
            ("sumOpenInterestValue", OpenInterestValue),
            ("CMCCirculatingSupply", Unused(Why::NoPlace)),
        ],
        ..BLANK
    },
    Shape {
        key: "binance-premium",
        from: FROM,
        kind: Kind::Ticker,
        must: &["symbol", "markPrice", "lastFundingRate"],
        fields: &[
            ("symbol", Symbol),
            ("markPrice", Mark),
            ("indexPrice", Index),
            ("lastFundingRate", FundingRate),
            ("nextFundingTime", FundingTime),
            ("estimatedSettlePrice", Unused(Why::NoPlace)),
            ("interestRate", Unused(Why::NoPlace)),
            ("time", Time),
        ],
        ..BLANK
    },
    Shape {
        key: "binance-force-order",
        from: FROM,
        kind: Kind::Liquidation,
        must: &["s", "S", "q", "ap", "X"],
        fields: &[
            ("s", Symbol),
            ("S", OrderSide),
            ("ap", Price),
            ("p", Bankruptcy),
            ("z", Size),
            ("T", Time),
            ("q", Unused(Why::Follows)),
            ("l", Unused(Why::Follows)),
            ("o", Unused(Why::Bookkeeping)),
            ("f", Unused(Why::Bookkeeping)),
            ("X", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "binance-force-orders",
        from: FROM,
        kind: Kind::Liquidation,
        must: &["symbol", "averagePrice", "executedQty", "side", "time"],
        fields: &[
            ("symbol", Symbol),
            ("side", OrderSide),
            ("averagePrice", Price),
            ("price", Bankruptcy),
            ("executedQty", Size),
            ("time", Time),
            ("origQty", Unused(Why::Follows)),
            ("status", Unused(Why::Bookkeeping)),
            ("orderId", Unused(Why::Bookkeeping)),
            ("timeInForce", Unused(Why::Bookkeeping)),
            ("type", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "binance-archive-liquidations",
        from: FROM,
        kind: Kind::Liquidation,
        must: &["time", "side", "average_price", "accumulated_fill_quantity"],
        fields: &[
            ("time", Time),
            ("symbol", Symbol),
            ("side", OrderSide),
            ("average_price", Price),
            ("price", Bankruptcy),
            ("accumulated_fill_quantity", Size),
            ("original_quantity", Unused(Why::Follows)),
            ("last_fill_quantity", Unused(Why::Follows)),
            ("order_type", Unused(Why::Bookkeeping)),
            ("time_in_force", Unused(Why::Bookkeeping)),
            ("order_status", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
];
