//! Inputs of a vector by meaning: currency suffixes, scales and alternative spellings fall away.

use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The values of a vector, by canonical name.
#[derive(Debug, Clone, Default)]
pub struct Inputs(BTreeMap<String, Input>);

/// One value: numbers are in whole units, whatever scale their key names.
#[derive(Debug, Clone)]
pub enum Input {
    Number(Decimal),
    Text(String),
    List(Vec<Inputs>),
    /// By coin, its name in lower case.
    Map(Inputs),
}

/// Words of a key that name a currency or how a value came about, not what it is.
const UNITS: [&str; 29] = [
    "usdt", "usd", "usdc", "busd", "fdusd", "eur", "btc", "xbt", "eth", "sol", "xrp", "bnb", "doge", "ada", "link",
    "ltc", "bch", "dot", "avax", "trx", "wif", "pepe", "coin", "coins", "quote", "base", "settle", "derived",
    "printed",
];

/// Words of a key that scale its value: the value of one unit.
const SCALES: &[(&str, u32)] = &[
    ("quantums", 6),
    ("quantum", 6),
    ("quanta", 6),
    ("ppm", 6),
    ("micro", 6),
    ("satoshi", 8),
    ("sat", 8),
    ("sats", 8),
    ("percent", 2),
    ("pct", 2),
    ("bps", 4),
];

/// Canonical name, then its other spellings.
const NAMES: &[(&str, &[&str])] = &[
    ("side", &["direction", "position_side"]),
    ("size", &["quantity", "qty", "amount", "position_size", "position_amount", "position_amt"]),
    ("signed_size", &["size_signed", "szi"]),
    ("contracts", &["contract_count", "number_of_contracts"]),
    ("contract_value", &["contract_size", "face_value", "multiplier", "ct_val"]),
    ("entry_price", &["entry", "avg_price", "avg_entry_price", "average_entry_price", "open_price", "open_rate"]),
    ("price", &["order_price"]),
    ("open_value", &["entry_value", "entry_notional", "cost", "position_cost", "pos_cost"]),
    ("mark_price", &["mark", "oracle_price", "oracle", "oracle_prices", "mark_prices"]),
    ("position_value", &["mark_notional", "mark_value"]),
    ("notional", &["notional_value", "value"]),
    ("leverage", &["set_leverage", "chosen_leverage", "lever"]),
    ("max_leverage", &["asset_max_leverage", "maximum_leverage", "max_lev"]),
    (
        "mmr",
        &[
            "mmr_flat",
            "maintenance_rate",
            "maintenance_margin_rate",
            "mm_rate",
            "rate",
            "maint_margin_ratio",
            "mmf",
            "maintenance_margin_fraction",
        ],
    ),
    ("deduction", &["cum", "cumulative", "maintenance_amount", "maint_amount", "maint_amt", "mm_deduction"]),
    (
        "initial_rate",
        &["im_rate", "imr", "imf", "base_imf", "initial_margin_rate", "initial_margin_fraction", "base_initial_margin"],
    ),
    ("margin", &["isolated_wallet", "isolated_wallet_balance", "collateral", "allocated_margin", "position_wallet"]),
    ("allocated_margin_rule", &["margin_rule"]),
    ("isolated_margin", &["isolated_margin_incl_upnl", "margin_incl_upnl"]),
    ("position_margin", &["position_margin_incl_fee", "pos_margin", "position_balance"]),
    (
        "unrealised_pnl",
        &[
            "unrealized_pnl",
            "unrealised",
            "unrealized",
            "unrealised_profit",
            "unrealized_profit",
            "un_realized_profit",
            "upnl",
            "upl",
        ],
    ),
    ("extra_margin", &["added_margin", "additional_margin", "margin_added"]),
    ("fee", &["taker_fee", "taker_fee_rate", "fee_rate", "closing_fee", "close_fee"]),
    ("opening_fee", &["open_fee", "maker_fee"]),
    ("wallet", &["wallet_balance", "balance", "account_balance", "cross_wallet", "cross_wallet_balance"]),
    ("available", &["available_balance", "free_balance"]),
    ("account_value", &["equity", "account_equity", "total_equity"]),
    ("total_maintenance_margin", &["cross_maintenance_margin", "total_mm", "account_maintenance_margin"]),
    ("total_notional", &["total_notional_position", "account_notional"]),
    ("raw", &["raw_balance", "quote", "quote_usdc", "quote_usd", "quote_balance", "quote_balance_usdc"]),
    ("tick", &["tick_size"]),
    ("funding_buffer", &["funding", "next_funding", "funding_rate"]),
    ("commission", &["position_commission", "pos_comm"]),
    (
        "initial_margin",
        &["position_initial", "position_initial_margin", "initial_margin_requirement", "init_margin", "pos_init"],
    ),
    (
        "initial_margin_at_entry",
        &["initial_margin_at_the_entry", "initial_margin_by_entry", "initial_margin_entry", "entry_initial_margin"],
    ),
    (
        "initial_margin_at_mark",
        &["initial_margin_at_the_mark", "initial_margin_by_mark", "initial_margin_mark", "mark_initial_margin"],
    ),
    ("maintenance_margin", &["position_maintenance", "maint_margin", "pos_maint", "maintenance"]),
    ("margin_ratio", &["mgn_ratio"]),
    ("tiers", &["tiers_floor_mmr", "brackets", "margin_tiers", "tiers_floor_max_leverage"]),
    ("floor", &["lower_bound", "min_notional"]),
    ("previous_deduction", &["previous_cum"]),
    ("previous_mmr", &["previous_rate"]),
    ("positions", &["others", "perpetual_positions", "holdings"]),
    ("maintenance_of_initial", &["maintenance_fraction", "mf", "maintenance_of_imf"]),
    ("perpetual", &["close_perpetual", "market", "ticker"]),
    ("close_delta", &["close_delta_signed", "delta"]),
    ("close_size", &["closed_size", "close_quantity"]),
    ("spread_to_maintenance", &["spread_to_mmr_ratio", "spread_to_maintenance_margin_ratio", "smmr"]),
    ("bankruptcy_adjustment", &["ba"]),
    ("open_interest", &["oi", "open_notional", "open_interest_notional", "total_open_interest"]),
    ("lower_cap", &["open_interest_lower_cap", "oi_low", "oi_lower_cap", "lower"]),
    ("upper_cap", &["open_interest_upper_cap", "oi_high", "oi_upper_cap", "upper"]),
    ("initial_base", &["im_base", "base_im", "imr_base"]),
    ("maintenance_base", &["mm_base", "base_mm", "mmr_base"]),
    ("size_step", &["step_per", "step_per_coin", "rate_step", "step"]),
    ("position_cross", &["pos_cross"]),
];

