//! KuCoin futures and Bitget.

use crate::engine::import::role::Role::*;
use crate::engine::import::role::Why;
use crate::engine::import::shape::{BLANK, Kind, Shape};
use crate::engine::margin::VenueId;

pub const SHAPES: &[Shape] = &[
    Shape {
        key: "kucoin-position",
        from: "KuCoin",
        venue: Some(VenueId::Kucoin),
        must: &["symbol", "currentQty", "avgEntryPrice"],
        contracts: true,
        fields: &[
            ("symbol", Symbol),
            ("currentQty", SignedContracts),
            ("multiplier", ContractSize),
            ("avgEntryPrice", Entry),
            ("markPrice", Mark),
            ("markValue", Notional),
            ("posCost", EntryNotional),
            ("realLeverage", Unused(Why::Follows)),
            ("leverage", Leverage),
            ("crossMode", IsCross),
            ("marginMode", Mode),
            ("positionSide", SideKept),
            ("posMargin", MarginWithReserve),
            ("posMaint", MaintenanceWithReserve),
            ("maintMarginReq", Rate),
            ("maintMargin", Unused(Why::Follows)),
            ("posInit", Unused(Why::Follows)),
            ("posComm", Unused(Why::Follows)),
            ("posLoss", Unused(Why::Past)),
            ("posCross", Unused(Why::Follows)),
            ("unrealisedPnl", Profit),
            ("liquidationPrice", Liquidation),
            ("bankruptPrice", Bankruptcy),
            ("riskLimit", RiskLimit),
            ("isInverse", Category),
            ("settleCurrency", Unused(Why::Bookkeeping)),
            ("currentTimestamp", Time),
        ],
        ..BLANK
    },
    Shape {
        key: "kucoin-risk-limits",
        from: "KuCoin",
        kind: Kind::Bracket,
        must: &["maxRiskLimit", "minRiskLimit", "maintainMargin"],
        fields: &[
            ("symbol", Symbol),
            ("level", Tier),
            ("minRiskLimit", Floor),
            ("maxRiskLimit", Cap),
            ("maxLeverage", MaxLeverage),
            ("initialMargin", InitialRate),
            ("maintainMargin", Rate),
        ],
        ..BLANK
    },
    Shape {
        key: "kucoin-funding",
        from: "KuCoin",
        kind: Kind::Funding,
        must: &["symbol", "fundingRate", "timepoint"],
        fields: &[("symbol", Symbol), ("fundingRate", FundingRate), ("timepoint", FundingTime)],
        ..BLANK
    },
    Shape {
        key: "bitget-position",
        from: "Bitget",
        venue: Some(VenueId::Bitget),
        must: &["symbol", "holdSide", "total"],
        fields: &[
            ("symbol", Symbol),
            ("holdSide", SideWord),
            ("total", Size),
            ("available", Unused(Why::Follows)),
            ("locked", Unused(Why::Orders)),
            ("openPriceAvg", Entry),
            ("averageOpenPrice", Entry),
            ("markPrice", Mark),
            ("marketPrice", Mark),
            ("marginMode", Mode),
            ("marginSize", Margin),
            ("margin", Margin),
            ("leverage", Leverage),
            ("liquidationPrice", Liquidation),
            ("keepMarginRate", Rate),
            ("marginRatio", Unused(Why::Follows)),
            ("unrealizedPL", Profit),
            ("marginCoin", Unused(Why::Bookkeeping)),
            ("posMode", Unused(Why::Bookkeeping)),
            ("achievedProfits", Unused(Why::Past)),
            ("deductedFee", Unused(Why::Past)),
            ("totalFee", Unused(Why::Past)),
            ("breakEvenPrice", Unused(Why::Past)),
            ("openDelegateSize", Unused(Why::Orders)),
            ("cTime", Unused(Why::Bookkeeping)),
            ("uTime", Time),
        ],
        ..BLANK
    },
    Shape {
        key: "bitget-tiers",
        from: "Bitget",
        kind: Kind::Bracket,
        must: &["level", "startUnit", "endUnit", "keepMarginRate"],
        fields: &[
            ("symbol", Symbol),
            ("level", Tier),
            ("startUnit", Floor),
            ("endUnit", Cap),
            ("leverage", MaxLeverage),
            ("keepMarginRate", Rate),
        ],
        ..BLANK
    },
    Shape {
        key: "bitget-liquidation",
        from: "Bitget",
        kind: Kind::Liquidation,
        must: &["symbol", "side", "price", "amount", "ts"],
        fields: &[("symbol", Symbol), ("side", LiquidatedSide), ("price", Bankruptcy), ("amount", Size), ("ts", Time)],
        ..BLANK
    },
];
