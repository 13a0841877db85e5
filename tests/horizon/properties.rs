//! What may never rise or fall, over the whole range of what can be asked.

use cascade_notes::engine::band::horizon::{Band, Boundary, Motion, Plan, months};
use cascade_notes::engine::margin::{Side, Trigger};
use cascade_notes::engine::scenario::{ParameterId, Scenario};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::str::FromStr as _;

fn config() -> ProptestConfig {
    let asked = std::env::var("CASCADE_NOTES_CASES").ok();
    let cases = asked.map_or(128, |text| u32::from_str(&text).expect("CASCADE_NOTES_CASES is a number"));
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Long), Just(Side::Short)]
}

/// Anything a float can be, and what is likely to break.
fn any_number() -> impl Strategy<Value = f64> {
    let nasty = vec![
        0.0,
        -0.0,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MIN_POSITIVE,
        5e-324,
        f64::MAX,
        f64::MIN,
        1.0,
        100.0,
        1e-9,
    ];
    prop_oneof![any::<f64>(), prop::sample::select(nasty), -2.0..2.0]
}

/// A boundary by day: distances of any size, with jumps and days without one.
fn any_boundary(days: usize) -> impl Strategy<Value = Boundary> {
    let one = prop_oneof![6 => -0.2..0.6, 1 => Just(f64::INFINITY), 1 => any_number().prop_filter("a number", |x| !x.is_nan())];
    let jump = prop_oneof![4 => Just(0.0), 1 => -0.2..0.2];
    prop::collection::vec((one, jump), 1..days)
        .prop_map(|list| Boundary::new(list.into_iter().map(|(d, jump)| (d, d + jump)).collect()).unwrap())
}

fn never_falls(chances: &[f64]) -> bool {
    chances.is_sorted() && chances.iter().all(|chance| (0.0..=1.0).contains(chance))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nearer_longer_and_wilder_is_never_less_likely(s in side(), volatility in 0.0..5.0_f64, more in 0.0..2.0_f64, distance in 0.0..3.0_f64,
        farther in 0.0..1.0_f64, days in 0.0..400.0_f64, later in 0.0..100.0_f64) {
        let chance = |volatility: f64, distance: f64, days: f64| Motion::new(volatility, 0.0).unwrap().touched(s, distance, days).unwrap();
        let plain = chance(volatility, distance, days);
        prop_assert!((0.0..=1.0).contains(&plain));
        prop_assert!(chance(volatility + more, distance, days) >= plain - 1e-13);
        prop_assert!(chance(volatility, distance + farther, days) <= plain + 1e-13);
        prop_assert!(chance(volatility, distance, days + later) >= plain - 1e-13);
    }

    #[test]
    fn numbers_that_are_none_get_a_sentence_or_a_chance(s in side(), list in prop::array::uniform6(any_number())) {
        let [volatility, expected_return, distance, days, start, price] = list;
        for motion in [Motion::new(volatility, expected_return), Motion::new(volatility.abs().min(100.0), 0.0)].into_iter().flatten() {
            for chance in [motion.touched(s, distance, days), motion.touched_price(s, start, price, days)].into_iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&chance), "{chance}");
            }
        }
    }

    #[test]
    fn any_boundary_gives_chances(s in side(), edge in any_boundary(20), volatility in prop_oneof![0.0..3.0_f64, Just(100.0), Just(1e-9), Just(0.0)],
        expected_return in prop_oneof![-2.0..2.0_f64, Just(100.0), Just(-100.0)], seed in any::<u64>()) {
        let motion = Motion::new(volatility, expected_return).unwrap();
        let chances = edge.chances(s, &motion);
        prop_assert_eq!(chances.len(), edge.points().len());
        prop_assert!(never_falls(&chances), "{:?}", chances);
        // What is all but certain happens, and what is impossible does not.
        let drawn = months(seed, 5, &motion, s, &[edge.clone(), edge]);
        for [day, same] in drawn {
            prop_assert_eq!(day, same);
            let by_then = day.map_or(1.0, |day| chances[day as usize]);
            prop_assert!(by_then > 0.0);
            prop_assert!(day.is_some() || *chances.last().unwrap() < 1.0 - 1e-12 || volatility == 0.0);
        }
    }

    #[test]
    fn a_farther_boundary_is_never_touched_more(s in side(), edge in any_boundary(12), shift in 0.0..0.3_f64, volatility in 0.05..2.0_f64) {
        let motion = Motion::new(volatility, 0.0).unwrap();
        let farther = Boundary::new(edge.points().iter().map(|(a, b)| (a + shift, b + shift)).collect()).unwrap();
        for (near, far) in edge.chances(s, &motion).iter().zip(farther.chances(s, &motion)) {
            // Both are exact to the tolerance of straightness.
            prop_assert!(far <= near + 2e-4, "{far} {near}");
        }
    }

    #[test]
    fn added_margin_never_raises_a_chance(leverage in 2_i64..60, funding in -200_i64..200, added in 0_i64..20_000, day in 0_u32..25,
        volatility in 0.1..1.5_f64, short in any::<bool>()) {
        let set = |s: Scenario, id, value| s.with_number(id, value).unwrap();
        let mut scenario = Scenario::default().choosing(if short { Side::Short } else { Side::Long });
        scenario = set(scenario, ParameterId::Leverage, Decimal::from(leverage));
        scenario = set(scenario, ParameterId::FundingRate, Decimal::new(funding, 4));
        let with = set(scenario, ParameterId::AddedMargin, Decimal::from(added)).question().unwrap();
        let plan = |added_on| Plan { last: 20, interval_hours: 8, added_on };
        let motion = Motion::new(volatility, 0.0).unwrap();
        let none = Band::of(&scenario.question().unwrap(), plan(0)).unwrap();
        let (early, late) = (Band::of(&with, plan(day / 2)).unwrap(), Band::of(&with, plan(day)).unwrap());
        let (none, early, late) = (none.chances(&motion).unwrap(), early.chances(&motion).unwrap(), late.chances(&motion).unwrap());
        for edge in [0, 1] {
            prop_assert!(never_falls(&none[edge]) && never_falls(&early[edge]) && never_falls(&late[edge]));
            for at in 0..=20 {
                prop_assert!(early[edge][at] <= late[edge][at] + 2e-4);
                prop_assert!(late[edge][at] <= none[edge][at] + 2e-4);
                // The conservative edge is never the safer one.
                prop_assert!(none[0][at] <= none[1][at] + 2e-4);
            }
        }
    }

    #[test]
    fn triggers_become_distances(s in side(), cents in 1_i64..1_000_000_000) {
        let question = Scenario::default().choosing(s).question().unwrap();
        let band = Band::of(&question, Plan { last: 0, interval_hours: 8, added_on: 0 }).unwrap();
        let price = cascade_notes::engine::units::Price::new(Decimal::new(cents, 2)).unwrap();
        let distance = band.distance(Trigger::At { price, at_once: false });
        prop_assert_eq!(distance > 0.0, s.loses(band.start, price));
        prop_assert_eq!(band.distance(Trigger::Never), f64::INFINITY);
        prop_assert_eq!(band.distance(Trigger::Always), f64::NEG_INFINITY);
    }
}