/// The canonical name of a key and the value of one of its units.
pub fn canonical(key: &str) -> (String, Decimal) {
    let key = snake(key);
    // Some names hold a word that is a unit elsewhere.
    if let Some(name) = known(&key) {
        return (name, Decimal::ONE);
    }
    let mut scale = Decimal::ONE;
    let mut words: Vec<&str> = Vec::new();
    for word in key.split('_') {
        match SCALES.iter().find(|(name, _)| *name == word) {
            Some(&(_, digits)) => scale = Decimal::new(1, digits),
            None => words.push(word),
        }
    }
    let plain: Vec<&str> = words.iter().copied().filter(|w| !UNITS.contains(w)).collect();
    // A key that is nothing but a unit, such as `coin`, is a name.
    let words = if plain.is_empty() { words } else { plain };
    let name = match words.split_first() {
        Some((&("other" | "others"), rest)) if !rest.is_empty() => {
            let rest = named(rest);
            if rest == "positions" { rest } else { format!("other_{rest}") }
        }
        _ => match words.split_last() {
            Some((&("other" | "others"), rest)) if !rest.is_empty() => format!("other_{}", named(rest)),
            _ => named(&words),
        },
    };
    (name, scale)
}

/// `entryPrice`, as venues' records write it, and `entry_price` are one key.
pub fn snake(key: &str) -> String {
    let mut text = String::new();
    let mut before = None::<char>;
    for c in key.chars() {
        if c.is_ascii_uppercase() && before.is_some_and(|b| b.is_ascii_lowercase()) {
            text.push('_');
        }
        text.extend(c.to_lowercase());
        before = Some(c);
    }
    text
}

/// Every canonical name.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(name, _)| *name)
}

fn known(text: &str) -> Option<String> {
    NAMES.iter().find(|(name, others)| *name == text || others.contains(&text)).map(|(name, _)| (*name).to_owned())
}

