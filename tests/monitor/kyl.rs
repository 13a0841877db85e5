//! Price impact and illiquidity.

use crate::vector::{Answer, Problem, Vector, unknown};
use cascade_notes::engine::makers::kyle::{OnePeriod, one_period, sequence};
use cascade_notes::engine::makers::liquidity::{amihud, covariance_of_changes, roll_spread};
use rust_decimal::prelude::ToPrimitive as _;
use serde_json::{Map, Value, json};

pub fn answer(vector: &Vector, name: &str) -> Answer {
    match name {
        "lambda" => of_each(vector, |one| one.lambda),
        "beta" => of_each(vector, |one| one.beta),
        "expected_profit" => of_each(vector, |one| one.profit),
        // The same for each of them, so said once.
        "posterior_variance_share" => {
            let all = periods(vector)?;
            let first = all.first().ok_or("no case")?.variance_left;
            if all.iter().all(|one| one.variance_left == first) {
                Ok(first.into())
            } else {
                Err("it differs by case".into())
            }
        }
        "result" => {
            let mut by_count = Map::new();
            for count in vector.decimals("N")? {
                by_count.insert(count.to_string(), sequential(vector, count.to_u32().ok_or("N")?, &count.to_string())?);
            }
            Ok(by_count.into())
        }
        "amihud_per_musd" => {
            let millions: Vec<f64> = vector.floats("usd_volume")?.iter().map(|volume| volume / 1e6).collect();
            Ok(amihud(&vector.floats("returns")?, &millions)?.into())
        }
        "autocov" => Ok(covariance_of_changes(&vector.floats("trade_prices")?)?.into()),
        "roll_spread" => Ok(json!(roll_spread(covariance_of_changes(&vector.floats("trade_prices")?)?))),
        _ => Err(unknown(name)),
    }
}

fn periods(vector: &Vector) -> Result<Vec<OnePeriod>, Problem> {
    let (values, noises) = (vector.floats("sigma_value")?, vector.floats("sigma_noise")?);
    if values.len() != noises.len() {
        return Err("as many values as noises".into());
    }
    values.into_iter().zip(noises).map(|(value, noise)| Ok(one_period(value, noise)?)).collect()
}

fn of_each(vector: &Vector, part: fn(&OnePeriod) -> f64) -> Answer {
    Ok(periods(vector)?.iter().map(part).collect())
}

/// Of a sequence, what is expected of it: all impacts, or the first and the last to the five digits that are printed.
fn sequential(vector: &Vector, count: u32, key: &str) -> Answer {
    let found = sequence(count, 1.0, 1.0)?;
    let wanted = vector.expected["result"][key].as_object().ok_or("no result")?;
    let (first, last) = (found.auctions.first().ok_or("no auction")?, found.auctions.last().ok_or("no auction")?);
    let answers = wanted.keys().map(|name| {
        let value = match name.as_str() {
            "lambda" => found.auctions.iter().map(|auction| auction.lambda).collect(),
            "final_variance" => last.variance.into(),
            "profit_alpha0" => found.alpha.into(),
            "lambda_first_last" => json!([five_digits(first.lambda), five_digits(last.lambda)]),
            _ => return Err(unknown(name)),
        };
        Ok((name.clone(), value))
    });
    Ok(Value::Object(answers.collect::<Result<_, Problem>>()?))
}

fn five_digits(value: f64) -> f64 {
    (value * 1e5).round() / 1e5
}
