//! First passage: the target, the density integrated, limits and mirrors.

use crate::targets::{self, keyed, number, within};
use cascade_notes::engine::band::horizon::{Boundary, Motion, Simulation};
use cascade_notes::engine::margin::Side;

#[test]
fn t03_chance_that_a_threshold_is_touched() {
    for target in targets::of("T03") {
        let setup = &target["setup"];
        let motion = Motion::without_log_drift(number(&setup["sigma_annual"])).unwrap();
        let distance = number(&setup["distance_log"]);
        for (days, expected) in keyed(&target["expected"], "") {
            for side in [Side::Long, Side::Short] {
                within(motion.touched(side, distance, days).unwrap(), number(expected), 1e-9);
            }
        }
    }
}

/// The density of the first time t at a distance d, v the drift towards it: d / (s t^(3/2)) phi((d - v t) / (s sqrt t)). Integrated by
/// Simpson in the logarithm of time, where it is smooth at both ends.
fn integrated(distance: f64, drift: f64, volatility: f64, years: f64) -> f64 {
    let density = |t: f64| {
        let spread = volatility * t.sqrt();
        let z = (distance - drift * t) / spread;
        distance / (spread * t) * (-0.5 * z * z).exp() / (2.0 * std::f64::consts::PI).sqrt()
    };
    let (low, high, steps) = ((years * 1e-7).ln(), years.ln(), 20_000);
    let h = (high - low) / f64::from(steps);
    let weight = |i: i32| {
        if i == 0 || i == steps {
            1.0
        } else if i % 2 == 1 {
            4.0
        } else {
            2.0
        }
    };
    let sum: f64 =
        (0..=steps).map(|i| (low + h * f64::from(i)).exp()).zip(0..).map(|(t, i)| weight(i) * density(t) * t).sum();
    sum * h / 3.0
}

#[test]
fn the_closed_form_is_the_integral_of_the_density() {
    for volatility in [0.2, 0.6, 1.5] {
        for expected_return in [-2.0, -0.3, 0.0, 0.2, 1.5] {
            for distance in [0.02, 0.1, 0.5] {
                for days in [1.0, 7.0, 60.0, 365.0] {
                    let motion = Motion::new(volatility, expected_return).unwrap();
                    let log_drift = expected_return - 0.5 * volatility * volatility;
                    for (side, towards) in [(Side::Long, -log_drift), (Side::Short, log_drift)] {
                        let found = motion.touched(side, distance, days).unwrap();
                        let expected = integrated(distance, towards, volatility, days / 365.0);
                        within(found, expected, 1e-9);
                    }
                }
            }
        }
    }
}

#[test]
fn far_tails_keep_their_digits() {
    // Far out the chance without drift is 2 Phi(-z); at z = 30 that is 9.81343e-198.
    let motion = Motion::without_log_drift(1.0).unwrap();
    let found = motion.touched(Side::Long, 30.0 / 365.0_f64.sqrt(), 1.0).unwrap();
    assert!((found / 9.813_428e-198 - 1.0).abs() < 1e-5, "{found:e}");
    // With drift the two terms are alike there, and so is the integral of the density.
    for expected_return in [-3.0, 3.0] {
        let motion = Motion::new(0.5, expected_return).unwrap();
        let found = motion.touched(Side::Long, 0.6, 7.0).unwrap();
        let expected = integrated(0.6, 0.125 - expected_return, 0.5, 7.0 / 365.0);
        assert!(found < 1e-10 && (found / expected - 1.0).abs() < 1e-8, "{found:e} {expected:e}");
    }
}

#[test]
fn a_short_is_a_long_in_the_mirror() {
    for log_drift in [-1.0, -0.1, 0.0, 0.4] {
        let volatility = 0.7;
        let half = 0.5 * volatility * volatility;
        let (up, down) =
            (Motion::new(volatility, log_drift + half).unwrap(), Motion::new(volatility, half - log_drift).unwrap());
        let long = up.touched(Side::Long, 0.2, 20.0).unwrap();
        within(down.touched(Side::Short, 0.2, 20.0).unwrap(), long, 1e-15);
        within(up.touched_price(Side::Long, 100.0, 100.0 * (-0.2_f64).exp(), 20.0).unwrap(), long, 1e-14);
        within(down.touched_price(Side::Short, 100.0, 100.0 * 0.2_f64.exp(), 20.0).unwrap(), long, 1e-14);
    }
}

