//! Gate futures: positions, risk limit tiers, funding, liquidations. Sizes are in contracts.

use crate::engine::import::role::Role::*;
use crate::engine::import::role::Why;
use crate::engine::import::shape::{BLANK, Kind, Shape};
use crate::engine::margin::VenueId;

const FROM: &str = "Gate";

pub const SHAPES: &[Shape] = &[
    Shape {
        key: "gate-position",
        from: FROM,
        venue: Some(VenueId::Gate),
        must: &["contract", "size", "entry_price"],
        contracts: true,
        fields: &[
            ("contract", Symbol),
            ("size", SignedContracts),
            ("quanto_multiplier", ContractSize),
            ("entry_price", Entry),
            ("mark_price", Mark),
            ("value", Notional),
            ("leverage", Leverage),
            ("cross_leverage_limit", Unused(Why::NoPlace)),
            ("leverage_max", MaxLeverage),
            ("maintenance_rate", Rate),
            ("margin", Margin),
            ("initial_margin", InitialAtMark),
            ("maintenance_margin", Maintenance),
            ("liq_price", Liquidation),
            ("unrealised_pnl", Profit),
            ("risk_limit", RiskLimit),
            ("mode", SideKept),
            ("update_time", Time),
            ("realised_pnl", Unused(Why::Past)),
            ("history_pnl", Unused(Why::Past)),
            ("last_close_pnl", Unused(Why::Past)),
            ("realised_point", Unused(Why::Past)),
            ("history_point", Unused(Why::Past)),
            ("adl_ranking", Unused(Why::NoPlace)),
            ("pending_orders", Unused(Why::Orders)),
            ("close_order", Unused(Why::Orders)),
            ("user", Unused(Why::Bookkeeping)),
        ],
        ..BLANK
    },
    Shape {
        key: "gate-tiers",
        from: FROM,
        kind: Kind::Bracket,
        must: &["tier", "risk_limit", "maintenance_rate"],
        fields: &[
            ("contract", Symbol),
            ("tier", Tier),
            ("risk_limit", Cap),
            ("initial_rate", InitialRate),
            ("maintenance_rate", Rate),
            ("leverage_max", MaxLeverage),
            ("deduction", Cum),
        ],
        ..BLANK
    },
    Shape {
        key: "gate-funding",
        from: FROM,
        kind: Kind::Funding,
        must: &["r", "t"],
        fields: &[("r", FundingRate), ("t", FundingTime)],
        ..BLANK
    },
    Shape {
        key: "gate-liquidation",
        from: FROM,
        kind: Kind::Liquidation,
        must: &["contract", "size", "fill_price", "time"],
        contracts: true,
        fields: &[
            ("contract", Symbol),
            ("size", SignedContracts),
            ("fill_price", Price),
            ("order_price", Bankruptcy),
            ("time", Time),
            ("order_size", Unused(Why::Follows)),
            ("left", Unused(Why::NoPlace)),
        ],
        ..BLANK
    },
];
