//! The drift meter beside the error, and the false comfort.

use crate::{picture, told};
use cascade_notes::engine::jobs::watching::drift::Drift;
use cascade_notes::engine::jobs::watching::{Drifted, answer};
use cascade_notes::figures::drift::{HEIGHTS, comfort};
use cascade_notes::figures::{ComfortFigure, DriftFigure, Figure as _};
use cascade_notes::words::english;
use std::sync::Arc;

fn drifted(link: &str) -> Arc<Drifted> {
    Arc::new(answer(Drift::new(link).unwrap()).unwrap())
}

#[test]
fn the_meter_leads_at_the_usual_speed() {
    let usual = drifted("v=1");
    assert!(usual.lead().is_none_or(|lead| lead > 0.0), "{:?}", usual.alarms);
    let (first, all) = usual.first();
    assert!(all == 7 && first >= 6, "{:?}", usual.alarms);
    let (slow, none) = (drifted("v=1&drift-speed=5"), drifted("v=1&drift-speed=0"));
    assert!(slow.alarms[0].0.unwrap() > usual.alarms[0].0.unwrap());
    let said = [&usual, &slow, &none].map(|drifted| told(&DriftFigure::of(Arc::clone(drifted))));
    insta::assert_snapshot!("drift_words", said.join("\n"));
    let figure = DriftFigure::of(usual);
    insta::assert_snapshot!("drift_wide", picture(&figure, 640, HEIGHTS.0));
    insta::assert_snapshot!("drift_narrow", picture(&figure, 288, HEIGHTS.1));
    insta::assert_snapshot!("drift_table", figure.csv(english()));
}

/// Without a drift there is nothing to find: no title speaks of an error of the score, and what alarms is a false alarm.
#[test]
fn without_a_drift_alarms_are_false_ones() {
    let still = drifted("v=1&drift-speed=0");
    let figure = DriftFigure::of(Arc::clone(&still));
    let said = told(&figure);
    assert!(said.starts_with("No drift is set"), "{said}");
    assert!(!said.contains("errs") && !said.contains("begins"), "{said}");
    let (meter, error) = still.alarms[0];
    let svg = picture(&figure, 640, HEIGHTS.0);
    assert_eq!(svg.contains("false alarm"), meter.is_some() || error.is_some(), "{:?}", still.alarms);
    let none = Drifted { alarms: vec![(None, None)], ..Drifted::clone(&still) };
    assert!(told(&DriftFigure::of(Arc::new(none))).starts_with("No drift is set, and nothing alarms"));
}

/// Source: watching sections 2 and 3 of the domain's pages; tox-08 and psi vectors.
#[test]
fn the_false_comfort_is_that_of_the_vectors() {
    let figure = ComfortFigure::of(drifted("v=1"));
    let said = told(&figure);
    assert!(said.contains("VPIN reads 0.246 at 10 trades a bucket and 0.112 at 50"), "{said}");
    assert!(said.contains("PSI passes 0.1 for 83\u{a0}% of pairs of 100 unchanged samples"), "{said}");
    insta::assert_snapshot!("comfort_wide", picture(&figure, 640, comfort::HEIGHTS.0));
    insta::assert_snapshot!("comfort_table", figure.csv(english()));
}
