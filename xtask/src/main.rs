//! `cargo xtask`: builds, serves and tests the page on a machine that has only rustup and Node.
//!
//! - `cli` reads the command line, `ensure` installs what is missing, `process` runs other programs.
//! - `build` turns the sources into `dist/`; `budget` weighs it.
//! - `site_headers` reads `_headers`; `serve` sends them; `watch` builds again what is served.
//! - `fonts` makes the table of widths that figures lay their text out by.
//! - `tables` makes the engine's margin tables from files of venues.
//! - `test` runs every check that the project has, in one order; `bench` measures what no test should depend on.
//!
//! Every failure is a sentence that says what went wrong and what to do about it.

// A command-line tool prints, starts threads and reads the clock; the rules against that are for the shipped page.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods)]

mod bench;
mod budget;
mod build;
mod cli;
mod ensure;
mod fill;
mod fonts;
mod process;
mod serve;
mod site_headers;
mod tables;
mod test;
mod watch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use cli::{ServeOptions, Task};
use ensure::{Npm, Toolbox};
use serve::{Place, Server};
use watch::Changes;

fn main() -> ExitCode {
    let outcome = cli::parse(lexopt::Parser::from_env()).and_then(run);
    match outcome {
        Ok(code) => code,
        Err(error) => {
            process::complain(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<ExitCode> {
    let root = repository_root()?;
    match task {
        Task::Help => print!("{}", cli::HELP),
        Task::Build => {
            let toolbox = Toolbox::ensure(&root, Npm::Required)?;
            build::build(&toolbox)?;
        }
        Task::Serve(options) => serve(&root, &options)?,
        Task::Fonts => {
            Toolbox::ensure(&root, Npm::Required)?;
            fonts::write(&root)?;
        }
        Task::Tables(options) => tables::write(&root, &options)?,
        Task::Test => return test::run(&root),
        Task::Bench { write, watching: false } => bench::run(&root, write)?,
        Task::Bench { write, watching: true } => bench::run_watching(&root, write)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn serve(root: &Path, options: &ServeOptions) -> Result<()> {
    let place = Place::take(options.port, &options.under)?;
    let (dist, last) = (root.join("dist"), root.join(build::output::LAST));
    if !options.build {
        return announced(place.serve(&dist, None)?).run();
    }
    let toolbox = Toolbox::ensure(root, Npm::Optional)?;
    // Watched from before the first build, so that no change is missed.
    let changes = if options.watch { Some(Changes::watch(root)?) } else { None };
    let site = build::build(&toolbox)?;
    let server = announced(place.serve(&dist, Some(&last))?);
    if let Some(changes) = changes {
        println!("Watching the sources: a change builds the page again, reload to see it.");
        watch::start(toolbox, site, changes, server.live());
    }
    server.run()
}

fn announced(server: Server) -> Server {
    println!("Serving {} (Ctrl-C stops)", server.url());
    server
}

/// The folder of the workspace: cargo names the package's folder; a binary started by hand looks upwards.
fn repository_root() -> Result<PathBuf> {
    let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
        Some(package) => PathBuf::from(package),
        None => std::env::current_dir().context("The current folder cannot be read.")?,
    };
    start
        .ancestors()
        .find(|folder| folder.join("xtask/Cargo.toml").is_file())
        .map(Path::to_path_buf)
        .context("This is not inside the project: no xtask/Cargo.toml here or above.")
}
