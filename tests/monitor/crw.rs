//! Crowding.

use crate::vector::{Answer, Problem, Vector, each, unknown};
use cascade_notes::engine::monitor::crowding::agreement::agreement;
use cascade_notes::engine::monitor::crowding::rating::rate;
use cascade_notes::engine::monitor::crowding::terms::{basis, carry_to_volatility};
use serde_json::{Value, json};

pub fn answer(vector: &Vector, name: &str) -> Answer {
    match name {
        "basis_annual_log" | "basis_annual_simple" => {
            let (futures, days, spot) = (vector.floats("futures")?, vector.floats("days")?, vector.float("spot")?);
            let each = futures.iter().zip(&days).map(|(future, days)| {
                let found = basis(*future, spot, *days)?;
                Ok(json!(if name == "basis_annual_log" { found.log } else { found.simple }))
            });
            each.collect()
        }
        "carry_to_vol" => {
            let (carry, volatility) = (vector.floats("carry_annual")?, vector.floats("realised_vol_annual")?);
            carry.iter().zip(&volatility).map(|(c, v)| Ok(json!(carry_to_volatility(*c, *v)?))).collect()
        }
        "mean_agreeing_incomplete" => {
            let limit = vector.float("agree_threshold")?;
            let rows = vector.rows("scores_basis_funding_vol")?.iter().map(|row| {
                let scores = each(row, |score| match score {
                    Value::Null => Ok(None),
                    number => crate::vector::float(number).map(Some),
                })?;
                let found = agreement(&scores, limit)?;
                Ok::<Value, Problem>(json!([found.mean, found.agreeing, found.incomplete]))
            });
            rows.collect()
        }
        "median" | "mad" | "z" | "z_rob" | "robust_z" | "z_last" => crate::pct::rating(vector, name, rate),
        _ => Err(unknown(name)),
    }
}
