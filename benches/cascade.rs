//! Times cascades natively and prints what `cargo xtask bench` reads: a line of JSON. `cargo bench --no-default-features --profile speed --bench cascade`.
#![allow(missing_docs, clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_precision_loss)]
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod markets;
mod october;

use std::hint::black_box;
use std::time::{Duration, Instant};

use markets::{Bench, SHOCKS};
use october::Asked;

/// What the worker's patience is.
const SLICE: Duration = Duration::from_millis(12);
/// How long a curve is waited for.
const LONG: Duration = Duration::from_secs(60);
/// Runs of October 2025. The last only with few accounts: the plain way looks at everybody for every loss, at a million it does not end.
const OCTOBER: [&str; 4] = ["shared", "shared dense", "queue", "queue dense"];

/// Milliseconds of one job: the least and the middle of so many.
fn time(bench: &mut Bench, job: &str, times: usize) -> String {
    let mut done = bench.run(job).unwrap().unwrap();
    let mut all: Vec<f64> = (0..times)
        .map(|_| {
            let start = Instant::now();
            done = black_box(bench.run(black_box(job)).unwrap().unwrap());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    all.sort_by(f64::total_cmp);
    let (least, middle) = (all.first().unwrap(), all.get(all.len() / 2).unwrap());
    format!("{{\"least\":{least},\"median\":{middle},\"rounds\":{},\"closed\":{}}}", done.rounds, done.closed)
}

/// October 2025 as a worker is asked for it, each time by a runner of its own: milliseconds of work until the narration and until the end of the curve,
/// the middle of so many; the longest slice of all; and points of the curve that came in time.
fn asked(accounts: u32, times: usize) -> String {
    let (mut narrations, mut curves, mut longest, mut points) = (Vec::new(), Vec::new(), Duration::ZERO, 0);
    for _ in 0..times {
        let mut asked = Asked::new(accounts).unwrap();
        let (mut worked, mut narrated) = (Duration::ZERO, false);
        loop {
            let slice = Instant::now();
            asked.work(&mut || slice.elapsed() < SLICE);
            let took = slice.elapsed();
            (worked, longest) = (worked + took, longest.max(took));
            let heard = asked.heard().unwrap();
            if heard.narration && !narrated {
                narrated = true;
                narrations.push(worked.as_secs_f64() * 1e3);
            }
            points = heard.points;
            if heard.last {
                curves.push(worked.as_secs_f64() * 1e3);
            }
            if heard.last || worked > LONG {
                break;
            }
        }
    }
    // What did not come in time every time is not timed.
    let middle = |mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        all.get(times / 2).filter(|_| all.len() == times).map_or("null".to_owned(), f64::to_string)
    };
    let (narration, curve, slice) = (middle(narrations), middle(curves), longest.as_secs_f64() * 1e3);
    format!("{{\"narration\":{narration},\"curve\":{curve},\"slice\":{slice},\"points\":{points}}}")
}

fn main() {
    let mut rows = Vec::new();
    for accounts in [10_000, 100_000, 1_000_000] {
        let mut bench = markets::one(accounts).unwrap();
        for (job, times) in [("build", 5), ("depth", 41), ("shock", 9), ("dense", 11)] {
            rows.push(format!("\"one {accounts} {job}\":{}", time(&mut bench, job, times)));
        }
    }
    for accounts in [100_000, 300_000, 1_000_000] {
        let mut bench = markets::eight(accounts).unwrap();
        for (shock, ..) in SHOCKS {
            rows.push(format!("\"eight {accounts} {shock}\":{}", time(&mut bench, shock, 21)));
            let dense = format!("{shock} dense");
            rows.push(format!("\"eight {accounts} {dense}\":{}", time(&mut bench, &dense, 3)));
        }
    }
    for (accounts, jobs) in [(100_000, &OCTOBER[..]), (1_000_000, &OCTOBER[..3])] {
        let mut bench = markets::october(accounts).unwrap();
        for job in jobs {
            rows.push(format!("\"october {accounts} {job}\":{}", time(&mut bench, job, 3)));
        }
    }
    let asked =
        [(100_000, 3), (1_000_000, 1)].map(|(accounts, times)| format!("\"{accounts}\":{}", asked(accounts, times)));
    println!("{{\"jobs\":{{{}}},\"asked\":{{{}}}}}", rows.join(","), asked.join(","));
}
