//! The jobs of `benches/` for a browser, which times them: `tests/browser/bench/bench.mjs`.

#[path = "../../jobs.rs"]
mod jobs;

use std::hint::black_box;

use cascade_notes::engine::scenario::Scenario;
use wasm_bindgen::prelude::wasm_bindgen;

/// Does a job so many times. Gives the sum of its answers; -1 if there is no such job or it failed.
#[wasm_bindgen]
#[must_use]
pub fn run(name: &str, times: u32) -> f64 {
    let scenario = Scenario::default();
    let Some((_, job)) = jobs::JOBS.into_iter().find(|(known, _)| *known == name) else {
        return -1.0;
    };
    let mut sum = 0.0;
    for _ in 0..times {
        match job(black_box(&scenario)).map(u32::try_from) {
            Ok(Ok(answer)) => sum += f64::from(answer),
            _ => return -1.0,
        }
    }
    sum
}
