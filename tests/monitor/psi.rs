//! Whether two samples come from one law.

use crate::vector::{Answer, Vector, for_each, unknown};
use cascade_notes::engine::monitor::detectors::errors::hoeffding;
use cascade_notes::engine::monitor::distribution::psi::{EMPTY_BIN, NullLaw, kullback_leibler, psi};
use cascade_notes::engine::monitor::distribution::{anderson, distances, ks};
use serde_json::{Map, Value, json};

pub fn answer(vector: &Vector, name: &str) -> Answer {
    match name {
        "psi" | "kl_cur_ref" | "kl_ref_cur" => {
            let (reference, current) = (vector.floats("reference")?, vector.floats("current")?);
            let of = |empty: f64| {
                Ok(json!(match name {
                    "psi" => psi(&reference, &current, empty)?,
                    "kl_cur_ref" => kullback_leibler(&current, &reference, empty)?,
                    _ => kullback_leibler(&reference, &current, empty)?,
                }))
            };
            match vector.get("zero_replaced_by") {
                Some(constants) => for_each(constants, of),
                None => of(EMPTY_BIN),
            }
        }
        "chi_square_p" | "hellinger" | "jensen_shannon" => {
            let (reference, current) = (vector.floats("reference_counts")?, vector.floats("current_counts")?);
            Ok(json!(match name {
                "chi_square_p" => distances::chi_square_p(&reference, &current)?,
                "hellinger" => distances::hellinger(&reference, &current)?,
                _ => distances::jensen_shannon(&reference, &current)?,
            }))
        }
        "published" => Ok(json!([answer(vector, "chi_square_p")?, answer(vector, "hellinger")?])),
        "anderson_darling_k_sample" => {
            let found = anderson::several_samples(&[&vector.floats("a")?, &vector.floats("b")?])?;
            Ok(json!({"statistic": found.statistic, "p": found.p, "published_p": found.p}))
        }
        "ks" => {
            let found = ks::two_samples(&vector.floats("a")?, &vector.floats("b")?)?;
            let mut all = Map::from_iter([("D".to_owned(), json!(found.d))]);
            let asymptotic = ks::asymptotic_p(found.sizes.0, found.sizes.1, found.d);
            for (key, value) in [("p_exact", found.p), ("p_asymptotic", asymptotic)] {
                if vector.expected["ks"].get(key).is_some() {
                    all.insert(key.to_owned(), json!(value));
                }
            }
            Ok(Value::Object(all))
        }
        "wasserstein1" => Ok(json!(distances::wasserstein(&vector.floats("a")?, &vector.floats("b")?)?)),
        "mann_whitney_u" => Ok(json!(distances::mann_whitney(&vector.floats("a")?, &vector.floats("b")?)?)),
        "c" => for_each(vector.need("alpha")?, |alpha| Ok(json!(ks::critical_factor(alpha)?))),
        "D_crit" => {
            let (n, m) = (vector.float("n")? as usize, vector.float("m")? as usize);
            for_each(vector.need("alpha")?, |alpha| Ok(json!(ks::critical(alpha, n, m)?)))
        }
        "eps" => {
            let mut found = Map::new();
            for n in vector.decimals("n")? {
                for delta in vector.decimals("delta")? {
                    let [count, confidence] = [n, delta].map(|x| x.to_string().parse::<f64>().unwrap());
                    found.insert(format!("{n},{delta}"), json!(hoeffding(count, confidence)));
                }
            }
            Ok(found.into())
        }
        _ => law(vector, name),
    }
}

/// The law without drift: limits and false alarms at the sample sizes in the names of the answers, or in the inputs.
fn law(vector: &Vector, name: &str) -> Answer {
    let bins = vector.float("bins")? as usize;
    let size = |key: &str| vector.expected.keys().chain([&name.to_owned()]).find_map(|name| number_after(name, key));
    let m = size("_M_").or_else(|| size("_M")).ok_or("no sample size")?;
    let drawn = NullLaw::new(m, m, bins)?;
    let one_sample = NullLaw::known_reference(m, bins)?.limit(0.95)?;
    match name {
        limit if limit.starts_with("limit_M") => Ok(json!(one_sample)),
        p95 if p95.starts_with("true_p95") => Ok(json!(drawn.limit(0.95)?)),
        "actual_false_alarm" => Ok(json!(drawn.above(one_sample))),
        _ => Err(unknown(name)),
    }
}

fn number_after(name: &str, mark: &str) -> Option<usize> {
    name.rsplit_once(mark)?.1.parse().ok()
}
