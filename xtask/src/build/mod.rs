//! From sources to `dist/`: every file that the page loads gets a name that changes with its content.
//!
//! `html` reads and rewrites `index.html`; `stylesheet` and `script` do the same for what it loads; `assets` names files;
//! `site` puts them together in memory; `output` writes them. Same input, same bytes.

mod assets;
mod html;
mod output;
mod paths;
mod reference;
mod script;
mod site;
mod stylesheet;

use anyhow::{Result, ensure};

use crate::budget;
use crate::ensure::Toolbox;
use crate::process;
pub use site::{File, Role, Site};

/// Compiles the library to wasm, assembles the site, writes it to `dist/` and prints what each file weighs.
pub fn build(toolbox: &Toolbox) -> Result<Site> {
    let mut wasm_pack = toolbox.wasm_pack();
    wasm_pack.args(["build", ".", "--target", "web", "--mode", "no-install", "--release", "--no-typescript"]);
    wasm_pack.env(paths::VARIABLE, paths::flags(toolbox.root()));
    ensure!(process::stream(&mut wasm_pack)?.success, "The library was not built.");

    let site = site::assemble(toolbox.root(), cascade_notes::figures::prerender::page)?;
    for warning in &site.warnings {
        eprintln!("{warning}");
    }
    output::write(toolbox.root(), &site)?;
    print!("{}", budget::table(&site));
    Ok(site)
}
