//! Realised volatility.

use crate::vector::{Answer, Problem, Vector, by_value, each, float, for_each, unknown};
use cascade_notes::engine::monitor::volatility::{
    Bar, Estimator, Realised, continuous_range, mean_range, yang_zhang_k,
};
use serde_json::{Value, json};

/// The bars that other vectors name by the id of the first.
const OWN_FILE: &str = "tests/data/monitor-vectors.json";

pub fn answer(vector: &Vector, name: &str) -> Answer {
    match name {
        "rogers_satchell" | "parkinson" | "garman_klass" if vector.get("bar").is_some() => {
            let bar = bar_of(vector.text("bar"))?;
            Ok(json!(match name {
                "rogers_satchell" => bar.rogers_satchell(),
                "parkinson" => bar.parkinson(),
                _ => bar.garman_klass(),
            }))
        }
        "yang_zhang_k" => {
            let alpha = vector.float("alpha")?;
            for_each(vector.need("n")?, |n| Ok(json!(yang_zhang_k(n as usize, alpha))))
        }
        "mean_range" => by_value(vector.need("n")?, |n| Ok(json!(mean_range(n as u32)))),
        "continuous" => Ok(json!(continuous_range())),
        "realised_variance" => Ok(json!(realised(vector)?.variance)),
        "bipower_variation" => Ok(json!(realised(vector)?.bipower)),
        "rv_annual_hourly_bars" => Ok(json!(realised(vector)?.annual(8_760.0)?)),
        rows if rows.starts_with("rows_") => {
            let window = vector.float("window")? as usize;
            let values = estimator(vector.text("estimator"))?.rolling(
                &bars(vector)?,
                window,
                vector.float("periods_per_year")?,
            )?;
            let (first, last) = rows["rows_".len()..].split_once("_to_").ok_or("rows")?;
            let (first, last): (usize, usize) = (first.parse()?, last.parse()?);
            let wanted = values.iter().filter(|(at, _)| (first..=last).contains(&(at + 1)));
            Ok(wanted.map(|(_, value)| json!(value)).collect())
        }
        _ => Err(unknown(name)),
    }
}

fn realised(vector: &Vector) -> Result<Realised, Problem> {
    Ok(Realised::of(&vector.floats("prices")?)?)
}

fn estimator(text: &str) -> Result<Estimator, Problem> {
    [
        ("Garman-Klass-Yang", Estimator::GarmanKlassGaps),
        ("Garman-Klass", Estimator::GarmanKlass),
        ("Parkinson", Estimator::Parkinson),
        ("Rogers-Satchell", Estimator::RogersSatchell),
        ("Yang-Zhang", Estimator::YangZhang),
        ("close-to-close", Estimator::CloseToClose),
    ]
    .into_iter()
    .find_map(|(name, estimator)| text.contains(name).then_some(estimator))
    .ok_or_else(|| Problem(format!("estimator {text:?}")))
}

/// Own bars, or those of another vector: "as vol-01".
fn bars(vector: &Vector) -> Result<Vec<Bar>, Problem> {
    let own = vector.need("ohlc")?;
    let list: Value = match own.as_str() {
        Some(text) => {
            let id = text.trim_start_matches("as ");
            let other = crate::vector::read(OWN_FILE)?.into_iter().find(|other| other.id == id);
            other.ok_or("no such vector")?.need("ohlc")?.clone()
        }
        None => own.clone(),
    };
    let rows = list.as_array().ok_or("bars are a list")?;
    rows.iter()
        .map(|row| match each(row, float)?[..] {
            [open, high, low, close] => Ok(Bar::new(open, high, low, close)?),
            _ => Err("a bar is open, high, low, close".into()),
        })
        .collect()
}

/// "open=low=100, close=high=110".
fn bar_of(text: &str) -> Result<Bar, Problem> {
    let price = |name: &str| {
        let part = text.split(',').find(|part| part.contains(name)).ok_or("a price is missing")?;
        Ok::<f64, Problem>(part.rsplit('=').next().unwrap_or_default().trim().parse()?)
    };
    Ok(Bar::new(price("open")?, price("high")?, price("low")?, price("close")?)?)
}
