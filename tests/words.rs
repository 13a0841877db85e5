//! What is said: that sentences agree with their numbers, and that nothing is said but by the words.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

#[path = "words/counts.rs"]
mod counts;
#[path = "words/digits.rs"]
mod digits;
#[path = "words/errors.rs"]
mod errors;
#[path = "words/pseudo.rs"]
mod pseudo;
#[path = "words/room.rs"]
mod room;
#[path = "words/said.rs"]
mod said;
