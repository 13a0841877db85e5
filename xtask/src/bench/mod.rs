//! Times the page and its parts, weighs what is shipped, and prints both as Markdown.
//!
//! Natively criterion times the jobs of `benches/jobs.rs`; in Chromium `tests/browser/bench/bench.mjs` times the same jobs as WebAssembly
//! and the sliders of the built page, `section.mjs` its cascade, `cascade.mjs` the cascades of `benches/markets.rs` and
//! `benches/october.rs`, `watching.mjs` the monitor of `benches/watching.rs`, which can be timed alone. No test depends on a time.

mod cascade;
mod machine;
mod october;
mod section;
mod table;
mod watching;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::build;
use crate::ensure::{Browser, Npm, Toolbox};
use crate::process;
use crate::serve::Place;
use table::Job;

/// Where all that is only for measuring goes.
const SCRATCH: &str = "target/xtask/bench";

/// What Chromium measured, in milliseconds.
#[derive(Debug, Deserialize)]
struct InBrowser {
    browser: String,
    steps: BTreeMap<String, Times>,
    jobs: BTreeMap<String, Times>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
struct Times {
    median: f64,
    p95: f64,
    count: usize,
}

/// Everything that was measured in one run.
struct Results {
    machine: String,
    /// Median by job, in milliseconds.
    natively: BTreeMap<Job, f64>,
    in_browser: InBrowser,
    section: section::Section,
    cascades: cascade::Times,
    watching: watching::Times,
    weight: String,
}

/// Measures, prints the tables and, if asked, writes them into README.md.
pub fn run(root: &Path, write: bool) -> Result<()> {
    let toolbox = Toolbox::ensure(root, Npm::Required)?;
    let browser = Browser::ensure()?;
    let site = build::build(&toolbox)?;
    println!("Timing the engine and the figures natively: about two minutes the first time.");
    let natively = natively(&toolbox)?;
    println!("Timing them as WebAssembly, and the sliders of the page, in Chromium: about a minute.");
    let in_browser = in_browser(&toolbox, &browser)?;
    println!("Timing the cascade's section of the page in Chromium: about two minutes.");
    let section = section::measure(&toolbox, &browser)?;
    println!("Timing cascades, natively and in Chromium: about three minutes the first time.");
    let cascades = cascade::measure(&toolbox, &browser)?;
    let watching = watched(&toolbox, &browser)?;
    let results = Results {
        machine: machine::in_words(&in_browser.browser),
        natively,
        in_browser,
        section,
        cascades,
        watching,
        weight: table::weight(&site),
    };
    let text = table::markdown(&results)?;
    println!("\n{text}");
    if write {
        let file = root.join("README.md");
        let readme = fs::read_to_string(&file).context("README.md cannot be read")?;
        fs::write(&file, table::placed(&readme, &text)?).context("README.md cannot be written")?;
        println!("README.md has these figures now.");
    }
    Ok(())
}

/// Measures the monitor alone and prints its table; if asked, writes it into README.md in the place of the one that is there.
pub fn run_watching(root: &Path, write: bool) -> Result<()> {
    let toolbox = Toolbox::ensure(root, Npm::Required)?;
    let text = watched(&toolbox, &Browser::ensure()?)?.markdown()?;
    println!("\n{text}");
    if write {
        let file = root.join("README.md");
        let readme = fs::read_to_string(&file).context("README.md cannot be read")?;
        fs::write(&file, table::replaced(&readme, &text)?).context("README.md cannot be written")?;
        println!("README.md has these figures now.");
    }
    Ok(())
}

/// Runs a bench that prints its figures as a line of JSON, natively (`--bench bench`) and as the module of `benches/cascade-web` in Chromium, where
/// `tests/browser/bench/SCRIPT.mjs` runs it.
fn both_worlds<T: DeserializeOwned>(toolbox: &Toolbox, browser: &Browser, bench: &str, script: &str) -> Result<[T; 2]> {
    let mut cargo = toolbox.cargo(&["bench", "--no-default-features", "--profile", "speed", "--bench", bench]);
    let native = process::quiet(&mut cargo, "Run the same command to see more.")?;
    let root = toolbox.root();
    let folder = root.join(SCRATCH).join(script);
    let mut wasm_pack = build::wasm_pack_for_speed(toolbox, "benches/cascade-web");
    wasm_pack.arg("--out-dir").arg(&folder);
    process::quiet(&mut wasm_pack, "Mend what is named above, then run this again.")?;
    fs::write(folder.join("index.html"), "<!DOCTYPE html><title>Bench</title>")?;
    fs::copy(root.join("public/_headers"), folder.join("_headers")).context("public/_headers cannot be copied")?;
    let jobs = Place::take(0, "/")?.serve(&folder, None)?.run_in_background();
    let mut node = toolbox.node(&format!("tests/browser/bench/{script}.mjs"));
    node.env("BENCH_URL", jobs).env("CHROMIUM_PATH", &browser.chromium);
    let web = process::quiet(&mut node, "Chromium did not do what the benchmark expects.")?;
    Ok([figures(&native)?, figures(&web)?])
}

/// The line of JSON in an output.
fn figures<T: DeserializeOwned>(output: &str) -> Result<T> {
    let line = output.lines().rev().find(|line| line.starts_with('{')).context("the benchmark printed no figures")?;
    serde_json::from_str(line).with_context(|| format!("the benchmark's answer cannot be understood: {line}"))
}

fn watched(toolbox: &Toolbox, browser: &Browser) -> Result<watching::Times> {
    println!("Timing the monitor, natively and in Chromium: about a minute, and longer the first time.");
    watching::measure(toolbox, browser)
}

fn natively(toolbox: &Toolbox) -> Result<BTreeMap<Job, f64>> {
    let home = toolbox.root().join(SCRATCH).join("criterion");
    let mut cargo = toolbox.cargo(&["bench", "--no-default-features", "--bench", "recompute"]);
    cargo.env("CRITERION_HOME", &home);
    process::quiet(&mut cargo, "Run `cargo bench --no-default-features` to see more.")?;
    let median = |job: Job| {
        let file = home.join(job.name()).join("new/estimates.json");
        let text = fs::read_to_string(&file).with_context(|| format!("criterion left no {}", file.display()))?;
        let nanoseconds = serde_json::from_str::<serde_json::Value>(&text)?
            .pointer("/median/point_estimate")
            .and_then(serde_json::Value::as_f64)
            .with_context(|| format!("{} has no median", file.display()))?;
        anyhow::Ok((job, nanoseconds / 1e6))
    };
    Job::ALL.into_iter().map(median).collect()
}

fn in_browser(toolbox: &Toolbox, browser: &Browser) -> Result<InBrowser> {
    let root = toolbox.root();
    let folder = root.join(SCRATCH).join("web");
    let mut wasm_pack = build::wasm_pack(toolbox, "benches/web");
    wasm_pack.arg("--out-dir").arg(&folder);
    process::quiet(&mut wasm_pack, "Mend what is named above, then run this again.")?;
    fs::write(folder.join("index.html"), "<!DOCTYPE html><title>Bench</title>")?;
    fs::copy(root.join("public/_headers"), folder.join("_headers")).context("public/_headers cannot be copied")?;

    let site = Place::take(0, "/")?.serve(&root.join("dist"), None)?.run_in_background();
    let jobs = Place::take(0, "/")?.serve(&folder, None)?.run_in_background();
    let mut node = toolbox.node("tests/browser/bench/bench.mjs");
    node.env("BASE_URL", site)
        .env("BENCH_URL", jobs)
        .env("JOBS", Job::ALL.map(Job::name).join(" "))
        .env("CHROMIUM_PATH", &browser.chromium);
    let answer = process::quiet(&mut node, "The page or Chromium did not do what the benchmark expects.")?;
    serde_json::from_str(&answer).with_context(|| format!("The benchmark's answer cannot be understood:\n{answer}"))
}
