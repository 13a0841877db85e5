//! The account: words, table, picture; files and steps in words.

use crate::testing::{d, price, quantity};
use crate::{NARROW, WIDE, picture, told};
use cascade_notes::engine::account::steps::Step;
use cascade_notes::engine::account::{Mode, Portfolio};
use cascade_notes::engine::import::Answers;
use cascade_notes::engine::margin::Side;
use cascade_notes::engine::own::{FileTold, Text, example, read};
use cascade_notes::engine::scenario::Scenario;
use cascade_notes::engine::units::Money;
use cascade_notes::figures::account::AccountFigure;
use cascade_notes::figures::steps::{StepsFigure, beginning};
use cascade_notes::figures::{Figure, file};
use cascade_notes::words::english;
use rust_decimal::Decimal;
use std::fmt::Write as _;

fn sample(name: &str) -> FileTold {
    let path = format!("{}/tests/data/files/{name}", env!("CARGO_MANIFEST_DIR"));
    let Text::File(file) = read(&std::fs::read_to_string(path).unwrap(), &Answers::default()).unwrap() else {
        unreachable!("{name} is a screen")
    };
    *file
}

fn accounts() -> Vec<(&'static str, Portfolio)> {
    let example = example().unwrap();
    let hyperliquid = sample("hyperliquid-clearinghouse-state.json").account.unwrap();
    let with = |change: &dyn Fn(&mut Portfolio)| {
        let mut account = example.clone();
        change(&mut account);
        account
    };
    vec![
        ("example", example.clone()),
        ("hyperliquid", hyperliquid),
        ("binance", sample("binance-account.json").account.unwrap()),
        ("hedged", with(&|a| a.rows[1].side = Side::Short)),
        ("already", with(&|a| a.free = Money::new(d("100")))),
        ("covered", with(&|a| a.free = Money::new(d("200000")))),
        ("no table", with(&|a| a.markets[0].tiers = None)),
        ("isolated first", with(&|a| a.rows[1].mode = Mode::Isolated(Money::new(d("1200"))))),
        ("printed otherwise", with(&|a| a.rows[0].printed = Some(price("50000")))),
        ("empty", with(&|a| a.rows.clear())),
    ]
}

#[test]
fn the_account_in_words() {
    let mut all = String::new();
    for (name, account) in accounts() {
        let figure = AccountFigure::of(&account, 0).unwrap();
        writeln!(all, "{name}\n{}{}\n{}\n", told(&figure), figure.csv(english()), figure.whys(english()).join("\n"))
            .unwrap();
    }
    insta::assert_snapshot!(all);
}

#[test]
fn the_account_drawn() {
    let figure = |n: usize| AccountFigure::of(&accounts()[n].1, 0).unwrap();
    insta::assert_snapshot!("account_wide", picture(&figure(0), WIDE));
    insta::assert_snapshot!("account_narrow", picture(&figure(0), NARROW));
    insta::assert_snapshot!("account_isolated", picture(&figure(7), WIDE));
    // Whatever stands in it, it is drawn.
    for (name, account) in accounts() {
        let svg = picture(&AccountFigure::of(&account, 0).unwrap(), NARROW);
        assert!(svg.starts_with("<svg") && !svg.contains("NaN"), "{name}: {svg}");
    }
}

#[test]
fn files_in_words() {
    let mut all = String::new();
    for name in [
        "hyperliquid-clearinghouse-state.json",
        "binance-leverage-bracket.json",
        "binance-depth.json",
        "binance-funding-rate.csv",
        "bybit-position-list.json",
        "binance-position-risk-hedge.json",
    ] {
        let told = sample(name);
        let (words, table) = (english(), file::fields(&told, english()));
        writeln!(all, "{name}: {}", file::taken_for(&told, words)).unwrap();
        let does = file::what_it_does(&told, words).into_iter();
        let notes = told.notes.iter().map(|note| file::note(note, words));
        let asked = told.questions.iter().map(|question| file::question(question, words));
        let leads = file::leads(&told, words).into_iter();
        let leads = leads.map(|lead| format!("{} {}", lead.said, lead.to.map_or("-", |(_, name)| name)));
        for line in does.chain(leads).chain(notes).chain(asked) {
            assert!(!line.contains('{'), "{line}");
            writeln!(all, "- {line}").unwrap();
        }
        writeln!(all, "{}", table.csv()).unwrap();
    }
    insta::assert_snapshot!(all);
}

