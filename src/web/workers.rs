//! The page's end of [`protocol`]: takes long questions to a web worker, `public/worker.js`, and brings back what is said about them, or why nothing is.

use crate::engine::jobs::Reply;
use crate::engine::jobs::protocol::{self, Failure, Market, Request};
use crate::web::{clock, host};
use js_sys::Float64Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::OnceLock;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, Event, MessageEvent, Response, Worker, WorkerOptions, WorkerType};

/// Seconds of silence, while a question waits, after which the worker is taken for dead. It says something after every slice, and while it loads every
/// second. The longest slice measured is a twentieth of a second, so a machine three hundred times slower is still waited for.
pub const PATIENCE: u32 = 20;

/// How often silence is counted, in milliseconds. Turns are counted and no clock is read: a page that slept wakes to one turn, and its worker with it.
const TURN: i32 = 1000;

/// Where the worker's script is. The build gives it a name with a hash, so `public/boot.js` tells.
static SCRIPT: OnceLock<String> = OnceLock::new();

/// Says where the worker's script is, once for the page.
pub fn script_at(url: String) {
    // A second address would be that of the same file.
    SCRIPT.set(url).unwrap_or_default();
}

fn script() -> &'static str {
    SCRIPT.get().map_or("", String::as_str)
}

/// What a client brings: a reply, or what kept the worker from giving one.
pub type WorkerReply = Result<Reply, Failure>;

/// Asks one worker one question at a time. Clones are the same client.
#[derive(Clone)]
pub struct WorkerClient(Rc<Connection>);

struct Connection {
    on_reply: Box<dyn Fn(WorkerReply)>,
    worker: RefCell<Option<Worker>>,
    /// Of the latest request; what is said about others is dropped.
    id: Cell<u32>,
    /// The latest question has not had its last answer.
    waiting: Cell<bool>,
    /// Turns since the worker was last heard, or asked.
    silent: Cell<u32>,
    /// Turns are being counted.
    counting: Cell<bool>,
    /// Workers that failed.
    failed: Cell<u32>,
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
            silent: Cell::default(),
            counting: Cell::default(),
            failed: Cell::default(),
        }))
    }

    /// Starts the worker unless it runs, so that it is ready when it is asked. A worker that cannot start is only spoken of when asked.
    pub fn start(&self) {
        if self.0.worker.borrow().is_none() {
            match Connection::started(&self.0) {
                Ok(worker) => drop(self.0.worker.replace(Some(worker))),
                Err(why) => self.0.fail(Failure::Ended(in_words(&why))),
            }
        }
    }

    /// Asks; whatever was under way for an earlier question is dropped.
    pub fn ask(&self, market: Market) {
        self.request(|id| Request::Question { id, market });
    }

    /// Asks for a task of [`crate::engine::jobs::task`]; whatever was under way before is dropped.
    pub fn ask_task(&self, name: &str, text: &str) {
        self.request(|id| Request::Task { id, name: name.to_owned(), text: text.to_owned() });
    }

    fn request(&self, of: impl FnOnce(u32) -> Request) {
        let request = of(self.0.next());
        self.0.waiting.set(true);
        self.0.silent.set(0);
        self.start();
        self.0.send(&request);
        if !self.0.counting.replace(true) {
            Connection::count(&self.0);
        }
    }

    /// Drops the question and the worker with it, which is in the middle of something long; the next question starts a fresh one.
    pub fn stop(&self) {
        self.0.waiting.set(false);
        self.0.next();
        self.0.stop();
    }

    /// Drops the question: nothing more is heard of it.
    pub fn cancel(&self) {
        if self.0.waiting.replace(false) {
            let id = self.0.next();
            self.0.send(&Request::Cancel { id });
        }
    }
}

impl Connection {
    fn next(&self) -> u32 {
        self.id.set(self.id.get().wrapping_add(1));
        self.id.get()
    }

    fn started(self: &Rc<Self>) -> Result<Worker, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        // A worker learns from its address how many failed before it.
        let worker = Worker::new_with_options(&format!("{}#{}", script(), self.failed.get()), &options)?;
        let connection = Rc::clone(self);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| connection.take(&event.data()));
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        let connection = Rc::clone(self);
        let ended = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            // The page has told the reader; the console need not.
            event.prevent_default();
            Self::ended(&connection, &event);
        });
        worker.set_onerror(Some(ended.as_ref().unchecked_ref()));
        // Few workers are ever started: one, and one more for each that failed.
        heard.forget();
        ended.forget();
        Ok(worker)
    }

    fn send(&self, request: &Request) {
        if let Some(worker) = &*self.worker.borrow() {
            // A text can always be sent.
            worker.post_message(&request.print().into()).unwrap_or_default();
        }
    }

    /// Takes what the worker said: numbers are a reply, or nothing where it only shows that it lives; a text is why it is of no more use.
    fn take(&self, data: &JsValue) {
        self.silent.set(0);
        let Some(numbers) = data.dyn_ref::<Float64Array>() else {
            return self.fail(Failure::read(&data.as_string().unwrap_or_default()));
        };
        if numbers.length() == 0 {
            return;
        }
        match protocol::read(&numbers.to_vec()) {
            Err(why) => self.fail(Failure::Refused(why)),
            Ok((id, reply)) if self.waiting.get() && id == self.id.get() => {
                self.waiting.set(!reply.last);
                (self.on_reply)(Ok(reply));
            }
            Ok(_) => {}
        }
    }

    /// A script that ended in an error, or could not be loaded: of that a browser does not say why, so its address is asked.
    fn ended(self: &Rc<Self>, event: &Event) {
        if let Some(error) = event.dyn_ref::<ErrorEvent>() {
            return self.fail(Failure::Ended(error.message()));
        }
        let (connection, id) = (Rc::clone(self), self.id.get());
        self.stop();
        wasm_bindgen_futures::spawn_local(async move {
            let why = reason(script()).await;
            if connection.id.get() == id {
                connection.fail(why);
            }
        });
    }

    /// Counts the turns in which nothing is heard of a question, until nothing waits.
    fn count(self: &Rc<Self>) {
        let connection = Rc::clone(self);
        clock::after(TURN, move || {
            if !connection.waiting.get() {
                connection.counting.set(false);
                return;
            }
            let silent = connection.silent.get().saturating_add(1);
            connection.silent.set(silent);
            if silent > PATIENCE {
                connection.fail(Failure::Late(PATIENCE));
            }
            Self::count(&connection);
        });
    }

    fn stop(&self) {
        if let Some(worker) = self.worker.take() {
            self.failed.set(self.failed.get().saturating_add(1));
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
    }

    fn fail(&self, why: Failure) {
        self.stop();
        if self.waiting.replace(false) {
            (self.on_reply)(Err(why));
        }
    }
}

/// Why the file at an address could not be loaded.
async fn reason(url: &str) -> Failure {
    let Some(asked) = host::window().map(|window| JsFuture::from(window.fetch_with_str(url))) else {
        return Failure::NotReached;
    };
    match asked.await.map(JsValue::unchecked_into::<Response>) {
        Err(_) => Failure::NotReached,
        Ok(response) if response.ok() => Failure::Unexpected,
        Ok(response) => Failure::Answered(response.status().into()),
    }
}

/// What was thrown, in the browser's words.
fn in_words(thrown: &JsValue) -> String {
    thrown.dyn_ref::<js_sys::Error>().map_or_else(String::new, |error| String::from(error.message()))
}
