//! The three days stay within what was published of them; what was not published is not asked. E02, E03 and C12 are facts that markets begin with or
//! settings offer.

use super::run::{answer, scenario};
use cascade_notes::engine::cascade::amounts::from_decimal;
use cascade_notes::engine::scenario::parameters::{ChoiceValue as _, PresetId};
use cascade_notes::engine::scenario::presets::Published;
use cascade_notes::engine::scenario::{Kind, ParameterId};
use serde_json::Value;

fn target(id: &str) -> Value {
    let all: Vec<Value> = serde_json::from_str(include_str!("../data/cascade-targets.json")).unwrap();
    all.into_iter().find(|target| target["id"] == id).unwrap()
}

fn day(key: &str) -> (Published, f64, f64) {
    let preset = PresetId::ALL.iter().find(|p| p.key() == key).unwrap().preset();
    let narration = answer(key, &[]).narration.unwrap();
    let low = narration.rounds.iter().map(|r| r.symbols[0].fall).fold(0.0, f64::max);
    (preset.published.unwrap(), preset.symbols[0].price * (-low).exp(), narration.forced_by(usize::MAX))
}

#[test]
fn the_low_is_the_published_one() {
    for (key, room) in [("march-2020", 0.02), ("may-2021", 0.02), ("october-2025", 0.0)] {
        let (published, low, _) = day(key);
        let within = published.low.0 * (1.0 - room)..=published.low.1 * (1.0 + room);
        assert!(within.contains(&low), "{key}: {low}, published {:?}", published.low);
    }
}

#[test]
fn liquidations_are_within_a_factor_of_one_and_a_half_of_the_published() {
    for key in ["march-2020", "may-2021", "october-2025"] {
        let (published, _, forced) = day(key);
        let within = published.liquidated.0 / 1.5..=published.liquidated.1 * 1.5;
        assert!(within.contains(&forced), "{key}: {forced:e}, published {:?}", published.liquidated);
    }
}

#[test]
fn e02_the_deep_book_is_that_of_a_normal_day_and_the_median_that_is_left_can_be_set() {
    let expected = &target("E02")["expected"];
    let deep = PresetId::Deep.preset();
    for symbol in deep.symbols {
        let normal = expected["oct10_2025"][symbol.name][0].as_f64().unwrap();
        assert_eq!(symbol.depth, normal, "{}", symbol.name);
    }
    let twice = PresetId::October2025.preset();
    for symbol in &twice.symbols[..3] {
        let normal = expected["oct10_2025"][symbol.name][0].as_f64().unwrap();
        assert!((symbol.depth / normal - 2.0).abs() < 0.01, "{}", symbol.name);
    }
    // What a forced move of one per cent leaves: the more makers withdraw, the farther it goes.
    let of = |left: &str| {
        answer("deep", &[("depth-factor", "0.2"), ("depth-survival", left)]).narration.unwrap().closed_by(usize::MAX)
    };
    assert!(of("29") > of("100"));
}

#[test]
fn e03_depth_comes_back_in_minutes_where_a_day_happened() {
    let expected = &target("E03")["expected"];
    let after = |minutes: f64| 1.0 - (-0.12 * minutes).exp();
    // Order of magnitude only: nothing within seconds, about half after six minutes, most after twelve.
    assert!(after(14.0 / 60.0) < 0.05 && expected["14s"] == 0.0);
    assert!((after(6.0) - expected["6min"].as_f64().unwrap()).abs() < 0.15);
    assert!((after(11.9) - expected["11.9min"].as_f64().unwrap()).abs() < 0.2);
    for day in ["march-2020", "may-2021", "october-2025"] {
        assert_eq!(scenario(day, &[]).written(ParameterId::Refill), "0.12", "{day}");
    }
}

#[test]
fn c12_the_measured_shape_lies_on_the_slider() {
    let expected = &target("C12")["expected"];
    let (g, error) = (expected["g"].as_f64().unwrap(), expected["se"].as_f64().unwrap());
    let Kind::Number(shape) = ParameterId::ImpactExponent.row().kind else { panic!("a number") };
    assert!(from_decimal(shape.min) < g - error && g + error < from_decimal(shape.max));
    let measured = g.to_string();
    let run = answer("latency", &[("impact-exponent", &measured), ("latency", "0"), ("refill", "0")]);
    assert!(run.narration.is_some());
}
