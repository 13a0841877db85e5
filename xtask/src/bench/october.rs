//! October 2025 with its queue of winners, natively and as WebAssembly: as a worker is asked for it, and single runs beside the plain way.

use std::fmt::Write as _;

use serde::Deserialize;

use super::cascade::{Jobs, Measured, thousands};
use super::table::duration;

/// Runs of `benches/october.rs`.
const RUNS: [(&str, &str); 2] = [("queue", "a queue of winners"), ("shared", "funding and shared losses")];

/// How long a curve is waited for, in seconds, as `benches/cascade.rs` and `cascade.mjs` have it.
const LONG: u32 = 60;

/// A question as a worker answers it, in milliseconds of work.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Asked {
    /// Until the narration, and until the end of the curve; `None` where it did not come in time.
    narration: Option<f64>,
    pub curve: Option<f64>,
    /// The longest slice.
    slice: f64,
    /// Points of the curve that came in time.
    pub points: usize,
}

impl Asked {
    fn narration(self) -> String {
        self.narration.map_or_else(|| format!("none in {LONG} s"), duration)
    }

    fn curve(self) -> String {
        self.curve.map_or_else(|| format!("{} points in {LONG} s", self.points), duration)
    }
}

/// The tables, in Markdown.
pub fn markdown(native: &Measured, web: &Measured) -> String {
    let mut out = "| October 2025, asked of a worker | narration, native | WebAssembly | whole curve, native | WebAssembly | longest slice, native | \
         WebAssembly |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        .to_owned();
    // Writing to a String cannot fail.
    for (accounts, own) in &native.asked {
        let Some(other) = web.asked.get(accounts) else { continue };
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} |",
            thousands(*accounts),
            own.narration(),
            other.narration(),
            own.curve(),
            other.curve(),
            duration(own.slice),
            duration(other.slice),
        );
    }
    out.push_str(
        "\n| October 2025, one run | native | dense scan | times faster | WebAssembly | dense scan | times faster |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for accounts in native.asked.keys() {
        for (run, what) in RUNS {
            let name = format!("october {accounts} {run}");
            let (own, other) = (row(&native.jobs, &name), row(&web.jobs, &name));
            let _ = writeln!(out, "| {}, {what} | {own} | {other} |", thousands(*accounts));
        }
    }
    out
}

/// A run, the same the plain way, and how many times it is faster.
fn row(jobs: &Jobs, name: &str) -> String {
    let median = |name: &str| jobs.get(name).map(|timed| timed.median);
    let (own, plain) = (median(name), median(&format!("{name} dense")));
    let told = |time: Option<f64>| time.map_or_else(|| "not timed".to_owned(), duration);
    let faster = own.zip(plain).map_or_else(|| "not timed".to_owned(), |(own, plain)| format!("{:.1}", plain / own));
    format!("{} | {} | {faster}", told(own), told(plain))
}

#[cfg(test)]
pub fn sample() -> std::collections::BTreeMap<u32, Asked> {
    let few = Asked { narration: Some(250.0), curve: Some(3000.0), slice: 25.0, points: 61 };
    let many = Asked { narration: Some(2500.0), curve: None, slice: 30.0, points: 12 };
    [(100_000, few), (1_000_000, many)].into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_question_has_its_row() {
        let jobs = serde_json::from_str(
            r#"{"october 100000 queue": {"least": 1, "median": 2, "rounds": 3, "closed": 4},
                "october 100000 queue dense": {"least": 1, "median": 5, "rounds": 3, "closed": 4}}"#,
        );
        let measured = Measured { jobs: jobs.unwrap(), asked: sample() };
        let text = markdown(&measured, &measured);
        for row in [
            "| 100,000 | 250 ms | 250 ms | 3000 ms | 3000 ms | 25.0 ms | 25.0 ms |",
            "| 1,000,000 | 2500 ms | 2500 ms | 12 points in 60 s | 12 points in 60 s |",
            "| 100,000, a queue of winners | 2.00 ms | 5.00 ms | 2.5 | 2.00 ms | 5.00 ms | 2.5 |",
            "| 1,000,000, funding and shared losses | not timed | not timed | not timed |",
        ] {
            assert!(text.contains(row), "{row} is not in\n{text}");
        }
    }
}
