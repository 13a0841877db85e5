//! The figures as Markdown, and their place in the README.

use std::fmt::Write as _;

use anyhow::{Context as _, Result};

use super::{Results, Times};
use crate::budget::{SUMS, Weight};
use crate::build::Site;

const BEGIN: &str = "<!-- bench -->";
const END: &str = "<!-- /bench -->";

/// A job of `benches/jobs.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Job {
    Recompute,
    Edge,
    Days,
    DaysNaive,
    Staircase,
    ThinBook,
}

impl Job {
    pub const ALL: [Self; 6] =
        [Self::Recompute, Self::Edge, Self::Days, Self::DaysNaive, Self::Staircase, Self::ThinBook];

    /// As `benches/jobs.rs` calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Recompute => "recompute",
            Self::Edge => "edge",
            Self::Days => "days",
            Self::DaysNaive => "days-naive",
            Self::Staircase => "staircase",
            Self::ThinBook => "thin-book",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::Recompute => "One full recompute: every figure's model, picture and words",
            Self::Edge => "The conservative price of one day",
            Self::Days => "The conservative price of each of 61 days, as the page does it",
            Self::DaysNaive => "The same, naively: both prices and the whole budget of each day",
            Self::Staircase => "The staircase of funding with its end: model and words",
            Self::ThinBook => "The book, its cost by size and two other books: models and words",
        }
    }
}

/// What was measured, and what by.
pub fn markdown(results: &Results) -> Result<String> {
    let Results { machine, natively, in_browser, section, cascades, watching, weight } = results;
    let mut out = format!(
        "On {machine}, with the compiler settings of the shipped page:\n\n\
         | Computing, median | native | WebAssembly |\n| --- | ---: | ---: |\n"
    );
    let of = |job: Job| {
        let native = natively.get(&job).copied().with_context(|| format!("{} was not timed natively", job.name()))?;
        let web = in_browser.jobs.get(job.name()).map(|times| times.median);
        anyhow::Ok((native, web.with_context(|| format!("{} was not timed in Chromium", job.name()))?))
    };
    // Writing to a String cannot fail.
    for job in Job::ALL {
        let (native, web) = of(job)?;
        let _ = writeln!(out, "| {} | {} | {} |", job.in_words(), duration(native), duration(web));
    }
    for (what, long, short) in [
        ("Naive to ours", Job::DaysNaive, Job::Days),
        ("Full recompute to one conservative price", Job::Recompute, Job::Edge),
    ] {
        let (long, short) = (of(long)?, of(short)?);
        let _ = writeln!(out, "| {what} | {} times | {} times |", digits(long.0 / short.0), digits(long.1 / short.1));
    }
    out.push_str("\n| Slider step to updated page | median | 95 % within | steps |\n| --- | ---: | ---: | ---: |\n");
    for (label, Times { median, p95, count }) in &in_browser.steps {
        let _ = writeln!(out, "| {label} | {} | {} | {count} |", duration(*median), duration(*p95));
    }
    out.push_str(
        "\nA step is timed in the built page, served with its real headers: from sending the slider's `input` event until the page's scripts \
         are at rest and the DOM is as it stays. The screen is 1280 by 900 px, and then so tall that every figure is drawn. Layout and paint are not in it.\n\n",
    );
    out.push_str(&section.markdown());
    out.push('\n');
    out.push_str(&cascades.markdown()?);
    out.push('\n');
    out.push_str(&watching.markdown()?);
    out.push('\n');
    out.push_str(weight);
    Ok(out)
}

/// What is shipped, in bytes.
pub fn weight(site: &Site) -> String {
    let mut out = "| Shipped, bytes | raw | gzip | brotli |\n| --- | ---: | ---: | ---: |\n".to_owned();
    for (role, name) in SUMS {
        let Weight { raw, gzip, brotli } = Weight::of_role(site, role);
        let _ = writeln!(out, "| {name} | {raw} | {gzip} | {brotli} |");
    }
    out
}

/// The README with the figures between its two marks.
pub fn placed(readme: &str, text: &str) -> Result<String> {
    let missing = || format!("README.md must have {BEGIN} and after it {END}: the figures go between them.");
    let (before, rest) = readme.split_once(BEGIN).with_context(missing)?;
    let (_, after) = rest.split_once(END).with_context(missing)?;
    Ok(format!("{before}{BEGIN}\n{}\n{END}{after}", text.trim_end()))
}

