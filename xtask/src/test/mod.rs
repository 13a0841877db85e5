//! Every check of the project, in one order. All run, whatever failed before; the end names those that failed.

mod count;
mod report;
mod steps;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use crate::build;
use crate::ensure::{Browser, Npm, Toolbox};
use report::Report;

/// Runs the checks. The last line printed is `N passed, N failed`.
pub fn run(root: &Path) -> Result<ExitCode> {
    let toolbox = Toolbox::ensure(root, Npm::Required)?;
    let browser = Browser::ensure()?;
    browser.write_webdriver_settings(root)?;

    let mut report = Report::default();
    for (name, mut command) in steps::without_a_build(&toolbox, &browser) {
        report.command(name, &mut command);
    }
    report.check("html: the source of the page", || steps::html(&toolbox, "index.html"));
    let mut site = None;
    report.check("build: dist/", || {
        site = Some(build::build(&toolbox)?);
        Ok(())
    });
    match &site {
        Some(site) => {
            report.check("size: what the page may weigh", || crate::budget::check(site));
            report.check("html: the built page", || steps::html(&toolbox, "dist/index.html"));
            report.tests("browser: journeys through the built page", || steps::journeys(&toolbox, &browser));
        }
        None => report.skipped(&["size", "html of the built page", "browser"], "there is no built page"),
    }
    Ok(report.finish())
}
