#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
// Certainty, impossibility and what is the same to the bit are compared exactly.
#![allow(clippy::float_cmp)]
//! The band over price and time: the targets T03 and T05, first passage against integrals and paths, and what may never rise or fall.

#[path = "horizon/boundary.rs"]
mod boundary;
#[path = "horizon/days.rs"]
mod days;
#[path = "horizon/passage.rs"]
mod passage;
#[path = "horizon/population.rs"]
mod population;
#[path = "horizon/properties.rs"]
mod properties;
#[path = "cascade/targets.rs"]
#[allow(dead_code)]
mod targets;
#[path = "../src/testing.rs"]
mod testing;
