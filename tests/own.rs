#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
//! The reader's own account beside the trade of the page: files over the wire, a row as the trade, and what a venue prints beside ours.

#[path = "../src/testing.rs"]
mod testing;

use cascade_notes::engine::account::{Mode, NoPrice, Portfolio};
use cascade_notes::engine::band::edges;
use cascade_notes::engine::error::{Cause, Error, FileProblem, Part};
use cascade_notes::engine::import::goal::Goal;
use cascade_notes::engine::import::role::Why;
use cascade_notes::engine::import::{Answers, Note, Question};
use cascade_notes::engine::jobs::opened::{TASK, answered};
use cascade_notes::engine::jobs::protocol::{self, Request, WorkerEnd};
use cascade_notes::engine::jobs::{Reply, kind};
use cascade_notes::engine::own::{
    FateTold, FileTold, Text, as_trade, beside, example, in_book, of_coin, paying, read, renewed_tables,
};
use cascade_notes::engine::saved::{Document, Screen};
use cascade_notes::engine::scenario::{ParameterId as P, Scenario};
use cascade_notes::engine::units::Money;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::path::Path;
use testing::{d, money, price, quantity, scenario};

const SAMPLES: [&str; 7] = [
    "binance-account.json",
    "binance-depth.json",
    "binance-funding-rate.csv",
    "binance-leverage-bracket.json",
    "binance-position-risk-hedge.json",
    "bybit-position-list.json",
    "hyperliquid-clearinghouse-state.json",
];

fn sample(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/files").join(name)).unwrap()
}

/// What the worker says of a text.
fn reply(text: &str, answers: &Answers) -> Reply {
    let mut worker = WorkerEnd::default();
    worker.take(&Request::Task { id: 3, name: TASK.to_owned(), text: answers.before(text) }.print());
    let (id, reply) = protocol::read(&worker.work(&mut || true).unwrap()).unwrap();
    assert!(id == 3 && reply.last && worker.work(&mut || true).is_none());
    reply
}

fn heard(text: &str, answers: &Answers) -> Result<Text, Error> {
    answered(&reply(text, answers)).map(Option::unwrap)
}

/// A text as the page hears of it: through the worker's numbers.
fn told_with(text: &str, answers: &Answers) -> FileTold {
    match heard(text, answers) {
        Ok(Text::File(file)) => *file,
        other => panic!("{other:?}"),
    }
}

fn told(name: &str) -> FileTold {
    told_with(&sample(name), &Answers::default())
}

/// Both engines' price of the trade with nothing counted but the rule.
fn optimistic(scenario: &Scenario) -> Decimal {
    edges(&scenario.question().unwrap()).unwrap().optimistic.price().unwrap().get()
}

#[test]
fn what_the_worker_reads_is_what_the_page_hears() {
    for name in SAMPLES {
        let text = sample(name);
        assert_eq!(heard(&text, &Answers::default()), read(&text, &Answers::default()), "{name}");
    }
    let screen = Screen {
        scenario: scenario("v=1&days=45&venue=okx&preset=domino"),
        tables: told("binance-leverage-bracket.json").tables,
        portfolio: told("hyperliquid-clearinghouse-state.json").account,
        steps: vec![cascade_notes::engine::account::Step::Deposit { amount: money("5") }],
        joins: Some(1_000),
    };
    let text = Document::of(&screen).text().unwrap();
    assert_eq!(heard(&text, &Answers::default()), Ok(Text::Screen(Box::new(screen), vec![])));
}

#[test]
fn what_is_cut_short_or_turned_is_no_answer() {
    let whole = reply(&sample("hyperliquid-clearinghouse-state.json"), &Answers::default());
    let of = |numbers: &[f64]| answered(&Reply { numbers: numbers.to_vec(), last: true });
    let numbers = whole.numbers;
    for end in 0..numbers.len() {
        assert_eq!(of(&numbers[..end]), Err(Cause::UnreadableAnswer.into()), "{end}");
    }
    assert_eq!(of(&[kind::PART, 0.0, 0.5]), Ok(None));
    for at in (0..numbers.len()).step_by(7) {
        for bad in [f64::NAN, -1.0, 1e300, 0.5] {
            let mut turned = numbers.clone();
            turned[at] = bad;
            // Never a panic; whatever it is then, it is one of the engine's values.
            drop(of(&turned));
        }
    }
}

