//! Run lengths of the EWMA.

use crate::vector::{Answer, Vector, float, for_each, sweep, unknown};
use cascade_notes::engine::Error;
use cascade_notes::engine::monitor::runlength::ewma::{Ewma, Limits};
use cascade_notes::engine::monitor::runlength::inverse::limit_for;
use serde_json::{Value, json};

pub fn answer(vector: &Vector, name: &str) -> Answer {
    let has = |key: &str| vector.get(key).is_some();
    match name {
        "c" | "published" if has("arl0") => sweep(vector, &["arl0", "lam"], &|values| {
            let [Some(wanted), Some(lambda)] = *values else { return Err("arl0 and lam are needed".into()) };
            Ok(json!(limit_for(wanted, (0.01, 20.0), |c| design(vector, lambda, c)?.mean(0.0))?))
        }),
        "median_run_length" => Ok(json!(medians(vector)?)),
        // One number for all: the one farthest from it.
        "published" if has("absolute_limit_h") => {
            let wanted = float(&vector.expected[name])?;
            let far = |a: &&u32, b: &&u32| (f64::from(**a) - wanted).abs().total_cmp(&(f64::from(**b) - wanted).abs());
            Ok(json!(medians(vector)?.iter().max_by(far)))
        }
        "run_length" | "published" if has("quantiles") => {
            let design = design(vector, vector.float("lam")?, vector.float("c")?)?;
            Ok(json!(design.quantiles(vector.float("mu")?, &vector.floats("quantiles")?)?))
        }
        "arl" | "published" => sweep(vector, &["lam", "c", "headstart", "mu"], &|values| {
            let [Some(lambda), Some(c), start, shift] = *values else { return Err("lam and c are needed".into()) };
            let design = Ewma { start: start.unwrap_or(0.0), ..design(vector, lambda, c)? };
            Ok(json!(design.mean(shift.unwrap_or(0.0))?))
        }),
        _ => Err(unknown(name)),
    }
}

fn medians(vector: &Vector) -> Result<Vec<u32>, crate::vector::Problem> {
    let (lambdas, limits) = (vector.floats("lam")?, vector.floats("absolute_limit_h")?);
    let shift = vector.get("mu").map_or(Ok(0.0), float)?;
    let median =
        |(lambda, limit): (&f64, &f64)| Ok(Ewma::with_absolute_limit(*lambda, *limit)?.quantiles(shift, &[0.5])?[0]);
    lambdas.iter().zip(&limits).map(median).collect()
}

fn design(vector: &Vector, lambda: f64, c: f64) -> Result<Ewma, Error> {
    let scheme = vector.text("scheme").to_lowercase();
    let limits = if scheme.contains("time-varying") || scheme.contains("exact") {
        Limits::Widening
    } else if scheme.contains("one-sided") {
        Limits::Upper { floor: vector.get("zr").and_then(Value::as_f64).unwrap_or(0.0) }
    } else {
        Limits::Fixed
    };
    Ok(Ewma { limits, ..Ewma::new(lambda, c)? })
}

/// Each of several run lengths has its own limit.
#[test]
fn one_limit_for_each_run_length() {
    let text = r#"[{"id": "ewm-00", "inputs": {"arl0": [100, 500], "lam": 0.1}, "expected": {"c": [2.1, 2.814]}, "tolerance": "abs 1e-3"}]"#;
    let vector = crate::vector::read_text(text).unwrap().remove(0);
    let found = answer(&vector, "c").unwrap();
    assert!((found[1].as_f64().unwrap() - 2.814).abs() < 1e-3, "{found}");
    assert!(for_each(&found, |c| Ok(json!(c))).is_ok());
}
