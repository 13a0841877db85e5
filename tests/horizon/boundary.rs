//! Thresholds that move: against the closed form where there is one, and against paths where there is none.

use crate::targets::within;
use cascade_notes::engine::band::horizon::{Boundary, Motion, Simulation, months};
use cascade_notes::engine::margin::Side;

fn boundary(days: u32, at: impl Fn(f64) -> f64) -> Boundary {
    Boundary::new((0..=days).map(|day| at(f64::from(day))).map(|d| (d, d)).collect()).unwrap()
}

/// The same boundary, cut at days without a bend by jumps too small to matter.
fn cut(plain: &Boundary, days: &[usize]) -> Boundary {
    let mut points = plain.points().to_vec();
    for day in days {
        points[*day].1 = points[*day].0 + 1e-13;
    }
    Boundary::new(points).unwrap()
}

#[test]
fn a_straight_boundary_is_the_closed_form_however_it_is_cut() {
    let mut worst = 0.0_f64;
    for (volatility, expected_return) in [(0.3, 0.0), (0.6, 0.5), (1.2, -2.0), (3.0, 1.0)] {
        let motion = Motion::new(volatility, expected_return).unwrap();
        for (start, slope) in [(0.1, 0.0), (0.1, -0.001), (0.05, 0.004), (0.4, -0.008)] {
            let plain = boundary(60, |day| start + slope * day);
            // A slope is a drift: the level for a price whose logarithm drifts by so much more a year.
            let tilted = Motion::new(volatility, expected_return + 365.0 * slope).unwrap();
            for (side, level) in
                [(Side::Long, tilted), (Side::Short, Motion::new(volatility, expected_return - 365.0 * slope).unwrap())]
            {
                let exact: Vec<f64> = (0..=60).map(|day| level.touched(side, start, f64::from(day)).unwrap()).collect();
                let none = plain.chances(side, &motion);
                let knots: [&[usize]; 5] =
                    [&[1], &[30], &[59], &[3, 4, 20, 21, 22], &[5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55]];
                for (found, expected) in none.iter().zip(&exact) {
                    within(*found, *expected, 1e-13);
                }
                for list in knots {
                    for (found, expected) in cut(&plain, list).chances(side, &motion).iter().zip(&exact) {
                        worst = worst.max((found - expected).abs());
                    }
                }
                let every: Vec<usize> = (1..60).collect();
                for (found, expected) in cut(&plain, &every).chances(side, &motion).iter().zip(&exact) {
                    worst = worst.max((found - expected).abs());
                }
            }
        }
    }
    assert!(worst < 1e-7, "{worst:e}");
}

/// A boundary that bends, or jumps, against as many paths: four standard errors.
fn agrees_with_paths(name: &str, plain: &Boundary, other: &Boundary, side: Side, motion: &Motion) {
    let paths = 10_000_u32;
    let mut drawn = Simulation::new(5, motion, side, [plain.clone(), other.clone()]);
    drawn.run(paths);
    for (counts, edge) in drawn.touched().iter().zip([plain, other]) {
        for (day, (count, chance)) in counts.iter().zip(edge.chances(side, motion)).enumerate() {
            let share = f64::from(*count) / f64::from(paths);
            let error = (chance * (1.0 - chance) / f64::from(paths)).sqrt();
            let off = (share - chance).abs();
            assert!(off <= 4.0 * error + 3e-4, "{name}, day {day}: {share} of paths, chance {chance}");
        }
    }
}

#[test]
fn boundaries_that_bend_and_jump_agree_with_paths() {
    let motion = Motion::new(0.7, -0.2).unwrap();
    let level = boundary(40, |_| 0.12);
    let bent = boundary(40, |day| if day < 15.0 { 0.12 } else { 0.12 - 0.003 * (day - 15.0) });
    let curved = boundary(40, |day| 0.15 * (1.0 - (day / 50.0).powi(2)));
    let jumps = |from: f64, to: f64| {
        let at = |day: u32| {
            if day < 12 {
                (from, from)
            } else if day == 12 {
                (from, to)
            } else {
                (to, to)
            }
        };
        Boundary::new((0..=40).map(at).collect()).unwrap()
    };
    let toward = jumps(0.2, 0.05);
    let away = jumps(0.06, 0.2);
    let late = jumps(f64::INFINITY, 0.02);
    let gone = jumps(0.07, f64::INFINITY);
    let passes = boundary(40, |day| 0.1 - 0.006 * day);
    for side in [Side::Long, Side::Short] {
        agrees_with_paths("bent", &bent, &level, side, &motion);
        agrees_with_paths("curved, passing the start", &curved, &passes, side, &motion);
        agrees_with_paths("jump towards, away", &toward, &away, side, &motion);
        agrees_with_paths("late, gone", &late, &gone, side, &motion);
    }
}