#[test]
fn a_broken_text_is_refused_with_its_place() {
    let refused = |text: &str| heard(text, &Answers::default()).unwrap_err().cause;
    assert_eq!(refused(""), Cause::Empty);
    assert_eq!(refused("{\"positions\": [\n 1,, 2]}"), Cause::File(FileProblem::NotJson { line: 2, column: 4 }));
    assert!(matches!(refused("{\"hello\": 1}"), Cause::File(FileProblem::UnknownShape { .. })));
    assert!(matches!(refused("good morning"), Cause::File(FileProblem::NoValue)));
    // What steers direction is not repeated.
    let Cause::File(FileProblem::UnknownShape { names }) = refused("{\"\u{202e}evil\": 1}") else { panic!() };
    assert_eq!(names, ["evil"]);
}

/// The price that Hyperliquid prints is that of the rule, of the account, and of the page's trade.
#[test]
fn an_isolated_position_becomes_the_trade_with_the_price_its_venue_prints() {
    let file = told("hyperliquid-clearinghouse-state.json");
    let account = file.account.clone().unwrap();
    assert_eq!(account.rows.len(), 2);
    let ours = account.row_reading(0).unwrap().trigger.unwrap().get();
    assert_eq!(ours.round_dp(2), d("2866.27"));
    let beside = beside(&account, 0).unwrap().unwrap();
    assert!(beside.same && beside.printed == price("2866.26936529"));
    let trade = as_trade(&account, 0, Scenario::default()).unwrap();
    assert_eq!((trade.coin(), trade.number(P::Size), trade.number(P::Entry)), ("ETH", d("0.0335"), d("2986.3")));
    assert_eq!(trade.venue().key, "hyperliquid");
    assert!((optimistic(&trade) - ours).abs() < d("0.001"), "{} {ours}", optimistic(&trade));
    // No price is printed for the other, and its coin is none of the page's.
    assert_eq!(cascade_notes::engine::own::beside(&account, 1).unwrap(), None);
    let refused = as_trade(&account, 1, Scenario::default()).unwrap_err();
    assert_eq!(refused.place, Error::at(P::Coin, Cause::Empty).place);
    assert!(matches!(refused.cause, Cause::UnknownChoice { typed, .. } if typed == "HYPE"));
    assert!(of_coin("xyz").is_none() && of_coin("BTCUSDT").is_some());
}

#[test]
fn a_cross_position_becomes_the_trade_with_the_others_frozen() {
    let account = example().unwrap();
    for place in 0..2 {
        let ours = account.row_reading(place).unwrap().trigger.unwrap().get();
        let trade = as_trade(&account, place, scenario("v=1&other-size=3")).unwrap();
        assert!((optimistic(&trade) - ours).abs() < d("0.01"), "{place}: {} {ours}", optimistic(&trade));
        assert!(trade.is_cross() && trade.number(P::OtherSize).is_zero());
    }
    // Together they are liquidated before either alone.
    let fall = account.common_move().unwrap().fall.unwrap();
    for (row, market) in account.rows.iter().zip(&account.markets) {
        let alone = account.row_reading(row.market).unwrap().trigger.unwrap().get() / market.mark.get() - d("1");
        assert!(fall > alone, "{fall} {alone}");
    }
    let empty = Portfolio { rows: vec![], ..account };
    assert!(matches!(as_trade(&empty, 0, Scenario::default()).unwrap_err().cause, Cause::NoSuchPosition { .. }));
}

