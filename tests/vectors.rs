#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
//! Runs every recorded vector whose venue and kind this version models, through the engine.
//!
//! `CASCADE_NOTES_VECTORS` names another file of the same form. A key of `expected` that cannot be produced is a
//! failure, and so is a key of `inputs` that would be left out of the answer.

#[path = "vectors/answer.rs"]
mod answer;
#[path = "vectors/bitmex.rs"]
mod bitmex;
#[path = "vectors/case.rs"]
mod case;
#[path = "vectors/collateral.rs"]
mod collateral;
#[path = "vectors/costs.rs"]
mod costs;
#[path = "vectors/dydx.rs"]
mod dydx;
#[path = "vectors/facts.rs"]
mod facts;
#[path = "vectors/inputs.rs"]
mod inputs;
#[path = "vectors/known.rs"]
mod known;
#[path = "vectors/partial.rs"]
mod partial;
#[path = "vectors/record.rs"]
mod record;
#[path = "vectors/rule.rs"]
mod rule;
#[path = "vectors/settlement.rs"]
mod settlement;
#[path = "vectors/tables.rs"]
mod tables;
#[path = "../src/testing.rs"]
mod testing;
#[path = "vectors/worked.rs"]
mod worked;

use answer::judge;
use record::Vector;
use rule::{Skipped, rule_of};
use std::fmt::Write as _;
use std::io::Write as _;

const OWN_FILE: &str = "tests/data/margin-vectors.json";

/// Judges every vector of a file and returns how many were covered and skipped. Panics with all that fail, by id.
fn run(path: &str) -> (usize, usize) {
    let (mut covered, mut skipped, mut failed) = (0_usize, Vec::<String>::new(), Vec::<String>::new());
    for vector in record::read(path).unwrap_or_else(|problem| panic!("{path}: {problem}")) {
        let further = costs::judge(&vector).or_else(|| settlement::judge(&vector));
        match further.map_or_else(|| rule_of(&vector).map(|rule| judge(&vector, rule)), Ok) {
            Err(Skipped(reason)) => skipped.push(format!("{}: {reason}", vector.id)),
            Ok(problems) => {
                covered += 1;
                if !problems.is_empty() {
                    failed.push(format!("{}\n    {}", vector.id, problems.join("\n    ")));
                }
            }
        }
    }
    let mut report = format!("\n{path}: covered {covered} / skipped {}, failed {}\n", skipped.len(), failed.len());
    for line in &skipped {
        writeln!(report, "  skipped {line}").unwrap();
    }
    // The harness holds back what `print!` writes from a test that passes; this it lets through.
    std::io::stdout().write_all(report.as_bytes()).unwrap();
    assert!(failed.is_empty(), "{} of {covered} vectors of {path} fail:\n{}", failed.len(), failed.join("\n"));
    (covered, skipped.len())
}

#[test]
fn every_vector_of_a_modelled_venue_is_reproduced() {
    match std::env::var("CASCADE_NOTES_VECTORS") {
        Ok(path) => assert!(run(&path).0 > 0, "no vector of {path} is of a modelled venue and kind"),
        // Counted, so that no vector falls out of the suite unseen.
        Err(_) => assert_eq!(run(OWN_FILE), (149, 0)),
    }
}

/// The same rules in other spellings, sides and tables; its numbers were worked out in exact fractions outside this
/// project.
#[test]
fn vectors_in_other_spellings_are_understood() {
    for path in [
        "tests/vectors/spellings.json",
        "tests/vectors/venues.json",
        "tests/vectors/costs-spellings.json",
        "tests/vectors/amounts.json",
    ] {
        let (covered, skipped) = run(path);
        assert_eq!((covered > 0, skipped), (true, 0), "{path}");
    }
}

