//! The figure of the cascade: golden files for three runs, and what holds for any run.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::arithmetic_side_effects)]
#![allow(clippy::cast_precision_loss, clippy::disallowed_methods, missing_docs)]

#[path = "graph/cuts.rs"]
mod cuts;
#[path = "graph/goldens.rs"]
mod goldens;
#[path = "graph/legends.rs"]
mod legends;
#[path = "graph/lit.rs"]
mod lit;
#[path = "graph/narrations.rs"]
mod narrations;
#[path = "graph/properties.rs"]
mod properties;
#[path = "../src/testing.rs"]
mod testing;

use cascade_notes::engine::cascade::narration::Narration;
use cascade_notes::engine::scenario::Scenario;
use cascade_notes::figures::cascade::CascadeFigure;
use std::sync::Arc;

/// The scenario of a preset.
fn scenario(preset: &str) -> Scenario {
    testing::scenario(&format!("v=1&preset={preset}"))
}

/// The figure of a narration at a round.
fn figure(preset: &str, narration: &Narration, round: usize) -> CascadeFigure {
    CascadeFigure::of(&scenario(preset), Arc::new(narration.clone()), round)
}