#[test]
fn limits_are_those_of_the_formula() {
    let (volatility, distance) = (0.8_f64, 0.3);
    let half = 0.5 * volatility * volatility;
    let long = |log_drift: f64, days: f64| {
        Motion::new(volatility, log_drift + half).unwrap().touched(Side::Long, distance, days).unwrap()
    };
    // In the end, with a drift away e^(-2 mu d / sigma^2), without or towards 1.
    within(long(0.5, 1e6), (-2.0 * 0.5 * distance / (volatility * volatility)).exp(), 1e-12);
    within(long(-0.1, 1e6), 1.0, 1e-12);
    assert!(long(0.0, 1e6) > 0.99);
    // As the drift vanishes.
    let still = Motion::without_log_drift(volatility).unwrap().touched(Side::Long, distance, 30.0).unwrap();
    within(long(1e-10, 30.0), still, 1e-10);
    within(long(-1e-10, 30.0), still, 1e-10);
    // As the volatility vanishes only the drift moves: half a year at 100 % is half a unit of log price.
    for volatility in [0.0, 1e-12, 1e-6, 1e-3] {
        let motion = Motion::new(volatility, -1.0).unwrap();
        within(motion.touched(Side::Long, 0.49, 182.5).unwrap(), 1.0, 1e-12);
        within(motion.touched(Side::Long, 0.51, 182.5).unwrap(), 0.0, 1e-12);
        within(motion.touched(Side::Short, 0.01, 182.5).unwrap(), 0.0, 1e-12);
    }
    // No time, no distance.
    within(long(0.1, 0.0), 0.0, 0.0);
    assert_eq!(Motion::new(0.5, 0.0).unwrap().touched(Side::Long, 0.0, 0.0).unwrap(), 1.0);
    assert_eq!(Motion::new(0.5, 0.0).unwrap().touched(Side::Long, f64::INFINITY, 9.0).unwrap(), 0.0);
    assert_eq!(Motion::new(0.5, 0.0).unwrap().touched(Side::Long, f64::NEG_INFINITY, 0.0).unwrap(), 1.0);
}

#[test]
fn the_driftless_price_gains_nothing() {
    // The price at the end is worth its start on average: optional stopping at both sides of a fair price gives the odds of reaching one
    // first; one-sided, in the end, a fair price reaches k times its start with chance 1 / k.
    let fair = Motion::new(0.9, 0.0).unwrap();
    within(fair.touched(Side::Short, 2.0_f64.ln(), 1e6).unwrap(), 0.5, 1e-12);
    within(fair.touched(Side::Short, 5.0_f64.ln(), 1e6).unwrap(), 0.2, 1e-12);
}

#[test]
fn paths_agree_with_the_closed_form() {
    let paths = 20_000;
    for (side, expected_return) in [(Side::Long, 0.0), (Side::Short, 0.0), (Side::Long, -1.0), (Side::Short, 2.0)] {
        let motion = Motion::new(0.6, expected_return).unwrap();
        let level = |distance: f64| Boundary::new(vec![(distance, distance); 31]).unwrap();
        let mut drawn = Simulation::new(11, &motion, side, [level(0.15), level(0.08)]);
        drawn.run(paths);
        for (counts, distance) in drawn.touched().iter().zip([0.15, 0.08]) {
            for day in [1_u32, 7, 30] {
                let chance = motion.touched(side, distance, f64::from(day)).unwrap();
                let error = (chance * (1.0 - chance) / f64::from(paths)).sqrt();
                let share = f64::from(counts[day as usize]) / f64::from(paths);
                within(share, chance, 4.0 * error + 1e-4);
            }
        }
    }
}
