//! The bench: broken rows, mended ones, and every input that is none.

use crate::{picture, told};
use cascade_notes::engine::jobs::watching::bench::Bench;
use cascade_notes::engine::jobs::watching::own_days::OwnDays;
use cascade_notes::engine::jobs::watching::{Benched, answer};
use cascade_notes::engine::monitor::series::days::Days;
use cascade_notes::engine::monitor::series::flaw::Fault;
use cascade_notes::engine::scenario::Scenario;
use cascade_notes::figures::bench::sheet::Sheet;
use cascade_notes::figures::bench::{HEIGHTS, fault};
use cascade_notes::figures::{BenchFigure, Figure as _};
use cascade_notes::words::english;
use cascade_notes::words::errors::sentence;
use std::fmt::Write as _;
use std::sync::Arc;

fn benched(text: &str) -> Arc<Benched> {
    Arc::new(answer(Bench::new(text)).unwrap())
}

fn figure(benched: &Arc<Benched>, sheet: &Sheet) -> BenchFigure {
    BenchFigure::of(Arc::clone(benched), sheet.numbers(), &Scenario::default())
}

/// Every fault mended by what is offered for it, first to last.
fn mended(sheet: &mut Sheet) -> Arc<Benched> {
    loop {
        let now = benched(&sheet.text());
        let Some(row) = now.shown.iter().find(|row| !row.flaws.is_empty()) else { return now };
        let (place, kind, value) = row.flaws[0];
        assert!(sheet.mend(sheet.numbers()[row.row], place, Fault::ALL[kind], value), "{row:?}");
    }
}

#[test]
fn broken_and_mended_rows() {
    let broken = benched("");
    let mut sheet = Sheet::of(&broken.text);
    let before = figure(&broken, &sheet);
    let whole = mended(&mut sheet);
    let after = figure(&whole, &sheet);
    insta::assert_snapshot!("bench_words", format!("{}\n{}", told(&before), told(&after)));
    insta::assert_snapshot!("bench_wide", picture(&before, 640, HEIGHTS.0));
    insta::assert_snapshot!("bench_narrow", picture(&before, 288, HEIGHTS.1));
    insta::assert_snapshot!("bench_mended_wide", picture(&after, 640, HEIGHTS.0));
    insta::assert_snapshot!("bench_table", before.csv(english()));
    insta::assert_snapshot!("bench_mended_table", after.csv(english()));
    insta::assert_snapshot!("bench_saved", format!("{}\n{}", sheet.csv(), sheet.json()));
    let faults = Fault::ALL.map(|kind| fault(kind, 14.0, english()));
    insta::assert_snapshot!("bench_faults", faults.join("\n"));
}

/// Each repair moves the monitor or the prices; after the last one only what happened alarms, where the reader counts it.
#[test]
fn mending_moves_the_alarms_and_the_prices() {
    let mut sheet = Sheet::of(&benched("").text);
    let said = |sheet: &Sheet| told(&figure(&benched(&sheet.text()), sheet));
    let broken = said(&sheet);
    assert!(broken.contains("the conservative price is not known"), "{broken}");
    // The nought that stands for a missing depth.
    assert!(sheet.mend(9, 3, Fault::Zero, 0.0));
    let known = said(&sheet);
    assert!(!known.contains("not known"), "{known}");
    let whole = mended(&mut sheet);
    let after = told(&figure(&whole, &sheet));
    assert!(after.contains("mark, by its returns never alarms") && after.contains("depth alarms at row 35"), "{after}");
}

fn refused(text: &str) -> String {
    sentence(&answer::<Benched>(Bench::new(text)).unwrap_err(), english())
}

/// What cannot be watched is refused with a sentence; what can be watched and is wrong is named where it stands.
#[test]
fn every_bad_input_has_its_sentence() {
    let mut said = String::new();
    // An empty stream: what the page has is its own table, so only blanks with a header are one.
    for (what, text) in [
        ("a header alone", "time,mark\n".to_owned()),
        ("no column that is known", "a,b\n1,2\n".to_owned()),
        ("a column twice", "mark,price\n1,2\n".to_owned()),
        ("ten million rows", format!("mark\n{}", "1\n".repeat(10_000_000))),
    ] {
        writeln!(said, "{what}: {}", refused(&text)).unwrap();
    }
    let days = |text: &str| sentence(&answer::<Days>(OwnDays::new(text)).unwrap_err(), english());
    let rows = |row: &dyn Fn(u32) -> String| (0..30).map(row).collect::<Vec<_>>().join("\n");
    for (what, text) in [
        ("nothing at all", String::new()),
        ("too few days", "basis\n1\n2\n".to_owned()),
        ("a word", format!("basis\n{}", rows(&|n| if n == 2 { "x".into() } else { "1".into() }))),
        (
            "a clock that goes back",
            format!("time,basis\n{}", rows(&|n| format!("{},1", if n == 7 { 1 } else { n * 86_400 }))),
        ),
        ("a message twice", format!("sequence,basis\n{}", rows(&|n| format!("{},1", n.min(11))))),
    ] {
        writeln!(said, "days, {what}: {}", days(&text)).unwrap();
    }
    assert!(!said.contains('{'), "{said}");
    insta::assert_snapshot!("bench_refused", said);
    // Constant, and with numbers that are none: watched as far as it goes, and said.
    let constant = benched(&format!("depth\n{}", rows(&|_| "5".into())));
    let figure = BenchFigure::of(constant, Vec::new(), &Scenario::default());
    assert!(told(&figure).contains("depth is not rated: its calm does not vary"), "{}", told(&figure));
    let nan = benched(&format!("depth\n{}", rows(&|n| if n % 10 == 3 { "NaN".into() } else { n.to_string() })));
    assert_eq!((nan.counts, nan.streams[0].samples.0), ((30, 4), 27));
}

/// A long table is watched whole; of its rows only those with something wrong are told, and no more than can be listed.
#[test]
fn a_long_table_is_watched_whole() {
    let rows: Vec<String> =
        (0..100_000).map(|n| format!("{n},{}", if n % 1_000 == 999 { 0 } else { 100 + n % 7 })).collect();
    let long = benched(&format!("time,depth\n{}", rows.join("\n")));
    assert_eq!(long.counts, (100_000, 100));
    assert_eq!(long.shown.len(), 60);
    assert!(long.streams[0].ratios.len() <= 1_000 && long.streams[0].alarms.len() > 50);
    let figure = BenchFigure::of(long, Vec::new(), &Scenario::default());
    assert!(told(&figure).contains("and later"), "{}", told(&figure));
    assert!(picture(&figure, 640, HEIGHTS.0).len() < 200_000);
}
