//! The cascades of `benches/markets.rs` for a browser, which times them: `tests/browser/bench/cascade.mjs`.
#![allow(clippy::arithmetic_side_effects, clippy::cast_precision_loss)]

#[path = "../../markets.rs"]
mod markets;

use std::cell::RefCell;
use std::hint::black_box;

use markets::Bench;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static BENCH: RefCell<Option<Bench>> = const { RefCell::new(None) };
}

/// The names of the shocks, separated by commas.
#[wasm_bindgen]
#[must_use]
pub fn shocks() -> String {
    markets::SHOCKS.map(|(name, ..)| name).join(",")
}

/// Builds a market: `one` symbol or `eight`. False where it cannot.
#[wasm_bindgen]
#[must_use]
pub fn prepare(kind: &str, accounts: u32) -> bool {
    // The one before goes first: two would need twice the memory.
    BENCH.set(None);
    let bench = if kind == "one" { markets::one(accounts) } else { markets::eight(accounts) };
    let ready = bench.is_ok();
    BENCH.set(bench.ok());
    ready
}

/// Does a job once. Gives its rounds and closed accounts; nothing where it failed.
#[wasm_bindgen]
#[must_use]
pub fn run(job: &str) -> Vec<u32> {
    let done = BENCH.with_borrow_mut(|bench| bench.as_mut()?.run(black_box(job))?.ok());
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    done.map(|done| vec![number(done.rounds), number(done.closed)]).unwrap_or_default()
}