/// The README with another table in the place of the one that has the same head, between the two marks; after all others where there is none.
pub fn replaced(readme: &str, text: &str) -> Result<String> {
    let missing = || format!("README.md must have {BEGIN} and after it {END}: the figures go between them.");
    let (_, rest) = readme.split_once(BEGIN).with_context(missing)?;
    let (old, _) = rest.split_once(END).with_context(missing)?;
    let head = text.lines().next().unwrap_or_default();
    let parts = old.trim().split("\n\n");
    let mut found = false;
    let mut parts: Vec<&str> = parts
        .map(|part| {
            let same = part.starts_with(head);
            found |= same;
            if same { text.trim_end() } else { part }
        })
        .collect();
    if !found {
        parts.push(text.trim_end());
    }
    placed(readme, &parts.join("\n\n"))
}

pub fn duration(milliseconds: f64) -> String {
    if milliseconds < 1e-3 {
        format!("{} ns", digits(milliseconds * 1e6))
    } else if milliseconds < 1.0 {
        format!("{} µs", digits(milliseconds * 1e3))
    } else {
        format!("{} ms", digits(milliseconds))
    }
}

/// Three digits, which is more than the noise leaves.
fn digits(number: f64) -> String {
    match number {
        n if n < 10.0 => format!("{n:.2}"),
        n if n < 100.0 => format!("{n:.1}"),
        n => format!("{n:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::bench::InBrowser;

    fn results() -> Results {
        let times = Times { median: 0.5, p95: 2.25, count: 240 };
        Results {
            machine: "2 cores".to_owned(),
            natively: BTreeMap::from([
                (Job::Recompute, 3.0),
                (Job::Edge, 0.0015),
                (Job::Days, 0.05),
                (Job::DaysNaive, 0.5),
                (Job::Staircase, 0.1),
                (Job::ThinBook, 0.2),
            ]),
            in_browser: InBrowser {
                browser: "1".to_owned(),
                steps: BTreeMap::from([("Days held".to_owned(), times)]),
                jobs: Job::ALL.map(|job| (job.name().to_owned(), times)).into(),
            },
            section: crate::bench::section::sample(),
            cascades: crate::bench::cascade::sample(),
            watching: crate::bench::watching::sample(),
            weight: "WEIGHT".to_owned(),
        }
    }

    #[test]
    fn every_figure_has_its_row() {
        let text = markdown(&results()).unwrap();
        for row in [
            "On 2 cores,",
            "words | 3.00 ms | 500 µs |",
            "one day | 1.50 µs | 500 µs |",
            "model and words | 100 µs | 500 µs |",
            "models and words | 200 µs | 500 µs |",
            "| Naive to ours | 10.0 times | 1.00 times |",
            "| Days held | 500 µs | 2.25 ms | 240 |",
            "| 1,000,000, deep | 9 |",
            "| Shock | 5.00 ms |",
            "| The trial of 2,000 markets | 2.00 ms | 2.00 ms |",
            "WEIGHT",
        ] {
            assert!(text.contains(row), "{row} is not in\n{text}");
        }
    }

    #[test]
    fn what_was_not_timed_is_named() {
        let mut results = results();
        results.in_browser.jobs.remove("days");
        assert_eq!(markdown(&results).unwrap_err().to_string(), "days was not timed in Chromium");
    }

    #[test]
    fn the_figures_go_between_the_marks() {
        let readme = format!("a\n{BEGIN}\nold\n{END}\nz\n");
        assert_eq!(placed(&readme, "new\n").unwrap(), format!("a\n{BEGIN}\nnew\n{END}\nz\n"));
        assert!(placed(&format!("{END}{BEGIN}"), "").unwrap_err().to_string().contains(END));
    }

    #[test]
    fn one_table_is_put_in_the_place_of_the_one_with_its_head() {
        let readme = format!("a\n{BEGIN}\nOn it:\n\n| A | b |\n| 1 |\n\n| C |\n| 2 |\n{END}\nz\n");
        let other = replaced(&readme, "| A | b |\n| 9 |\n").unwrap();
        assert_eq!(other, readme.replace("| 1 |", "| 9 |"));
        let more = replaced(&readme, "| D |\n| 3 |\n").unwrap();
        assert_eq!(more, readme.replace("| 2 |\n", "| 2 |\n\n| D |\n| 3 |\n"));
    }

    #[test]
    fn every_job_is_one_of_the_benches() {
        let source = include_str!("../../../benches/jobs.rs");
        for job in Job::ALL {
            assert!(source.contains(&format!("(\"{}\", ", job.name())), "{}", job.name());
        }
    }
}
