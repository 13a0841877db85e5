//! Which rule of the engine answers a vector, and which vectors no rule of this version answers.

use crate::record::Vector;
use cascade_notes::engine::margin::{Contract, VenueId, VenueModel};

/// Kinds that this suite answers.
const KINDS: [&str; 6] =
    ["liquidation_price", "bankruptcy_price", "maintenance_tier", "margin_requirement", "margin_ratio", "order_cost"];

/// What a formula says that takes maintenance at entry: E (1 - s (1/L - r)) in its spellings, or in words.
const AT_ENTRY: [&str; 9] =
    ["entry_notional", "l-mmr", "l+mmr", "l-r)", "2-mmr", "mm_at_entry", "maintenanceatentry", "mmr*pv", "oldrule"];

/// Why a vector is not judged here.
pub struct Skipped(pub &'static str);

/// The engine's model, and the historic variant where there is one.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    pub model: VenueModel,
    /// Hyperliquid in March 2023: the maintenance of the whole account stood frozen at its present notional.
    pub frozen_maintenance: bool,
}

pub fn rule_of(vector: &Vector) -> Result<Rule, Skipped> {
    if !KINDS.contains(&vector.kind.as_str()) {
        return Err(Skipped("kind answered by another suite"));
    }
    let inverse = vector.contract == Contract::Inverse;
    let venue = vector.venue.as_str();
    let id = match venue.split([' ', '(']).next().unwrap_or_default() {
        "binance-usdm" => VenueId::BinanceUsdm,
        "binance-coinm" => VenueId::BinanceCoinm,
        "binance" if inverse => VenueId::BinanceCoinm,
        "binance" => VenueId::BinanceUsdm,
        "bybit" if venue.contains("(old") => VenueId::BybitOld,
        "bybit" if venue.contains("(unified") => VenueId::BybitUnified,
        "bybit" => bybit(vector),
        "okx" => VenueId::Okx,
        "hyperliquid" => VenueId::Hyperliquid,
        "bitmex" => VenueId::Bitmex,
        "generic" => generic(vector),
        _ => return Err(Skipped("venue model not in this version")),
    };
    Ok(Rule { model: id.model(), frozen_maintenance: venue.contains("2023") })
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
    if says(&AT_ENTRY) {
        return VenueId::BybitOld;
    }
    if says(&["1-mmr", "1+mmr", "1-side*mmr", "unified"]) {
        return VenueId::BybitUnified;
    }
    let inputs = &vector.inputs;
    if inputs.has("deduction") || (inputs.has("fee") && inputs.has("extra_margin")) || !says(&["freqtrade"]) {
        VenueId::BybitUnified
    } else {
        VenueId::BybitOld
    }
}