#[test]
fn a_jump_touches_what_it_passes() {
    let motion = Motion::without_log_drift(0.8).unwrap();
    let at = |day: u32| {
        if day < 10 {
            (f64::INFINITY, f64::INFINITY)
        } else if day == 10 {
            (f64::INFINITY, -0.05)
        } else {
            (-0.05, -0.05)
        }
    };
    let chances = Boundary::new((0..=10).map(at).collect()).unwrap().chances(Side::Long, &motion);
    // Nothing before the day, and on it whoever is not 5 % above the start: Phi(0.05 / (sigma sqrt t)).
    let z = 0.05 / (0.8 * (10.0_f64 / 365.0).sqrt());
    within(chances[9], 0.0, 0.0);
    within(chances[10], 0.5 * libm::erfc(-z / 2.0_f64.sqrt()), 1e-8);
    let always = |day: u32| {
        if day < 3 {
            (0.1, 0.1)
        } else if day == 3 {
            (0.1, f64::NEG_INFINITY)
        } else {
            (f64::NEG_INFINITY, f64::NEG_INFINITY)
        }
    };
    let chances = Boundary::new((0..=5).map(always).collect()).unwrap().chances(Side::Long, &motion);
    assert!(chances[2] < 0.9 && chances[3..].iter().all(|chance| *chance == 1.0), "{chances:?}");
}

#[test]
fn without_volatility_the_drift_decides() {
    let motion = Motion::new(0.0, -3.65).unwrap();
    let level = boundary(30, |_| 0.105);
    let chances = level.chances(Side::Long, &motion);
    assert_eq!((chances[10], chances[11]), (0.0, 1.0));
    assert!(level.chances(Side::Short, &motion).iter().all(|chance| *chance == 0.0));
    // A boundary that comes to meet it, and one that jumps past it.
    assert_eq!(boundary(30, |day| 0.105 - 0.01 * day).chances(Side::Long, &motion)[6], 1.0);
    let at = |day: u32| {
        if day < 4 {
            (9.0, 9.0)
        } else if day == 4 {
            (9.0, 0.035)
        } else {
            (0.035, 0.035)
        }
    };
    let chances = Boundary::new((0..=5).map(at).collect()).unwrap().chances(Side::Long, &motion);
    assert_eq!(chances, [0.0, 0.0, 0.0, 0.0, 1.0, 1.0]);
    let edges = [level.clone(), level];
    assert_eq!(months(1, 3, &motion, Side::Long, &edges), [[Some(11), Some(11)]; 3]);
}

#[test]
fn a_curve_in_few_pieces_is_the_curve() {
    // Funding of 0.1 % three times a day eats a tenfold position; cut at every day it is carried without any simplification.
    let curve = boundary(30, |day| -((90.0 + 0.3 * day) / 99.5_f64).ln());
    let every: Vec<usize> = (1..30).collect();
    for volatility in [0.1, 0.4, 0.8, 2.0] {
        let motion = Motion::new(volatility, 0.0).unwrap();
        let exact = cut(&curve, &every).chances(Side::Long, &motion);
        for (found, expected) in curve.chances(Side::Long, &motion).iter().zip(exact) {
            within(*found, expected, 2e-4);
        }
    }
}

#[test]
fn the_same_seed_is_the_same_weather() {
    let motion = Motion::new(0.6, 0.0).unwrap();
    let edges = [boundary(30, |_| 0.2), boundary(30, |day| 0.15 - 0.001 * day)];
    let drawn = months(7, 50, &motion, Side::Long, &edges);
    assert_eq!(drawn, months(7, 50, &motion, Side::Long, &edges));
    assert_eq!(drawn[..20], months(7, 20, &motion, Side::Long, &edges));
    assert_ne!(drawn, months(8, 50, &motion, Side::Long, &edges));
    // The nearer edge is touched first, on the same path.
    assert!(drawn.iter().all(|[far, near]| far.is_none_or(|far| near.is_some_and(|near| near <= far))));
    // Another edge does not move a month's other.
    let other = months(7, 50, &motion, Side::Long, &[boundary(30, |_| 0.01), edges[1].clone()]);
    assert!(drawn.iter().zip(&other).all(|(a, b)| a[1] == b[1]));
    // Slices make no difference, and the months are the first paths.
    let (mut whole, mut sliced) =
        (Simulation::new(7, &motion, Side::Long, edges.clone()), Simulation::new(7, &motion, Side::Long, edges));
    whole.run(50);
    for paths in [1, 0, 30, 19] {
        sliced.run(paths);
    }
    assert_eq!((sliced.drawn(), sliced.touched()), (50, whole.touched()));
    let count = u32::try_from(drawn.iter().filter(|month| month[1].is_some()).count()).unwrap();
    assert_eq!(whole.touched()[1][30], count);
}

