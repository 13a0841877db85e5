//! The runner: the same answer in slices and at once, after a cancel, and for every way to cut; refusals are sentences.

use super::run::{answer, scenario};
use cascade_notes::engine::cascade::book::{Book, Direction};
use cascade_notes::engine::cascade::threshold::Thresholds;
use cascade_notes::engine::jobs::wire::progress;
use cascade_notes::engine::jobs::{Answer, JobRunner, Reply, kind};
use cascade_notes::engine::scenario::parameters::{ChoiceValue as _, PresetId};
use cascade_notes::engine::scenario::{Scenario, link};
use cascade_notes::words::english;
use cascade_notes::words::errors::sentence;

#[test]
fn slices_and_cancels_change_nothing() {
    for preset in ["domino", "hair", "deep"] {
        let asked = scenario(preset, &[("cut", "account")]);
        let whole = JobRunner::default().answer(&asked).unwrap();
        let mut runner = JobRunner::default();
        let question = link::question(&asked);
        for stop in [0, 1, 2, 3, 5, 8, 40] {
            runner.ask(&question);
            for _ in 0..stop {
                runner.work(&mut || false);
            }
            runner.cancel();
            assert_eq!(runner.work(&mut || true), None);
        }
        let mut sliced = Answer::new(&question);
        // Another question first, so that the curve is told anew.
        runner.ask(&link::question(&scenario(preset, &[("depth-factor", "3")])));
        while runner.work(&mut || true).is_some() {}
        runner.ask(&question);
        let mut progress = 0;
        while let Some(reply) = runner.work(&mut || false) {
            progress += usize::from(reply.numbers[0] == kind::PROGRESS);
            sliced.take(&reply).unwrap();
        }
        assert!(progress > 3);
        assert_eq!(sliced, whole, "{preset}");
    }
}

#[test]
fn the_ledger_sums_to_nothing_after_every_round_of_every_preset() {
    for preset in PresetId::ALL {
        let narration = answer(preset.key(), &[]).narration.unwrap();
        for (number, round) in narration.rounds.iter().enumerate() {
            let size = round.ledger.accounts.abs().max(round.ledger.counterparty.abs()).max(1.0);
            assert!(
                round.ledger.sum().abs() < 1e-9 * size,
                "{} round {}: {:?}",
                preset.key(),
                number + 1,
                round.ledger
            );
        }
    }
}

#[test]
fn shares_of_every_fall_sum_to_one_and_by_square_to_what_was_forced() {
    for preset in PresetId::ALL {
        let narration = answer(preset.key(), &[]).narration.unwrap();
        for fall in narration.rounds.iter().flat_map(|r| &r.falls).filter(|f| f.members.0 > 0.0) {
            let forced: f64 = fall.forced.iter().map(|(_, amount)| amount).sum();
            let by: f64 = fall.by.iter().map(|(_, amount)| amount).sum();
            let whole = fall.shock + forced + fall.coins + fall.rest;
            let size = fall.lost.abs().max(1.0);
            assert!((whole - fall.lost).abs() < 1e-6 * size, "{}: {fall:?}", preset.key());
            assert!((by - forced).abs() < 1e-6 * size, "{}: {by} of {forced}", preset.key());
            let through: f64 = fall.through.iter().map(|(_, amount)| amount).sum();
            assert!((through + fall.rest - fall.lost).abs() < 1e-6 * size || fall.rest.abs() > 1e-9 * size);
        }
    }
}

#[test]
fn the_curve_finds_the_tipping_points_of_the_exact_solver() {
    let answer = answer("hair", &[]);
    let (narration, curve) = (answer.narration.unwrap(), answer.curve.unwrap());
    let symbol = &narration.symbols[0];
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
    for preset in PresetId::ALL {
        for cut in ["account", "sharing", "book", "correlation", "delay"] {
            for which in ["1", "2", "64"] {
                let asked = [("cut", cut), ("cut-which", which), ("accounts", "200")];
                let small = &asked[..if matches!(preset.key(), "domino" | "chain" | "hedge") { 2 } else { 3 }];
                let answer = answer(preset.key(), small);
                assert!(answer.without.is_some(), "{} {cut} {which}", preset.key());
            }
        }
    }
}

#[test]
fn what_has_no_answer_is_said_in_a_sentence_and_the_desk_goes_on() {
    let mut runner = JobRunner::default();
    let upside_down = scenario("deep", &[("least-leverage", "40"), ("most-leverage", "3")]);
    let refused = sentence(&runner.answer(&upside_down).unwrap_err(), english());
    assert!(refused.contains("40 is above the most, 3"), "{refused}");
    let runaway = scenario("march-2020", &[("depth-factor", "0.01")]);
    let refused = sentence(&runner.answer(&runaway).unwrap_err(), english());
    assert!(refused.contains("deeper book"), "{refused}");
    assert!(runner.answer(&scenario("domino", &[])).is_ok());
    // Where only larger shocks have no answer, the run is told and the curve ends before them.
    let thin = [("depth-factor", "0.01"), ("shock", "0")];
    let thin = runner.answer(&scenario("october-2025", &thin)).unwrap();
    assert!(thin.narration.is_some());
    let curve = thin.curve.unwrap();
    assert!(curve.points.len() < 61, "{} points", curve.points.len());
    assert!(curve.points.iter().all(|point| point.1 <= 1.0));
}

