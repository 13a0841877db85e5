//! Every venue model, an entry each: its word in links, its name, when and where its rule is stated, the rule, and how it rounds.
//!
//! To add one: write its entry here, and how it is offered in the words of each language under `settings.venue`, by its word. A rule that no
//! venue had before is one more field of [`VenueModel`], where it is also asked.

use super::{Covers, Family, VenueModel};
use crate::engine::margin::rounding::TickRounding;
use crate::engine::margin::{Contract, Growth};
use rust_decimal::Decimal;

/// A number of an entry: the mantissa and its digits after the point.
const fn number(mantissa: u32, scale: u32) -> Decimal {
    Decimal::from_parts(mantissa, 0, 0, false, scale)
}

/// Makes of the entries the ids and the list, in one order.
macro_rules! venues {
    ($($(#[$about:meta])* $id:ident: $entry:expr,)+) => {
        /// The venue models this page knows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum VenueId {
            $($(#[$about])* $id,)+
        }

        /// Every model, the default first, in the order of the ids.
        pub const MODELS: [VenueModel; [$(VenueId::$id),+].len()] = [
            $(VenueModel { id: VenueId::$id, ..$entry },)+
        ];
    };
}

/// Family A on contracts of any kind, with nothing that only some venues have.
const ANY: VenueModel = VenueModel {
    id: VenueId::Generic,
    key: "",
    name: "",
    since: None,
    as_of: None,
    formula: "",
    source: "",
    family: Family::A,
    contract: Contract::Linear,
    covers: Covers::Both,
    liquidation_rounding: TickRounding::None,
    bankruptcy_rounding: TickRounding::None,
    holds_closing_fee: false,
    added_margin_feeds_reserve: false,
    cross_counts_closing_fee: false,
    freezes_at_mark: false,
    keeps_at_equality: false,
    derived: false,
};

const LINEAR: VenueModel = VenueModel { covers: Covers::Linear, ..ANY };

const INVERSE: VenueModel = VenueModel { contract: Contract::Inverse, covers: Covers::Inverse, ..ANY };

/// Family A+ on linear contracts.
const WITH_FEE: VenueModel = VenueModel { family: Family::APlus, ..LINEAR };

/// Family B on linear contracts.
const AT_ENTRY: VenueModel = VenueModel { family: Family::B, ..LINEAR };

venues! {
    /// Family A with the reader's own rates; no venue.
    Generic: VenueModel {
        key: "generic",
        name: "Generic",
        formula: "p = (s q E - M - c) / (q (s - r))",
        source: "the algebra of family A, no venue",
        ..ANY
    },
    /// Binance USDⓈ-margined futures.
    BinanceUsdm: VenueModel {
        key: "binance-usdm",
        name: "Binance USD-M",
        as_of: Some("2024-10"),
        formula: "p = (s q E - M - c) / (q (s - r))",
        source: "Binance support, liquidation price of USD-M futures",
        ..LINEAR
    },
    /// Binance coin-margined futures.
    BinanceCoinm: VenueModel {
        key: "binance-coinm",
        name: "Binance COIN-M",
        formula: "p = Q (s + r) / (M + c + s Q / E)",
        source: "Binance support, liquidation price of COIN-M futures",
        ..INVERSE
    },
    /// Bybit, unified account.
    BybitUnified: VenueModel {
        key: "bybit",
        name: "Bybit, unified account",
        as_of: Some("2026-08"),
        formula: "p = (s q E - q E / L - A / (1 - s f) - D) / (q (s - r))",
        source: "Bybit help pages on the unified account, as quoted by third parties",
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::TowardEntry,
        holds_closing_fee: true,
        added_margin_feeds_reserve: true,
        ..ANY
    },
    /// Bybit before the unified rule.
    BybitOld: VenueModel {
        key: "bybit-old",
        name: "Bybit, old rule",
        as_of: Some("2025-05"),
        formula: "p = E (1 - s (1 / L - r)) - s A / q",
        source: "freqtrade's Bybit rule and a venue record of May 2025",
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::TowardEntry,
        holds_closing_fee: true,
        ..AT_ENTRY
    },
    /// OKX.
    Okx: VenueModel {
        key: "okx",
        name: "OKX",
        as_of: Some("2024-06"),
        formula: "p = (s q E - M) / (q (s - r - f))",
        source: "OKX margin ratio rule; two venue samples",
        covers: Covers::Both,
        ..WITH_FEE
    },
    /// Hyperliquid.
    Hyperliquid: VenueModel {
        key: "hyperliquid",
        name: "Hyperliquid",
        formula: "p = (s q E - M - c) / (q (s - r)), r = 1 / (2 x highest leverage)",
        source: "Hyperliquid docs, liquidations; 29 recorded positions",
        keeps_at_equality: true,
        ..LINEAR
    },
    /// BitMEX.
    Bitmex: VenueModel {
        key: "bitmex",
        name: "BitMEX",
        since: Some("2018"),
        as_of: Some("2022"),
        formula: "p = E - s (M - q E (r + funding)) / q",
        source: "BitMEX docs, cross-margin example; position records of 2018 and 2022",
        family: Family::BPlus,
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::TowardEntry,
        holds_closing_fee: true,
        ..ANY
    },
    /// KuCoin futures.
    Kucoin: VenueModel {
        key: "kucoin",
        name: "KuCoin",
        formula: "p = E - s (M - q E (r + funding)) / q",
        source: "two KuCoin position records; the closing fee stands in margin and in maintenance alike",
        family: Family::BPlus,
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::AwayFromEntry,
        holds_closing_fee: true,
        ..LINEAR
    },
    /// Gate futures.
    Gate: VenueModel {
        key: "gate",
        name: "Gate",
        formula: "p = (s q E - M) / (q (s - r - f))",
        source: "freqtrade's Gate rule; one Gate position record",
        ..WITH_FEE
    },
    /// Phemex.
    Phemex: VenueModel {
        key: "phemex",
        name: "Phemex",
        formula: "p = (s q E - M) / (q (s - r - f))",
        source: "Phemex help page, one worked position",
        ..WITH_FEE
    },
    /// Blofin.
    Blofin: VenueModel {
        key: "blofin",
        name: "Blofin",
        formula: "p = (s q E - M) / (q (s - r - f))",
        source: "one Blofin cross position record, read as OKX's ratio",
        ..WITH_FEE
    },
    /// Delta Exchange.
    Delta: VenueModel {
        key: "delta",
        name: "Delta Exchange",
        formula: "p = E - s (M - q E r) / q",
        source: "one Delta Exchange position record",
        ..AT_ENTRY
    },
    /// MEXC futures.
    // One long, printed below its exact price: it does not tell floor from away from entry or nearest.
    Mexc: VenueModel {
        key: "mexc",
        name: "MEXC",
        formula: "p = E (1 - s (1 / L - r)) - s A / q",
        source: "one MEXC position record",
        liquidation_rounding: TickRounding::Floor,
        bankruptcy_rounding: TickRounding::Floor,
        ..AT_ENTRY
    },
    /// Lighter.
    Lighter: VenueModel {
        key: "lighter",
        name: "Lighter",
        formula: "p = (s q E - M - c) / (q (s - r))",
        source: "one Lighter cross position record",
        ..LINEAR
    },
    /// edgeX.
    // As MEXC: one long, printed below its exact prices.
    Edgex: VenueModel {
        key: "edgex",
        name: "edgeX",
        formula: "p = -C / (q (s - r)), C = the collateral after paying for the position",
        source: "one edgeX cross position record",
        liquidation_rounding: TickRounding::Floor,
        bankruptcy_rounding: TickRounding::Floor,
        ..LINEAR
    },
    /// Kraken futures, inverse.
    Kraken: VenueModel {
        key: "kraken",
        name: "Kraken futures",
        formula: "p = Q (s + r) / (M + s Q / E)",
        source: "Kraken support, liquidation of inverse futures, one worked position",
        liquidation_rounding: TickRounding::Floor,
        bankruptcy_rounding: TickRounding::Floor,
        ..INVERSE
    },
    /// dYdX v4. Its whole-quanta arithmetic is in `margin::dydx`.
    DydxV4: VenueModel {
        key: "dydx",
        name: "dYdX v4",
        formula: "p = (e - s q m - MMR of the others) / (q r - s q)",
        source: "dYdX docs, liquidation price; the chain's margin arithmetic",
        keeps_at_equality: true,
        ..LINEAR
    },
    /// Deribit, linear.
    Deribit: VenueModel {
        key: "deribit",
        name: "Deribit",
        formula: "p = (s q E - M) / (q (s - r)), r = base + q x step",
        source: "Deribit margin rates by size; the price is our derivation",
        derived: true,
        ..LINEAR
    },
    /// Hyperliquid in March 2023.
    Hyperliquid2023: VenueModel {
        key: "hyperliquid-2023",
        name: "Hyperliquid, March 2023",
        since: Some("2023-03"),
        as_of: Some("2023-03"),
        formula: "p = m - s (AV - r x notional of the account at m) / q",
        source: "five recorded cross positions of March 2023",
        family: Family::B,
        freezes_at_mark: true,
        keeps_at_equality: true,
        ..LINEAR
    },
    /// Bybit's inverse contracts before the unified rule.
    BybitOldInverse: VenueModel {
        key: "bybit-old-inverse",
        name: "Bybit, old rule, inverse",
        formula: "p = s Q / (M + s Q / E - r Q / E); cross: Q (s + f) on top",
        source: "Bybit help centre, old inverse cross page; one API sample",
        family: Family::B,
        liquidation_rounding: TickRounding::TowardEntry,
        bankruptcy_rounding: TickRounding::TowardEntry,
        holds_closing_fee: true,
        cross_counts_closing_fee: true,
        ..INVERSE
    },
    /// Bitget.
    Bitget: VenueModel {
        key: "bitget",
        name: "Bitget",
        formula: "p = (s q E - M) / (q (s - r - f))",
        source: "Bitget support, estimated liquidation price: its terms stand there in words, its formula as a picture",
        derived: true,
        ..WITH_FEE
    },
    /// Aster.
    Aster: VenueModel {
        key: "aster",
        name: "Aster",
        formula: "p = (s q E - M - c) / (q (s - r))",
        source: "Aster docs, liquidation protocols; Aster, leverage and margin: the price is our derivation",
        derived: true,
        ..LINEAR
    },
    /// Bluefin.
    Bluefin: VenueModel {
        key: "bluefin",
        name: "Bluefin",
        formula: "p = debt / (q (1 - s r)), debt = q E - s M",
        source: "Bluefin docs, liquidation process",
        ..LINEAR
    },
    /// Paradex.
    Paradex: VenueModel {
        key: "paradex",
        name: "Paradex",
        formula: "p = (s q E - M) / (q (s - r))",
        source: "Paradex docs, cross margin requirement: the price is our derivation",
        derived: true,
        ..LINEAR
    },
    /// Kraken's multi-collateral contracts, which are linear.
    KrakenLinear: VenueModel {
        key: "kraken-linear",
        name: "Kraken futures, linear",
        formula: "p = (s q E - M) / (q (s - r))",
        source: "Kraken support, multi-collateral margining: the price is our derivation",
        derived: true,
        ..LINEAR
    },
    /// Orderly: a rate that grows with the notional.
    Orderly: VenueModel {
        key: "orderly",
        name: "Orderly",
        since: Some("2026-11"),
        as_of: Some("2026-11"),
        formula: "p = (s q E - M) / (q (s - r)), r = max(base, 0.6 x 1e-7 (q p)^0.8)",
        source: "Orderly docs, formulas and definitions; the constants are those of BTC",
        family: Family::Grows(Growth { factor: number(6, 8), power: number(8, 1) }),
        ..LINEAR
    },
    /// Backpack: a rate that grows with the root of the notional.
    Backpack: VenueModel {
        key: "backpack",
        name: "Backpack",
        since: Some("2025-01"),
        as_of: Some("2025-01"),
        formula: "p = (s q E - M) / (q (s - r)), r = max(base, 0.000092 sqrt(q p))",
        source: "Backpack's market record of SOL: base 1.25 %, factor 0.000092, root",
        family: Family::Grows(Growth { factor: number(92, 6), power: number(5, 1) }),
        ..LINEAR
    },
    /// HTX: a factor over the chosen leverage.
    Htx: VenueModel {
        key: "htx",
        name: "HTX",
        formula: "p = (s q E - M) / (q (s - a / L)), a = 12.5 %",
        source: "HTX support, adjustment factor over leverage; 12.5 % is that of its example, 18 BTC at 10x",
        family: Family::OfLeverage { factor: number(125, 3) },
        ..LINEAR
    },
    /// BingX's standard contracts: a part of the initial margin.
    BingxStandard: VenueModel {
        key: "bingx-standard",
        name: "BingX, standard contracts",
        formula: "p = E - s (M - a q E / L) / q, a = 10 %",
        source: "BingX support, forced liquidation of standard futures",
        family: Family::OfMargin { part: number(10, 2) },
        ..LINEAR
    },
    /// GMX v2: an oracle pool.
    GmxV2: VenueModel {
        key: "gmx-v2",
        name: "GMX v2",
        formula: "p = E - s (M - max(q E r, 5 USD) - q E f) / q",
        source: "the constants as a public Python client keeps them: 0.5 % of the size, at least 5 USD; borrow fees come off M",
        family: Family::Pool { least: number(5, 0) },
        ..LINEAR
    },
}