#[test]
fn boundaries_that_are_none_are_refused() {
    assert!(Boundary::new(vec![]).is_err());
    assert!(Boundary::new(vec![(0.1, f64::NAN)]).is_err());
    assert!(
        Boundary::new(vec![(0.1, 0.1); 368])
            .unwrap_err()
            .to_string()
            .starts_with("ThresholdDays: OutOfRange { value: 368")
    );
    let passed = Boundary::new(vec![(0.0, 0.0), (1.0, 1.0)]).unwrap();
    let motion = Motion::new(0.5, 0.0).unwrap();
    assert_eq!(passed.chances(Side::Long, &motion), [1.0, 1.0]);
    assert_eq!(months(1, 1, &motion, Side::Long, &[passed.clone(), passed]), [[Some(0), Some(0)]]);
}

/// Two straight stretches, the second after a jump, by Simpson over a fine grid: who is below the knot, by reflection written out for a tilted
/// line, and what each of them still has before it.
fn two_stretches(volatility: f64, log_loss: f64, first: (f64, f64), second: (f64, f64), days: (f64, f64)) -> f64 {
    let (s, v) = (volatility / 365.0_f64.sqrt(), log_loss / 365.0);
    let phi = |z: f64| (-0.5 * z * z).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let reach = |distance: f64, slope: f64, t: f64| {
        let (cdf, w) = (|x: f64| 0.5 * libm::erfc(-x / 2.0_f64.sqrt()), v - slope);
        if distance <= 0.0 {
            return 1.0;
        }
        let root = s * t.sqrt();
        cdf((w * t - distance) / root) + (2.0 * w * distance / (s * s)).exp() * cdf((-w * t - distance) / root)
    };
    let (t, rest) = days;
    let slope = (first.1 - first.0) / t;
    let root = s * t.sqrt();
    // Mirrored at the line: as from twice its start, with the weight of the change of drift.
    let density = |y: f64| {
        let plain = phi((y - v * t) / root);
        let mirrored = (2.0 * (v - slope) * first.0 / (s * s)).exp() * phi((y - 2.0 * first.0 - v * t) / root);
        (plain - mirrored) / root
    };
    let steps = 40_000;
    let (low, high) = (v * t - 9.0 * root, first.1.min(v * t + 9.0 * root));
    let top = high.min(second.0);
    let simpson = |low: f64, high: f64, f: &dyn Fn(f64) -> f64| {
        let h = (high - low) / f64::from(steps);
        let weight = |i: i32| f64::from(if i == 0 || i == steps { 1 } else { 2 + 2 * (i % 2) });
        (0..=steps).map(|i| weight(i) * f(low + h * f64::from(i))).sum::<f64>() * h / 3.0
    };
    let passed = if top < high { simpson(top, high, &density) } else { 0.0 };
    let later = |y: f64| density(y) * reach(second.0 - y, (second.1 - second.0) / rest, rest);
    reach(first.0, slope, t) + passed + simpson(low, top, &later)
}

#[test]
fn two_stretches_are_the_integral() {
    for (volatility, expected_return) in [(0.4, 0.0), (0.9, 0.8), (0.9, -1.5)] {
        let motion = Motion::new(volatility, expected_return).unwrap();
        let drift = 0.5 * volatility * volatility - expected_return;
        for (first, second) in [
            ((0.1, 0.08), (0.2, 0.1)),
            ((0.1, 0.12), (0.12, 0.02)),
            ((0.2, 0.2), (0.05, 0.05)),
            ((0.06, 0.05), (0.3, 0.3)),
        ] {
            for (knot, last) in [(1_u32, 30_u32), (10, 30), (29, 30), (20, 80)] {
                let (k, n) = (f64::from(knot), f64::from(last - knot));
                let at = |day: u32| {
                    let x = f64::from(day);
                    let before = first.0 + (first.1 - first.0) * x / k;
                    let after = second.0 + (second.1 - second.0) * (x - k) / n;
                    if day < knot {
                        (before, before)
                    } else if day > knot {
                        (after, after)
                    } else {
                        (before, after)
                    }
                };
                let edge = Boundary::new((0..=last).map(at).collect()).unwrap();
                let found = *edge.chances(Side::Long, &motion).last().unwrap();
                within(found, two_stretches(volatility, drift, first, second, (k, n)), 1e-7);
            }
        }
    }
}
