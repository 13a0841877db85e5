//! Golden results: digest, sentence, narration, tables and picture of each preset.

use super::run::{answer, scenario};
use cascade_notes::engine::cascade::narration::Narration;
use cascade_notes::engine::scenario::parameters::{ChoiceValue as _, PresetId};
use cascade_notes::figures::{CascadeFigure, CurveFigure, Figure, Frame, LedgerFigure, Medium, PathFigure};
use cascade_notes::words::english;
use std::fmt::Write as _;
use std::sync::Arc;

fn digest(narration: &Narration) -> String {
    format!("{:08x}{:08x}", narration.digest.0 as u64, narration.digest.1 as u64)
}

#[test]
fn every_preset_says_and_shows_what_it_did() {
    let words = english();
    for preset in PresetId::ALL {
        let answer = answer(preset.key(), &[]);
        let (narration, curve) = (Arc::new(answer.narration.unwrap()), Arc::new(answer.curve.unwrap()));
        let scenario = scenario(preset.key(), &[]);
        let end = narration.rounds.len();
        let mut text = format!("digest {} in {} rounds\n", digest(&narration), end);
        for round in [0, 1, end / 2, end] {
            let figure = CascadeFigure::of(&scenario, Arc::clone(&narration), round.min(end));
            let told = figure.text(words);
            writeln!(text, "\n== {} | {}\n{}", told.title, told.subtitle, told.sentence).unwrap();
            for sentence in figure.narration_sentences(words) {
                writeln!(text, "- {sentence}").unwrap();
            }
        }
        let graph = CascadeFigure::of(&scenario, Arc::clone(&narration), end);
        let path = PathFigure::of(&scenario, Arc::clone(&narration), end);
        let ledger = LedgerFigure::of(&scenario, Arc::clone(&narration), end);
        let curve = CurveFigure::of(&scenario, curve, Arc::clone(&narration));
        writeln!(text, "\nrounds\n{}", graph.rounds_table(words).csv()).unwrap();
        for figure in [&graph as &dyn Figure, &path, &ledger, &curve] {
            let told = figure.text(words);
            writeln!(text, "\n== {} | {}\n{}", told.title, told.subtitle, told.sentence).unwrap();
            let table = figure.table(words).csv();
            // Long tables by their beginning and their length: the digest holds the rest.
            let lines: Vec<&str> = table.lines().collect();
            writeln!(text, "{}\n({} lines)", lines[..lines.len().min(40)].join("\n"), lines.len()).unwrap();
        }
        insta::assert_snapshot!(format!("preset-{}", preset.key()), text.replace('\r', ""));
        let height = graph.height(640);
        let svg = graph.svg(words, Frame::new(640, height), Medium::File).unwrap();
        insta::assert_snapshot!(format!("preset-{}-graph", preset.key()), svg.replace("><", ">\n<"));
    }
}
