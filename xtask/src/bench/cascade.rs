//! Cascades: the jobs of `benches/markets.rs`, natively and as WebAssembly with SIMD, each beside the plain way in the same run.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::october::{self, Asked};
use super::table::duration;
use crate::ensure::{Browser, Toolbox};

/// Accounts of one symbol, and of eight, as `benches/cascade.rs` and `cascade.mjs` have them.
const ONE: [u32; 3] = [10_000, 100_000, 1_000_000];
const EIGHT: [u32; 3] = [100_000, 300_000, 1_000_000];
/// Names of `benches/markets.rs`.
const SHOCKS: [&str; 3] = ["short", "long", "deep"];
/// Queries of the job `shock`.
const QUERIES: f64 = 1e6;

/// One job, in milliseconds.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Timed {
    least: f64,
    pub median: f64,
    rounds: usize,
    closed: u32,
}

/// Jobs by name.
pub type Jobs = BTreeMap<String, Timed>;

/// What a benchmark prints.
#[derive(Debug, Clone, Deserialize)]
pub struct Measured {
    pub jobs: Jobs,
    /// October 2025 as a worker answers it, by accounts.
    pub asked: BTreeMap<u32, Asked>,
}

/// Both worlds.
#[derive(Debug)]
pub struct Times {
    native: Measured,
    web: Measured,
}

/// Measures both.
pub fn measure(toolbox: &Toolbox, browser: &Browser) -> Result<Times> {
    let [native, web] = super::both_worlds(toolbox, browser, "cascade", "cascade")?;
    Ok(Times { native, web })
}

impl Times {
    fn of(&self, job: &str) -> Result<(Timed, Timed)> {
        let find = |jobs: &Jobs| jobs.get(job).copied().with_context(|| format!("{job} was not timed"));
        Ok((find(&self.native.jobs)?, find(&self.web.jobs)?))
    }

    /// The tables, in Markdown.
    pub fn markdown(&self) -> Result<String> {
        let mut out = "| One symbol, median | native | WebAssembly |\n| --- | ---: | ---: |\n".to_owned();
        // Writing to a String cannot fail.
        for accounts in ONE {
            for (job, what, times) in [
                ("build", "sort the thresholds", 1.0),
                ("depth", "another depth: the whole shock-to-outcome curve", 1.0),
                ("shock", "another shock: one query", QUERIES),
                ("dense", "one shock the plain way, every account in every round", 1.0),
            ] {
                let (native, web) = self.of(&format!("one {accounts} {job}"))?;
                let (native, web) = (duration(native.median / times), duration(web.median / times));
                let _ = writeln!(out, "| {}: {what} | {native} | {web} |", thousands(accounts));
            }
        }
        out.push_str(
            "\n| Eight symbols, shared collateral | rounds | closed | native, least | median | WebAssembly, least | median | dense scan | times faster |\n\
             | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
        );
        for accounts in EIGHT {
            for shock in SHOCKS {
                let (native, web) = self.of(&format!("eight {accounts} {shock}"))?;
                let (_, dense) = self.of(&format!("eight {accounts} {shock} dense"))?;
                let share = 100.0 * f64::from(web.closed) / f64::from(accounts);
                let _ = writeln!(
                    out,
                    "| {}, {shock} | {} | {share:.1} % | {} | {} | {} | {} | {} | {:.1} |",
                    thousands(accounts),
                    web.rounds,
                    duration(native.least),
                    duration(native.median),
                    duration(web.least),
                    duration(web.median),
                    duration(dense.median),
                    dense.median / web.median,
                );
            }
        }
        let growth = |shock: &str| -> Result<f64> {
            let time = |accounts: u32| Ok::<_, anyhow::Error>(self.of(&format!("eight {accounts} {shock}"))?.1.median);
            Ok((time(1_000_000)? / time(100_000)?).log10())
        };
        let growth = SHOCKS.into_iter().map(|shock| Ok(format!("N^{:.2} ({shock})", growth(shock)?)));
        let growth = growth.collect::<Result<Vec<_>>>()?.join(", ");
        let _ = writeln!(
            out,
            "\nThree quarters of the accounts hold two to four symbols with cross margin. Dense scan: every live account in every round, as WebAssembly in \
             the same run; times faster: its median over ours. Cost from 100,000 to 1,000,000 accounts grows as {growth}.\n"
        );
        out.push_str(&october::markdown(&self.native, &self.web));
        Ok(out)
    }
}

pub fn thousands(number: u32) -> String {
    match number {
        0..1_000 => number.to_string(),
        1_000..1_000_000 => format!("{},{:03}", number / 1_000, number % 1_000),
        _ => format!("{},{:03},{:03}", number / 1_000_000, number / 1_000 % 1_000, number % 1_000),
    }
}

#[cfg(test)]
pub fn sample() -> Times {
    let timed = Timed { least: 1.0, median: 2.0, rounds: 9, closed: 50_000 };
    let mut jobs = Jobs::new();
    for accounts in ONE {
        for job in ["build", "depth", "shock", "dense"] {
            jobs.insert(format!("one {accounts} {job}"), timed);
        }
    }
    for accounts in EIGHT {
        for shock in SHOCKS {
            jobs.insert(format!("eight {accounts} {shock}"), timed);
            jobs.insert(format!("eight {accounts} {shock} dense"), Timed { median: 30.0, ..timed });
        }
    }
    let measured = Measured { jobs, asked: october::sample() };
    Times { native: measured.clone(), web: measured }
}

#[cfg(test)]
mod tests {
    use super::super::figures;
    use super::*;

    #[test]
    fn every_cascade_has_its_row() {
        let text = sample().markdown().unwrap();
        for row in [
            "| 1,000,000: another shock: one query | 2.00 ns | 2.00 ns |",
            "| 100,000, long | 9 | 50.0 % | 1.00 ms | 2.00 ms | 1.00 ms | 2.00 ms | 30.0 ms | 15.0 |",
            "N^0.00 (short)",
        ] {
            assert!(text.contains(row), "{row} is not in\n{text}");
        }
    }

    #[test]
    fn figures_are_the_last_line_of_json() {
        let output = "Running\n{\"jobs\":{\"one 1 depth\":{\"least\":1,\"median\":2,\"rounds\":0,\"closed\":3}},\
                      \"asked\":{\"7\":{\"narration\":1.5,\"curve\":null,\"slice\":9,\"points\":12}}}\n";
        let read_back = figures::<Measured>(output).unwrap();
        assert_eq!(read_back.jobs["one 1 depth"].closed, 3);
        assert_eq!((read_back.asked[&7].curve, read_back.asked[&7].points), (None, 12));
        assert!(figures::<Measured>("nothing").is_err());
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
