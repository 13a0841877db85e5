//! The early-warning targets of the cascade's model: D01, D03, D04, D07.

use cascade_notes::engine::monitor::crowding::rating::rate;
use cascade_notes::engine::monitor::detectors::charts::{Calm, Cusum, Ewma};
use cascade_notes::engine::monitor::detectors::{AfterAlarm, Detector};
use cascade_notes::engine::monitor::runlength::cusum;
use serde_json::Value;

fn targets() -> Vec<Value> {
    let path = std::env::var("CASCADE_NOTES_TARGETS").unwrap_or_else(|_| "tests/data/cascade-targets.json".to_owned());
    let all: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    all.into_iter().filter(|target| target["id"].as_str().is_some_and(|id| id.starts_with('D'))).collect()
}

/// Those of a kind, which there has to be where the own file is read.
fn of_kind(kind: &str) -> Vec<Value> {
    let found: Vec<Value> = targets().into_iter().filter(|target| kind_of(target) == kind).collect();
    assert!(!found.is_empty() || std::env::var("CASCADE_NOTES_TARGETS").is_ok(), "no {kind}");
    found
}

fn kind_of(target: &Value) -> &'static str {
    let has = |key: &str| target["expected"].get(key).is_some();
    match target {
        _ if has("ewma") => "ewma",
        _ if has("s_hi") => "cusum",
        _ if has("mad") => "score",
        _ if target["expected"].as_object().is_some_and(|e| e.keys().any(|key| key.starts_with("h="))) => "run length",
        _ => "unknown",
    }
}

fn floats(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

fn near(found: f64, wanted: &Value, limit: f64, what: &str) {
    let wanted = wanted.as_f64().unwrap();
    assert!((found - wanted).abs() <= limit, "{what}: {found} where {wanted} is expected");
}

#[test]
fn every_target_is_of_a_kind_that_is_tried() {
    for target in targets() {
        assert_ne!(kind_of(&target), "unknown", "{}", target["id"]);
    }
}

#[test]
fn ewma_charts() {
    for target in of_kind("ewma") {
        let (setup, expected) = (&target["setup"], &target["expected"]);
        let number = |key: &str| setup[key].as_f64().unwrap();
        let calm = Calm::new(number("target"), number("sigma")).unwrap();
        let mut chart = Ewma::new(calm, number("lam"), number("L"), false, AfterAlarm::Keep).unwrap();
        let mut alarms = 0;
        for (x, wanted) in floats(&setup["x"]).into_iter().zip(expected["ewma"].as_array().unwrap()) {
            alarms += u64::from(chart.step(x).unwrap().verdict.is_alarm());
            near(chart.level(), wanted, 0.005 + 1e-9, "level");
        }
        near(chart.limits().1, &expected["ucl"], 1e-4, "upper limit");
        near(chart.limits().0, &expected["lcl"], 1e-4, "lower limit");
        assert_eq!(Some(alarms), expected["alarms"].as_u64());
    }
}

#[test]
fn tabular_cusums() {
    for target in of_kind("cusum") {
        let (setup, expected) = (&target["setup"], &target["expected"]);
        let number = |key: &str| setup[key].as_f64().unwrap();
        let calm = Calm::new(number("target"), 1.0).unwrap();
        let mut chart = Cusum::new(calm, number("K"), number("H"), 0.0, AfterAlarm::Keep).unwrap();
        let mut alarms = 0;
        let wanted = expected["s_hi"].as_array().unwrap().iter().zip(expected["s_lo"].as_array().unwrap());
        for (x, (high, low)) in floats(&setup["x"]).into_iter().zip(wanted) {
            alarms += u64::from(chart.step(x).unwrap().verdict.is_alarm());
            near(chart.sums().0, high, 1e-6, "upper sum");
            near(chart.sums().1, low, 1e-6, "lower sum");
        }
        assert_eq!(Some(alarms), expected["alarms"].as_u64());
    }
}

#[test]
fn run_lengths() {
    for target in of_kind("run length") {
        let k = target["setup"]["k"].as_f64().unwrap();
        for (limit, table) in target["expected"].as_object().unwrap() {
            let design = cusum::Cusum::new(k, limit.trim_start_matches("h=").parse().unwrap()).unwrap();
            for (shift, wanted) in table.as_object().unwrap() {
                near(design.mean(shift.parse().unwrap()).unwrap(), wanted, 5.1e-4, &format!("{limit} {shift}"));
            }
        }
    }
}

#[test]
fn modified_scores() {
    for target in of_kind("score") {
        let list = floats(&target["setup"]["x"]);
        let found = rate(&list, *list.last().unwrap()).unwrap();
        near(found.median, &target["expected"]["median"], 1e-9, "median");
        near(found.mad, &target["expected"]["mad"], 1e-9, "MAD");
        near(found.score.unwrap(), &target["expected"]["z_last"], 5e-5 + 1e-9, "score");
    }
}