/// Where less is posted than the leverage chosen asks, the trade has the leverage of what is.
#[test]
fn posted_margin_decides_the_leverage_of_an_isolated_trade() {
    let mut account = example().unwrap();
    for (margin, leverage, added) in
        [("4000", "10", "1000"), ("3000", "10", "0"), ("2000", "15", "0"), ("30000", "10", "27000")]
    {
        account.rows[0].mode = Mode::Isolated(money(margin));
        let trade = as_trade(&account, 0, Scenario::default()).unwrap();
        assert_eq!((trade.number(P::Leverage), trade.number(P::AddedMargin)), (d(leverage), d(added)), "{margin}");
        assert!(!trade.is_cross());
    }
    account.rows[0].mode = Mode::Isolated(Money::ZERO);
    assert!(as_trade(&account, 0, Scenario::default()).is_err());
}

/// A wallet and a rate are asked; with them the printed price is the one found, and without it more or less would have to stand behind it.
#[test]
fn what_a_venue_prints_says_what_it_counts() {
    let text = sample("binance-position-risk-hedge.json");
    let file = told_with(&text, &Answers::default());
    assert_eq!(file.questions.len(), 2);
    assert!(file.questions.contains(&Question::Wallet { symbol: "BTCUSDT".to_owned() }));
    let with = |wallet: &str, rate: &str| {
        let answers =
            Answers { wallet: Some(money(wallet)), rates: vec![("BTCUSDT".to_owned(), d(rate))], ..Answers::default() };
        let file = told_with(&text, &answers);
        assert_eq!(file.questions, []);
        beside(&file.account.unwrap(), 0).unwrap().unwrap()
    };
    let exact = with("2.5327", "0.004");
    assert!(exact.same, "{exact:?}");
    let short = with("2", "0.004");
    assert!(!short.same && short.more.unwrap().get().round_dp(2) == d("0.53"), "{short:?}");
    // A rate that is a fee short of what would fit.
    let fee = with("2.5327", "0.0035");
    assert!(!fee.same && fee.by_a_fee() && fee.implied.get().round_dp(4) == d("0.0040"), "{fee:?}");
    assert!(!with("9", "0.004").by_a_fee());
}

#[test]
fn a_table_takes_the_place_of_the_rate_of_its_market() {
    let file = told("binance-leverage-bracket.json");
    assert!(
        file.notes.iter().any(|note| matches!(note, Note::WrongCum { tier: 2, computed, .. } if *computed == d("35")))
    );
    let account = renewed_tables(&example().unwrap(), &file.tables).unwrap();
    let rates = |market: usize| {
        account.markets[market].tiers.as_ref().unwrap().brackets().iter().map(|b| b.rate).collect::<Vec<_>>()
    };
    assert_eq!((rates(0), rates(1)), (vec![d("0.0125")], vec![d("0.0065"), d("0.01")]));
    // 24,000 of notional at the entry lie past the floor of 15,000.
    let trade = as_trade(&account, 1, Scenario::default()).unwrap();
    assert_eq!((trade.number(P::Rate), trade.number(P::NextRate)), (d("1"), d("1")));
}

#[test]
fn a_book_and_funding_become_settings() {
    let file = told("binance-depth.json");
    let scenario = in_book(&file.books[0], Scenario::default()).unwrap();
    // Both bids lie within a tenth of a per cent of the mid.
    assert_eq!(scenario.number(P::Depth1), d("336397.78"));
    assert_eq!(scenario.number(P::Depth2), Decimal::ZERO);
    let file = told("binance-funding-rate.csv");
    let scenario = paying(&file.funding[0], Scenario::default()).unwrap();
    assert_eq!((scenario.number(P::FundingRate), scenario.interval_hours()), (d("-0.002114"), 8));
}

#[test]
fn every_field_has_its_fate() {
    let file = told("binance-account.json");
    let fate = |path: &str| file.findings.iter().find(|f| f.path == path).map(|f| f.fate.clone());
    assert_eq!(fate("positions[0].positionAmt"), Some(FateTold::Used(Goal::Size)));
    assert_eq!(fate("positions[0].initialMargin"), Some(FateTold::NotUsed(Why::Orders)));
    assert_eq!((file.rows, file.rows_used, file.without_place), (2, 2, [0; 4]));
}

