//! Which rule of the engine answers a vector, and which vectors no rule of this version answers.

use crate::record::Vector;
use cascade_notes::engine::margin::venue::MODELS;
use cascade_notes::engine::margin::{Contract, VenueId, VenueModel};

/// Kinds that this suite answers.
const KINDS: [&str; 7] = [
    "liquidation_price",
    "bankruptcy_price",
    "liquidation_limit_price",
    "maintenance_tier",
    "margin_requirement",
    "margin_ratio",
    "order_cost",
];

/// What a formula says that takes maintenance at entry: E (1 - s (1/L - r)) in its spellings, or in words.
const AT_ENTRY: [&str; 9] =
    ["entry_notional", "l-mmr", "l+mmr", "l-r)", "2-mmr", "mm_at_entry", "maintenanceatentry", "mmr*pv", "oldrule"];

/// Why a vector is not judged here.
pub struct Skipped(pub &'static str);

/// The engine's model.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    pub model: VenueModel,
}

pub fn rule_of(vector: &Vector) -> Result<Rule, Skipped> {
    if !KINDS.contains(&vector.kind.as_str()) {
        return Err(Skipped("kind answered by another suite"));
    }
    let inverse = vector.contract == Contract::Inverse;
    let venue = vector.venue.as_str();
    let word = venue.split([' ', '(']).next().unwrap_or_default().replace('_', "-");
    let id = match word.as_str() {
        "binance-usdm" | "binanceusdm" => VenueId::BinanceUsdm,
        "binance-coinm" | "binancecoinm" => VenueId::BinanceCoinm,
        "binance" if inverse => VenueId::BinanceCoinm,
        "binance" => VenueId::BinanceUsdm,
        "bybit-old" => bybit_old(inverse),
        "bybit" if venue.contains("(old") => bybit_old(inverse),
        "bybit" if venue.contains("(unified") => VenueId::BybitUnified,
        "bybit" => bybit(vector),
        "okx" => VenueId::Okx,
        "hyperliquid" if venue.contains("2023") => VenueId::Hyperliquid2023,
        "hyperliquid" => VenueId::Hyperliquid,
        "bitmex" => VenueId::Bitmex,
        "generic" => generic(vector),
        "kucoin" | "kucoin-futures" => VenueId::Kucoin,
        "gate" | "gate.io" | "gateio" => VenueId::Gate,
        "phemex" => VenueId::Phemex,
        "blofin" => VenueId::Blofin,
        "delta" | "delta-exchange" => VenueId::Delta,
        "mexc" => VenueId::Mexc,
        "lighter" => VenueId::Lighter,
        "edgex" => VenueId::Edgex,
        "kraken" | "kraken-futures" => VenueId::Kraken,
        "dydx" | "dydx-v4" | "dydxv4" => VenueId::DydxV4,
        "deribit" => VenueId::Deribit,
        // Family A by rate; no more is needed for what it prints of initial margin.
        "paradex" if vector.kind == "margin_requirement" => VenueId::Generic,
        _ => return Err(Skipped("venue model not in this version")),
    };
    Ok(Rule { model: id.model() })
}

fn bybit_old(inverse: bool) -> VenueId {
    if inverse { VenueId::BybitOldInverse } else { VenueId::BybitOld }
}

/// A generic case is of the family it names, or of the one its formula writes out; else of family A.
fn generic(vector: &Vector) -> VenueId {
    let text = &vector.rule_text;
    match vector.inputs.text("family").map(str::to_uppercase).as_deref() {
        Some("B+") => VenueId::Bitmex,
        Some("B") => VenueId::BybitOld,
        Some("A+") => VenueId::Okx,
        Some(_) => VenueId::Generic,
        None if AT_ENTRY.iter().any(|part| text.contains(part)) => VenueId::BybitOld,
        None if text.contains("mmr+fee") || text.contains("rate_plus_fee") => VenueId::Okx,
        None => VenueId::Generic,
    }
}

/// Bybit changed its rule between May 2025 and August 2026 and a plain "bybit" does not say which is meant. In this
/// order: what the formula says of where maintenance is taken (at entry: old), what it says of a division by 1 - r
/// (unified), whether the unified account is named, whether a bracket deduction or a fee on added margin is given
/// (unified only). What says nothing at all is the rule in force now.
fn bybit(vector: &Vector) -> VenueId {
    let text = &vector.rule_text;
    let says = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
    let old = bybit_old(vector.contract == Contract::Inverse);
    if says(&AT_ENTRY) {
        return old;
    }
    if says(&["1-mmr", "1+mmr", "1-side*mmr", "unified"]) {
        return VenueId::BybitUnified;
    }
    let inputs = &vector.inputs;
    if inputs.has("deduction") || (inputs.has("fee") && inputs.has("extra_margin")) || !says(&["freqtrade"]) {
        VenueId::BybitUnified
    } else {
        old
    }
}

/// A rule that no published number holds would be a rule by hearsay. Only the generic one has none: it is no venue's, and nobody
/// publishes its numbers.
#[test]
fn every_venue_is_held_by_a_vector() {
    let files = ["tests/data/margin-vectors.json", "tests/vectors/venues.json"];
    let vectors: Vec<Vector> = files.into_iter().flat_map(|path| crate::record::read(path).unwrap()).collect();
    let judged = |id: VenueId| vectors.iter().filter_map(|v| rule_of(v).ok()).any(|rule| rule.model.id == id);
    let bare: Vec<&str> = MODELS.iter().filter(|m| !judged(m.id)).map(|m| m.key).collect();
    // Nobody's rule, and those whose pages print a rule and no worked number.
    let unnumbered = ["generic", "bitget", "aster", "bluefin", "paradex", "kraken-linear", "backpack", "gmx-v2"];
    // Kinds of their own, whose numbers stand in `worked`: Orderly's price, BingX's example and HTX's rate.
    let with_their_kind = ["orderly", "bingx-standard", "htx"];
    assert!(bare.iter().all(|key| unnumbered.contains(key) || with_their_kind.contains(key)), "{bare:?}");
    assert_eq!(bare.len(), unnumbered.len() + with_their_kind.len());
}
