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
    source: "the algebra of family A, no venue",
    formula: "p = (s q E - M - c) / (q (s - r))",
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

const INVERSE: VenueModel = VenueModel {
    contract: Contract::Inverse,
    covers: Covers::Inverse,
    formula: "p = Q (s + r) / (M + c + s Q / E)",
    ..DEFAULTS
};

/// Family A+ on linear contracts.
const WITH_FEE: VenueModel =
    VenueModel { family: Family::APlus, formula: "p = (s q E - M) / (q (s - r - f))", ..LINEAR };

/// Family B on linear contracts.
const AT_ENTRY: VenueModel = VenueModel { family: Family::B, formula: "p = E (1 - s (1 / L - r)) - s A / q", ..LINEAR };

/// Every model, the default first. Links name models by word and choices by place: new ones go to the end.
pub const MODELS: [VenueModel; 21] = [
    DEFAULTS,
    VenueModel {
        id: VenueId::BinanceUsdm,
        name: "Binance USDⓈ-M",
        as_of: Some("2024-10"),
        source: "Binance support, liquidation price of USDⓈ-M futures",
        ..LINEAR
    },
    VenueModel {
        id: VenueId::BinanceCoinm,
        name: "Binance COIN-M",
        source: "Binance support, liquidation price of COIN-M futures",
        ..INVERSE
    },
    VenueModel {
        id: VenueId::BybitUnified,
        name: "Bybit, unified account",
        as_of: Some("2026-08"),
        source: "Bybit help pages on the unified account, as quoted by third parties",
        formula: "p = (s q E - q E / L - A / (1 - s f) - D) / (q (s - r))",
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
        source: "freqtrade's Bybit rule and a venue record of May 2025",
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::TowardEntry,
        holds_closing_fee: true,
        ..AT_ENTRY
    },
    VenueModel {
        id: VenueId::Okx,
        name: "OKX",
        as_of: Some("2024-06"),
        source: "OKX margin ratio rule; two venue samples",
        covers: Covers::Both,
        ..WITH_FEE
    },
    VenueModel {
        id: VenueId::Hyperliquid,
        name: "Hyperliquid",
        source: "Hyperliquid docs, liquidations; 29 recorded positions",
        formula: "p = (s q E - M - c) / (q (s - r)), r = 1 / (2 x highest leverage)",
        keeps_at_equality: true,
        ..LINEAR
    },
    VenueModel {
        id: VenueId::Bitmex,
        name: "BitMEX",
        family: Family::BPlus,
        as_of: Some("2022"),
        source: "BitMEX docs, cross-margin example; position records of 2018 and 2022",
        formula: "p = E - s (M - q E (r + funding)) / q",
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::TowardEntry,
        holds_closing_fee: true,
        ..DEFAULTS
    },
    VenueModel {
        id: VenueId::Kucoin,
        name: "KuCoin",
        family: Family::BPlus,
        source: "two KuCoin position records; the closing fee stands in margin and in maintenance alike",
        formula: "p = E - s (M - q E (r + funding)) / q",
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::AwayFromEntry,
        holds_closing_fee: true,
        ..LINEAR
    },
    VenueModel {
        id: VenueId::Gate,
        name: "Gate",
        source: "freqtrade's Gate rule; one Gate position record",
        ..WITH_FEE
    },
    VenueModel { id: VenueId::Phemex, name: "Phemex", source: "Phemex help page, one worked position", ..WITH_FEE },
    VenueModel {
        id: VenueId::Blofin,
        name: "Blofin",
        source: "one Blofin cross position record, read as OKX's ratio",
        ..WITH_FEE
    },
    VenueModel {
        id: VenueId::Delta,
        name: "Delta Exchange",
        source: "one Delta Exchange position record",
        formula: "p = E - s (M - q E r) / q",
        ..AT_ENTRY
    },
    // One long, printed below its exact price: it does not tell floor from away from entry or nearest.
    VenueModel {
        id: VenueId::Mexc,
        name: "MEXC",
        source: "one MEXC position record",
        liquidation_rounding: TickRounding::Floor,
        bankruptcy_rounding: TickRounding::Floor,
        ..AT_ENTRY
    },
    VenueModel { id: VenueId::Lighter, name: "Lighter", source: "one Lighter cross position record", ..LINEAR },
    // As MEXC: one long, printed below its exact prices.
    VenueModel {
        id: VenueId::Edgex,
        name: "edgeX",
        source: "one edgeX cross position record",
        formula: "p = -C / (q (s - r)), C = the collateral after paying for the position",
        liquidation_rounding: TickRounding::Floor,
        bankruptcy_rounding: TickRounding::Floor,
        ..LINEAR
    },
    VenueModel {
        id: VenueId::Kraken,
        name: "Kraken futures",
        source: "Kraken support, liquidation of inverse futures, one worked position",
        formula: "p = Q (s + r) / (M + s Q / E)",
        liquidation_rounding: TickRounding::Floor,
        bankruptcy_rounding: TickRounding::Floor,
        ..INVERSE
    },
    VenueModel {
        id: VenueId::DydxV4,
        name: "dYdX v4",
        source: "dYdX docs, liquidation price; the chain's margin arithmetic",
        formula: "p = (e - s q m - MMR of the others) / (q r - s q)",
        keeps_at_equality: true,
        ..LINEAR
    },
    VenueModel {
        id: VenueId::Deribit,
        name: "Deribit",
        source: "Deribit margin rates by size; the price is our derivation",
        formula: "p = (s q E - M) / (q (s - r)), r = base + q x step",
        derived: true,
        ..LINEAR
    },
    VenueModel {
        id: VenueId::Hyperliquid2023,
        name: "Hyperliquid, March 2023",
        family: Family::B,
        as_of: Some("2023-03"),
        source: "five recorded cross positions of March 2023",
        formula: "p = m - s (AV - r x notional of the account at m) / q",
        freezes_at_mark: true,
        keeps_at_equality: true,
        ..LINEAR
    },
    VenueModel {
        id: VenueId::BybitOldInverse,
        name: "Bybit, old rule, inverse",
        family: Family::B,
        source: "Bybit help centre, old inverse cross page; one API sample",
        formula: "p = s Q / (M + s Q / E - r Q / E); cross: Q (s + f) on top",
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::TowardEntry,
        holds_closing_fee: true,
        cross_counts_closing_fee: true,
        ..INVERSE
    },
];
