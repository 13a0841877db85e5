//! What people see of three runs: before, in the middle, at the end.

use super::{figure, narrations};
use cascade_notes::figures::cascade::CascadeFigure;
use cascade_notes::figures::{Figure, Frame, Medium, Table};
use cascade_notes::words::english;

fn table(table: &Table) -> String {
    let mut out = format!("{}\n", table.columns.join(" | "));
    for row in &table.rows {
        let cells: Vec<&str> = row.cells.iter().map(|c| c.0.as_str()).collect();
        out.push_str(&format!("{}{} | {}\n", if row.here { "> " } else { "" }, row.head, cells.join(" | ")));
    }
    out
}

/// Everything that is said at a round.
fn said(figure: &CascadeFigure) -> String {
    let text = figure.text(english());
    let mut out = format!("{}\n{}\n{}\n\n", text.title, text.subtitle, text.sentence);
    for sentence in figure.narration_sentences(english()) {
        out.push_str(&format!("- {sentence}\n"));
    }
    out.push_str(&format!("\n{}\n{}\n", table(&figure.rounds_table(english())), table(&figure.table(english()))));
    for target in figure.targets(english(), Frame::new(640, 470)) {
        out.push_str(&format!("{}: {}\n", target.name, target.description));
    }
    assert!(!out.contains('{') && !out.contains("NaN"), "{out}");
    out
}

fn hold(preset: &str, narration: &cascade_notes::engine::cascade::narration::Narration) {
    let last = narration.rounds.len();
    for (name, round) in [("before", 0), ("middle", last / 2), ("end", last)] {
        let figure = figure(preset, narration, round);
        insta::assert_snapshot!(format!("{preset}_{name}_said"), said(&figure));
        for width in [640, 320] {
            let frame = Frame::new(width, figure.height(width));
            let svg = figure.svg(english(), frame, Medium::Page).unwrap();
            insta::assert_snapshot!(format!("{preset}_{name}_{width}"), svg.replace("><", ">\n<"));
            if let Ok(folder) = std::env::var("PICTURES") {
                let file = figure.svg(english(), frame, Medium::File).unwrap();
                std::fs::write(format!("{folder}/{preset}-{name}-{width}.svg"), file).unwrap();
            }
        }
    }
}

#[test]
fn domino() {
    hold("domino", &narrations::domino());
}

#[test]
fn hedge() {
    hold("hedge", &narrations::hedge());
}

#[test]
fn cohorts() {
    hold("deep", &narrations::cohorts());
}

#[test]
fn chain() {
    hold("chain", &narrations::chain());
}

#[test]
fn even() {
    hold("hair", &narrations::even());
}

#[test]
fn titles_say_what_happened() {
    let title = |preset: &str, narration: &cascade_notes::engine::cascade::narration::Narration| {
        figure(preset, narration, usize::MAX).text(english()).title
    };
    let before = figure("domino", &narrations::domino(), 0).text(english()).title;
    assert_eq!(before, "Who falls, and whom do they take along?", "the outcome is not told before the push");
    let on_the_way = figure("domino", &narrations::domino(), 1).text(english()).title;
    assert_eq!(on_the_way, "After round 1 of 3, the fall has reached 1 of 4 accounts");
    assert_eq!(title("domino", &narrations::domino()), "Shared collateral carries the fall from BTC to ETH");
    assert_eq!(title("chain", &narrations::chain()), "A’s fall is enough for B and C");
    assert_eq!(title("hedge", &narrations::hedge()), "ADL takes the hedge, and then its owner");
    let mut one = narrations::domino();
    one.rounds.truncate(1);
    assert_eq!(title("domino", &one), "The first round is the last");
    one.rounds.clear();
    assert_eq!(title("domino", &one), "Nobody falls");
}
