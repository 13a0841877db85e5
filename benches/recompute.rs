//! One full recompute and its parts, natively: `cargo bench --no-default-features`. `cargo xtask bench` also times them as WebAssembly.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod jobs;

use std::hint::black_box;
use std::time::Duration;

use cascade_notes::engine::account::Row;
use cascade_notes::engine::own::example;
use cascade_notes::engine::scenario::Scenario;
use cascade_notes::figures::account::AccountFigure;
use cascade_notes::figures::{Figure as _, Frame, Medium};
use cascade_notes::words::english;
use criterion::{Criterion, criterion_group, criterion_main};

fn recompute(criterion: &mut Criterion) {
    let scenario = Scenario::default();
    for (name, job) in jobs::JOBS {
        criterion.bench_function(name, |bencher| bencher.iter(|| job(black_box(&scenario)).unwrap()));
    }
}

/// The account of twenty positions: every price, alone and along the common move, with its words, table and picture.
fn account(criterion: &mut Criterion) {
    let mut twenty = example().unwrap();
    let rows = twenty.rows.clone();
    for number in 2..20_usize {
        let mut market = twenty.markets[number % 2].clone();
        market.name = format!("COIN{number}");
        twenty.markets.push(market);
        twenty.rows.push(Row { market: number, ..rows[number % 2] });
    }
    criterion.bench_function("account of 20 positions", |bencher| {
        bencher.iter(|| {
            let figure = AccountFigure::of(black_box(&twenty), 0).unwrap();
            let words = english();
            let svg = figure.svg(words, Frame::new(640, 400), Medium::Page).unwrap();
            figure.text(words).sentence.len() + figure.table(words).csv().len() + svg.len()
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    targets = recompute, account
}
criterion_main!(benches);
