//! Golden files of the figures of fees, makers, the thin book and funding: words, tables and pictures.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

#[path = "sections/account.rs"]
mod account;
#[path = "sections/adding.rs"]
mod adding;
#[path = "sections/close.rs"]
mod close;
#[path = "sections/makers.rs"]
mod makers;
#[path = "../src/testing.rs"]
mod testing;

use cascade_notes::engine::band::edges;
use cascade_notes::engine::checks::{CHECKS, Month, Verdict};
use cascade_notes::engine::terms::TERMS;
use cascade_notes::engine::units::Rate;
use cascade_notes::figures::checklist::{limit_in_words, said, verdict_in_words};
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::{BookFigure, ChecklistFigure, Figure, Frame, Medium, StaircaseFigure, TermsFigure, book};
use cascade_notes::words::english;
use rust_decimal::Decimal;
use testing::scenario;

const WIDE: Frame = Frame { width: 640, height: 400 };
const NARROW: Frame = Frame { width: 288, height: 216 };

/// Title, subtitle and sentence.
fn told(figure: &dyn Figure) -> String {
    let text = figure.text(english());
    let told = format!("{}\n{}\n{}\n", text.title, text.subtitle, text.sentence);
    assert!(!told.contains('{'), "a template was left unfilled: {told}");
    told
}

fn picture(figure: &dyn Figure, frame: Frame) -> String {
    figure.svg(english(), frame, Medium::Page).unwrap()
}

fn staircase(settings: &str) -> StaircaseFigure {
    StaircaseFigure::of(&scenario(settings), Reveal::All).unwrap()
}

#[test]
fn the_staircase_in_words() {
    let all = [
        "v=1",
        "v=1&funding=0.05",
        "v=1&funding=0.05&payment=0",
        "v=1&funding=0",
        "v=1&side=short",
        "v=1&funding=0.2&funding-pattern=growing&funding-growth=-5",
        "v=1&funding-pattern=growing&funding-growth=2",
        "v=1&funding-pattern=premium&premium-rule=hyperliquid-no-clamp&premium-second=-0.2",
        "v=1&funding-pattern=premium&interval=1&premium-third=0.2",
        "v=1&funding=0.05&paid-from=free&free-balance=600",
        "v=1&leverage=125&rate=2",
        "v=1&contract=inverse&funding=0.05",
    ];
    insta::assert_snapshot!(all.map(|settings| format!("{settings}\n{}", told(&staircase(settings)))).join("\n"));
}

#[test]
fn the_staircase_of_the_default_trade() {
    let figure = staircase("v=1&funding=0.05");
    insta::assert_snapshot!("staircase_wide", picture(&figure, WIDE));
    insta::assert_snapshot!("staircase_narrow", picture(&figure, NARROW));
    insta::assert_snapshot!("staircase_table", figure.csv(english()));
}

/// The path of the premium under the staircase, with what the rule makes of it.
#[test]
fn the_path_of_the_premium() {
    let figure = staircase("v=1&funding-pattern=premium&premium-second=0.15&premium-third=-0.1&premium-fifth=0.2");
    insta::assert_snapshot!("staircase_path_wide", picture(&figure, Frame { width: 640, height: 544 }));
    insta::assert_snapshot!("staircase_path_narrow", picture(&figure, Frame { width: 288, height: 346 }));
    assert_eq!(figure.premium_in_words(1, english()), "0.15\u{a0}%, which comes to a rate of 0.1\u{a0}%");
    assert_eq!((figure.taller(), staircase("v=1").taller()), ("1.8", "0"));
    assert_eq!(staircase("v=1").now_in_words(english()), "payment 90, day 30: 5,460\u{a0}USD of margin left");
}

/// The day in the title is the one of the bet, and that of the solver.
#[test]
fn the_default_trade_at_five_hundredths_ends_on_day_59() {
    let figure = staircase("v=1&funding=0.05");
    assert!(figure.text(english()).title.contains("day 59"));
    assert_eq!(figure.answer(), 1);
    assert_eq!((staircase("v=1&funding=0.1").answer(), staircase("v=1&funding=0").answer()), (0, 2));
}