/// What is left out of an answer is named, and what could mean two things is not guessed.
#[test]
fn what_cannot_be_used_is_refused_by_its_key() {
    let vector = |kind: &str, venue: &str, inputs: &str, expected: &str| {
        let text = format!(
            r#"[{{"id": "x", "kind": "{kind}", "venue": "{venue}", "mode": "isolated", "contract": "linear",
            "tolerance": "abs 0.0001", "inputs": {{{inputs}}}, "expected": {{"{expected}": "0"}}}}]"#
        );
        record::read_text(&text).unwrap().remove(0)
    };
    let index = r#""index": "10000", "impact_notional": "500""#;
    for (kind, venue, inputs, expected, named) in [
        // These gave a premium of 0.
        ("premium_index", "dydx-v4", format!(r#"{index}, "impact_price": "9990""#), "premium_ppm", "book_side"),
        ("premium_index", "dydx-v4", index.to_owned(), "premium_ppm", "neither side"),
        ("premium_index", "dydx-v4", format!(r#"{index}, "best_offer": "9990""#), "premium_ppm", "best_offer"),
        (
            "premium_index",
            "dydx-v4",
            format!(r#"{index}, "book_side": "left", "levels": [["1", "2"]]"#),
            "premium",
            "left",
        ),
        (
            "premium_index",
            "dydx-v4",
            r#""index": "10000", "book_side": "ask", "levels": [["9990", "1"]]"#.to_owned(),
            "premium",
            "impact_notional",
        ),
        ("funding_rate", "moon", r#""premium": "0.1""#.to_owned(), "funding_rate", "moon"),
        ("funding_payment", "okx", r#""size": "1", "mark": "9", "rate": "0.1""#.to_owned(), "margin_after", "margin"),
        ("funding_payment", "okx", r#""size": "1", "mark": "9,000", "rate": "0.1""#.to_owned(), "payment", "9,000"),
        ("adl", "moon", r#""unrealised_pnl": "1", "wallet": "2""#.to_owned(), "adl_score", "moon"),
        ("socialised_loss", "drift", r#""loss": "1", "open_interest_long": "2""#.to_owned(), "loss", "both sides"),
        (
            "margin_requirement",
            "mexc",
            r#""size": "1", "entry_price": "100", "mark_price": "90", "leverage": "10""#.to_owned(),
            "initial_margin",
            "10 at the entry or 9 at the mark",
        ),
        (
            "margin_requirement",
            "dydx-v4",
            r#""imf": "0.1", "open_interest": "5""#.to_owned(),
            "initial_rate",
            "upper cap",
        ),
        (
            "margin_requirement",
            "dydx-v4",
            r#""imf": "0.1", "open_interest": "5", "lower_cap": "1", "upper_cap": "9""#.to_owned(),
            "initial_margin",
            "size",
        ),
        (
            "liquidation_price",
            "binance-usdm",
            r#""size": "1", "mark_price": "100", "mmr": "0.01", "margin_ratio": "12""#.to_owned(),
            "liquidation_price",
            "margin_ratio",
        ),
        (
            "liquidation_price",
            "binance-usdm",
            r#""size": "1", "entry_price": "100", "mmr": "0.01", "leverage": "5", "moon": "1""#.to_owned(),
            "liquidation_price",
            "moon",
        ),
    ] {
        let vector = vector(kind, venue, &inputs, expected);
        let further = costs::judge(&vector).or_else(|| settlement::judge(&vector));
        let problems = further.unwrap_or_else(|| judge(&vector, rule_of(&vector).ok().unwrap()));
        assert!(problems.iter().any(|p| p.contains(named)), "{kind} {inputs}: {problems:?} does not name {named}");
        assert!(!problems.iter().any(|p| p.contains("got ")), "{kind} {inputs}: answered, {problems:?}");
    }
}

/// So that a mistake in the runner cannot pass for agreement.
#[test]
fn a_wrong_number_and_an_unknown_key_are_both_failures() {
    let text = r#"[{"id": "x", "kind": "liquidation_price", "venue": "binance-usdm", "mode": "isolated",
        "contract": "linear", "tolerance": "abs 0.01", "formula": "", "source": "",
        "inputs": {"side": "long", "size_coin": "1", "entry_price_usdt": "60000", "leverage": "10", "mmr": "0.005"},
        "expected": {"liquidation_price": "54300", "phase_of_the_moon": "1"}}]"#;
    let vector: Vector = record::read_text(text).unwrap().remove(0);
    let problems = judge(&vector, rule_of(&vector).ok().unwrap());
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].contains("54271.35"), "{problems:?}");
    assert!(problems[1].contains("phase_of_the_moon"), "{problems:?}");
}
