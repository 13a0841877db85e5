#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
#![allow(clippy::disallowed_methods, clippy::float_cmp)]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
//! What must hold of the monitor whatever it watches: a model only tightens, a log proves every byte, a saved detector goes on as it was, and a
//! run length is what simulation says it is. The early-warning figures of `data/cascade-targets.json` are asked for here, too.
//! `CASCADE_NOTES_TARGETS` names another file of the same form.

#[path = "watching/designs.rs"]
mod designs;
#[path = "watching/drill.rs"]
mod drill;
#[path = "watching/hostile.rs"]
mod hostile;
#[path = "seeded/logs.rs"]
mod logs;
#[path = "watching/resume.rs"]
mod resume;
#[path = "watching/stricter.rs"]
mod stricter;
#[path = "watching/tamper.rs"]
mod tamper;
#[path = "watching/targets.rs"]
mod targets;
