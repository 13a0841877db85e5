#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
//! What is saved opens as it was; what was saved before opens as it did.

#[path = "../src/testing.rs"]
mod testing;

use cascade_notes::engine::account::{Coins, Step};
use cascade_notes::engine::error::{Cause, FileProblem};
use cascade_notes::engine::import::{Answers, read};
use cascade_notes::engine::margin::Side;
use cascade_notes::engine::saved::{Document, Opened, Screen, open};
use cascade_notes::engine::scenario::document;
use std::path::Path;
use testing::{d, money, price, quantity, rate, scenario};

fn sample(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/files").join(name)).unwrap()
}

fn reopened(screen: &Screen) -> Screen {
    let text = Document::of(screen).text().unwrap();
    match open(&text, &Answers::default()).unwrap() {
        Opened::Screen(screen, reports) => {
            assert!(reports.is_empty(), "{reports:?}\n{text}");
            *screen
        }
        Opened::File(_) => panic!("{text}"),
    }
}

/// A screen with everything that can stand on it.
fn full() -> Screen {
    let hyperliquid = read(&sample("hyperliquid-clearinghouse-state.json"), &Answers::default()).unwrap();
    let tables = read(&sample("binance-leverage-bracket.json"), &Answers::default()).unwrap().tables;
    let mut portfolio = hyperliquid.portfolio().unwrap();
    portfolio.coins = vec![Coins { market: 0, amount: quantity("0.5"), haircut: rate("0.1") }];
    portfolio.markets[1].tiers = None;
    let steps = vec![
        Step::Open { side: Side::Short, size: quantity("0.1"), price: price("60000.10"), leverage: d("10") },
        Step::Add { size: quantity("1"), price: price("2"), leverage: d("3") },
        Step::Reduce { size: quantity("1"), price: price("2") },
        Step::Close { price: price("2") },
        Step::Flip { size: quantity("1"), price: price("2"), leverage: d("3") },
        Step::MoveMargin { amount: money("-1"), mark: price("2") },
        Step::ChangeLeverage { leverage: d("3") },
        Step::Funding { mark: price("2"), rate: rate("-0.0001") },
        Step::Deposit { amount: money("0.000000000000000001") },
    ];
    Screen { scenario: scenario("v=1&days=45&venue=okx"), tables, portfolio: Some(portfolio), steps, joins: Some(100) }
}

#[test]
fn a_screen_opens_as_it_was_saved() {
    let screen = full();
    assert_eq!(reopened(&screen), screen);
    assert_eq!(reopened(&Screen::default()), Screen::default());
}

#[test]
fn the_form_of_a_document_stands() {
    insta::assert_snapshot!(Document::of(&full()).text().unwrap());
}

/// Settings alone are written as they were, and old documents open.
#[test]
fn old_documents_open_as_they_did() {
    let old = r#"{"cascade-notes":1,"settings":{"days":"45","venue":"okx"}}"#;
    let Opened::Screen(screen, reports) = open(old, &Answers::default()).unwrap() else { panic!() };
    assert!(reports.is_empty());
    assert_eq!(screen.scenario, scenario("v=1&days=45&venue=okx"));
    // Byte for byte what was written before there was anything beside the settings.
    let before = serde_json::to_string(&document::Document::of(&screen.scenario)).unwrap();
    assert_eq!(Document::of(&screen).text().unwrap(), before);
}

#[test]
fn what_cannot_be_used_is_reported_and_the_rest_stands() {
    let text = Document::of(&full()).text().unwrap();
    let spoilt = text
        .replace(r#""venue":"hyperliquid""#, r#""venue":"nowhere""#)
        .replace(r#""price":"60000.10""#, r#""price":"0""#)
        .replace(r#""joins":100"#, r#""joins":10001"#);
    let Opened::Screen(screen, reports) = open(&spoilt, &Answers::default()).unwrap() else { panic!() };
    assert_eq!((screen.portfolio.is_none(), screen.steps.len(), screen.tables.len()), (true, 8, 1));
    assert_eq!((reports.len(), screen.joins), (3, None), "{reports:?}");
    let newer = text.replace(r#""cascade-notes":2"#, r#""cascade-notes":3"#);
    let Opened::Screen(screen, reports) = open(&newer, &Answers::default()).unwrap() else { panic!() };
    assert_eq!((*screen, reports.len()), (Screen::default(), 1));
    let error = open(&text[..text.len() - 3], &Answers::default()).unwrap_err();
    assert!(matches!(error.cause, Cause::File(FileProblem::NotJson { .. })), "{error}");
    assert!(open(&text.replace("\"brackets\"", "\"brakets\""), &Answers::default()).is_err());
}

#[test]
fn a_file_of_a_venue_is_no_document() {
    let opened = open(&sample("binance-account.json"), &Answers::default()).unwrap();
    assert!(matches!(opened, Opened::File(proposal) if proposal.positions.len() == 1));
}

/// A damaged document opens, or is refused with a reason; nothing panics.
#[test]
fn damage_is_refused_or_reported() {
    let text = Document::of(&full()).text().unwrap();
    for at in (0..text.len()).step_by(3) {
        for piece in ["", "0", "-1", "99999999999999999999999999999", "\"", "}", "null"] {
            let damaged = format!("{}{piece}{}", &text[..at], &text[at + 1..]);
            if let Ok(Opened::Screen(screen, _)) = open(&damaged, &Answers::default())
                && let Some(portfolio) = &screen.portfolio
            {
                let _ = portfolio.common_move();
                let _ = portfolio.row_reading(0);
            }
        }
    }
}
