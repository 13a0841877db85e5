//! The figures to meet, read from a file so that none is typed twice.

use serde_json::Value;

const OWN: &str = include_str!("../data/cascade-targets.json");

/// Every target with an id. The own file has one of each; another file may leave some out.
pub fn of(id: &str) -> Vec<Value> {
    let named = std::env::var("CASCADE_NOTES_TARGETS").ok();
    let text = named.as_ref().map_or_else(
        || OWN.to_owned(),
        |path| std::fs::read_to_string(path).unwrap_or_else(|e| panic!("CASCADE_NOTES_TARGETS, {path}: {e}")),
    );
    let list: Vec<Value> = serde_json::from_str(&text).expect("targets are a list in JSON");
    let own: Vec<Value> = list.into_iter().filter(|target| target["id"] == id).collect();
    assert!(named.is_some() || !own.is_empty(), "there is no target {id}");
    own
}

/// A number, also where it stands as text.
pub fn number(value: &Value) -> f64 {
    match value {
        Value::String(text) => read(text),
        other => other.as_f64().unwrap_or_else(|| panic!("{other} is no number")),
    }
}

/// A number from text; a fraction such as 2/3 counts.
pub fn read(text: &str) -> f64 {
    let one = |text: &str| serde_json::from_str::<f64>(text.trim()).unwrap_or_else(|_| panic!("{text} is no number"));
    match text.split_once('/') {
        Some((top, bottom)) => one(top) / one(bottom),
        None => one(text),
    }
}

pub fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list")).iter().map(number).collect()
}

pub fn rows(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list")).iter().map(numbers).collect()
}

/// Entries whose key is a number behind a prefix, such as `n=1000`.
pub fn keyed<'a>(value: &'a Value, prefix: &'a str) -> Vec<(f64, &'a Value)> {
    let object = value.as_object().unwrap_or_else(|| panic!("{value} is no object"));
    let entries = object.iter().filter_map(|(key, value)| Some((read_or_none(key.strip_prefix(prefix)?)?, value)));
    let list: Vec<(f64, &Value)> = entries.collect();
    assert!(!list.is_empty(), "nothing is keyed by a number");
    list
}

fn read_or_none(text: &str) -> Option<f64> {
    serde_json::from_str(text).ok()
}

/// To a relative tolerance; where the figure is zero the tolerance is absolute.
#[track_caller]
pub fn near(found: f64, expected: f64, tolerance: f64) {
    let scale = if expected.abs() > 0.0 { expected.abs() } else { 1.0 };
    assert!((found - expected).abs() <= tolerance * scale, "{found} is not {expected} to {tolerance:e}");
}

/// To an absolute tolerance.
#[track_caller]
pub fn within(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected} within {tolerance:e}");
}
