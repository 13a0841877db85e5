#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
//! Runs every recorded vector whose venue and kind this version models, through the engine.
//!
//! `CASCADE_NOTES_VECTORS` names another file of the same form. A key of `expected` that cannot be produced is a
//! failure.

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
    for path in ["tests/vectors/spellings.json", "tests/vectors/venues.json", "tests/vectors/costs-spellings.json"] {
        let (covered, skipped) = run(path);
        assert_eq!((covered > 0, skipped), (true, 0), "{path}");
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
