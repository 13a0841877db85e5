//! Cascade Notes: how perpetual-futures positions are liquidated, and how liquidations chain.
//!
//! The map of the house; arrows point only leftward.
//!
//! ```text
//! engine <- words <- figures <- ui -> web
//! ```
//!
//! - [`engine`]: the risk engine. Pure, decimal, no DOM, no clock.
//! - [`words`]: what figures and controls say, one table per language.
//! - [`figures`]: `Scenario -> model -> SVG, sentence, table, CSV`. Pure.
//! - `ui`: Leptos components. Owns reactivity and controls, nothing else.
//! - `web`: the only user of web-sys and js-sys.
// Tests parse literals and count in plain numbers; shipped code does neither.
#![cfg_attr(
    test,
    allow(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::disallowed_methods,
        clippy::float_cmp
    )
)]
// The types of a whole figure with its settings nest deeper than the compiler looks by itself.
#![recursion_limit = "256"]

// Unit tests and the test crates hold one file of helpers, so it names the crate as those crates do.
#[cfg(test)]
extern crate self as cascade_notes;

pub mod engine;
pub mod figures;
#[cfg(test)]
mod testing;
#[cfg(feature = "app")]
pub mod ui;
#[cfg(feature = "app")]
pub mod web;
pub mod words;

/// Brings the page to life, in the language of a file of words; `worker` is the address of the worker's script. Called once by
/// `public/boot.js`, after the page has been painted.
#[cfg(feature = "app")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn mount(words: String, worker: String) {
    console_error_panic_hook::set_once();
    web::workers::script_at(worker);
    ui::mount_page(words).await;
}
