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

pub mod engine;
pub mod figures;
pub mod words;
