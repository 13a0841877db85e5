//! Every venue model as data. What several share stands before the list.

use super::{Covers, Family, VenueId, VenueModel};
use crate::engine::margin::Contract;
use crate::engine::margin::rounding::TickRounding;

pub(super) const DEFAULTS: VenueModel = VenueModel {
    id: VenueId::Generic,
    name: "Generic",
    family: Family::A,
    contract: Contract::Linear,
    covers: Covers::Both,
    as_of: None,
    liquidation_rounding: TickRounding::None,
    bankruptcy_rounding: TickRounding::None,
    holds_closing_fee: false,
    added_margin_feeds_reserve: false,
    cross_counts_closing_fee: false,
    freezes_at_mark: false,
    keeps_at_equality: false,
    derived: false,
};

const LINEAR: VenueModel = VenueModel { covers: Covers::Linear, ..DEFAULTS };

const INVERSE: VenueModel = VenueModel { contract: Contract::Inverse, covers: Covers::Inverse, ..DEFAULTS };

/// Family A+ on linear contracts.
const WITH_FEE: VenueModel = VenueModel { family: Family::APlus, ..LINEAR };

/// Family B on linear contracts.
const AT_ENTRY: VenueModel = VenueModel { family: Family::B, ..LINEAR };

/// Every model, the default first. Links name models by word and choices by place: new ones go to the end.
pub const MODELS: [VenueModel; 21] = [
    DEFAULTS,
    VenueModel { id: VenueId::BinanceUsdm, name: "Binance USD-M", as_of: Some("2024-10"), ..LINEAR },
    VenueModel { id: VenueId::BinanceCoinm, name: "Binance COIN-M", ..INVERSE },
    VenueModel {
        id: VenueId::BybitUnified,
        name: "Bybit, unified account",
        as_of: Some("2026-08"),
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::TowardEntry,
        holds_closing_fee: true,
        added_margin_feeds_reserve: true,
        ..DEFAULTS
    },
    VenueModel {
        id: VenueId::BybitOld,
        name: "Bybit, old rule",
        as_of: Some("2025-05"),
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::TowardEntry,
        holds_closing_fee: true,
        ..AT_ENTRY
    },
    VenueModel { id: VenueId::Okx, name: "OKX", as_of: Some("2024-06"), covers: Covers::Both, ..WITH_FEE },
    VenueModel { id: VenueId::Hyperliquid, name: "Hyperliquid", keeps_at_equality: true, ..LINEAR },
    VenueModel {
        id: VenueId::Bitmex,
        name: "BitMEX",
        family: Family::BPlus,
        as_of: Some("2022"),
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::TowardEntry,
        holds_closing_fee: true,
        ..DEFAULTS
    },
    VenueModel {
        id: VenueId::Kucoin,
        name: "KuCoin",
        family: Family::BPlus,
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::AwayFromEntry,
        holds_closing_fee: true,
        ..LINEAR
    },
    VenueModel { id: VenueId::Gate, name: "Gate", ..WITH_FEE },
    VenueModel { id: VenueId::Phemex, name: "Phemex", ..WITH_FEE },
    VenueModel { id: VenueId::Blofin, name: "Blofin", ..WITH_FEE },
    VenueModel { id: VenueId::Delta, name: "Delta Exchange", ..AT_ENTRY },
    // One long, printed below its exact price: it does not tell floor from away from entry or nearest.
    VenueModel {
        id: VenueId::Mexc,
        name: "MEXC",
        liquidation_rounding: TickRounding::Floor,
        bankruptcy_rounding: TickRounding::Floor,
        ..AT_ENTRY
    },
    VenueModel { id: VenueId::Lighter, name: "Lighter", ..LINEAR },
    // As MEXC: one long, printed below its exact prices.
    VenueModel {
        id: VenueId::Edgex,
        name: "edgeX",
        liquidation_rounding: TickRounding::Floor,
        bankruptcy_rounding: TickRounding::Floor,
        ..LINEAR
    },
    VenueModel {
        id: VenueId::Kraken,
        name: "Kraken futures",
        liquidation_rounding: TickRounding::Floor,
        bankruptcy_rounding: TickRounding::Floor,
        ..INVERSE
    },
    VenueModel { id: VenueId::DydxV4, name: "dYdX v4", keeps_at_equality: true, ..LINEAR },
    VenueModel { id: VenueId::Deribit, name: "Deribit", derived: true, ..LINEAR },
    VenueModel {
        id: VenueId::Hyperliquid2023,
        name: "Hyperliquid, March 2023",
        family: Family::B,
        as_of: Some("2023-03"),
        freezes_at_mark: true,
        keeps_at_equality: true,
        ..LINEAR
    },
    VenueModel {
        id: VenueId::BybitOldInverse,
        name: "Bybit, old rule, inverse",
        family: Family::B,
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::TowardEntry,
        holds_closing_fee: true,
        cross_counts_closing_fee: true,
        ..INVERSE
    },
];
