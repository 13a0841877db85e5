//! Guardrails.

use crate::vector::{Answer, Problem, Vector, each, float, for_each, unknown};
use cascade_notes::engine::monitor::guardrails::cap::{GrowingCap, after_write};
use cascade_notes::engine::monitor::guardrails::checks::{Bound, batch};
use cascade_notes::engine::monitor::guardrails::code::Code;
use cascade_notes::engine::monitor::guardrails::hysteresis::Hysteresis;
use cascade_notes::engine::monitor::guardrails::rate::RateLimit;
use cascade_notes::engine::monitor::guardrails::table::drift::{Oracle, Use, permits};
use cascade_notes::engine::monitor::guardrails::table::stricter;
use serde_json::{Map, Value, json};

pub fn answer(vector: &Vector, name: &str) -> Answer {
    match name {
        "allowed" if vector.get("columns").is_some() => table(vector),
        "allowed" => {
            let mut limit = RateLimit::new(vector.float("limit")? as usize, vector.float("window_s")?)?;
            let tries = for_each(vector.need("times")?, |time| Ok(json!(time)))?;
            let mut found = Vec::new();
            for time in each(&tries, float)? {
                let allowed = limit.allows(time);
                if allowed {
                    limit.take(time);
                }
                found.push(allowed);
            }
            Ok(json!(found))
        }
        "accepted" if vector.get("cases").is_some() => {
            let cases = vector.rows("cases")?.iter().map(|case| {
                let (bound, current) = (bound_of(case)?, float(&case["current"])?);
                let tries = each(&case["try"], float)?;
                Ok(json!(tries.iter().map(|to| bound.refuses(current, *to).is_none()).collect::<Vec<_>>()))
            });
            cases.collect()
        }
        "accepted" => {
            let whole = json!({
                "bound": vector.get("bound"), "bound_bps": vector.get("bound_bps"), "mode": vector.get("mode"),
            });
            let stored = vector.float(if vector.get("stored").is_some() { "stored" } else { "current" })?;
            let entries = vector.floats(if vector.get("batch").is_some() { "batch" } else { "entries" })?;
            let refused = batch(bound_of(&whole)?, stored, &entries);
            Ok(json!(refused.iter().map(Option::is_none).collect::<Vec<_>>()))
        }
        "absolute_rule" | "relative_rule" | "example_follows" => documentation(vector, name),
        "cap" => {
            let cap = GrowingCap::new(vector.float("snapshot")?, vector.float("growth_yearly")?)?;
            for_each(vector.need("days")?, |days| Ok(json!(cap.after(days * 86_400.0)?)))
        }
        "accept" | "reason" => {
            let refusal = after_write(vector.float("cap")?, vector.float("cap")?, vector.float("live")?);
            Ok(match (name, refusal) {
                ("accept", refusal) => json!(refusal.is_none()),
                (_, Some(refusal)) if refusal.code == Code::ResultCapped => json!("would leave the feed capped"),
                (_, other) => json!(other.map(|refusal| refusal.to_string())),
            })
        }
        "alarm" => {
            let mut switch = Hysteresis::new(vector.float("enter")?, vector.float("leave")?)?;
            Ok(json!(vector.floats("score")?.into_iter().map(|score| switch.step(score)).collect::<Vec<_>>()))
        }
        "outcome" | "final" | "stricter" => {
            // From the least strict to the strictest, as the vector lists it or as they are usually called.
            const USUAL: [&str; 9] =
                ["allow", "allowed", "warn", "reduce", "review", "sign-off", "halt", "deny", "refuse"];
            let names = |key: &str| -> Result<Vec<String>, Problem> {
                each(vector.need(key)?, |name| Ok(name.as_str().ok_or("no name")?.to_owned()))
            };
            let order = ["order", "levels", "strictness"].iter().find(|key| vector.get(key).is_some());
            let order = order.map_or_else(|| Ok(USUAL.map(str::to_owned).to_vec()), |key| names(key))?;
            let rank = |name: &String| order.iter().position(|known| known == name).ok_or(name.clone());
            let both = names("model")?.into_iter().zip(names("rules")?);
            let found = both.map(|(model, rules)| Ok(order[stricter(rank(&model)?, rank(&rules)?)].clone()));
            Ok(json!(found.collect::<Result<Vec<_>, Problem>>()?))
        }
        _ => Err(unknown(name)),
    }
}

fn bound_of(case: &Value) -> Result<Bound, Problem> {
    match case["mode"].as_str() {
        Some("relative") => Ok(Bound::Relative(float(&case["bound_bps"])? / 1e4)),
        Some("absolute") => Ok(Bound::Absolute(float(&case["bound"])?)),
        _ if case["bound_bps"].is_number() => Ok(Bound::Relative(float(&case["bound_bps"])? / 1e4)),
        _ => Ok(Bound::Absolute(float(&case["bound"])?)),
    }
}

fn table(vector: &Vector) -> Answer {
    let columns = each(vector.need("columns")?, |name| Ok(name.as_str().ok_or("no name")?.to_owned()))?;
    vector.get("limits");
    let used = |name: &String| {
        let found = Use::ALL.into_iter().find(|what| format!("{what:?}") == *name);
        found.ok_or_else(|| Problem(format!("use {name:?}")))
    };
    let uses: Vec<Use> = columns.iter().map(used).collect::<Result<_, _>>()?;
    let row = |oracle: Oracle| {
        let name = format!("{oracle:?}").replace("Amm", "AMM");
        (name, json!(uses.iter().map(|what| u8::from(permits(oracle, *what))).collect::<Vec<_>>()))
    };
    Ok(Value::Object(Oracle::ALL.into_iter().map(row).collect::<Map<_, _>>()))
}

/// A text that says one rule and an example that follows another, with two digits behind the underscore: 70_00 is 70 %.
fn documentation(vector: &Vector, name: &str) -> Answer {
    let basis_points = |text: &str| -> Vec<f64> {
        let words = text.split(|c: char| !(c.is_ascii_digit() || c == '_')).filter(|word| word.contains('_'));
        words.filter_map(|word| word.replace('_', "").parse().ok()).collect()
    };
    let (text, example) = (basis_points(vector.text("text")), basis_points(vector.text("example")));
    let ([bound], [from, up, down]) = (&text[..], &example[..]) else { return Err("a bound and an example".into()) };
    let reach = |bound: Bound| {
        let (low, high) = bound.reach(*from);
        vec![high, low]
    };
    let (absolute, relative) = (reach(Bound::Absolute(*bound)), reach(Bound::Relative(bound / 1e4)));
    Ok(match name {
        "absolute_rule" => json!(absolute),
        "relative_rule" => json!(relative),
        _ if absolute == [*up, *down] => json!("absolute"),
        _ if relative == [*up, *down] => json!("relative"),
        _ => json!("neither"),
    })
}
