//! The runner of `cascade_notes::engine::jobs` for a web worker: `public/worker.js` passes questions in and replies out.
//!
//! The engine knows no clock; patience is measured here.

use cascade_notes::engine::jobs;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// A runner.
#[wasm_bindgen]
#[derive(Default)]
pub struct JobRunner(jobs::JobRunner);

/// Something that the runner has to say.
#[wasm_bindgen]
pub struct Reply(jobs::Reply);

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

    /// Takes a question in the place of any before.
    #[allow(clippy::needless_pass_by_value)]
    pub fn ask(&mut self, question: String) {
        self.0.ask(&question);
    }

    /// Drops the question.
    pub fn cancel(&mut self) {
        self.0.cancel();
    }

    /// Works for about so many milliseconds. Nothing when nothing is left to do; a reply without numbers when there is nothing to say yet.
    pub fn work(&mut self, milliseconds: f64) -> Option<Reply> {
        let end = now() + milliseconds;
        self.0.work(&mut || now() < end).map(Reply)
    }
}

#[wasm_bindgen]
impl Reply {
    /// The numbers, which leave the reply.
    pub fn numbers(&mut self) -> Vec<f64> {
        std::mem::take(&mut self.0.numbers)
    }

    /// Nothing will follow.
    #[must_use]
    pub fn last(&self) -> bool {
        self.0.last
    }
}