#[test]
fn steps_in_words_with_what_one_more_would_do() {
    let question = Scenario::default().question().unwrap();
    let terms = cascade_notes::engine::account::Terms {
        contract: question.position.contract,
        tiers: question.tiers,
        rule: cascade_notes::engine::margin::Rule::of(question.venue),
        books: cascade_notes::engine::account::StepRules::default(),
        fee: question.opening_fee,
        cross: false,
    };
    let open = Step::Open { side: Side::Long, size: quantity("1"), price: price("60000"), leverage: Decimal::TEN };
    let mut steps = beginning(&terms, open).unwrap();
    assert_eq!(steps[0], Step::Deposit { amount: Money::new(d("12000")) });
    steps.extend([
        Step::Add { size: quantity("0.5"), price: price("58000"), leverage: d("20") },
        Step::Reduce { size: quantity("0.3"), price: price("61000") },
        Step::Funding { mark: price("60500"), rate: cascade_notes::engine::units::Rate::new(d("0.0001")) },
        Step::MoveMargin { amount: Money::new(d("500")), mark: price("60500") },
        Step::ChangeLeverage { leverage: d("5") },
        Step::Flip { size: quantity("2"), price: price("62000"), leverage: d("10") },
        Step::Close { price: price("61000") },
        Step::Reduce { size: quantity("1"), price: price("61000") },
    ]);
    let figure = StepsFigure::of(&steps, terms.clone());
    let more = Step::Add { size: quantity("0.5"), price: price("58000"), leverage: d("20") };
    let opened = StepsFigure::of(&steps[..2], terms);
    let said = format!(
        "{}\n{}\n{}\n{}",
        figure.table(english()).csv(),
        figure.refusal(english()).unwrap(),
        opened.ghost(&more, english()).unwrap(),
        figure.ghost(&more, english()).unwrap_or_default(),
    );
    insta::assert_snapshot!(said);
}

/// The account in three markets: what joins, and what the run does with it.
#[test]
fn the_account_in_a_market_in_words() {
    use cascade_notes::engine::jobs::{JobRunner, asked};
    use cascade_notes::engine::own::joining;
    use cascade_notes::engine::scenario::link;
    use cascade_notes::figures::joined::{InRun, joins};
    use cascade_notes::figures::run::Run;
    let all_accounts = accounts();
    let account = |name: &str| all_accounts.iter().find(|(own, _)| *own == name).unwrap().1.clone();
    let mut doge = account("example");
    doge.markets[1].name = "DOGEUSDT".to_owned();
    let mut small = account("isolated first");
    small.rows[0].size = quantity("0.0001");
    let mut all = String::new();
    for (name, account, times, settings) in [
        ("falls and pushes", account("example"), 1_000, "v=1&shock=20"),
        ("stands", account("example"), 1, "v=1"),
        ("hedged", account("hedged"), 1, "v=1&shock=10"),
        ("in a crowd", account("example"), 100, "v=1&preset=deep&shock=12"),
        ("without its second symbol", doge, 10_000, "v=1&preset=chain&shock=12"),
        ("too small, and isolated", small, 1, "v=1"),
        ("already below", account("already"), 1, "v=1"),
    ] {
        let scenario = link::parse(settings).0;
        let answer = joining(&account, times, &scenario);
        writeln!(all, "{name}\n{}", joins(&answer, &account, times, english()).join("\n")).unwrap();
        let Ok(joined) = answer else { continue };
        let question = asked::question(&link::question(&scenario), &joined.guests.text());
        let run = Run::of(&question, &JobRunner::default().answer_to(&question).unwrap()).unwrap();
        if let Some(drawn) = ["falls and pushes", "in a crowd"].iter().position(|drawn| *drawn == name) {
            let graph = cascade_notes::figures::run::RunFigures::at(&run, run.narration.rounds.len(), false).graph;
            let narrow = cascade_notes::figures::Frame { height: graph.height(NARROW.width), ..NARROW };
            let wide = cascade_notes::figures::Frame { height: graph.height(WIDE.width), ..WIDE };
            insta::assert_snapshot!(["joined_wide", "joined_crowd_wide"][drawn], picture(&*graph, wide));
            insta::assert_snapshot!(["joined_narrow", "joined_crowd_narrow"][drawn], picture(&*graph, narrow));
        }
        let own = InRun::of(&run).unwrap();
        let said = own.sentences(0.005, joined.guests.count(), english());
        writeln!(all, "{}\n{}", said.join("\n"), own.table(english()).csv()).unwrap();
    }
    assert!(!all.contains('{') && !all.contains("NaN"), "{all}");
    insta::assert_snapshot!(all);
}
