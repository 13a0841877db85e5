//! Golden files for the figures of one run, for runs made by hand; and runs made at random, which no figure may fall over.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::disallowed_methods, clippy::arithmetic_side_effects)]
#![allow(missing_docs)]

#[path = "linked/narrations.rs"]
mod narrations;
#[path = "../src/testing.rs"]
mod testing;

use cascade_notes::engine::cascade::narration::{Curve, Narration};
use cascade_notes::engine::scenario::{ParameterId, Scenario};
use cascade_notes::figures::{CurveFigure, Figure, Frame, LedgerFigure, Medium, PathFigure};
use cascade_notes::words::english;
use narrations::{any_curve, any_narration, cluster, domino, long, narration, slow};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::sync::Arc;
use testing::scenario;

fn path(narration: Narration, round: usize) -> PathFigure {
    PathFigure::of(&Scenario::default(), Arc::new(narration), round)
}

fn ledger(narration: Narration, round: usize) -> LedgerFigure {
    LedgerFigure::of(&Scenario::default(), Arc::new(narration), round)
}

fn curve(settings: &str, curve: Curve) -> CurveFigure {
    CurveFigure::of(&scenario(settings), Arc::new(curve), Arc::new(domino()))
}

/// Words and table of a figure.
fn told(figure: &dyn Figure) -> String {
    let text = figure.text(english());
    let out = format!(
        "{}\n{}\n{}\n\n{}",
        text.title,
        text.subtitle,
        text.sentence,
        figure.table(english()).csv().replace('\r', "")
    );
    assert!(!out.contains('{'), "a template was left unfilled: {out}");
    out
}

fn drawn(figure: &dyn Figure, width: u32, height: u32) -> String {
    figure.svg(english(), Frame::new(width, height), Medium::Page).unwrap().replace("><", ">\n<")
}

#[test]
fn words_and_tables() {
    insta::assert_snapshot!("path_told", told(&path(domino(), 99)));
    insta::assert_snapshot!("path_slow_told", told(&path(slow(), 5)));
    insta::assert_snapshot!("ledger_told", told(&ledger(domino(), 99)));
    insta::assert_snapshot!("ledger_slow_told", told(&ledger(slow(), 5)));
    let few = Curve { points: cluster().points.into_iter().step_by(10).collect(), ..cluster() };
    insta::assert_snapshot!("curve_told", told(&curve("v=1&shock=6.2", few)));
}

#[test]
fn pictures() {
    insta::assert_snapshot!("path_wide", drawn(&path(domino(), 2), 640, 300));
    insta::assert_snapshot!("path_narrow", drawn(&path(slow(), 5), 288, 216));
    insta::assert_snapshot!("ledger_wide", drawn(&ledger(domino(), 99), 640, 216));
    insta::assert_snapshot!("ledger_narrow", drawn(&ledger(slow(), 5), 288, 280));
    let few = Curve { points: cluster().points.into_iter().step_by(10).collect(), ..cluster() };
    insta::assert_snapshot!("curve_wide", drawn(&curve("", few.clone()), 640, 300));
    insta::assert_snapshot!("curve_narrow", drawn(&curve("v=1&shock=12", few), 288, 216));
}

#[test]
fn titles_are_findings() {
    let none = Narration { last: vec![(0.05, 0.05); 2], ..narration(2, vec![]) };
    for (figure, title) in [
        (&path(domino(), 99) as &dyn Figure, "Forced orders double the fall of BTC"),
        (&path(domino(), 0), "Before the first round BTC has moved from outside alone"),
        (&path(domino(), 1), "Forced orders make the fall of BTC 44\u{a0}% larger"),
        (&path(slow(), 9), "Forced orders make the fall of BTC 3.1 times as large"),
        (&path(none.clone(), 3), "Nobody is forced to sell, so nothing is added to the move"),
        (&path(Narration::default(), 3), "The prices of this run are not known"),
        (&ledger(domino(), 3), "The fund is empty, and losses of 1.26\u{a0}million USD are not covered"),
        (&ledger(domino(), 2), "The insurance fund has paid 600.0\u{a0}thousand USD"),
        (&ledger(slow(), 2), "Of what accounts pay, 80\u{a0}% goes to whoever takes the other side"),
        (&ledger(none, 2), "Nobody has gained or lost"),
        (
            &curve("v=1&shock=6.2", cluster()),
            "A shock of 6.3\u{a0}%, 0.1 points more, would close 42\u{a0}% instead of 22\u{a0}%",
        ),
        (
            &curve("v=1&shock=12", cluster()),
            "Past the tipping point at 6.3\u{a0}%, where the share closed jumps from 22\u{a0}% to 42\u{a0}%",
        ),
        (&curve("", Curve::default()), "What other shocks would do is not known"),
    ] {
        assert_eq!(figure.text(english()).title, title);
    }
}

