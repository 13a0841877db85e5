//! Funding.

use crate::vector::{Answer, Problem, Vector, decimal, float, unknown};
use cascade_notes::engine::costs::cycles::{FlatMarket, RatePath, Reach, compounded, hourly, simple};
use cascade_notes::engine::costs::funding::{Cap, Formula, FundingRule, HYPERLIQUID_ERAS, OKX};
use cascade_notes::engine::costs::payment::PaidFrom;
use cascade_notes::engine::costs::premium::Impact;
use cascade_notes::engine::units::{Checked as _, Money, Price, Rate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde_json::{Map, Value, json};

/// Hours of a year of 365 days.
const YEAR: Decimal = Decimal::from_parts(8760, 0, 0, false, 0);

pub fn answer(vector: &Vector, name: &str) -> Answer {
    match name {
        "simple_apr" => {
            by_label(vector, |rate, payments| Ok(number(simple(Rate::new(decimal(rate)?), decimal(payments)?)?.get())))
        }
        "compound_apy" => by_label(vector, |rate, payments| Ok(json!(compounded(float(rate)?, float(payments)?)))),
        "cycles_until_liquidation" => {
            let mut found = Map::new();
            for label in vector.rows("leverage_and_rate")? {
                let label = label.as_str().ok_or("a leverage and a rate")?;
                let (leverage, rate) = label.split_once(',').ok_or("a leverage and a rate")?;
                let leverage = decimal(&leverage.trim_end_matches('x').into())?;
                let rate = RatePath::Fixed(Rate::new(decimal(&rate.into())?));
                let cycles = match leveraged(vector, leverage)?.lasts(&rate)? {
                    Reach::At(cycle) => cycle.into(),
                    Reach::Never(_) => Value::Null,
                };
                found.insert(label.to_owned(), cycles);
            }
            Ok(found.into())
        }
        "F" => {
            let rule = rule(vector)?;
            let rates =
                vector.decimals("P")?.into_iter().map(|premium| Ok(number(rule.rate(Rate::new(premium), None)?.get())));
            let rates = rates.collect::<Result<Vec<Value>, Problem>>()?;
            // One premium is answered by one rate.
            Ok(if vector.need("P")?.is_array() {
                rates.into()
            } else {
                rates.into_iter().next().ok_or("no premium")?
            })
        }
        "basis" | "hourly_rate" => {
            let (mark, index) = (vector.decimal("mark")?, vector.decimal("index")?);
            let basis = mark.minus(index)?;
            let rate = hourly(Rate::new(basis.over(index)?), vector.decimal("hours")?)?;
            Ok(number(if name == "basis" { basis } else { rate.get() }))
        }
        "premium" => {
            let index = Price::new(vector.decimal("index")?)?;
            let (bids, asks) = (vector.decimals("impact_bid")?, vector.decimals("impact_ask")?);
            if bids.len() != asks.len() {
                return Err("as many bids as asks".into());
            }
            let premium = |(bid, ask)| {
                let impact = Impact { bid: Some(Price::new(bid)?), ask: Some(Price::new(ask)?) };
                Ok(number(impact.premium(index)?.get()))
            };
            bids.into_iter().zip(asks).map(premium).collect()
        }
        "rate_per_hour" => converging(vector, |premium, rule| Ok(rule.rate(premium, None)?.get())),
        "cap_apr" => converging(vector, |_, rule| Ok(simple(rule.cap(None)?.ok_or("no cap")?, YEAR)?.get())),
        _ => Err(unknown(name)),
    }
}

/// Under each label a rate and how often a year it is paid.
fn by_label(vector: &Vector, answer: fn(&Value, &Value) -> Answer) -> Answer {
    let labels = vector.need("rate_and_periods_a_year")?.as_object().ok_or("rates by label")?;
    let answers = labels.iter().map(|(label, row)| match row.as_array().map(Vec::as_slice) {
        Some([rate, payments]) => Ok((label.clone(), answer(rate, payments)?)),
        _ => Err(Problem(format!("{label}: a rate and a number of payments"))),
    });
    Ok(Value::Object(answers.collect::<Result<_, Problem>>()?))
}

/// A notional of one at a leverage, with the maintenance rate that the text of the vector names.
fn leveraged(vector: &Vector, leverage: Decimal) -> Result<FlatMarket, Problem> {
    let text = vector.need("position")?.as_str().ok_or("a position in words")?;
    let percent = text
        .split_once("maintenance ")
        .and_then(|(_, rest)| rest.split_once(" %"))
        .ok_or("no maintenance rate is named")?
        .0;
    let required = Rate::from_percent(decimal(&percent.into())?)?;
    // A notional that all these leverages divide, so that margins have all of their digits.
    let notional = Money::new(Decimal::from(5040));
    Ok(FlatMarket {
        notional,
        equity: notional.over(leverage)?,
        required: notional.times(required)?,
        free: Money::ZERO,
        paid_from: PaidFrom::PositionMargin,
    })
}

/// The rule that the text names: the common clamp, hourly where it is divided by eight.
fn rule(vector: &Vector) -> Result<FundingRule, Problem> {
    let text = vector.need("rule")?.as_str().ok_or("a rule in words")?;
    let plain: String = text.split_whitespace().collect::<String>().to_lowercase();
    if !plain.contains("p+clamp(") {
        return Err(Problem(format!("rule {text:?} is not known here")));
    }
    let inside = plain.split_once("clamp(").and_then(|(_, rest)| rest.split_once(')')).ok_or("a clamp")?.0;
    let parts: Vec<&str> = inside.split(',').collect();
    let [difference, low, high] = parts[..] else { return Err("a clamp of three parts".into()) };
    let (low, high) = (decimal(&low.into())?, decimal(&high.into())?);
    if low != -high {
        return Err("a clamp that is not the same both ways".into());
    }
    let interest = match difference.split_once("-p").ok_or("interest less premium")?.0 {
        "i" => plain
            .split_once("i=")
            .map(|(_, rest)| rest.split(['(', ',']).next().unwrap_or_default())
            .ok_or("no interest")?,
        given => given,
    };
    let base = if plain.ends_with("/8") { HYPERLIQUID_ERAS[3] } else { OKX };
    Ok(FundingRule {
        formula: Formula::Clamped { clamp: Rate::new(high) },
        interest: Rate::new(decimal(&interest.into())?),
        ..base
    })
}

/// A premium that is paid over some hours, at a cap of an hour.
fn converging(vector: &Vector, answer: fn(Rate, FundingRule) -> Result<Decimal, Problem>) -> Answer {
    let premium = Rate::new(vector.decimal("premium")?);
    let (hours, caps) = (vector.decimals("convergence_h")?, vector.decimals("cap_per_hour")?);
    if hours.len() != caps.len() {
        return Err("as many caps as convergences".into());
    }
    let one = |(hours, cap)| {
        let cap = Some(Cap::Absolute(Rate::new(cap)));
        let rule = FundingRule { formula: Formula::PremiumOnly, divisor: hours, cap, interval: Decimal::ONE, ..OKX };
        Ok(number(answer(premium, rule)?))
    };
    hours.into_iter().zip(caps).map(one).collect()
}

fn number(value: Decimal) -> Value {
    json!(value.to_f64())
}
