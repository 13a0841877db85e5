//! Times the jobs of `benches/watching.rs` natively and prints a line of JSON: for each the middle of its times, in milliseconds, and what it counted.
//! `cargo bench --no-default-features --profile speed --bench monitor`.
#![allow(missing_docs, clippy::unwrap_used, clippy::arithmetic_side_effects)]
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod watching;

use std::time::Instant;
use watching::{JOBS, Watching};

fn main() {
    let watching = Watching::new().unwrap();
    let row = |(job, times): (&str, u32)| {
        let mut counted = 0;
        let mut all: Vec<f64> = (0..times)
            .map(|_| {
                let start = Instant::now();
                counted = watching.run(job).unwrap().unwrap();
                start.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        all.sort_by(f64::total_cmp);
        format!("\"{job}\":{{\"median\":{},\"counted\":{counted}}}", all.get(all.len() / 2).unwrap())
    };
    println!("{{{}}}", JOBS.map(row).join(","));
}
