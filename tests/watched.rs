//! Golden files of the figures about watching a market: crowding and its trial, the monitor with its log, what a limit costs, the bench, and the drill. And what
//! the worker's tasks must answer.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

#[path = "watched/bench.rs"]
mod bench;
#[path = "watched/crowding.rs"]
mod crowding;
#[path = "watched/drift.rs"]
mod drift;
#[path = "watched/drill.rs"]
mod drill;
#[path = "watched/monitor.rs"]
mod monitor;
#[path = "watched/tasks.rs"]
mod tasks;

use cascade_notes::figures::{Figure, Frame, Medium};
use cascade_notes::words::english;

/// Title, subtitle and sentence.
fn told(figure: &dyn Figure) -> String {
    let text = figure.text(english());
    let told = format!("{}\n{}\n{}\n", text.title, text.subtitle, text.sentence);
    assert!(!told.contains('{'), "a template was left unfilled: {told}");
    told
}

/// A picture, an element a line.
fn picture(figure: &dyn Figure, width: u32, height: u32) -> String {
    figure.svg(english(), Frame::new(width, height), Medium::Page).unwrap().replace('>', ">\n")
}