#[test]
fn a_tipping_point_is_one_number_wherever_it_is_named() {
    let tips = |at: f64| Curve {
        points: vec![(0.0, 0.0, 0.0), (0.3, 0.9, 0.3)],
        tipping: vec![(at, 0.1, 0.6)],
        complete: true,
    };
    for (shock, at, step, more) in [("3", 0.0352, "3.6", "0.6"), ("3", 0.036, "3.6", "0.6")] {
        let figure = curve(&format!("v=1&shock={shock}"), tips(at));
        let text = figure.text(english());
        let all = format!("{} {} {}", text.title, text.sentence, drawn(&figure, 640, 300));
        let named = all.matches(&format!("{step}\u{a0}%")).count();
        assert!(named >= 2 && text.title.contains(more), "{shock} {at}: {all:.400}");
        let other = format!("{:.1}\u{a0}%", 100.0 * at);
        assert!(other == format!("{step}\u{a0}%") || !all.contains(&other), "{other} beside {step}: {all:.400}");
    }
}

#[test]
fn what_is_not_known_is_called_so_and_never_drawn() {
    let mut broken = domino();
    broken.rounds[1].symbols[0].fall = f64::NAN;
    broken.rounds[1].ledger.fund = f64::NAN;
    let (p, l) = (path(broken.clone(), 2), ledger(broken, 2));
    assert!(p.text(english()).sentence.contains("not known with forced orders"), "{}", p.text(english()).sentence);
    assert!(l.text(english()).sentence.ends_with("Together that is not known."));
    assert_eq!(l.amounts().sum, None);
    for svg in [drawn(&p, 640, 300), drawn(&l, 640, 216)] {
        assert!(!svg.contains("NaN") && svg.contains("not known"));
    }
}

#[test]
fn six_hundred_rounds_make_a_picture_of_bearable_length() {
    let figure = PathFigure::of(&scenario("v=1&preset=october-2025"), Arc::new(long(600)), 400);
    assert_eq!(figure.table(english()).rows.len(), 601);
    for (width, height) in [(640, 300), (288, 320)] {
        let svg = drawn(&figure, width, height);
        assert!(svg.len() < 30_000, "{}", svg.len());
    }
}

fn sum_of(figure: &LedgerFigure) -> Option<Decimal> {
    figure.amounts().parts.into_iter().sum()
}

/// Everything about a figure that could fail, in every size and medium.
fn everything(figure: &dyn Figure) -> Result<(), TestCaseError> {
    let text = figure.text(english());
    let table = figure.table(english());
    prop_assert!(table.rows.iter().all(|r| r.cells.len() + 1 == table.columns.len()));
    let mut all = vec![text.title, text.subtitle, text.sentence, table.csv()];
    for (width, height) in [(240, 160), (288, 216), (640, 300), (1600, 1200)] {
        for medium in [Medium::Page, Medium::File] {
            all.push(figure.svg(english(), Frame::new(width, height), medium).unwrap());
        }
    }
    for said in &all {
        prop_assert!(!said.contains("NaN") && !said.contains("inf") && !said.contains('{'), "{}", said);
    }
    for piece in all.iter().flat_map(|svg| svg.split("font-size=\"").skip(1)) {
        let size: f64 = piece.split('"').next().unwrap().parse().unwrap();
        prop_assert!(size >= 56.0);
    }
    figure.facts(english());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_run_makes_a_figure_fall_over(run in any_narration(), curve in any_curve(), round in 0usize..12, shock in 0i64..900) {
        let s = Scenario::default().with_number(ParameterId::Shock, Decimal::new(shock, 1)).unwrap();
        let run = Arc::new(run);
        everything(&PathFigure::of(&s, run.clone(), round))?;
        everything(&LedgerFigure::of(&s, run.clone(), round))?;
        let figure = CurveFigure::of(&s, Arc::new(curve), run);
        everything(&figure)?;
        let part = figure.part_of(figure.shock);
        prop_assert_eq!(figure.shock_at(part), figure.shock.min(Decimal::from(figure.end)).normalize());
    }

    #[test]
    fn amounts_shown_add_up_to_nothing(a in -1e13f64..1e13, b in -1e12f64..1e12, c in -1e7f64..1e7, small in prop::bool::ANY) {
        let scale = if small { 1e-9 } else { 1.0 };
        let mut run = narration(1, vec![narrations::round(0.0, 1.0, vec![], narrations::ledger(a * scale, b * scale, c * scale))]);
        run.rounds[0].ledger.venue = -(run.rounds[0].ledger.accounts + run.rounds[0].ledger.counterparty + run.rounds[0].ledger.fund);
        let figure = ledger(run, 1);
        prop_assert_eq!(sum_of(&figure), Some(Decimal::ZERO));
        prop_assert_eq!(figure.amounts().sum, Some(Decimal::ZERO));
        for row in figure.table(english()).rows {
            let plain: Decimal = row.cells.iter().take(4).map(|c| c.1.parse::<Decimal>().unwrap()).sum();
            prop_assert_eq!(plain, Decimal::ZERO);
        }
    }
}
