//! The worker's end of `cascade_notes::engine::jobs::protocol`: `public/worker.js` passes requests in and replies out.
//!
//! The engine knows no clock; patience is measured here.

use cascade_notes::engine::jobs::protocol::WorkerEnd;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// A runner.
#[wasm_bindgen]
#[derive(Default)]
pub struct JobRunner(WorkerEnd);

#[wasm_bindgen]
impl JobRunner {
    /// An empty runner.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        // A panic leaves the module as an exception that says what went wrong, where a trap would only say `unreachable`.
        std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
        Self::default()
    }

    /// Takes a request in the place of any before.
    #[allow(clippy::needless_pass_by_value)]
    pub fn take(&mut self, request: String) {
        self.0.take(&request);
    }

    /// Works for about so many milliseconds and says something. Nothing when nothing is left to do.
    pub fn work(&mut self, milliseconds: f64) -> Option<Vec<f64>> {
        let end = now() + milliseconds;
        self.0.work(&mut || now() < end)
    }
}
