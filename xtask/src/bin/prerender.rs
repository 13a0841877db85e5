//! Prints the page named by its argument with figures and numbers filled in.
//!
//! `cargo xtask serve` was compiled from the sources as they were when it began; when they change, it asks this program, which
//! cargo compiles anew.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::path::Path;
use std::process::ExitCode;

#[path = "../fill.rs"]
mod fill;

fn main() -> ExitCode {
    let Some(file) = std::env::args_os().nth(1) else {
        eprintln!("prerender takes the path of a page.");
        return ExitCode::FAILURE;
    };
    let source = std::fs::read_to_string(&file).map_err(|error| format!("{} cannot be read: {error}.", file.display()));
    match source.and_then(|source| fill::fill(Path::new("."), &source)) {
        Ok(page) => {
            print!("{page}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
