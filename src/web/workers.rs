//! The client that takes long questions to a web worker, `public/worker.js`, and brings back what is said about them.
//!
//! Messages out are `{ id, question }` and `{ id, cancel }`; in come `{ id, numbers, last }`, or `{ id, failed }` once.

use js_sys::{Float64Array, Object, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::OnceLock;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Event, Worker, WorkerOptions, WorkerType};

/// Where the worker's script is. The build gives it a name with a hash, so `public/boot.js` tells.
static SCRIPT: OnceLock<String> = OnceLock::new();

/// Says where the worker's script is, once for the page.
pub fn script_at(url: String) {
    // A second address would be that of the same file.
    SCRIPT.set(url).unwrap_or_default();
}

/// Something said about the latest question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The first is the kind of answer.
    pub numbers: Vec<f64>,
    /// Nothing will follow.
    pub last: bool,
}

/// What a client brings: an answer, or what kept the worker from giving one.
pub type WorkerReply = Result<Answer, String>;

/// Asks one worker one question at a time. Clones are the same client.
#[derive(Clone)]
pub struct WorkerClient(Rc<Connection>);

struct Connection {
    on_reply: Box<dyn Fn(WorkerReply)>,
    worker: RefCell<Option<Worker>>,
    /// Of the latest question; what is said about others is dropped.
    id: Cell<u32>,
    /// The latest question has not had its last answer.
    waiting: Cell<bool>,
}

impl WorkerClient {
    /// A client that has not yet started the worker. A failure is heard once for a question; the next question starts a fresh worker.
    #[must_use]
    pub fn new(on_reply: Box<dyn Fn(WorkerReply)>) -> Self {
        Self(Rc::new(Connection {
            on_reply,
            worker: RefCell::default(),
            id: Cell::default(),
            waiting: Cell::default(),
        }))
    }

    /// Starts the worker unless it runs, so that it is ready when it is asked. A worker that cannot start is only spoken of when asked.
    pub fn start(&self) {
        if self.0.worker.borrow().is_none() {
            match self.started() {
                Ok(worker) => drop(self.0.worker.replace(Some(worker))),
                Err(why) => self.0.fail(said(&why, "message")),
            }
        }
    }

    /// Asks; whatever was under way for an earlier question is dropped.
    pub fn ask(&self, question: &str) {
        self.0.id.set(self.0.id.get().wrapping_add(1));
        self.0.waiting.set(true);
        self.start();
        self.0.send("question", &question.into());
    }

    /// Drops the question: nothing more is heard of it.
    pub fn cancel(&self) {
        if self.0.waiting.replace(false) {
            self.0.send("cancel", &JsValue::TRUE);
        }
    }

    fn started(&self) -> Result<Worker, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(SCRIPT.get().map_or("", String::as_str), &options)?;
        let connection = Rc::clone(&self.0);
        let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| connection.take(&event));
        worker.set_onmessage(Some(closure.as_ref().unchecked_ref()));
        worker.set_onerror(Some(closure.as_ref().unchecked_ref()));
        // Few workers are ever started: one, and one more for each that failed.
        closure.forget();
        Ok(worker)
    }
}

impl Connection {
    fn send(&self, name: &str, value: &JsValue) {
        let Some(worker) = &*self.worker.borrow() else {
            return;
        };
        let message = Object::new();
        // Plain objects and plain values: nothing here can be refused.
        for (name, value) in [("id", &JsValue::from(self.id.get())), (name, value)] {
            Reflect::set(&message, &name.into(), value).map(drop).unwrap_or_default();
        }
        worker.post_message(&message).unwrap_or_default();
    }

    /// A message, or the event of a script that could not be loaded or ended in an error.
    fn take(&self, event: &Event) {
        let data = get(event, "data");
        let id = get(&data, "id").as_f64();
        if let Some(numbers) = get(&data, "numbers").dyn_ref::<Float64Array>() {
            if self.waiting.get() && id == Some(f64::from(self.id.get())) {
                let last = get(&data, "last").is_truthy();
                self.waiting.set(!last);
                (self.on_reply)(Ok(Answer { numbers: numbers.to_vec(), last }));
            }
        } else if data.is_undefined() {
            // What the worker could not catch itself. The page has told the reader; the console need not.
            event.prevent_default();
            self.fail(said(event, "message"));
        } else {
            self.fail(said(&data, "failed"));
        }
    }

    fn fail(&self, why: String) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
        if self.waiting.replace(false) {
            (self.on_reply)(Err(why));
        }
    }
}

/// A property; undefined where there is none.
fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// A property that is a text; empty where there is none.
fn said(of: &JsValue, name: &str) -> String {
    get(of, name).as_string().unwrap_or_default()
}
