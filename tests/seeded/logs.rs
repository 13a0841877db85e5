//! Logs of the monitor by seed, as the hashes of their last lines: the same bytes natively and as WebAssembly.

use cascade_notes::engine::monitor::stream::injection::Injection;
use cascade_notes::engine::monitor::stream::{Events, Parameters};
use cascade_notes::engine::monitor::watch::{Monitor, Settings};

/// How many seeds.
pub const SEEDS: u64 = 50;

/// A run of so many seconds with a burst and a slow drift, as its monitor.
pub fn run(seed: u64, seconds: f64) -> Monitor {
    let injections = vec![
        Injection::CancelBurst { at: 80.0, seconds: 20.0, factor: 3.0 },
        Injection::SlowDrift { at: 70.0, per_second: 0.01 },
    ];
    let parameters = Parameters { injections, ..Parameters::usual(seed) };
    let events = Events::new(parameters.clone()).unwrap();
    let settings = Settings { baseline: 60, ..Settings::usual(parameters.price) };
    let mut monitor = Monitor::new(settings, events.world().clone(), &parameters.words()).unwrap();
    for event in events.take_while(|event| event.time <= seconds) {
        monitor.take(&event).unwrap();
    }
    monitor
}

/// One line a seed: lines of the log, and the hash of the last.
pub fn heads() -> String {
    let line = |seed| {
        let monitor = run(seed, 100.0);
        format!("{seed} {} {}\n", monitor.log().lines(), monitor.log().head())
    };
    (1..=SEEDS).map(line).collect()
}
