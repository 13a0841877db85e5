//! Times the monitor natively and prints a line of JSON: events a second through every detector with the log on, the run-length solve, the trial
//! of 2,000 markets and the 1,024 paths of a drill. `cargo bench --no-default-features --profile speed --bench monitor`.
#![allow(missing_docs, clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_precision_loss)]
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use cascade_notes::engine::monitor::crowding::trial::{Making, trial};
use cascade_notes::engine::monitor::drill::{Paths, Scene, Set};
use cascade_notes::engine::monitor::runlength::cusum::Cusum;
use cascade_notes::engine::monitor::runlength::inverse::limit_for;
use cascade_notes::engine::monitor::stream::event::Event;
use cascade_notes::engine::monitor::stream::{Events, Parameters};
use cascade_notes::engine::monitor::watch::{Monitor, Settings};
use std::hint::black_box;
use std::time::Instant;

/// Milliseconds of something: the middle of so many.
fn time(times: usize, mut work: impl FnMut()) -> f64 {
    let mut all: Vec<f64> = (0..times)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    all.sort_by(f64::total_cmp);
    *all.get(times / 2).unwrap()
}

fn main() {
    let parameters = Parameters::usual(1);
    let world = Events::new(parameters.clone()).unwrap().world().clone();
    let events: Vec<Event> = Events::new(parameters.clone()).unwrap().take(200_000).collect();
    let watched = time(5, || {
        let mut monitor = Monitor::new(Settings::usual(100.0), world.clone(), &parameters.words()).unwrap();
        for event in &events {
            black_box(monitor.take(event).unwrap());
        }
    });
    let solve = time(51, || {
        black_box(Cusum::new(0.5, black_box(5.0)).unwrap().mean(0.0).unwrap());
    });
    let inverse = time(11, || {
        black_box(limit_for(black_box(10_080.0), (0.1, 60.0), |h| Cusum::new(0.5, h)?.mean(0.0)).unwrap());
    });
    let rated = time(5, || {
        black_box(trial(Making::usual(black_box(1))).unwrap());
    });
    let drill = time(3, || {
        let mut paths = Paths::new(Scene::new(Set::Usual, 300, black_box(1)).unwrap());
        while paths.some(usize::MAX).unwrap() {}
        black_box(paths.found().len());
    });
    let a_second = events.len() as f64 / watched * 1e3;
    println!(
        "{{\"events a second\":{a_second:.0},\"solve ms\":{solve},\"inverse ms\":{inverse},\"trial ms\":{rated},\"drill ms\":{drill}}}"
    );
}
