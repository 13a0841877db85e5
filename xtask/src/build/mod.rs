//! From sources to `dist/`: every file that the page loads gets a name that changes with its content.
//!
//! `chunks` compiles the page's module in pieces; `html` reads and rewrites `index.html`; `stylesheet` and `script` do the same for what it loads; `assets` names files;
//! `offline` lists them for the service worker; `site` puts them together in memory; `output` writes them. Same input, same bytes.

mod assets;
mod chunks;
mod html;
mod offline;
pub mod output;
mod paths;
mod reference;
mod script;
mod site;
mod stylesheet;

use std::process::Command;
use std::sync::Arc;

use anyhow::{Result, ensure};

use crate::budget;
use crate::ensure::Toolbox;
use crate::fill::fill;
use crate::fonts;
use crate::process;
use crate::watch::Parts;
pub use site::{File, Role, Site, assemble};

/// Said below what a silent step complains of.
const ADVICE: &str = "Mend what is named above and save.";

/// What is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Module {
    /// The page's own.
    Page,
    /// The worker's.
    Worker,
}

impl Module {
    /// Compiles it; `silent` says nothing unless that fails.
    fn compile(self, toolbox: &Toolbox, silent: bool) -> Result<()> {
        if self == Self::Page {
            return chunks::compile(toolbox, silent);
        }
        run(&mut wasm_pack_for_speed(toolbox, "worker"), silent, "The module of the worker was not built.")
    }
}

/// Runs a step of compiling, without a word where it is `silent`. Errors: it failed; `failed` is said after its own words.
fn run(command: &mut Command, silent: bool, failed: &str) -> Result<()> {
    if silent {
        return process::silent(command, ADVICE).map(drop);
    }
    ensure!(process::stream(command)?.success, "{failed}");
    Ok(())
}

/// Compiles every module, assembles the site, writes it to `dist/` and prints what each file weighs.
pub fn build(toolbox: &Toolbox) -> Result<Site> {
    fonts::check(toolbox.root())?;
    for module in [Module::Page, Module::Worker] {
        module.compile(toolbox, false)?;
    }

    let site = assemble(toolbox.root(), |_, source| fill(toolbox.root(), source), None)?;
    for warning in &site.warnings {
        eprintln!("{warning}");
    }
    output::write(toolbox.root(), &site)?;
    print!("{}", budget::table(&site));
    Ok(site)
}

/// The command that makes a package for the web out of the crate in `folder`, without this machine's paths in it.
pub fn wasm_pack(toolbox: &Toolbox, folder: &str) -> Command {
    let mut command = toolbox.wasm_pack();
    command.args(["build", folder, "--target", "web", "--mode", "no-install", "--release", "--no-typescript"]);
    command.env(paths::VARIABLE, paths::flags(toolbox.root()));
    command
}

/// The same compiled for speed, with SIMD: cascades over large populations, which run in a module of their own.
pub fn wasm_pack_for_speed(toolbox: &Toolbox, folder: &str) -> Command {
    let mut command = toolbox.wasm_pack();
    command.args(["build", folder, "--target", "web", "--mode", "no-install", "--profile", "speed", "--no-typescript"]);
    command.env(paths::VARIABLE, format!("-Ctarget-feature=+simd128 {}", paths::flags(toolbox.root())));
    command
}

/// The halves of a build that is done again and again: silent unless it fails.
pub fn parts(toolbox: Toolbox) -> Parts {
    let toolbox = Arc::new(toolbox);
    let compiler = Arc::clone(&toolbox);
    Parts {
        compile: Box::new(move |module| module.compile(&compiler, true)),
        prerender: Box::new(move |file, source, outdated| {
            if !outdated {
                return fill(toolbox.root(), source);
            }
            let mut command =
                toolbox.cargo(&["run", "--quiet", "--package", "xtask", "--bin", "prerender", "--", file]);
            process::silent(&mut command, ADVICE).map_err(|error| error.to_string())
        }),
    }
}
