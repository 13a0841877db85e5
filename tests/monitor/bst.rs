//! Bursts of counts.

use crate::vector::{Answer, Problem, Vector, by_value, each, for_each, numbers_in, unknown};
use cascade_notes::engine::monitor::runlength::poisson::{PoissonCusum, dispersion, reference};
use serde_json::{Value, json};

pub fn answer(vector: &Vector, name: &str) -> Answer {
    match name {
        "arl" | "published" => {
            let mean = vector.float("mean")?;
            let (design, starts) = scheme(vector, None)?;
            let from = |start: &u32| Ok(json!(PoissonCusum { start: *start, ..design }.mean(mean)?));
            if starts.is_empty() { from(&0) } else { starts.iter().map(from).collect() }
        }
        "arl_calm_and_burst" => {
            let (calm, burst) = (vector.float("calm_mean")?, vector.float("burst_mean")?);
            by_value(vector.need("h")?, |h| {
                let (design, _) = scheme(vector, Some(h))?;
                Ok(json!([design.mean(calm)?, design.mean(burst)?]))
            })
        }
        "k" | "reference" => Ok(json!(reference(vector.float("calm_mean")?, vector.float("burst_mean")?)?)),
        "mean" | "variance" | "fano" | "hawkes_branching" | "branching" | "p" | "dispersion_p" => {
            let counts: Vec<f64> = each(vector.need("counts")?, crate::vector::float)?;
            let found = dispersion(&counts)?.ok_or("no count")?;
            Ok(json!(match name {
                "mean" => found.mean,
                "variance" => found.variance,
                "fano" => found.fano,
                "p" | "dispersion_p" => found.p,
                _ => found.branching,
            }))
        }
        "tail" | "p_at_least" => {
            let mean = vector.float("mean")?;
            for_each(vector.need("count")?, |n| {
                Ok(json!(cascade_notes::engine::numeric::special::poisson_at_least(mean, n as u32)))
            })
        }
        _ => Err(unknown(name)),
    }
}

/// The whole numbers of a scheme such as "C=max(0,C+4x-1), alarm C>=40; start 0 and 20" or "C=max(0,C+x-12), alarm C>h".
fn scheme(vector: &Vector, h: Option<f64>) -> Result<(PoissonCusum, Vec<u32>), Problem> {
    let text = vector.text("scheme");
    let after = |mark: &str| text.split_once(mark).map(|(_, after)| after);
    let step = after("C+").and_then(|rest| rest.split(')').next()).ok_or("no step")?;
    let (gain, allowance) = step.split_once('x').ok_or("no count")?;
    let gain = if gain.is_empty() { 1 } else { gain.parse()? };
    let allowance = allowance.trim_start_matches('-').parse()?;
    let alarm = after("alarm C").ok_or("no alarm")?;
    let strict = !alarm.starts_with(">=");
    let at = numbers_in(alarm).first().copied().filter(|_| !alarm.trim_start_matches(['>', '=', ' ']).starts_with('h'));
    let at = at.or(h).or_else(|| vector.get("h").and_then(Value::as_f64)).ok_or("no limit")? as u32;
    let starts = after("start").map(|rest| numbers_in(rest).iter().map(|n| *n as u32).collect()).unwrap_or_default();
    Ok((PoissonCusum { gain, allowance, limit: at + u32::from(strict), start: 0 }, starts))
}
