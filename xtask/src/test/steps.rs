//! The checks themselves.

use std::process::Command;

use anyhow::{Result, bail};

use super::count::Count;
use crate::ensure::{Browser, Toolbox};
use crate::process;
use crate::serve::Place;

/// Where the page is served a second time, to prove that it works below any path.
const SUBPATH: &str = "/some/path/";

/// What can be checked before there is a page. Cheap answers come first.
pub fn without_a_build(toolbox: &Toolbox, browser: &Browser) -> Vec<(&'static str, Command)> {
    // Without the names of four hundred crates the answers can be found in the log.
    let cargo = |arguments: &[&str]| {
        let mut command = toolbox.cargo(arguments);
        command.env("CARGO_TERM_QUIET", "true");
        command
    };
    let clippy = |arguments: &[&str]| cargo(&[&["clippy"], arguments, &["--", "-D", "warnings"]].concat());
    let mut doc = cargo(&["doc", "--no-deps", "--workspace"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    // Not quiet: cargo would pass that on to a test runner that does not know the word.
    let mut wasm = toolbox.wasm_pack();
    wasm.args(["test", "--headless", "--chrome", "--chromedriver"])
        .arg(&browser.driver)
        .args(["--mode", "no-install", "--", "--test", "web"])
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    vec![
        ("format", cargo(&["fmt", "--all", "--check"])),
        ("clippy: everything, natively", clippy(&["--workspace", "--all-targets"])),
        ("clippy: engine and figures alone", clippy(&["--no-default-features", "--lib"])),
        ("clippy: as WebAssembly", clippy(&["--target", "wasm32-unknown-unknown", "--lib", "--test", "web"])),
        (
            "clippy: the worker's module",
            clippy(&["--target", "wasm32-unknown-unknown", "--lib", "--package", "cascade-notes-worker"]),
        ),
        ("doc: every link in the documentation", doc),
        ("test: engine, figures and xtask, natively", cargo(&["test", "--workspace", "--no-default-features"])),
        ("test: page parts in headless Chromium", wasm),
    ]
}

/// Checks one page against the HTML standard and its accessibility rules.
pub fn html(toolbox: &Toolbox, page: &str) -> Result<()> {
    let mut command = toolbox.node("node_modules/html-validate/bin/html-validate.mjs");
    command.args(["--config", ".htmlvalidate.json", page]);
    if !process::stream(&mut command)?.success {
        bail!("{page} breaks the rules above.");
    }
    Ok(())
}

/// Walks through the built page in Chromium, and partly in Firefox, at the root of a host and below a path.
pub fn journeys(toolbox: &Toolbox, browser: &Browser) -> Result<Count> {
    let dist = toolbox.root().join("dist");
    let site = Place::take(0, "/")?.serve(&dist, None)?.run_in_background();
    let below = Place::take(0, SUBPATH)?.serve(&dist, None)?.run_in_background();
    let mut command = toolbox.node("node_modules/@playwright/test/cli.js");
    command
        .args(["test", "--config", "tests/browser/playwright.config.ts"])
        .env("BASE_URL", site)
        .env("SUBPATH_URL", below)
        .env("CHROMIUM_PATH", &browser.chromium);
    if let Some(firefox) = &browser.firefox {
        command.env("FIREFOX_PATH", firefox);
    }
    let outcome = process::stream(&mut command)?;
    Ok(Count::read(&outcome.output).with_status(outcome.success))
}
