//! Announces each step, keeps its result, and tells all at the end.

use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Result, bail};

use super::count::Count;
use crate::process;

/// The steps so far.
#[derive(Default)]
pub struct Report {
    total: Count,
    failed: Vec<String>,
}

impl Report {
    /// A step that is one command, with or without tests to count.
    pub fn command(&mut self, name: &str, command: &mut Command) {
        let title = format!("{name} (`{}`)", process::line(command));
        self.tests(&title, || {
            let outcome = process::stream(command)?;
            Ok(Count::read(&outcome.output).with_status(outcome.success))
        });
    }

    /// A step that passes or fails as a whole.
    pub fn check(&mut self, name: &str, step: impl FnOnce() -> Result<()>) {
        self.tests(name, || step().map(|()| Count { passed: 1, failed: 0 }));
    }

    /// A step that counts its own tests.
    pub fn tests(&mut self, name: &str, step: impl FnOnce() -> Result<Count>) {
        println!("== {name}");
        let start = Instant::now();
        let count = step().unwrap_or_else(|error| {
            process::complain(&error);
            Count { passed: 0, failed: 1 }
        });
        println!("   {} passed, {} failed in {} s", count.passed, count.failed, start.elapsed().as_secs());
        self.total = self.total.plus(count);
        if count.failed > 0 {
            self.failed.push(name.to_owned());
        }
    }

    /// Steps that could not run: each counts as failed.
    pub fn skipped(&mut self, names: &[&str], reason: &str) {
        for name in names {
            self.check(name, || bail!("Not run: {reason}."));
        }
    }

    /// Names what failed; the last line is the sum.
    pub fn finish(self) -> ExitCode {
        for name in &self.failed {
            println!("FAILED: {name}");
        }
        println!("{} passed, {} failed", self.total.passed, self.total.failed);
        if self.total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
