//! Whatever is linked, dropped or typed: it is taken or refused with a reason, never half, and nothing panics.
//! 100,000 inputs of each kind in the ordinary run; `CASCADE_NOTES_INPUTS` asks for another number.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation
)]

use cascade_notes::engine::Error;
use cascade_notes::engine::scenario::document::Document;
use cascade_notes::engine::scenario::{Kind, PARAMETERS, Parameter, Scenario, link};
use cascade_notes::figures::recompute::recompute;
use cascade_notes::words::english;
use cascade_notes::words::errors::sentence;
use std::str::FromStr as _;

/// SplitMix64: the same inputs on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.roll() % n as u64) as usize
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

fn inputs() -> usize {
    std::env::var("CASCADE_NOTES_INPUTS").ok().map_or(100_000, |n| usize::from_str(&n).unwrap())
}

/// Pieces that have broken parsers before.
const NASTY: [&str; 36] = [
    "",
    "-",
    "+",
    ".",
    ",",
    "..",
    "1,2",
    "1.2.3",
    "1e9",
    "1e-9",
    "NaN",
    "inf",
    "-0",
    "0x10",
    "٣",
    "½",
    "1 000",
    "1'000",
    "79228162514264337593543950335",
    "-79228162514264337593543950336",
    "0.0000000000000000000000000001",
    "99999999999999999999999999999999999999",
    "%",
    "%2",
    "%2G",
    "%00",
    "%FF%FE",
    "&&",
    "==",
    "=",
    "#",
    "\u{202e}1",
    "\u{0}",
    "<script>alert(1)</script>",
    "\u{1f4a5}",
    "null",
];

fn value(dice: &mut Dice, p: &Parameter) -> String {
    match (dice.below(10), p.kind) {
        (0..=2, _) => (*dice.of(&NASTY)).to_owned(),
        (3, _) => format!("{}{}", dice.of(&NASTY), dice.of(&NASTY)),
        (_, Kind::Choice(list)) => dice.of(list).key.to_owned(),
        (4, Kind::Number(n)) => n.min.to_string(),
        (5, Kind::Number(n)) => n.max.to_string(),
        (6, Kind::Number(n)) => format!("{}", n.max + n.max),
        (_, Kind::Number(_)) => {
            let digits = dice.below(12);
            let whole = dice.roll() >> dice.below(60);
            let part = dice.roll() >> 40;
            if digits < 4 { format!("{whole}") } else { format!("{}.{part}", whole >> 30) }
        }
    }
}

fn pair(dice: &mut Dice) -> String {
    let p = dice.of(&PARAMETERS);
    let key = if dice.below(12) == 0 { (*dice.of(&NASTY)).to_owned() } else { p.key.to_owned() };
    let value = value(dice, p);
    format!("{key}={value}")
}

/// What was taken of an input stands by itself: written and read again it is the same, with nothing to report.
fn stands(scenario: &Scenario, from: &str) {
    let (again, reports) = link::parse(&link::print(scenario));
    assert!(reports.is_empty(), "{from:?}: {reports:?}");
    assert_eq!(&again, scenario, "{from:?}");
    let document = serde_json::to_string(&Document::of(scenario)).unwrap();
    let (again, reports) = serde_json::from_str::<Document>(&document).unwrap().scenario();
    assert!(reports.is_empty() && again == *scenario, "{from:?}: {reports:?}");
}

/// The whole page answers, or says why not in a sentence.
fn answers(scenario: &Scenario, from: &str) {
    if let Err(error) = recompute(scenario) {
        assert!(said(&error).ends_with('.'), "{from:?}: {error}");
    }
}

#[test]
fn links() {
    let mut dice = Dice(1);
    for n in 0..inputs() {
        let mut text = if dice.below(15) == 0 { String::new() } else { "v=1".to_owned() };
        for _ in 0..dice.below(9) {
            text.push('&');
            text.push_str(&pair(&mut dice));
        }
        if dice.below(6) == 0 {
            let cut = dice.below(text.len() + 1);
            let cut = (0..=cut).rev().find(|c| text.is_char_boundary(*c)).unwrap();
            text.truncate(cut);
        }
        let (scenario, reports) = link::parse(&text);
        for report in &reports {
            assert!(said(report).ends_with('.'), "{text:?}: {report:?}");
        }
        // Taken or reported: what is neither must have been empty, the version, or what stands there anyway.
        let given = text.split('&').filter(|p| !p.is_empty() && !p.starts_with("v=")).count();
        // One more where an earlier page's word stands for two settings, or nothing is said of rates.
        let taken = scenario.changed().count();
        assert!(taken <= given + 1, "{text:?}");
        stands(&scenario, &text);
        if n % 50 == 0 {
            answers(&scenario, &text);
        }
    }
}

#[test]
fn documents() {
    let mut dice = Dice(2);
    for n in 0..inputs() {
        let mut settings = Vec::new();
        for _ in 0..dice.below(7) {
            let p = dice.of(&PARAMETERS);
            let value = value(&mut dice, p);
            settings.push(format!(
                "{}:{}",
                serde_json::to_string(p.key).unwrap(),
                serde_json::to_string(&value).unwrap()
            ));
        }
        let version = if dice.below(8) == 0 { (*dice.of(&NASTY)).to_owned() } else { "1".to_owned() };
        let mut text = format!("{{\"cascade-notes\":{version},\"settings\":{{{}}}}}", settings.join(","));
        for _ in 0..dice.below(3) {
            // Something is lost, doubled or put in on the way.
            let at = dice.below(text.len() + 1);
            let at = (0..=at).rev().find(|c| text.is_char_boundary(*c)).unwrap();
            match dice.below(3) {
                0 => text.truncate(at),
                1 => text.insert_str(at, NASTY[dice.below(NASTY.len())]),
                _ => {
                    let doubled = text[at..].to_owned();
                    text.push_str(&doubled);
                }
            }
        }
        let Ok(document) = serde_json::from_str::<Document>(&text) else { continue };
        let (scenario, reports) = document.scenario();
        for report in &reports {
            assert!(said(report).ends_with('.'), "{text:?}: {report:?}");
        }
        assert!(scenario.changed().count() <= document.settings.len() + 1, "{text:?}");
        stands(&scenario, &text);
        if n % 50 == 0 {
            answers(&scenario, &text);
        }
    }
}

/// An error as a reader sees it.
fn said(error: &Error) -> String {
    sentence(error, english())
}

#[test]
fn typed_values() {
    let mut dice = Dice(3);
    let mut scenario = Scenario::default();
    for n in 0..inputs() {
        let p = dice.of(&PARAMETERS);
        let text = value(&mut dice, p);
        match scenario.with_typed(p.id, &text) {
            Ok(next) => {
                // Nothing but this setting has moved, and what it holds can be typed again.
                assert_eq!(next.with_default(p.id), scenario.with_default(p.id), "{} {text:?}", p.key);
                assert_eq!(next.with_written(p.id, &next.written(p.id)), Ok(next), "{} {text:?}", p.key);
                scenario = next;
            }
            Err(error) => assert!(error.place == p.id.into() && said(&error).ends_with('.'), "{text:?}: {error}"),
        }
        if n % 50 == 0 {
            answers(&scenario, &link::print(&scenario));
            scenario = Scenario::default();
        }
    }
}
