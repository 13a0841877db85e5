//! What run lengths assume.

use crate::vector::{Answer, Problem, Vector, by_value, each, float, numbers_in, unknown};
use cascade_notes::engine::Error;
use cascade_notes::engine::monitor::detectors::charts::{self, Calm};
use cascade_notes::engine::monitor::detectors::{AfterAlarm, Any, Detector};
use cascade_notes::engine::monitor::runlength::Noise;
use cascade_notes::engine::monitor::runlength::corrections::{alarm_within, estimated_both, estimated_mean, family};
use cascade_notes::engine::monitor::runlength::cusum::Cusum;
use cascade_notes::engine::monitor::runlength::ewma::Ewma;
use cascade_notes::engine::monitor::runlength::shewhart::{Rule, Shewhart};
use cascade_notes::engine::monitor::runlength::simulation::{Process, cusum, simulate};
use serde_json::{Map, Value, json};

pub fn answer(vector: &Vector, name: &str) -> Answer {
    let has = |key: &str| vector.get(key).is_some();
    match name {
        "arl0" if has("nu") => by_value(vector.need("nu")?, |nu| columns(vector, Noise::student(nu)?)),
        "normal" => columns(vector, Noise::Normal),
        "arl0" if has("phi") => {
            let chart = Chart::of(vector.text("scheme"))?;
            by_value(vector.need("phi")?, |phi| Ok(json!(chart.autocorrelated(phi, vector.float("paths")? as u32)?)))
        }
        "arl0_known" | "known" => Ok(json!(Chart::of(vector.text("scheme"))?.mean(0.0, 1.0, Noise::Normal)?)),
        "arl0_estimated" => groups(vector, 0.0),
        "published" => Ok(json!([answer(vector, "arl0_known")?, answer(vector, "arl0_estimated")?])),
        known if known.starts_with("arl_known_mu_") => {
            let chart = Chart::of(vector.text("scheme"))?;
            let shifts = numbers_in(&known["arl_known_mu_".len()..].replace('_', " "));
            shifts.iter().map(|shift| Ok(json!(chart.mean(*shift, 1.0, Noise::Normal)?))).collect()
        }
        "arl0" if has("m") => {
            let chart = Chart::of(vector.text("scheme"))?;
            by_value(vector.need("m")?, |m| {
                Ok(json!(estimated_mean(m as u32, |shift| chart.mean(shift, 1.0, Noise::Normal))?))
            })
        }
        "family_arl0" => {
            let each = vector.float("arl0_each")?;
            by_value(vector.need("monitors")?, |m| Ok(json!(family(each, m as u32)?)))
        }
        "false_alarm_within" | "p_false_alarm" => {
            let mean = vector.float("arl0")?;
            crate::vector::for_each(vector.need("samples")?, |n| Ok(json!(alarm_within(mean, n))))
        }
        "two_sided_arl_mu0_mu1" => {
            let mut found = Map::new();
            for pair in each(vector.need("delta,lambda")?, |value| Ok(value.as_str().ok_or("no text")?.to_owned()))? {
                let numbers = numbers_in(&pair.replace(',', " "));
                let [k, h] = numbers[..] else { return Err("delta and lambda".into()) };
                let design = Cusum::new(k, h)?;
                found.insert(pair, json!([design.mean(0.0)?, design.mean(1.0)?]));
            }
            Ok(found.into())
        }
        _ => Err(unknown(name)),
    }
}

/// A chart as a text names it: "two-sided CUSUM k .5 h 4", "EWMA .1/2.703", "Shewhart 3 sigma".
enum Chart {
    Cusum(f64, f64),
    Ewma(f64, f64),
    Shewhart(f64),
}

impl Chart {
    fn of(text: &str) -> Result<Self, Problem> {
        let numbers = numbers_in(text);
        match numbers[..] {
            [k, h, ..] if text.contains("CUSUM") => Ok(Self::Cusum(k, h)),
            [lambda, c, ..] if text.contains("EWMA") => Ok(Self::Ewma(lambda, c)),
            [sigma, ..] if text.contains("Shewhart") => Ok(Self::Shewhart(sigma)),
            _ => Err(Problem(format!("chart {text:?}"))),
        }
    }

    /// Mean run length at a shift, with limits wider by a factor.
    fn mean(&self, shift: f64, wider: f64, noise: Noise) -> Result<f64, Error> {
        match *self {
            Self::Cusum(k, h) => Cusum { noise, ..Cusum::new(k * wider, h * wider)? }.mean(shift),
            Self::Ewma(lambda, c) => Ewma { noise, ..Ewma::new(lambda, c * wider)? }.mean(shift),
            Self::Shewhart(sigma) => {
                Shewhart::new(&[Rule { least: 1, of: 1, beyond: sigma * wider }], noise)?.mean(shift)
            }
        }
    }

    fn autocorrelated(&self, phi: f64, paths: u32) -> Result<f64, Problem> {
        let process = Process { noise: Noise::Normal, phi, shift: 0.0 };
        let fresh: Any = match *self {
            Self::Cusum(k, h) => return Ok(cusum(&Cusum::new(k, h)?, &process, paths, 1_000_000, 1)?.mean),
            Self::Ewma(lambda, c) => charts::Ewma::new(Calm::STANDARD, lambda, c, false, AfterAlarm::Keep)?.into(),
            Self::Shewhart(beyond) => {
                charts::Shewhart::new(Calm::STANDARD, &[Rule { least: 1, of: 1, beyond }], AfterAlarm::Keep)?.into()
            }
        };
        let found = simulate(paths, 1_000_000, 1, |stream, longest| {
            let mut chart = fresh.clone();
            let alarms = |x: f64| chart.step(x).is_ok_and(|decision| decision.verdict.is_alarm());
            let at = process.samples(stream).take(longest as usize).position(alarms);
            at.and_then(|at| u32::try_from(at + 1).ok())
        })?;
        Ok(found.mean)
    }
}

fn columns(vector: &Vector, noise: Noise) -> Answer {
    let charts = vector.rows("columns")?.iter().map(|text| Chart::of(text.as_str().unwrap_or_default()));
    charts.map(|chart| Ok(json!(chart?.mean(0.0, 1.0, noise)?))).collect()
}

/// "... estimated from 20 samples of 5".
fn groups(vector: &Vector, shift: f64) -> Answer {
    let text = vector.text("scheme");
    let after = text.split_once("from").map(|(_, after)| numbers_in(after)).unwrap_or_default();
    let [groups, size] = after[..] else { return Err("so many samples of so many".into()) };
    let chart = Chart::of(text)?;
    let mean = |error: f64, wider: f64| chart.mean(shift + error, wider, Noise::Normal);
    Ok(json!(estimated_both(groups as u32, size as u32, mean)?))
}

/// A text that names no chart.
#[test]
fn a_chart_that_is_none_is_named() {
    assert!(Chart::of("a chart").is_err());
    assert!(float(&Value::Null).is_err());
}
