//! One full recompute and its parts, natively: `cargo bench --no-default-features`. `cargo xtask bench` also times them as WebAssembly.
#![allow(missing_docs, clippy::unwrap_used)]

mod jobs;

use std::hint::black_box;
use std::time::Duration;

use cascade_notes::engine::scenario::Scenario;
use criterion::{Criterion, criterion_group, criterion_main};

fn recompute(criterion: &mut Criterion) {
    let scenario = Scenario::default();
    for (name, job) in jobs::JOBS {
        criterion.bench_function(name, |bencher| bencher.iter(|| job(black_box(&scenario)).unwrap()));
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    targets = recompute
}
criterion_main!(benches);
