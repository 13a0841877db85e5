//! The cascades of `benches/markets.rs` and the jobs of `benches/watching.rs` for a browser, which times them: `cascade.mjs` and `watching.mjs` in
//! `tests/browser/bench`.
#![allow(clippy::arithmetic_side_effects, clippy::cast_precision_loss)]

#[path = "../../markets.rs"]
mod markets;
#[path = "../../october.rs"]
mod october;
#[path = "../../watching.rs"]
mod watching;

use std::cell::RefCell;
use std::hint::black_box;

use markets::Bench;
use october::Asked;
use wasm_bindgen::prelude::wasm_bindgen;
use watching::Watching;

thread_local! {
    static BENCH: RefCell<Option<Bench>> = const { RefCell::new(None) };
    static ASKED: RefCell<Option<Asked>> = const { RefCell::new(None) };
    static WATCHING: RefCell<Option<Watching>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// The names of the shocks, separated by commas.
#[wasm_bindgen]
#[must_use]
pub fn shocks() -> String {
    markets::SHOCKS.map(|(name, ..)| name).join(",")
}

/// Builds a market: `one` symbol, `eight`, or `october`. False where it cannot.
#[wasm_bindgen]
#[must_use]
pub fn prepare(kind: &str, accounts: u32) -> bool {
    // The one before goes first: two would need twice the memory.
    BENCH.set(None);
    ASKED.set(None);
    let bench = match kind {
        "one" => markets::one(accounts),
        "eight" => markets::eight(accounts),
        _ => markets::october(accounts),
    };
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

/// Asks for October 2025 as the page asks its worker. False where that cannot be asked.
#[wasm_bindgen]
#[must_use]
pub fn ask(accounts: u32) -> bool {
    BENCH.set(None);
    ASKED.set(None);
    let asked = Asked::new(accounts);
    let ready = asked.is_ok();
    ASKED.set(asked.ok());
    ready
}

/// Works for about so many milliseconds, as the worker does.
#[wasm_bindgen]
pub fn work(milliseconds: f64) {
    let end = now() + milliseconds;
    ASKED.with_borrow_mut(|asked| {
        if let Some(asked) = asked {
            asked.work(&mut || now() < end);
        }
    });
}

/// Reads what that brought: whether there is a narration, whether nothing more follows, points of the curve; nothing where it failed.
#[wasm_bindgen]
#[must_use]
pub fn heard() -> Vec<u32> {
    let heard = ASKED.with_borrow_mut(|asked| asked.as_mut()?.heard().ok());
    let points = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    heard.map(|heard| vec![u32::from(heard.narration), u32::from(heard.last), points(heard.points)]).unwrap_or_default()
}

/// The jobs of the monitor and how often each is timed: `name times`, separated by commas. Empty where their stream cannot be drawn.
#[wasm_bindgen]
#[must_use]
pub fn watching_jobs() -> String {
    WATCHING.set(Watching::new().ok());
    let jobs = watching::JOBS.map(|(job, times)| format!("{job} {times}")).join(",");
    WATCHING.with_borrow(|ready| ready.as_ref().map(|_| jobs)).unwrap_or_default()
}

/// Does a job of the monitor once; what it counted, 0 where it failed.
#[wasm_bindgen]
#[must_use]
pub fn watch(job: &str) -> u32 {
    WATCHING.with_borrow(|watching| watching.as_ref()?.run(black_box(job))?.ok()).unwrap_or(0)
}
