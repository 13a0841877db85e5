//! Crowding: the strips, the markets that are pushed, and the trial.

use crate::{picture, told};
use cascade_notes::engine::jobs::watching::pairs::{Pairing, Which};
use cascade_notes::engine::jobs::watching::trial::Trying;
use cascade_notes::engine::jobs::watching::{Paired, Tried, answer};
use cascade_notes::figures::crowding::{DAYS, HEIGHTS, trial};
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::{CrowdingFigure, Figure as _, TrialFigure};
use cascade_notes::words::english;
use std::sync::{Arc, OnceLock};

fn paired() -> Arc<Paired> {
    static KNOWN: OnceLock<Arc<Paired>> = OnceLock::new();
    Arc::clone(KNOWN.get_or_init(|| Arc::new(answer(Pairing::new().unwrap()).unwrap())))
}

fn figure(which: usize, day: usize, missing: Option<usize>) -> CrowdingFigure {
    CrowdingFigure::of(paired(), (which, day, missing), Reveal::All).unwrap()
}

fn tried(link: &str) -> Arc<Tried> {
    Arc::new(answer(Trying::new(link).unwrap()).unwrap())
}

#[test]
fn each_market_in_words() {
    let last = DAYS - 1;
    let all = [(0, last, None), (1, last, None), (2, last, None), (2, 30, None), (2, last, Some(1))];
    let said = all.map(|(which, day, missing)| told(&figure(which, day, missing)));
    insta::assert_snapshot!(format!("{}\n{}", said.join("\n"), figure(2, last, None).answer_in_words(english())));
}

#[test]
fn the_strips_of_the_crowded_market() {
    let all = figure(2, DAYS - 1, None);
    insta::assert_snapshot!("crowding_wide", picture(&all, 640, HEIGHTS.0));
    insta::assert_snapshot!("crowding_narrow", picture(&all, 288, HEIGHTS.1));
    insta::assert_snapshot!("crowding_table", all.csv(english()));
    insta::assert_snapshot!("crowding_missing_table", figure(2, DAYS - 1, Some(0)).csv(english()));
}

/// The markets are what they are called, by their scores of today.
#[test]
fn markets_are_what_they_are_called() {
    let title = |which| told(&figure(which, DAYS - 1, None)).lines().next().unwrap().to_owned();
    assert!(title(0).starts_with("0 of 3 "), "{}", title(0));
    assert!(title(1).starts_with("1 of 3 "), "{}", title(1));
    assert!(title(2).starts_with("3 of 3 "), "{}", title(2));
    assert_eq!(Which::ALL.len(), paired().markets.len());
}

/// The engine answers the bet: more of the crowded market's accounts are closed, and the fall is longer.
#[test]
fn the_market_behind_all_three_breaks() {
    let [calm, alone, all] = [0, 1, 2].map(|n| paired().markets[n].clone());
    assert!(
        all.closed > alone.closed && all.forced > alone.forced && all.fall > alone.fall,
        "{calm:?} {alone:?} {all:?}"
    );
    assert_eq!(figure(2, 0, None).answer(), Some(2));
}

#[test]
fn what_is_pushed_is_kept_back_until_the_bet_is_answered() {
    let hidden = CrowdingFigure::of(paired(), (2, DAYS - 1, None), Reveal::Hidden).unwrap();
    assert!(!hidden.csv(english()).contains("Closed by a fall"));
    assert!(CrowdingFigure::of(Arc::default(), (0, 0, None), Reveal::All).is_err());
}

#[test]
fn the_trial_in_words_and_pictures() {
    let of = |link: &str| TrialFigure::of(tried(link));
    let all = ["v=1", "v=1&common-noise=50", "v=1&common-noise=100"];
    insta::assert_snapshot!("trial_words", all.map(|link| format!("{link}\n{}", told(&of(link)))).join("\n"));
    let usual = of("v=1");
    insta::assert_snapshot!("trial_wide", picture(&usual, 640, trial::HEIGHTS.0));
    insta::assert_snapshot!("trial_narrow", picture(&usual, 288, trial::HEIGHTS.1));
    insta::assert_snapshot!("trial_table", usual.csv(english()));
    insta::assert_snapshot!("trial_sample", usual.sample(english()).csv());
}

/// Where all noise is common the page says that the combination does not win.
#[test]
fn the_page_says_where_the_combination_does_not_win() {
    let title = |link: &str| told(&TrialFigure::of(tried(link))).lines().next().unwrap().to_owned();
    assert!(title("v=1").starts_with("At one false-alarm rate the combination finds"), "{}", title("v=1"));
    assert!(title("v=1&common-noise=100").starts_with("Here the combination finds no more than"));
}
