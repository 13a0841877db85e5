//! Percentiles, and intervals of a rate.

use crate::vector::{Answer, Problem, Vector, for_each, unknown};
use cascade_notes::engine::Error;
use cascade_notes::engine::monitor::crowding::rating::{Rating, rate};
use cascade_notes::engine::monitor::distribution::intervals::{clopper_pearson, wilson};
use cascade_notes::engine::numeric::ordered::{QuantileType, Sorted};
use serde_json::{Map, Value, json};

pub fn answer(vector: &Vector, name: &str) -> Answer {
    match name {
        "value" => {
            let sorted = Sorted::new(&vector.floats("x")?)?;
            let mut found = Map::new();
            for kind in QuantileType::ALL {
                let of = |q: f64| Ok(json!(sorted.quantile(q, kind)?));
                found.insert(kind.number().to_string(), for_each(vector.need("q")?, of)?);
            }
            Ok(found.into())
        }
        "strict_percent" | "weak_percent" | "mid_percent" => {
            let sorted = Sorted::new(&vector.floats("history")?)?;
            for_each(vector.need("now")?, |now| {
                let rank = sorted.rank(now);
                let part = match name {
                    "strict_percent" => rank.strict,
                    "weak_percent" => rank.weak,
                    _ => rank.mid,
                };
                Ok(json!(100.0 * part))
            })
        }
        "answer" => {
            let found = rate(&vector.floats("x")?, vector.float("now")?)?;
            let words = "not rated: no spread in history";
            Ok(found.score.map_or_else(|| json!(words), |score| json!(score)))
        }
        "median" | "mad" | "z" | "z_rob" | "robust_z" | "z_last" => rating(vector, name, rate),
        "clopper_pearson" | "wilson" => {
            let (hits, trials) = (vector.float("false_alarms")? as u32, vector.float("trials")? as u32);
            let of = if name == "wilson" { wilson } else { clopper_pearson };
            let found = of(hits, trials, vector.float("level")?)?;
            Ok(json!([found.low, found.high]))
        }
        _ => Err(unknown(name)),
    }
}

/// A value against its history: `now`, or the last of the list.
pub fn rating(vector: &Vector, name: &str, rate: fn(&[f64], f64) -> Result<Rating, Error>) -> Answer {
    let history = vector.floats(if vector.get("history").is_some() { "history" } else { "x" })?;
    let of = |now: f64| {
        let found = rate(&history, now)?;
        Ok(match name {
            "median" => json!(found.median),
            "mad" => json!(found.mad),
            _ => json!(found.score),
        })
    };
    match vector.get("now") {
        Some(now @ Value::Array(_)) if name.contains('z') => for_each(now, of),
        Some(now) => of(now.as_f64().or(history.last().copied()).ok_or("no value")?),
        None if vector.expected[name].is_array() => history.iter().map(|value| of(*value)).collect(),
        None => of(*history.last().ok_or_else(|| Problem("no history".to_owned()))?),
    }
}
