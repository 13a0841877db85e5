use super::*;
use crate::engine::margin::Side;
use crate::testing::scenario;
use crate::words::english;

fn figure(settings: &str) -> HorizonFigure {
    HorizonFigure::of(&scenario(settings), Reveal::All).unwrap()
}

fn title(settings: &str) -> String {
    figure(settings).text(english()).title
}

#[test]
fn the_title_is_what_the_numbers_say() {
    assert_eq!(title(""), "In 30 days, 30 of 50 paths touch the conservative price");
    assert_eq!(
        title("v=1&leverage=125&rate=2"),
        "The conservative price is past the entry already, so every path touches it"
    );
    assert_eq!(title("v=1&added-margin=1000000000"), "No price above zero liquidates this position, on any day");
    assert_eq!(title("v=1&volatility=0"), "Without volatility nothing is left to chance");
    assert_eq!(title("v=1&volatility=5"), "In 30 days, none of 50 paths touches the conservative price");
    assert_eq!(title("v=1&added-margin=2000"), "There from the start, the margin keeps 6 of 50 paths away");
    assert_eq!(title("v=1&added-margin=2000&added-day=20"), "Added late, margin moves only the edge");
    assert!(title("v=1&added-margin=2000&added-day=9").starts_with("On day 9 the margin comes too late for "));
    // It is not there yet.
    assert_eq!(title("v=1&added-margin=2000&added-day=40"), title(""));
    assert!(
        title("v=1&volatility=8&funding=0.05&interval=1&days=6")
            .starts_with("Funding brings the conservative price closer: ")
    );
}

#[test]
fn added_margin_has_no_say_in_a_cross_account() {
    let cross = figure("v=1&mode=cross&added-margin=2000&added-day=20");
    assert_eq!(cross.added, None);
    assert_eq!(cross.months.touched, figure("v=1&mode=cross").months.touched);
}

#[test]
fn what_does_not_depend_on_the_day_is_kept() {
    let scenario = Scenario::default();
    let one = HorizonFigure::of(&scenario, Reveal::All).unwrap();
    let later = scenario.with_written(P::Days, "31").unwrap();
    let next = HorizonFigure::after(&later, Reveal::All, Some(&one)).unwrap();
    assert!(Arc::ptr_eq(&one.months, &next.months) && Arc::ptr_eq(&one.contours, &next.contours));
    // The panel of its own leverage is the same answer.
    assert!(Arc::ptr_eq(&one.months, next.multiples.panels[1].months.as_ref().unwrap()));
    assert_eq!(next, HorizonFigure::of(&later, Reveal::All).unwrap());
}

#[test]
fn a_contour_is_where_so_many_paths_have_been() {
    for settings in ["", "v=1&side=short&drift=80", "v=1&volatility=150&drift=-90"] {
        let figure = figure(settings);
        let (motion, side) = figure.months.sky();
        for (level, line) in LEVELS.iter().zip(&figure.contours.lines) {
            for (days, distance) in line.iter().skip(1) {
                let there = motion.touched(side, *distance, *days).unwrap();
                assert!((there - f64::from(*level) / 100.0).abs() < 2e-3, "{settings} {level} {days} {there}");
            }
        }
    }
    assert_eq!(figure("v=1&side=short").months.band.side, Side::Short);
}

#[test]
fn straight_stretches_of_an_edge_move_a_chance_by_little() {
    for settings in [
        "",
        "v=1&added-margin=2000&added-day=23",
        "v=1&funding=0.05&interval=1",
        "v=1&funding=0.02&interval=4&leverage=50",
    ] {
        let months = figure(settings).months;
        let exact = months.band.chances(&months.asked.motion).unwrap();
        for (a, b) in exact.iter().flatten().zip(months.chances.iter().flatten()) {
            assert!((a - b).abs() < 5e-3, "{settings}: {a} {b}");
        }
    }
}

#[test]
fn a_leverage_that_the_table_does_not_allow_is_a_word_and_no_number() {
    let many = figure("v=1&table=wif&size=2000000&entry=2.5").multiples;
    let text = many.table(english()).csv();
    assert!(many.panels[2].months.is_err() && text.contains("25\u{d7},,,,"), "{text}");
    assert!(many.text(english()).sentence.contains("at 25\u{d7}, the table allows "));
    assert!(!many.svg(english(), Frame::new(460, 260), Medium::Page).unwrap().contains("NaN"));
}

#[test]
fn chances_in_words() {
    for (chance, text) in [(0.0, "0"), (0.004, "under 1"), (0.364, "36"), (0.996, "over 99"), (1.0, "100")] {
        assert_eq!(percent(chance, english()), format!("{text}\u{a0}%"));
    }
}