/// A page: it drops what is said about an earlier question, and shows what it knows of the present one.
struct Page {
    runner: JobRunner,
    answer: Answer,
}

impl Page {
    fn new() -> Self {
        Self { runner: JobRunner::default(), answer: Answer::default() }
    }

    /// Asks, and hears all replies up to the first of a kind that it is told to leave at, that one included or not.
    fn ask(&mut self, asked: &Scenario, leave_at: Option<f64>, hears_it: bool) {
        let question = link::question(asked);
        self.runner.ask(&question);
        self.answer.turn_to(&question);
        while let Some(reply) = self.runner.work(&mut || true) {
            let leaves = Some(reply.numbers[0]) == leave_at;
            if !leaves || hears_it {
                self.answer.take(&reply).unwrap();
            }
            if leaves {
                return;
            }
        }
    }

    /// The curve that is shown is that of the question, or none is.
    fn curve_is_of(&self, asked: &Scenario) {
        let own = JobRunner::default().answer(asked).unwrap().curve;
        assert_eq!(self.answer.curve, own);
    }
}

#[test]
fn a_curve_whose_reply_was_dropped_is_said_again() {
    let (first, second) = (scenario("hair", &[]), scenario("hair", &[("shock", "6")]));
    let mut page = Page::new();
    page.ask(&first, Some(kind::CURVE), false);
    page.ask(&second, None, true);
    page.curve_is_of(&second);
    // And where the same is asked again after it was stopped at that moment.
    page.ask(&scenario("hair", &[("depth-factor", "0.5")]), Some(kind::CURVE), false);
    page.runner.cancel();
    let again = scenario("hair", &[("depth-factor", "0.5")]);
    page.ask(&again, None, true);
    page.curve_is_of(&again);
}

#[test]
fn a_market_that_was_left_and_taken_again_has_its_curve() {
    let (first, other) = (scenario("hair", &[]), scenario("chain", &[]));
    let mut page = Page::new();
    page.ask(&first, None, true);
    page.ask(&other, Some(kind::NARRATION), true);
    assert_eq!(page.answer.curve, None);
    page.ask(&first, None, true);
    page.curve_is_of(&first);
}

#[test]
fn the_curve_of_another_depth_is_never_shown() {
    let (first, deeper) = (scenario("hair", &[]), scenario("hair", &[("depth-factor", "3")]));
    let both = scenario("hair", &[("depth-factor", "3"), ("shock", "6")]);
    let mut page = Page::new();
    page.ask(&first, None, true);
    page.ask(&deeper, Some(kind::NARRATION), true);
    assert_eq!(page.answer.curve, None, "the curve of the first depth stands");
    page.ask(&both, Some(kind::NARRATION), true);
    assert_eq!(page.answer.curve, None);
    page.ask(&both, None, true);
    page.curve_is_of(&both);
    // Under another shock it is the same, and stands from the first.
    page.ask(&deeper, Some(kind::NARRATION), true);
    page.curve_is_of(&deeper);
}

#[test]
fn what_is_said_about_another_question_is_not_believed() {
    let (asked, other) = (scenario("domino", &[]), scenario("chain", &[]));
    let mut runner = JobRunner::default();
    runner.ask(&link::question(&other));
    let replies: Vec<Reply> = std::iter::from_fn(|| runner.work(&mut || true)).collect();
    let mut answer = Answer::new(&link::question(&asked));
    for reply in &replies {
        assert_eq!(answer.take(reply), Ok(false));
    }
    assert_eq!(answer, Answer::new(&link::question(&asked)));
}

#[test]
fn a_curve_that_grows_is_the_whole_curve_up_to_a_shock() {
    let asked = scenario("hair", &[]);
    let question = link::question(&asked);
    let (mut answer, mut grown) = (Answer::new(&question), 0);
    let whole = JobRunner::default().answer(&asked).unwrap().curve.unwrap();
    let mut runner = JobRunner::default();
    runner.ask(&question);
    while let Some(reply) = runner.work(&mut || false) {
        answer.take(&reply).unwrap();
        let Some(curve) = &answer.curve else { continue };
        if !curve.complete {
            grown += 1;
            let last = curve.points.last().unwrap().0;
            assert_eq!(curve.points[..], whole.points[..curve.points.len()]);
            assert!(curve.tipping.iter().eq(whole.tipping.iter().filter(|tip| tip.0 <= last)));
        }
    }
    assert!(grown > 3 && whole.complete);
    assert_eq!(answer.curve, Some(whole));
}

#[test]
fn a_run_that_fails_leaves_the_accounts_for_the_next_question() {
    let mut runner = JobRunner::default();
    let fine = [("accounts", "20000")];
    runner.answer(&scenario("march-2020", &fine)).unwrap();
    assert!(runner.answer(&scenario("march-2020", &[("accounts", "20000"), ("depth-factor", "0.01")])).is_err());
    runner.ask(&link::question(&scenario("march-2020", &fine)));
    let first = runner.work(&mut || false).unwrap();
    // Nobody is drawn anew: the first thing done is a run.
    assert!(progress(&first.numbers).is_some_and(|[stage, ..]| stage >= 1.0), "{first:?}");
}