/// The canonical name of some words; a last word that makes them unknown is taken for a currency.
fn named(words: &[&str]) -> String {
    let whole = words.join("_");
    let shorter = words.split_last().map(|(_, rest)| rest.join("_")).unwrap_or_default();
    known(&whole).or_else(|| known(&shorter)).unwrap_or(whole)
}

/// A number as it stands in the file: text, or a JSON number.
pub fn number(value: &Value) -> Option<Decimal> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let exact = Decimal::from_str_exact(text.trim()).or_else(|_| Decimal::from_scientific(text.trim()));
    // A number of more digits than a decimal holds is rounded to what it holds.
    exact.or_else(|_| std::str::FromStr::from_str(text.trim())).ok()
}

impl Inputs {
    /// The inputs of a JSON object.
    pub fn of(object: &Map<String, Value>) -> Self {
        let mut inputs = BTreeMap::new();
        for (key, value) in object {
            let (name, scale) = canonical(key);
            let input = match (number(value), value) {
                (Some(number), _) => Input::Number(number * scale),
                (None, Value::String(text)) => Input::Text(text.clone()),
                (None, Value::Array(rows)) => {
                    Input::List(rows.iter().filter_map(Value::as_object).map(Self::of).collect())
                }
                (None, Value::Object(by_coin)) => Input::Map(Self::of(by_coin).scaled(scale)),
                _ => continue,
            };
            inputs.entry(name).or_insert(input);
        }
        Self(inputs)
    }

    fn scaled(self, scale: Decimal) -> Self {
        let times = |(key, value)| match value {
            Input::Number(number) => (key, Input::Number(number * scale)),
            other => (key, other),
        };
        Self(self.0.into_iter().map(times).collect())
    }

    pub fn map(&self, name: &str) -> Option<&Self> {
        match self.0.get(name) {
            Some(Input::Map(map)) => Some(map),
            _ => None,
        }
    }

    /// The names of a map by coin.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub fn get(&self, name: &str) -> Option<Decimal> {
        match self.0.get(name) {
            Some(Input::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The first that is given.
    pub fn first(&self, names: &[&str]) -> Option<Decimal> {
        names.iter().find_map(|name| self.get(name))
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        match self.0.get(name) {
            Some(Input::Text(text)) => Some(text),
            _ => None,
        }
    }

    pub fn list(&self, name: &str) -> Option<&[Self]> {
        match self.0.get(name) {
            Some(Input::List(rows)) => Some(rows),
            _ => None,
        }
    }

    /// What is said of the one other position of the account, under its plain names.
    pub fn other(&self) -> Self {
        let strip = |(key, value): (&String, &Input)| Some((key.strip_prefix("other_")?.to_owned(), value.clone()));
        Self(self.0.iter().filter_map(strip).collect())
    }
}

#[test]
fn keys_are_read_by_meaning() {
    for (key, name, digits) in [
        ("entry_price_usdt", "entry_price", 0),
        ("entry_price_usdt_derived", "entry_price", 0),
        ("size_coin_signed", "signed_size", 0),
        ("isolated_wallet_btc", "margin", 0),
        ("cum_btc", "deduction", 0),
        ("coin", "coin", 0),
        ("position_commission_micro_usdt", "commission", 6),
        ("margin_shib", "margin", 0),
        ("other_cum_usdt", "other_deduction", 0),
        ("others_unrealised_pnl_usdt", "other_unrealised_pnl", 0),
        ("other_positions", "positions", 0),
        ("position_cost_satoshi", "open_value", 8),
        ("isolated_margin_incl_upnl_usdt", "isolated_margin", 0),
        ("contract_value_usd", "contract_value", 0),
        ("positions_signed_coin", "positions", 0),
        ("oracle_prices", "mark_price", 0),
        ("quote_balance_usdc", "raw", 0),
        ("close_delta_signed_coin", "close_delta", 0),
        ("bankruptcy_price_quote_quantums", "bankruptcy_price", 6),
        ("imf_ppm", "initial_rate", 6),
        ("im_base", "initial_base", 0),
        ("step_per_coin", "size_step", 0),
        ("position_balance", "position_margin", 0),
        ("positionAmt", "size", 0),
        ("unRealizedProfit", "unrealised_pnl", 0),
        ("initial_margin_at_mark_usdt", "initial_margin_at_mark", 0),
    ] {
        assert_eq!(canonical(key), (name.to_owned(), Decimal::new(1, digits)), "{key}");
    }
}
