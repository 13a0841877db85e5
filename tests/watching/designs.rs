//! Run lengths by simulation against the integral equation, for twenty designs.

use cascade_notes::engine::monitor::detectors::charts::{self, Calm};
use cascade_notes::engine::monitor::detectors::{AfterAlarm, Detector};
use cascade_notes::engine::monitor::runlength::Noise;
use cascade_notes::engine::monitor::runlength::cusum::{Cusum, Sides};
use cascade_notes::engine::monitor::runlength::ewma::Ewma;
use cascade_notes::engine::monitor::runlength::shewhart::{
    EIGHT_IN_A_ROW, FOUR_OF_FIVE, ONE_BEYOND_THREE, Shewhart, TWO_OF_THREE,
};
use cascade_notes::engine::monitor::runlength::simulation::simulate;
use cascade_notes::engine::random::Stream;

const PATHS: u32 = 4_000;

/// The online detector itself, run to its alarm; within four standard errors of the equation.
fn agree(name: &str, equation: f64, noise: Noise, shift: f64, make: impl Fn() -> Box<dyn Detector>) {
    let run = |stream: &mut Stream, longest: u32| {
        let mut detector = make();
        (1..=longest).find(|_| detector.step(noise.draw(stream) + shift).unwrap().verdict.is_alarm())
    };
    let found = simulate(PATHS, 1_000_000, 11, run).unwrap();
    assert_eq!(found.cut, 0, "{name}");
    let apart = (found.mean - equation).abs() / found.error;
    assert!(apart < 4.0, "{name}: {equation} by equation, {} ± {} by simulation", found.mean, found.error);
}

#[test]
fn ten_cusums() {
    for (k, h, head, shift, noise) in [
        (0.5, 4.0, 0.0, 0.0, Noise::Normal),
        (0.5, 4.0, 0.0, 1.0, Noise::Normal),
        (0.5, 5.0, 0.0, 0.5, Noise::Normal),
        (0.5, 4.0, 2.0, 0.0, Noise::Normal),
        (0.5, 4.0, 2.0, 1.0, Noise::Normal),
        (0.25, 4.0, 0.0, 0.0, Noise::Normal),
        (1.0, 3.0, 0.0, 1.0, Noise::Normal),
        (0.1, 10.0, 0.0, 0.2, Noise::Normal),
        (0.5, 4.0, 0.0, 0.0, Noise::Student(5.0)),
        (0.5, 4.0, 0.0, 1.0, Noise::Student(10.0)),
    ] {
        let design = Cusum { head_start: head, noise, ..Cusum::new(k, h).unwrap() };
        let name = format!("CUSUM {k} {h} {head} {shift} {noise:?}");
        agree(&name, design.mean(shift).unwrap(), noise, shift, || {
            Box::new(charts::Cusum::new(Calm::STANDARD, k, h, head, AfterAlarm::Restart).unwrap())
        });
        assert_eq!(design.sides, Sides::Both);
    }
}

#[test]
fn six_ewmas() {
    for (lambda, c, shift, noise) in [
        (0.1, 2.7, 0.0, Noise::Normal),
        (0.1, 2.7, 0.5, Noise::Normal),
        (0.25, 3.0, 1.0, Noise::Normal),
        (0.5, 2.0, 0.0, Noise::Normal),
        (1.0, 2.5, 0.0, Noise::Normal),
        (0.2, 2.6, 0.0, Noise::Student(6.0)),
    ] {
        let design = Ewma { noise, ..Ewma::new(lambda, c).unwrap() };
        agree(&format!("EWMA {lambda} {c} {shift}"), design.mean(shift).unwrap(), noise, shift, || {
            Box::new(charts::Ewma::new(Calm::STANDARD, lambda, c, false, AfterAlarm::Restart).unwrap())
        });
    }
}

#[test]
fn four_shewhart_charts() {
    for (rules, shift) in [
        (&[ONE_BEYOND_THREE][..], 1.0),
        (&[ONE_BEYOND_THREE, TWO_OF_THREE], 0.5),
        (&[ONE_BEYOND_THREE, FOUR_OF_FIVE, EIGHT_IN_A_ROW], 0.0),
        (&[ONE_BEYOND_THREE, TWO_OF_THREE, FOUR_OF_FIVE, EIGHT_IN_A_ROW], 0.0),
    ] {
        let chart = Shewhart::new(rules, Noise::Normal).unwrap();
        agree(&format!("{rules:?}"), chart.mean(shift).unwrap(), Noise::Normal, shift, || {
            Box::new(charts::Shewhart::new(Calm::STANDARD, rules, AfterAlarm::Restart).unwrap())
        });
    }
}
