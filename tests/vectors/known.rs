//! Which inputs this suite knows how to use. One that it does not know is refused by its key: an answer that leaves it out would be the
//! answer to another question.

use crate::inputs::{canonical, names, number};
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Inputs in words.
const WORDS: [&str; 7] = ["side", "symbol", "table", "allocated_margin_rule", "perpetual", "coin", "family"];

/// Inputs that hold others: lists of rows, or values by coin.
const NESTED: [&str; 2] = ["tiers", "positions"];

/// What a record says beside the numbers that a rule counts: names, dates, and prices that trigger nothing.
pub const BESIDE: [&str; 27] = [
    "asset",
    "as_of",
    "break_even_price",
    "comment",
    "currency",
    "date",
    "exchange",
    "id",
    "instrument",
    "last_price",
    "margin_asset",
    "margin_coin",
    "margin_currency",
    "margin_mode",
    "margin_type",
    "market_type",
    "name",
    "note",
    "notes",
    "position_mode",
    "quote_currency",
    "settle_currency",
    "source",
    "symbol",
    "time",
    "timestamp",
    "update_time",
];

/// What is wrong with the inputs of a vector of margin, by key.
pub fn problems(inputs: &Map<String, Value>) -> Vec<String> {
    let mut found = Vec::new();
    check(inputs, &mut found);
    found
}

fn check(inputs: &Map<String, Value>, found: &mut Vec<String>) {
    let mut seen = BTreeMap::<String, (&str, Decimal)>::new();
    for (key, value) in inputs {
        let (name, unit) = canonical(key);
        let own = name.strip_prefix("other_").unwrap_or(&name);
        if BESIDE.contains(&own) && !WORDS.contains(&own) {
            continue;
        }
        if !(names().any(|known| known == own) || WORDS.contains(&own)) {
            found.push(unused(key));
            continue;
        }
        match (number(value), value) {
            (_, Value::Null) => {}
            (Some(_), _) if WORDS.contains(&own) && own != "symbol" => found.push(format!("{key}: {value} is no word")),
            (Some(number), _) => {
                let number = number * unit;
                let (before, first) = seen.entry(name.clone()).or_insert((key, number));
                if *first != number {
                    found.push(format!("{key}: means the same as {before:?} and differs"));
                }
            }
            (None, Value::String(_)) if WORDS.contains(&own) => {}
            (None, Value::Array(rows)) if NESTED.contains(&own) => {
                for row in rows {
                    match row {
                        Value::Object(row) => check(row, found),
                        row => found.push(format!("{key}: {row} is no row by key")),
                    }
                }
            }
            // By coin: a number, or the numbers of that coin.
            (None, Value::Object(by_coin)) => {
                for (coin, value) in by_coin {
                    match value {
                        Value::Object(own) => check(own, found),
                        value if number(value).is_some() => {}
                        value => found.push(format!("{key}, {coin}: {value} is no number")),
                    }
                }
            }
            _ => found.push(format!("{key}: {value} is no number")),
        }
    }
}

/// An input that the answer would leave out.
pub fn unused(key: &str) -> String {
    format!("{key}: this suite does not know how to use this input")
}

#[test]
fn inputs_that_cannot_be_used_are_named() {
    let of = |text: &str| problems(serde_json::from_str::<Value>(text).unwrap().as_object().unwrap());
    assert_eq!(of(r#"{"side": "long", "size": "1", "mmf": {"btc": "0.1"}, "coin": "BTC", "note": 3}"#), [""; 0]);
    for (text, named) in [
        (r#"{"phase_of_the_moon": "1"}"#, "phase_of_the_moon"),
        (r#"{"size_coin": "1,000"}"#, "size_coin"),
        (r#"{"size_coin": "1", "quantity": "2"}"#, "quantity"),
        (r#"{"tiers": [{"floor": "0", "mmr": "0.1", "moon": "1"}]}"#, "moon"),
        (r#"{"tiers": [["0", "0.1"]]}"#, "tiers"),
        (r#"{"other_moon": "1"}"#, "other_moon"),
        (r#"{"side": "1"}"#, "side"),
        (r#"{"fee": true}"#, "fee"),
        (r#"{"oracle_prices": {"btc": "high"}}"#, "btc"),
    ] {
        let problems = of(text);
        assert!(problems.len() == 1 && problems[0].contains(named), "{text}: {problems:?}");
    }
    assert_eq!(of(r#"{"size_coin": "1", "quantity": "1.0"}"#), [""; 0]);
}