/// Two ends, two days, and the title says which is which.
#[test]
fn the_title_says_which_day_is_which() {
    let title = |settings: &str| staircase(settings).text(english()).title;
    assert!(title("v=1&funding=0.05").ends_with("on day 64; with everything counted, on day 59"));
    let same = title("v=1&funding=4");
    assert!(same.ends_with("on day 1") && !same.contains("counted"), "{same}");
}

/// Before the bet is answered neither words nor table nor picture tell.
#[test]
fn what_is_kept_back_is_told_nowhere() {
    let figure = StaircaseFigure::of(&scenario("v=1&funding=0.05&payment=10"), Reveal::Hidden).unwrap();
    let (text, csv, svg) = (told(&figure), figure.csv(english()), picture(&figure, WIDE));
    assert!(!text.contains("59") && !csv.contains("177") && !svg.contains("day 59"), "{text}{csv}{svg}");
    // On paper it is told.
    assert!(figure.svg(english(), WIDE, Medium::File).unwrap().contains("day 59"));
}

fn sketch(settings: &str) -> TermsFigure {
    let scenario = scenario(settings);
    let edges = edges(&scenario.question().unwrap()).unwrap();
    TermsFigure::with(&scenario, Some(&edges))
}

#[test]
fn every_term_of_several_trades_in_words() {
    let all = [
        "v=1",
        "v=1&side=short&interval=1&table=binance&book=ladder&mark=2",
        "v=1&contract=inverse&opening-fee=-0.01&funding=-0.02&book=linear",
        "v=1&leverage=1&funding=0&basis=0&coin=wif&entry=0.8123&size=5000",
        "v=1&mode=cross&mark=-50",
    ];
    let told = all.map(|settings| {
        let figure = sketch(settings);
        let lines: Vec<String> =
            TERMS.iter().map(|term| format!("{}: {}", english().name(*term), figure.said(*term, english()))).collect();
        format!("{settings}\n{}\n", lines.join("\n"))
    });
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn the_sketch_of_the_default_trade() {
    let wide = Frame { width: 640, height: 430 };
    let narrow = Frame { width: 288, height: 536 };
    insta::assert_snapshot!("terms_told", told(&sketch("v=1&term=margin-ratio")));
    insta::assert_snapshot!("terms_wide", picture(&sketch("v=1"), wide));
    insta::assert_snapshot!("terms_narrow", picture(&sketch("v=1&side=short&term=liquidation"), narrow));
    insta::assert_snapshot!("terms_table", sketch("v=1").csv(english()));
}

/// The sketch and the check of the margin ratio name one number, and what it counts.
#[test]
fn sketch_and_check_say_one_margin_ratio() {
    for settings in ["v=1", "v=1&funding=0.05&payment=40", "v=1&mode=cross&table=binance&mark=-3"] {
        let sketch = sketch(settings).said(cascade_notes::engine::terms::TermId::MarginRatio, english());
        let checks = checklist(settings);
        let check = checks.findings.iter().find(|finding| finding.id.row().key == "margin-ratio").unwrap();
        let said = said(check, english());
        let (ratio, _) = said.split_once(" of equity, after the funding paid so far").unwrap();
        assert!(sketch.contains(&format!("{ratio} after the ")), "{settings}: {sketch} / {said}");
    }
    // Where nothing was paid there is one number.
    assert_eq!(sketch("v=1&payment=0").said(cascade_notes::engine::terms::TermId::MarginRatio, english()), "5\u{a0}%");
}

/// Isolated or cross: one of the two is the trade's, with what stands behind it.
#[test]
fn the_way_of_margin_says_what_stands_behind_the_position() {
    use cascade_notes::engine::terms::TermId::{Cross, Isolated};
    let said = |settings: &str| [Isolated, Cross].map(|term| sketch(settings).said(term, english()));
    assert_eq!(said("v=1"), ["6,000\u{a0}USD stand behind the position", "not chosen in this trade"]);
    let [isolated, cross] = said("v=1&mode=cross");
    assert_eq!(isolated, "not chosen in this trade");
    assert!(cross.ends_with("USD stand behind the position") && !cross.starts_with("6,000"), "{cross}");
}

/// One term is lit, and the others are fainter: not by colour alone, for its name stands on a pill.
#[test]
fn whichever_term_is_chosen_is_the_one_that_is_lit() {
    for term in TERMS {
        let svg = picture(&sketch(&format!("v=1&term={}", term.key())), WIDE);
        assert_eq!((svg.matches("lit-term").count(), svg.matches("dim-term").count()), (1, TERMS.len() - 1));
        let (_, lit) = svg.split_once("lit-term").unwrap();
        assert!(lit.contains(&format!("<g class=\"{}\">", term.key())), "{term:?}");
        assert!(svg.contains("class=\"pill\""));
    }
}

fn checklist(settings: &str) -> ChecklistFigure {
    ChecklistFigure::of(&scenario(settings), Month::new(2026, 11))
}

#[test]
fn every_check_of_several_trades_in_words() {
    let all = [
        "v=1",
        "v=1&book=ladder&exit=yes&exit-part=50&depth-noted=yes&ages-noted=yes&mark-age=12&mode=cross&table=binance",
        "v=1&contract=inverse&haircut-noted=yes&side=short&leverage=50&funding=-0.05&venue=hyperliquid-2023&book=linear",
        "v=1&leverage=1&count-funding=off&mark=-99&volatility=0",
    ];
    let told = all.map(|settings| {
        let figure = checklist(settings);
        let line = |finding: &cascade_notes::engine::checks::Finding| {
            let w = english();
            let verdict = verdict_in_words(finding.verdict, w);
            format!(
                "{}: {verdict}: {}; {}",
                w.check(finding.id.row()).name,
                said(finding, w),
                limit_in_words(finding, w)
            )
        };
        let lines: Vec<String> = figure.findings.iter().map(line).collect();
        format!("{settings}\n{}{}\n", told(&figure), lines.join("\n"))
    });
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn the_checks_of_the_default_trade() {
    let high = |width| Frame { width, height: 492 };
    let figure = checklist("v=1&book=ladder");
    insta::assert_snapshot!("checklist_wide", picture(&figure, high(640)));
    insta::assert_snapshot!("checklist_narrow", picture(&figure, high(288)));
    insta::assert_snapshot!("checklist_table", figure.csv(english()));
}

/// The build knows no day, and what depends on it is not known.
#[test]
fn what_is_not_known_passes_nothing() {
    let figure = ChecklistFigure::of(&scenario("v=1&venue=binance-usdm"), None);
    let unknown = figure.findings.iter().filter(|finding| finding.verdict == Verdict::NotKnown);
    let keys: Vec<&str> = unknown.map(|finding| finding.id.row().key).collect();
    assert!(
        keys.contains(&"rule-on-record") && keys.contains(&"freshness") && keys.contains(&"size-in-book"),
        "{keys:?}"
    );
    assert_eq!(figure.findings.len(), CHECKS.len());
    assert_eq!(figure.svg(english(), WIDE, Medium::Page).unwrap().matches("class=\"track\"").count(), CHECKS.len());
}

fn thin_book(settings: &str) -> BookFigure {
    BookFigure::of(&scenario(settings), Reveal::All).unwrap()
}

#[test]
fn the_book_in_words() {
    let all = [
        "v=1",
        "v=1&book=ladder",
        "v=1&book=ladder&side=short",
        "v=1&book=ladder&size=0.1",
        "v=1&book=ladder&size=3",
        "v=1&book=ladder&size=100",
        "v=1&book=ladder&count-slippage=off&leverage=50",
        "v=1&book=linear",
        "v=1&book=square-root&size=0.02",
        "v=1&book=linear&size=8&depth=100000",
        "v=1&book=ladder&mode=cross&added-margin=4000",
        "v=1&depth-first=0&depth-second=0&depth-third=0&depth-fourth=0&depth-fifth=0&depth-sixth=0",
    ];
    let told = |settings: &str| {
        let figure = thin_book(settings);
        let words = [
            told(&figure),
            told(&*figure.cost),
            told(&*figure.depths),
            figure.cost.question(english()),
            figure.cost.answer_in_words(english()),
            book::in_budget(Some(&figure), scenario(settings).slippage().unwrap_or(Rate::ZERO), english()),
            figure.not_counted(english()).to_owned(),
            figure.met_in_words(english()),
        ];
        format!("{settings}\n{}\n", words.join("\n"))
    };
    insta::assert_snapshot!(all.map(told).join("\n"));
}

#[test]
fn the_book_of_the_default_trade() {
    let figure = thin_book("v=1&book=ladder");
    insta::assert_snapshot!("book_wide", picture(&figure, Frame { width: 640, height: book::HEIGHTS.0 }));
    insta::assert_snapshot!("book_narrow", picture(&figure, Frame { width: 288, height: book::HEIGHTS.1 }));
    insta::assert_snapshot!("book_table", figure.csv(english()));
    insta::assert_snapshot!("close_cost_wide", picture(&*figure.cost, book::cost::FRAMES.0));
    insta::assert_snapshot!("close_cost_narrow", picture(&*figure.cost, book::cost::FRAMES.1));
    insta::assert_snapshot!("close_cost_table", figure.cost.csv(english()));
    insta::assert_snapshot!("depths_wide", picture(&*figure.depths, book::depths::FRAMES.0));
    insta::assert_snapshot!("depths_narrow", picture(&*figure.depths, book::depths::FRAMES.1));
    insta::assert_snapshot!("depths_table", figure.depths.csv(english()));
}

#[test]
fn books_that_end_and_books_that_do_not() {
    insta::assert_snapshot!("book_unfilled_table", thin_book("v=1&book=ladder&size=100").csv(english()));
    insta::assert_snapshot!("book_linear_table", thin_book("v=1&book=linear&size=8").csv(english()));
    let wide = Frame { width: 640, height: book::HEIGHTS.0 };
    insta::assert_snapshot!("book_unfilled", picture(&thin_book("v=1&book=ladder&size=100"), wide));
    insta::assert_snapshot!("book_linear", picture(&thin_book("v=1&book=linear&size=8"), wide));
}

/// What is taken and given away level by level is what the whole close took and gave, and what has no price has no cost.
#[test]
fn levels_add_up_to_the_close() {
    for settings in [
        "v=1&book=ladder",
        "v=1&book=ladder&side=short&size=4.5",
        "v=1&book=linear&size=5",
        "v=1&book=square-root&size=8",
    ] {
        let figure = thin_book(settings);
        let order = figure.order.as_ref().unwrap();
        let given = figure.rows.iter().fold(Decimal::ZERO, |sum, row| sum + row.given);
        assert!((given - order.cost.get()).abs() < Decimal::new(1, 9), "{settings}: {given} {:?}", order.cost);
        assert!(order.whole().is_some());
    }
    let ends = thin_book("v=1&book=ladder&size=100");
    assert!(ends.order.as_ref().unwrap().whole().is_none() && ends.cost.here.1.is_none() && ends.cost.double.is_none());
    assert!(ends.text(english()).title.contains("not known") && ends.cost.answer().is_none());
}

/// Where all that twice the size needs stands at one price it costs twice as much; deeper down it costs more, in every book.
#[test]
fn twice_the_size_costs_no_less_than_twice_as_much() {
    let answer = |settings: &str| thin_book(settings).cost.answer();
    assert_eq!(answer("v=1&book=ladder&size=0.1"), Some(0));
    assert_eq!(answer("v=1&book=ladder"), Some(2));
    assert_eq!((answer("v=1&book=linear"), answer("v=1&book=square-root")), (Some(2), Some(1)));
    let figure = thin_book("v=1&book=ladder");
    let rises: Vec<Decimal> = figure
        .cost
        .places
        .windows(2)
        .map(|pair| (pair[1].cost.get() - pair[0].cost.get()) / (pair[1].coins - pair[0].coins))
        .collect();
    assert!(rises.windows(2).all(|pair| pair[0] < pair[1]), "{rises:?}");
}

#[test]
fn the_cost_of_other_sizes_is_kept_back_until_it_is_guessed() {
    let figure = BookFigure::of(&scenario("v=1&book=ladder"), Reveal::Hidden).unwrap();
    let (text, csv) = (told(&*figure.cost), figure.cost.csv(english()));
    let svg = picture(&*figure.cost, book::cost::FRAMES.0);
    let double = figure.cost.double.unwrap().get().round().to_string();
    assert!(!text.contains(&double) && !csv.contains(&double) && !svg.contains(&double), "{double} {text}{csv}{svg}");
    assert!(figure.cost.svg(english(), book::cost::FRAMES.0, Medium::File).unwrap().contains(&double));
}
