#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
//! The cascade against its equations: the figures of `data/cascade-targets.json`, worked examples, and what other simulators got wrong.
//! `CASCADE_NOTES_TARGETS` names another file of the same form to run instead.

#[path = "cascade/attribution.rs"]
mod attribution;
#[path = "cascade/branching.rs"]
mod branching;
#[path = "cascade/chance.rs"]
mod chance;
#[path = "cascade/contagion.rs"]
mod contagion;
#[path = "cascade/counterexamples.rs"]
mod counterexamples;
#[path = "cascade/counterfactual.rs"]
mod counterfactual;
#[path = "cascade/definition.rs"]
mod definition;
#[path = "cascade/documents.rs"]
mod documents;
#[path = "cascade/fills.rs"]
mod fills;
#[path = "cascade/infection.rs"]
mod infection;
#[path = "cascade/invariants.rs"]
mod invariants;
#[path = "cascade/latency.rs"]
mod latency;
#[path = "cascade/liquidation.rs"]
mod liquidation;
#[path = "cascade/losses.rs"]
mod losses;
#[path = "cascade/margin.rs"]
mod margin;
#[path = "cascade/memory.rs"]
mod memory;
#[path = "cascade/mistakes.rs"]
mod mistakes;
#[path = "cascade/positions.rs"]
mod positions;
#[path = "cascade/single.rs"]
mod single;
#[path = "cascade/targets.rs"]
mod targets;
#[path = "../src/testing.rs"]
mod testing;
#[path = "cascade/vector.rs"]
mod vector;
#[path = "cascade/worked.rs"]
mod worked;
#[path = "cascade/worlds.rs"]
mod worlds;
