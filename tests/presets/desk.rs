//! The desk: the same answer in slices and at once, after a cancel, and for every way to cut; refusals are sentences.

use super::run::{answer, scenario};
use cascade_notes::engine::cascade::book::{Book, Direction};
use cascade_notes::engine::cascade::threshold::Thresholds;
use cascade_notes::engine::desk::{Answer, Desk, kind};
use cascade_notes::engine::scenario::link;
use cascade_notes::engine::scenario::presets::PRESETS;
use cascade_notes::words::english;
use cascade_notes::words::errors::sentence;

#[test]
fn slices_and_cancels_change_nothing() {
    for preset in ["domino", "hair", "deep"] {
        let asked = scenario(preset, &[("cut", "account")]);
        let whole = Desk::default().answer(&asked).unwrap();
        let mut desk = Desk::default();
        let question = link::question(&asked);
        for stop in [0, 1, 2, 3, 5, 8, 40] {
            desk.ask(&question);
            for _ in 0..stop {
                desk.work(&mut || false);
            }
            desk.cancel();
            assert_eq!(desk.work(&mut || true), None);
        }
        let mut sliced = Answer::default();
        // Another question first, so that the curve is told anew.
        desk.ask(&link::question(&scenario(preset, &[("depth-factor", "3")])));
        while desk.work(&mut || true).is_some() {}
        desk.ask(&question);
        let mut progress = 0;
        while let Some(reply) = desk.work(&mut || false) {
            progress += usize::from(reply.numbers[0] == kind::PROGRESS);
            sliced.take(&reply).unwrap();
        }
        assert!(progress > 3);
        assert_eq!(sliced, whole, "{preset}");
    }
}

#[test]
fn the_ledger_sums_to_nothing_after_every_round_of_every_preset() {
    for preset in PRESETS {
        let story = answer(preset.key, &[]).story.unwrap();
        for (number, round) in story.rounds.iter().enumerate() {
            let size = round.ledger.accounts.abs().max(round.ledger.counterparty.abs()).max(1.0);
            assert!(round.ledger.sum().abs() < 1e-9 * size, "{} round {}: {:?}", preset.key, number + 1, round.ledger);
        }
    }
}

#[test]
fn shares_of_every_fall_sum_to_one_and_by_square_to_what_was_forced() {
    for preset in PRESETS {
        let story = answer(preset.key, &[]).story.unwrap();
        for fall in story.rounds.iter().flat_map(|r| &r.falls).filter(|f| f.members.0 > 0.0) {
            let forced: f64 = fall.forced.iter().map(|(_, amount)| amount).sum();
            let by: f64 = fall.by.iter().map(|(_, amount)| amount).sum();
            let whole = fall.shock + forced + fall.coins + fall.rest;
            let size = fall.lost.abs().max(1.0);
            assert!((whole - fall.lost).abs() < 1e-6 * size, "{}: {fall:?}", preset.key);
            assert!((by - forced).abs() < 1e-6 * size, "{}: {by} of {forced}", preset.key);
            let through: f64 = fall.through.iter().map(|(_, amount)| amount).sum();
            assert!((through + fall.rest - fall.lost).abs() < 1e-6 * size || fall.rest.abs() > 1e-9 * size);
        }
    }
}

#[test]
fn the_curve_finds_the_tipping_points_of_the_exact_solver() {
    let answer = answer("hair", &[]);
    let (story, curve) = (answer.story.unwrap(), answer.curve.unwrap());
    let symbol = &story.symbols[0];
    // The same thresholds, written out: 300 of 1,000 between 10.5 and 11.5 per cent, the others from 0.5 to 30.
    let even = |from: f64, to: f64, count: usize| {
        (0..count).map(move |n| from + (to - from) * (n as f64 + 0.5) / count as f64)
    };
    let each = symbol.long / symbol.price / 1000.0;
    let list = even(0.105, 0.115, 300).chain(even(0.005, 0.3, 700)).map(|distance| (distance, each)).collect();
    let book = Book::from_one_percent(symbol.price, 30e6, 1.0).unwrap();
    let thresholds = Thresholds::new(book, Direction::Down, list).unwrap();
    let exact = thresholds.at_depth(1.0).unwrap();
    for (fall, part, _) in &curve.points {
        let closed = exact.after(-(-fall).ln_1p()).closed as f64 / 1000.0;
        assert!((closed - part).abs() < 0.005, "at {fall}: {part}, exactly {closed}");
    }
    let large: Vec<_> = exact.tipping_points().filter(|t| t.to - t.from > 20).collect();
    assert_eq!(large.len(), curve.tipping.len());
    for (own, found) in large.iter().zip(&curve.tipping) {
        assert!((1.0 - (-own.at).exp() - found.0).abs() < 2e-4, "{own:?} {found:?}");
    }
}

#[test]
fn every_cut_of_every_preset_has_an_answer() {
    for preset in PRESETS {
        for cut in ["account", "sharing", "book", "correlation", "delay"] {
            for which in ["1", "2", "64"] {
                let asked = [("cut", cut), ("cut-which", which), ("accounts", "200")];
                let small = &asked[..if matches!(preset.key, "domino" | "chain" | "hedge") { 2 } else { 3 }];
                let answer = answer(preset.key, small);
                assert!(answer.without.is_some(), "{} {cut} {which}", preset.key);
            }
        }
    }
}

#[test]
fn what_has_no_answer_is_said_in_a_sentence_and_the_desk_goes_on() {
    let mut desk = Desk::default();
    let upside_down = scenario("deep", &[("least-leverage", "40"), ("most-leverage", "3")]);
    let refused = sentence(&desk.answer(&upside_down).unwrap_err(), english());
    assert!(refused.contains("40 is above the most, 3"), "{refused}");
    let runaway = scenario("march-2020", &[("depth-factor", "0.01")]);
    let refused = sentence(&desk.answer(&runaway).unwrap_err(), english());
    assert!(refused.contains("deeper book"), "{refused}");
    assert!(desk.answer(&scenario("domino", &[])).is_ok());
    // Where only larger shocks have no answer, the run is told and the curve ends before them.
    let thin = [("depth-factor", "0.01"), ("shock", "0")];
    let thin = desk.answer(&scenario("october-2025", &thin)).unwrap();
    assert!(thin.story.is_some());
    let curve = thin.curve.unwrap();
    assert!(curve.points.len() < 61, "{} points", curve.points.len());
    assert!(curve.points.iter().all(|point| point.1 <= 1.0));
}
