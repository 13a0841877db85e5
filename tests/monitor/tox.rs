//! Toxic flow.

use crate::vector::{Answer, Problem, Vector, decimal, each, float, unknown};
use cascade_notes::engine::makers::belief::TwoValues;
use cascade_notes::engine::makers::fills::Terms;
use cascade_notes::engine::makers::vpin::{Bucket, floor, imbalance};
use cascade_notes::engine::units::{Money, Rate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde_json::{Map, Value, json};

pub fn answer(vector: &Vector, name: &str) -> Answer {
    match name {
        "ask_bid" => list(vector.rows("cases_p_alpha_VH_VL")?, |row| {
            let [belief, informed, high, low] = each(row, float)?[..] else {
                return Err("a case is p, alpha, VH, VL".into());
            };
            let quotes = TwoValues::new(high, low, informed)?.quotes(belief)?;
            Ok(json!([quotes.ask, quotes.bid]))
        }),
        "belief_high" => {
            let values = TwoValues::new(1.0, 0.0, vector.float("alpha")?)?;
            let prior = vector.float("prior")?;
            let count = |row: &Value| Ok(decimal(row)?.to_u32().ok_or("a number of trades")?);
            let buys = vector.get("buys_in_a_row").map(|value| each(value, count)).transpose()?;
            let sells = vector.get("sells_in_a_row").map(|value| each(value, count)).transpose()?;
            let runs = match (buys, sells) {
                (Some(buys), None) => buys.into_iter().map(|buys| (buys, 0)).collect(),
                (None, Some(sells)) => sells.into_iter().map(|sells| (0, sells)).collect(),
                (Some(buys), Some(sells)) if buys.len() == sells.len() => {
                    buys.into_iter().zip(sells).collect::<Vec<_>>()
                }
                _ => return Err("as many runs of buys as of sells".into()),
            };
            runs.into_iter().map(|(buys, sells)| Ok(json!(values.after(prior, buys, sells)?))).collect()
        }
        "break_even_informed_share" => list(vector.rows("cases")?, |case| {
            let bp = |key: &str| points(&decimal(&case[key])?);
            let terms = Terms { half_spread: bp("half_spread_bp")?, rebate: bp("rebate_bp")?, jump: bp("jump_bp")? };
            Ok(json!(number(terms.break_even()?.get())))
        }),
        "maker_result_usd" => {
            let bp = |key: &str| points(&vector.decimal(key)?);
            let terms = Terms { half_spread: bp("half_spread_bp")?, rebate: bp("rebate_bp")?, jump: bp("jump_bp")? };
            let fills = Money::new(vector.decimal("fills_usd")?);
            let shares = vector.decimals("informed_share")?.into_iter();
            shares.map(|share| Ok(json!(number(terms.result(fills, Rate::new(share))?.get())))).collect()
        }
        "vpin" | "signed" => {
            let bucket = |row: &Value| match each(row, float)?[..] {
                [bought, sold] => Ok(Bucket { bought, sold }),
                _ => Err(Problem("a bucket is bought and sold".to_owned())),
            };
            let buckets: Vec<Bucket> = vector.rows("buckets_buy_sell")?.iter().map(bucket).collect::<Result<_, _>>()?;
            let found = imbalance(&buckets, vector.float("bucket_volume")?)?;
            Ok(if name == "vpin" { found.vpin } else { found.signed }.into())
        }
        "expected_vpin" => {
            let mut by_trades = Map::new();
            for trades in vector.decimals("N")? {
                by_trades.insert(trades.to_string(), floor(trades.to_u32().ok_or("N")?)?.into());
            }
            Ok(by_trades.into())
        }
        _ => Err(unknown(name)),
    }
}

fn list(rows: &[Value], answer: impl Fn(&Value) -> Answer) -> Answer {
    rows.iter().map(answer).collect()
}

/// Basis points.
fn points(points: &Decimal) -> Result<Rate, Problem> {
    Ok(Rate::new(points * Decimal::new(1, 4)))
}

fn number(value: Decimal) -> f64 {
    value.to_f64().unwrap()
}
