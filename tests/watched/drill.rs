//! The drill: its figure and its debrief.

use crate::{picture, told};
use cascade_notes::engine::jobs::watching::drill::{Drill, always};
use cascade_notes::engine::jobs::watching::{Drilled, answer};
use cascade_notes::engine::monitor::drill::{Choice, Set};
use cascade_notes::figures::drill::HEIGHTS;
use cascade_notes::figures::{DrillFigure, Figure as _};
use cascade_notes::words::english;
use std::sync::{Arc, OnceLock};

fn drilled(set: Set) -> Arc<Drilled> {
    static KNOWN: [OnceLock<Arc<Drilled>>; 2] = [OnceLock::new(), OnceLock::new()];
    let (at, link) = match set {
        Set::Usual => (0, "v=1"),
        Set::CollateralCap => (1, "v=1&drill=cap"),
    };
    Arc::clone(KNOWN[at].get_or_init(|| Arc::new(answer(Drill::new(link).unwrap()).unwrap())))
}

fn figure(set: Set, chosen: &[Choice]) -> DrillFigure {
    DrillFigure::of(set, &drilled(set), chosen).unwrap()
}

use Choice::{Halt, Reduce, Tighten, Wait};

const OWN: [Choice; 5] = [Wait, Reduce, Halt, Wait, Tighten];

#[test]
fn the_drill_in_words_step_by_step() {
    let said = (0..=5).map(|steps| told(&figure(Set::Usual, &OWN[..steps])));
    let alone = DrillFigure::alone(Set::Usual, always(Set::Usual, Wait).unwrap());
    insta::assert_snapshot!(
        said.chain([told(&alone), told(&figure(Set::CollateralCap, &OWN))]).collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn the_drill_in_pictures() {
    insta::assert_snapshot!("drill_under_way", picture(&figure(Set::Usual, &OWN[..2]), 640, HEIGHTS.0));
    insta::assert_snapshot!("drill_over_wide", picture(&figure(Set::Usual, &OWN), 640, HEIGHTS.0));
    insta::assert_snapshot!("drill_over_narrow", picture(&figure(Set::Usual, &OWN), 288, HEIGHTS.1));
    insta::assert_snapshot!("drill_table", figure(Set::Usual, &OWN).csv(english()));
}

#[test]
fn the_debrief_of_both_sets() {
    for (name, set) in [("debrief_usual", Set::Usual), ("debrief_cap", Set::CollateralCap)] {
        let briefing = figure(set, &OWN).briefing(english()).unwrap();
        let lessons: Vec<String> =
            briefing.lessons.iter().map(|l| format!("{}: {} - {}", l.name, l.known, l.line)).collect();
        let text = format!("{}\n\n{}\n{}", briefing.sentences.join("\n"), briefing.table.csv(), lessons.join("\n"));
        assert!(!text.contains('{'), "{text}");
        insta::assert_snapshot!(name, text);
    }
    assert_eq!(figure(Set::Usual, &OWN[..4]).briefing(english()), None);
}

/// One path alone is that of the enumeration, and whoever chooses as the best path does is told so.
#[test]
fn paths_are_those_of_the_enumeration() {
    let (start, path) = always(Set::Usual, Wait).unwrap();
    let all = drilled(Set::Usual);
    assert_eq!((start, path.after), (all.start, all.paths[0]));
    let best = all.all().unwrap().into_iter().min_by_key(|path| path.end().cost()).unwrap();
    let briefing = figure(Set::Usual, &best.choices).briefing(english()).unwrap();
    assert!(briefing.sentences.iter().any(|sentence| sentence == "No path cost less than yours."), "{briefing:?}");
    assert!(DrillFigure::of(Set::Usual, &Drilled::default(), &[]).is_err());
}

/// To wait through all five is neither the best nor free: the cost of waiting is a number.
#[test]
fn waiting_has_a_price() {
    for set in Set::ALL {
        let all = drilled(set).all().unwrap();
        let costs: Vec<i64> = all.iter().map(|path| path.end().cost()).collect();
        let (best, waited) = (*costs.iter().min().unwrap(), costs[0]);
        assert!(waited > best, "{set:?}: {waited} {best}");
    }
}
