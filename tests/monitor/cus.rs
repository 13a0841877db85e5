//! Run lengths of the CUSUM.

use crate::vector::{Answer, Problem, Vector, float, for_each, sweep, unknown};
use cascade_notes::engine::Error;
use cascade_notes::engine::monitor::runlength::cusum::{Cusum, Sides, siegmund};
use cascade_notes::engine::monitor::runlength::inverse::limit_for;
use serde_json::json;

pub fn answer(vector: &Vector, name: &str) -> Answer {
    let has = |key: &str| vector.get(key).is_some();
    match name {
        "siegmund" | "exact" if has("cases") => {
            let cases = vector.rows("cases")?.iter().map(|case| {
                let number = |key: &str| float(&case[key]);
                let (k, h, shift) = (number("k")?, number("h")?, number("mu")?);
                let sides = if case["sides"] == json!(2) { Sides::Both } else { Sides::Upper };
                let closed = |shift| siegmund(k, h, shift);
                Ok(json!(match (name, sides) {
                    ("exact", _) => Cusum { sides, ..Cusum::new(k, h)? }.mean(shift)?,
                    (_, Sides::Upper) => closed(shift),
                    // Both sides by the sum of inverses.
                    _ => 1.0 / (1.0 / closed(shift) + 1.0 / closed(-shift)),
                }))
            });
            cases.collect()
        }
        "run_length" | "published" if has("quantiles") => {
            let design = design(vector, vector.float("k")?, vector.float("h")?)?;
            Ok(json!(design.quantiles(vector.float("mu")?, &vector.floats("quantiles")?)?))
        }
        "h" | "limit" | "published" if has("arl0") => for_each(vector.need("arl0")?, |wanted| {
            let k = vector.float("k")?;
            Ok(json!(limit_for(wanted, (0.01, 100.0), |h| design(vector, k, h)?.mean(0.0))?))
        }),
        "arl" | "published" => sweep(vector, &["k", "h", "headstart", "mu"], &|values| {
            let [Some(k), Some(h), start, shift] = *values else { return Err("k and h are needed".into()) };
            let design = Cusum { head_start: start.unwrap_or(0.0), ..design(vector, k, h)? };
            Ok(json!(design.mean(shift.unwrap_or(0.0))?))
        }),
        _ => Err(unknown(name)),
    }
}

fn design(vector: &Vector, k: f64, h: f64) -> Result<Cusum, Error> {
    let scheme = vector.text("scheme").to_lowercase();
    let sides = if scheme.contains("crosier") {
        Sides::Crosier
    } else if scheme.contains("one-sided") || scheme.contains("one side") {
        Sides::Upper
    } else {
        Sides::Both
    };
    Ok(Cusum { sides, ..Cusum::new(k, h)? })
}

/// A number of a case that stands apart from the vectors.
#[test]
fn what_is_no_scheme_is_named() {
    let vector = crate::vector::read_text(
        r#"[{"id": "cus-00", "inputs": {"k": 0.5}, "expected": {"arl": 1}, "tolerance": "exact"}]"#,
    );
    let Err(Problem(problem)) = answer(&vector.unwrap()[0], "arl") else { panic!("answered") };
    assert!(problem.contains("k and h"));
}
