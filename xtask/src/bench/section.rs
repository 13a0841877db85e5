//! The cascade's section of the built page in Chromium: steps of its sliders, crowds, and the longest frame.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::Times;
use super::table::duration;
use crate::ensure::{Browser, Toolbox};
use crate::process;
use crate::serve::Place;

/// One slider.
#[derive(Debug, Deserialize)]
struct Step {
    drawing: Times,
    frame: Times,
}

/// Keys pressed while the processor is slowed down, in milliseconds.
#[derive(Debug, Deserialize)]
struct Slowed {
    worst: f64,
    median: f64,
    p98: f64,
}

/// A run over many accounts, in milliseconds.
#[derive(Debug, Deserialize)]
struct Crowd {
    picture: f64,
    all: f64,
    another: f64,
    longest: f64,
}

/// Everything that was measured.
#[derive(Debug, Deserialize)]
pub struct Section {
    steps: BTreeMap<String, Step>,
    slowed: Slowed,
    crowds: BTreeMap<u32, Crowd>,
}

/// Measures it on the page in `dist/`.
pub fn measure(toolbox: &Toolbox, browser: &Browser) -> Result<Section> {
    let site = Place::take(0, "/")?.serve(&toolbox.root().join("dist"), None)?.run_in_background();
    let mut node = toolbox.node("tests/browser/bench/section.mjs");
    node.env("BASE_URL", site).env("CHROMIUM_PATH", &browser.chromium);
    let answer = process::quiet(&mut node, "The page or Chromium did not do what the benchmark expects.")?;
    serde_json::from_str(&answer).with_context(|| format!("The benchmark's answer cannot be understood:\n{answer}"))
}

impl Section {
    /// The tables, in Markdown.
    pub fn markdown(&self) -> String {
        let mut out = "| One step of a slider of the cascade, default market | to the drawing, median | p95 | to the frame, median | p95 |\n\
             | --- | ---: | ---: | ---: | ---: |\n"
            .to_owned();
        // Writing to a String cannot fail.
        for (name, Step { drawing, frame }) in &self.steps {
            let [a, b, c, d] = [drawing.median, drawing.p95, frame.median, frame.p95].map(duration);
            let _ = writeln!(out, "| {name} | {a} | {b} | {c} | {d} |");
        }
        let Slowed { worst, median, p98 } = &self.slowed;
        let _ = writeln!(
            out,
            "\nThe same step by key with the processor slowed down four times, as the browser times interactions: median {}, 98th percentile {}, worst {}.\n",
            duration(*median),
            duration(*p98),
            duration(*worst)
        );
        out.push_str(
            "| Accounts, three symbols | drawn, sorted, run and painted | with 60 other shocks | another shock | longest frame meanwhile |\n\
             | --- | ---: | ---: | ---: | ---: |\n",
        );
        for (accounts, Crowd { picture, all, another, longest }) in &self.crowds {
            let [a, b, c, d] = [*picture, *all, *another, *longest].map(duration);
            let _ = writeln!(out, "| {} | {a} | {b} | {c} | {d} |", super::cascade::thousands(*accounts));
        }
        out
    }
}

#[cfg(test)]
pub fn sample() -> Section {
    let times = Times { median: 5.0, p95: 9.0, count: 160 };
    Section {
        steps: BTreeMap::from([("Shock".to_owned(), Step { drawing: times, frame: times })]),
        slowed: Slowed { worst: 64.0, median: 32.0, p98: 56.0 },
        crowds: BTreeMap::from([(100_000, Crowd { picture: 300.0, all: 900.0, another: 20.0, longest: 17.0 })]),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_figure_has_its_place() {
        let text = super::sample().markdown();
        assert!(text.contains("| Shock | 5.00 ms | 9.00 ms | 5.00 ms | 9.00 ms |"), "{text}");
        assert!(text.contains("median 32.0 ms, 98th percentile 56.0 ms, worst 64.0 ms"), "{text}");
        assert!(text.contains("| 100,000 | 300 ms | 900 ms | 20.0 ms | 17.0 ms |"), "{text}");
    }
}
