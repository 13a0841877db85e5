//! The lanes, the log and the limits.

use crate::{picture, told};
use cascade_notes::engine::jobs::watching::watch::Watch;
use cascade_notes::engine::jobs::watching::{First, Record, answer};
use cascade_notes::engine::scenario::ParameterId as P;
use cascade_notes::engine::scenario::parameters::{ChoiceValue as _, Injected};
use cascade_notes::figures::monitor::log::{Filter, lines, table, tampered};
use cascade_notes::figures::monitor::{HEIGHTS, runlength};
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::{Figure as _, MonitorFigure, RunLengthFigure};
use cascade_notes::words::english;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

/// A watch, computed once.
pub fn record(link: &str) -> Arc<Record> {
    static KNOWN: OnceLock<Mutex<BTreeMap<String, Arc<Record>>>> = OnceLock::new();
    let mut known = KNOWN.get_or_init(Mutex::default).lock().unwrap();
    let made = || Arc::new(answer::<Record>(Watch::new(link).unwrap()).unwrap());
    Arc::clone(known.entry(link.to_owned()).or_insert_with(made))
}

fn at(link: &str, injected: Injected, second: f64, reveal: Reveal) -> MonitorFigure {
    let place = Injected::ALL.iter().position(|one| *one == injected).unwrap();
    MonitorFigure::of(record(link), place, second, reveal).unwrap()
}

const EVERY: [Injected; 7] = [
    Injected::CancelBurst,
    Injected::LeverageJump,
    Injected::ThinBand,
    Injected::StaleFeed,
    Injected::FeeChange,
    Injected::SlowDrift,
    Injected::Nothing,
];

#[test]
fn every_inject_in_words() {
    let said = EVERY.map(|injected| {
        let link = format!("v=1&inject={}", injected.key());
        let figure = at(&link, injected, 280.0, Reveal::All);
        format!("{link}\n{}{}\n", told(&figure), figure.answer_in_words(english()))
    });
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn the_lanes_of_the_default_stream() {
    let figure = at("v=1", Injected::CancelBurst, 262.0, Reveal::All);
    insta::assert_snapshot!("monitor_wide", picture(&figure, 640, HEIGHTS.0));
    insta::assert_snapshot!("monitor_narrow", picture(&figure, 288, HEIGHTS.1));
    insta::assert_snapshot!("monitor_table", figure.csv(english()));
}

/// Until the bet is answered the lanes end where something is injected.
#[test]
fn what_comes_is_kept_back() {
    let hidden = at("v=1", Injected::CancelBurst, 480.0, Reveal::Hidden);
    assert!(hidden.moment().time < 240.0);
    assert!(told(&hidden).starts_with("Which lane notices first?\n"));
    let shown = at("v=1", Injected::CancelBurst, 480.0, Reveal::Guess(0));
    assert!((shown.moment().time - 480.0).abs() < 0.5);
}

#[test]
fn the_lane_that_speaks_first_depends_on_what_goes_wrong() {
    let first = |key: &str| record(&format!("v=1&inject={key}")).first().unwrap();
    assert!(matches!(first("burst"), First::Model(at) if (240.0..260.0).contains(&at)), "{:?}", first("burst"));
    assert!(matches!(first("stale"), First::Rules(at) if (249.0..254.0).contains(&at)), "{:?}", first("stale"));
    assert_eq!(first("fees"), First::Neither);
    assert_eq!(record("v=1&inject=nothing").first(), None);
}

/// The outcome is never less strict than either lane, in any second of any stream.
#[test]
fn a_model_never_loosens() {
    for injected in EVERY {
        for moment in &record(&format!("v=1&inject={}", injected.key())).moments {
            let (model, rules, holds) = moment.states;
            assert!(holds == model.max(rules), "{injected:?}: {moment:?}");
        }
    }
}

#[test]
fn the_log_as_it_is_read() {
    let record = record("v=1");
    let of = |filter| table(&record, &record.log, 262.0, filter, english());
    let (news, count) = of(Filter::News);
    insta::assert_snapshot!("log_news", news.csv());
    let (all, every) = of(Filter::All);
    assert_eq!(every, lines(&record, 262.0));
    assert!(all.rows.len() == 60 && count < every);
    let (alarms, _) = of(Filter::Alarms);
    assert!(alarms.rows.iter().all(|row| row.here));
    // Newest first.
    assert_eq!(all.rows[0].head, every.to_string());
}

#[test]
fn one_byte_is_changed_and_no_more() {
    let record = record("v=1");
    let (changed, line, from, to) = tampered(&record, &record.log, 262.0).unwrap();
    assert_eq!((line, changed.len()), (lines(&record, 262.0), record.log.len()));
    let apart: Vec<(char, char)> = record.log.chars().zip(changed.chars()).filter(|(a, b)| a != b).collect();
    assert_eq!(apart, [(from, to)]);
    assert_eq!(tampered(&record, "", 262.0), None);
    assert_eq!(tampered(&record, &record.log, 0.0), None);
}

#[test]
fn what_a_limit_costs() {
    let figure = |link: &str| RunLengthFigure::of(record(link).limits.clone());
    let all = ["v=1", "v=1&watch-run-length=168", "v=1&watch-run-length=0.05"];
    insta::assert_snapshot!("runlength_words", all.map(|link| format!("{link}\n{}", told(&figure(link)))).join("\n"));
    insta::assert_snapshot!("runlength_wide", picture(&figure("v=1"), 640, runlength::HEIGHTS.0));
    insta::assert_snapshot!("runlength_narrow", picture(&figure("v=1"), 288, runlength::HEIGHTS.1));
    insta::assert_snapshot!("runlength_table", figure("v=1").csv(english()));
}

/// A longer wait between false alarms is a higher limit, and finds a shift later.
#[test]
fn a_longer_wait_costs_delay() {
    let limits = |hours: &str| record(&format!("v=1&watch-run-length={hours}")).limits.clone();
    let all = ["0.05", "1", "24", "168", "2000"].map(limits);
    for pair in all.windows(2) {
        assert!(pair[0].limit < pair[1].limit && pair[0].delay < pair[1].delay && pair[0].nominal < pair[1].nominal);
    }
    for limits in &all {
        assert!(limits.corrected.is_none_or(|corrected| corrected < limits.nominal), "{limits:?}");
    }
    // A week.
    assert!((all[3].nominal / 604_800.0 - 1.0).abs() < 1e-6);
}

/// Each setting that a watch depends on has a say in it.
#[test]
fn settings_have_a_say() {
    let run = |link: &str| record(link).run.clone();
    let all = ["v=1", "v=1&inject=stale", "v=1&inject-at=300", "v=1&watch-run-length=1"];
    for (n, a) in all.iter().enumerate() {
        for b in &all[..n] {
            assert_ne!(run(a), run(b), "{a} {b}");
        }
    }
    assert_eq!(P::InjectedAt.row().key, "inject-at");
}
