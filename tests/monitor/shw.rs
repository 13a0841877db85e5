//! Run lengths of Shewhart charts with runs rules.

use crate::vector::{Answer, Problem, Vector, numbers_in, sweep, unknown};
use cascade_notes::engine::monitor::runlength::Noise;
use cascade_notes::engine::monitor::runlength::shewhart::{Rule, Shewhart};
use serde_json::json;

pub fn answer(vector: &Vector, name: &str) -> Answer {
    match name {
        "arl" | "published" => {
            let chart = Shewhart::new(&rules(vector.text("rule"))?, Noise::Normal)?;
            sweep(vector, &["mu"], &|values| Ok(json!(chart.mean(values[0].unwrap_or(0.0))?)))
        }
        _ => Err(unknown(name)),
    }
}

/// The rules of a text: "rule 1 or 2 of 3 beyond 2 sigma same side", "one point beyond 3 sigma", "rule 1 or 8 in a row on one side".
fn rules(text: &str) -> Result<Vec<Rule>, Problem> {
    text.replace(", ", " or ").replace(" and ", " or ").split(" or ").map(rule).collect()
}

fn rule(text: &str) -> Result<Rule, Problem> {
    let whole = |number: f64| number as u32;
    match numbers_in(text)[..] {
        _ if text.contains("rule 1") => Ok(Rule { least: 1, of: 1, beyond: 3.0 }),
        [beyond] if text.contains("one point") => Ok(Rule { least: 1, of: 1, beyond }),
        [least, of, beyond] if text.contains("beyond") => Ok(Rule { least: whole(least), of: whole(of), beyond }),
        [run] if text.contains("in a row") => Ok(Rule { least: whole(run), of: whole(run), beyond: 0.0 }),
        [run, beyond] if text.contains("in a row") => Ok(Rule { least: whole(run), of: whole(run), beyond }),
        _ => Err(Problem(format!("rule {text:?}"))),
    }
}
