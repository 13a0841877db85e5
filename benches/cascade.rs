//! Times cascades natively and prints what `cargo xtask bench` reads: a line of JSON. `cargo bench --no-default-features --profile speed --bench cascade`.
#![allow(missing_docs, clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_precision_loss)]
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod markets;
mod october;

use std::hint::black_box;
use std::time::{Duration, Instant};

use markets::{Bench, SHOCKS};

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
    // Of the runner there is no second way in this run: what the queue costs is beside the plain scan.
    let row = |name: &str, least: f64, median: f64| {
        format!("\"{name}\":{{\"least\":{least},\"median\":{median},\"rounds\":0,\"closed\":0}}")
    };
    for accounts in [100_000, 1_000_000] {
        let [narration, curve, longest] = october::asked(accounts, Duration::from_secs(60)).unwrap();
        for (what, time) in [("narration", narration), ("curve", curve), ("slice", longest)] {
            // What did not come in time is not timed.
            if time.is_finite() {
                rows.push(row(&format!("october {accounts} {what}"), time, time));
            }
        }
    }
    // The plain way looks at everybody for every loss: at a million it does not end.
    let both = [("queue", october::queue(100_000).unwrap()), ("shared", october::shared(100_000).unwrap())];
    for (name, [own, plain]) in both {
        rows.push(row(&format!("{name} 100000"), own, own));
        rows.push(row(&format!("{name} 100000 dense"), plain, plain));
    }
    println!("{{{}}}", rows.join(","));
}
