//! The painter: the module that draws the cascade, asked by name, because it is not linked into this one. See `public/painter.js`.

use js_sys::{Array, Float64Array, Function, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

thread_local! {
    static LOAD: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Says how the painter is brought, once for the page.
pub fn brought_by(load: Function) {
    LOAD.with(|own| own.replace(Some(load)));
}

/// Something handed to the painter.
#[derive(Clone, Copy)]
pub enum Argument<'a> {
    /// A text.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

impl From<&Argument<'_>> for JsValue {
    fn from(argument: &Argument<'_>) -> Self {
        match argument {
            Argument::Text(text) => (*text).into(),
            Argument::Number(number) => (*number).into(),
            Argument::Flag(flag) => (*flag).into(),
        }
    }
}

/// A painter that has been brought. Clones are the same painter.
#[derive(Clone)]
pub struct Painter(Rc<JsValue>);

/// Brings the painter, and calls back with it, or with why it did not come.
pub fn bring(call: Box<dyn FnOnce(Result<Painter, String>)>) {
    let asked = LOAD.with(|load| load.borrow().as_ref().map(|load| load.call0(&JsValue::NULL)));
    spawn_local(async move {
        let came = match asked {
            Some(Ok(promise)) => JsFuture::from(Promise::resolve(&promise)).await,
            Some(Err(why)) => Err(why),
            None => Err(JsValue::NULL),
        };
        call(came.map(|painter| Painter(Rc::new(painter))).map_err(|why| said(&why)));
    });
}

/// What an exception says.
fn said(why: &JsValue) -> String {
    let message = Reflect::get(why, &"message".into()).ok().and_then(|m| m.as_string());
    message.or_else(|| why.as_string()).unwrap_or_default()
}

impl Painter {
    fn ask(&self, name: &str, with: &[Argument<'_>]) -> Result<JsValue, String> {
        self.call(name, &with.iter().map(JsValue::from).collect())
    }

    fn call(&self, name: &str, with: &Array) -> Result<JsValue, String> {
        let method = Reflect::get(&self.0, &name.into()).map_err(|why| said(&why))?;
        let Some(method) = method.dyn_ref::<Function>() else { return Err(String::new()) };
        method.apply(&self.0, with).map_err(|why| said(&why))
    }

    /// One text.
    #[must_use]
    pub fn text(&self, name: &str, with: &[Argument<'_>]) -> String {
        self.ask(name, with).ok().and_then(|text| text.as_string()).unwrap_or_default()
    }

    /// Several texts, or why there are none.
    pub fn tried(&self, name: &str, with: &[Argument<'_>]) -> Result<Vec<String>, String> {
        let list = Array::from(&self.ask(name, with)?);
        Ok(list.iter().map(|text| text.as_string().unwrap_or_default()).collect())
    }

    /// Several texts.
    #[must_use]
    pub fn texts(&self, name: &str, with: &[Argument<'_>]) -> Vec<String> {
        self.tried(name, with).unwrap_or_default()
    }

    /// Several numbers, whole or not.
    #[must_use]
    pub fn numbers(&self, name: &str, with: &[Argument<'_>]) -> Vec<f64> {
        self.ask(name, with).map(|list| Float64Array::new(&list).to_vec()).unwrap_or_default()
    }

    /// One number.
    #[must_use]
    pub fn number(&self, name: &str, with: &[Argument<'_>]) -> f64 {
        self.ask(name, with).ok().and_then(|number| number.as_f64()).unwrap_or_default()
    }

    /// Hands over what was said about a question. True where there is something new to paint. Errors: why the question has no answer.
    pub fn take(&self, question: &str, numbers: &[f64], last: bool) -> Result<bool, String> {
        let with: [JsValue; 3] = [question.into(), Float64Array::from(numbers).into(), last.into()];
        self.call("take", &with.iter().collect()).map(|new| new.is_truthy())
    }
}
