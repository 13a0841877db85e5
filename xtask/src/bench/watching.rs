//! The monitor: the jobs of `benches/watching.rs`, natively and as WebAssembly with SIMD.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::table::duration;
use crate::ensure::{Browser, Toolbox};

/// The jobs that are told, and what each is.
const JOBS: [(&str, &str); 4] = [
    ("solve", "One run length of a CUSUM by its integral equation"),
    ("inverse", "The limit for a run length, by bracketing"),
    ("trial", "The trial of 2,000 markets"),
    ("drill", "All 1,024 paths of the drill"),
];

/// One job: the middle of its times, in milliseconds, and what it counted.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Timed {
    median: f64,
    counted: u32,
}

/// Jobs by name.
type Jobs = BTreeMap<String, Timed>;

/// Both worlds.
#[derive(Debug)]
pub struct Times {
    native: Jobs,
    web: Jobs,
}

/// Measures both.
pub fn measure(toolbox: &Toolbox, browser: &Browser) -> Result<Times> {
    let [native, web] = super::both_worlds(toolbox, browser, "monitor", "watching")?;
    Ok(Times { native, web })
}

impl Times {
    /// The table, in Markdown.
    pub fn markdown(&self) -> Result<String> {
        let find = |jobs: &Jobs, job: &str| jobs.get(job).copied().with_context(|| format!("{job} was not timed"));
        let mut out = "| Watching, median | native | WebAssembly |\n| --- | ---: | ---: |\n".to_owned();
        let a_second = |jobs: &Jobs| -> Result<String> {
            let Timed { median, counted } = find(jobs, "events")?;
            // Whole hundreds: more is noise.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "events a second")]
            let rate = ((f64::from(counted) / median * 10.0).round() * 100.0) as u32;
            Ok(super::cascade::thousands(rate))
        };
        let (native, web) = (a_second(&self.native)?, a_second(&self.web)?);
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| Events a second through every detector, with the log on | {native} | {web} |");
        for (job, what) in JOBS {
            let (native, web) = (find(&self.native, job)?.median, find(&self.web, job)?.median);
            let _ = writeln!(out, "| {what} | {} | {} |", duration(native), duration(web));
        }
        Ok(out)
    }
}

#[cfg(test)]
pub fn sample() -> Times {
    let timed = Timed { median: 2.0, counted: 200_000 };
    let jobs: Jobs = ["events", "solve", "inverse", "trial", "drill"].map(|job| (job.to_owned(), timed)).into();
    Times { native: jobs.clone(), web: jobs }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_has_its_row() {
        let text = sample().markdown().unwrap();
        for row in ["with the log on | 100,000,000 | 100,000,000 |", "by its integral equation | 2.00 ms | 2.00 ms |"] {
            assert!(text.contains(row), "{row} is not in\n{text}");
        }
        let without = Times { web: Jobs::new(), ..sample() };
        assert_eq!(without.markdown().unwrap_err().to_string(), "events was not timed");
    }

    #[test]
    fn every_job_is_one_of_the_benches() {
        let source = include_str!("../../../benches/watching.rs");
        for (job, _) in JOBS {
            assert!(source.contains(&format!("(\"{job}\", ")), "{job}");
        }
    }
}
