//! Crowding: the strips, the markets that are pushed, and the trial.

use crate::{picture, told};
use cascade_notes::engine::jobs::watching::own_days::OwnDays;
use cascade_notes::engine::jobs::watching::pairs::{Pairing, Which};
use cascade_notes::engine::jobs::watching::trial::Trying;
use cascade_notes::engine::jobs::watching::{Paired, Tried, answer};
use cascade_notes::engine::monitor::series::days::Days;
use cascade_notes::figures::crowding::{DAYS, HEIGHTS, OWN, trial};
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::{CrowdingFigure, Figure as _, TrialFigure};
use cascade_notes::words::english;
use std::sync::{Arc, OnceLock};

fn paired() -> Arc<Paired> {
    static KNOWN: OnceLock<Arc<Paired>> = OnceLock::new();
    Arc::clone(KNOWN.get_or_init(|| Arc::new(answer(Pairing::new().unwrap()).unwrap())))
}

fn figure(which: usize, day: usize, missing: Option<usize>) -> CrowdingFigure {
    CrowdingFigure::of(paired(), None, (which, day, missing), Reveal::All).unwrap()
}

fn tried(link: &str) -> Arc<Tried> {
    Arc::new(answer(Trying::new(link).unwrap()).unwrap())
}

#[test]
fn each_market_in_words() {
    let last = DAYS - 1;
    let whole = [(0, last, None), (1, last, None), (2, last, None), (2, 30, None)];
    let all = whole.into_iter().chain((0..4).map(|missing| (2, last, Some(missing))));
    let said: Vec<String> = all.map(|(which, day, missing)| told(&figure(which, day, missing))).collect();
    insta::assert_snapshot!(format!("{}\n{}", said.join("\n"), figure(2, last, None).answer_in_words(english())));
}

#[test]
fn the_strips_of_the_crowded_market() {
    let all = figure(2, DAYS - 1, None);
    insta::assert_snapshot!("crowding_wide", picture(&all, 640, HEIGHTS.0));
    insta::assert_snapshot!("crowding_narrow", picture(&all, 288, HEIGHTS.1));
    insta::assert_snapshot!("crowding_table", all.csv(english()));
    insta::assert_snapshot!("crowding_missing_table", figure(2, DAYS - 1, Some(3)).csv(english()));
}

/// The markets are what they are called, by their scores of today.
#[test]
fn markets_are_what_they_are_called() {
    // Open interest chooses none of them, so it may stand beyond or not.
    let title = |which| told(&figure(which, DAYS - 1, Some(3))).lines().next().unwrap().to_owned();
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
    let hidden = CrowdingFigure::of(paired(), None, (2, DAYS - 1, None), Reveal::Hidden).unwrap();
    assert!(!hidden.csv(english()).contains("Closed by a fall"));
    assert!(CrowdingFigure::of(Arc::default(), None, (0, 0, None), Reveal::All).is_err());
    assert!(CrowdingFigure::of(paired(), None, (3, 0, None), Reveal::All).is_err());
}

/// The reader's own days: what was not brought is not known, what is too young is not rated, and no market that was made stands in for them.
#[test]
fn own_days_are_rated_by_the_days_before_them() {
    let rows: Vec<String> =
        (0..40).map(|n| format!("{},0.01,{}", n * 86_400, if n == 39 { 99 } else { 50 + n % 5 })).collect();
    let own: Days = answer(OwnDays::new(&format!("time,funding,volatility\n{}", rows.join("\n")))).unwrap();
    let at = |day| CrowdingFigure::of(paired(), Some(&own), (OWN, day, None), Reveal::All).unwrap();
    let last = told(&at(39));
    assert!(last.starts_with("1 of 1 stand beyond their limit on day 40; not known: basis, open interest"), "{last}");
    // A constant history has no spread: it rates nothing, and its percentile stands.
    assert!(
        last.contains("funding 0.0100\u{a0}% lies at percentile 50 of its own days, at a score of not known"),
        "{last}"
    );
    assert!(told(&at(10)).contains("volatility has too few days before it to be rated"), "{}", told(&at(10)));
    insta::assert_snapshot!("own_days_wide", picture(&at(39), 640, HEIGHTS.0));
    insta::assert_snapshot!("own_days_table", at(39).csv(english()));
}

#[test]
fn the_trial_in_words_and_pictures() {
    let of = |link: &str| TrialFigure::of(tried(link), None);
    let all = ["v=1", "v=1&common-noise=50", "v=1&common-noise=100"];
    insta::assert_snapshot!("trial_words", all.map(|link| format!("{link}\n{}", told(&of(link)))).join("\n"));
    let usual = of("v=1");
    insta::assert_snapshot!("trial_wide", picture(&usual, 640, trial::HEIGHTS.0));
    insta::assert_snapshot!("trial_narrow", picture(&usual, 288, trial::HEIGHTS.1));
    insta::assert_snapshot!("trial_table", usual.csv(english()));
    insta::assert_snapshot!("trial_sample", usual.sample(english()).csv());
    let missing = [0, 1, 2, 3].map(|metric| TrialFigure::of(tried("v=1"), Some(metric)));
    insta::assert_snapshot!("trial_missing_words", missing.each_ref().map(|figure| told(figure)).join("\n"));
    insta::assert_snapshot!("trial_missing_narrow", picture(&missing[3], 288, trial::HEIGHTS.1));
    insta::assert_snapshot!("trial_missing_table", missing[3].csv(english()));
}

/// What is missing is said everywhere: as not known in its strip and its row, in the count, and in what needs it.
#[test]
fn what_is_missing_stays_missing() {
    for (missing, name) in ["Basis", "Funding", "Realised volatility", "Open interest"].into_iter().enumerate() {
        let figure = figure(2, DAYS - 1, Some(missing));
        let (said, csv) = (told(&figure), figure.csv(english()));
        assert!(said.contains(" of 3 stand beyond"), "{said}");
        let row = csv.lines().find(|line| line.trim_start_matches('"').starts_with(name)).unwrap();
        assert!(row.trim_end().ends_with(",,,,,"), "a number stands where none is known: {row}");
        let gone =
            |row: &str| csv.lines().any(|line| line.trim_start_matches('"').starts_with(row) && line.contains(",,,,,"));
        assert_eq!(gone("Carry over volatility"), matches!(missing, 1 | 2), "{csv}");
        assert_eq!(gone("Share of the largest"), missing == 3, "{csv}");
    }
}

/// The others' percentiles are what they were: nothing is made up for what is missing.
#[test]
fn the_others_stand() {
    let rows =
        |missing| -> Vec<String> { figure(2, DAYS - 1, missing).csv(english()).lines().map(str::to_owned).collect() };
    let (whole, without) = (rows(None), rows(Some(3)));
    let apart: Vec<usize> = (0..whole.len()).filter(|row| whole[*row] != without[*row]).collect();
    assert_eq!(apart.len(), 2, "{whole:?} {without:?}");
}

/// Where all noise is common the page says that the combination does not win.
#[test]
fn the_page_says_where_the_combination_does_not_win() {
    let title = |link: &str| told(&TrialFigure::of(tried(link), None)).lines().next().unwrap().to_owned();
    assert!(title("v=1").starts_with("At one false-alarm rate the combination finds"), "{}", title("v=1"));
    assert!(title("v=1&common-noise=100").starts_with("Here the combination finds no more than"));
}