/// A contract's size is asked, and nothing is used before it is said.
#[test]
fn contracts_are_asked_and_never_guessed() {
    let text = r#"{"data":[{"instId":"BTC-USDT-SWAP","instType":"SWAP","pos":"6","posSide":"net","avgPx":"60000","markPx":"61000","lever":"10",
        "mgnMode":"isolated","margin":"360","liqPx":"54500","mmr":"1.8","upl":"60","uTime":"1700000000000"}]}"#;
    let file = told_with(text, &Answers::default());
    let asked = Question::ContractSize { symbol: "BTC-USDT-SWAP".to_owned() };
    assert!(file.questions.contains(&asked) && file.account.is_none(), "{file:?}");
    let answers = Answers { contract_sizes: vec![("BTC-USDT-SWAP".to_owned(), d("0.01"))], ..Answers::default() };
    let file = told_with(text, &answers);
    assert!(!file.questions.contains(&asked));
    assert_eq!(file.account.unwrap().rows[0].size, quantity("0.06"));
}

#[test]
fn a_price_that_is_missing_has_its_reason() {
    let mut account = example().unwrap();
    account.markets[1].tiers = None;
    assert_eq!(account.row_reading(0).unwrap().trigger, Err(NoPrice::TableMissing));
    assert_eq!(account.behind(0).unwrap(), None);
    assert!(as_trade(&account, 0, Scenario::default()).is_err());
    let error = Error::at(Part::Row(1), Cause::Empty);
    assert_ne!(error, Cause::Empty.into());
}

proptest! {
    /// At the price found, equity is what is required, whatever stands beside it.
    #[test]
    fn where_a_row_ends_its_equity_meets_the_requirement(free in 2_000_i64..60_000, size in 1_i64..200, rate in 1_i64..500) {
        let mut account = example().unwrap();
        account.free = Money::new(free.into());
        account.rows[0].size = quantity(&Decimal::new(size, 2).to_string());
        account.markets[0].tiers = Some(cascade_notes::engine::margin::Tiers::flat(Decimal::new(rate, 4), Decimal::ZERO).unwrap());
        if let Ok(trigger) = account.row_reading(0).unwrap().trigger {
            let there = account.row_at(0, trigger).unwrap();
            let apart = (there.equity.get() - there.required.unwrap().get()).abs();
            prop_assert!(apart < Decimal::new(1, 6), "{apart}");
        }
    }
}

/// A table is read some rows at a time: how far it is rises to the whole, and the answer is that of one go.
#[test]
fn a_large_table_says_how_far_it_is() {
    use cascade_notes::engine::jobs::opened::Opening;
    use cascade_notes::engine::jobs::task::{Piece, Task as _};
    let mut text = String::from(sample("binance-funding-rate.csv").lines().next().unwrap());
    for row in 0..20_000_u64 {
        text.push_str(&format!("\n{},8,0.0001", 1_780_272_000_000 + row * 28_800_000));
    }
    let answers = Answers::default();
    let whole = read(&text, &answers);
    let mut opening = Opening::of(&answers.before(&text));
    let (mut parts, mut end) = (Vec::new(), None);
    while end.is_none() {
        match opening.work() {
            Ok(Piece::Part(part)) => parts.push(part),
            other => end = Some(other),
        }
    }
    match (whole, end.unwrap()) {
        (Ok(_), Ok(Piece::Numbers(_))) => {}
        (Err(whole), Err(stepped)) => assert_eq!(whole, stepped),
        (whole, stepped) => panic!("{whole:?} {stepped:?}"),
    }
    assert!(parts.len() >= 4 && parts.windows(2).all(|pair| pair[0] <= pair[1]), "{parts:?}");
    assert!(parts.iter().all(|part| (0.0..=1.0).contains(part)));
}
