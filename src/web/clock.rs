//! Time as the browser keeps it: for pacing messages and undo, never for a result.

use crate::web::host;
use js_sys::Promise;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Milliseconds since the page began.
#[must_use]
pub fn now() -> f64 {
    host::window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}

/// Calls back once, after some milliseconds.
pub fn after(milliseconds: i32, call: impl FnOnce() + 'static) {
    let Some(window) = host::window() else {
        return;
    };
    let closure = Closure::once_into_js(call);
    // Without a timer the call is dropped: messages and addresses can wait for the next change.
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(closure.unchecked_ref(), milliseconds)
        .unwrap_or_default();
}

/// Lets whatever waits have its turn. By a message: timers that follow on each other are held back by 4 ms each.
pub async fn turn() {
    let promise = Promise::new(&mut |done, _| {
        let sent = MessageChannel::new().and_then(|channel| {
            channel.port2().set_onmessage(Some(&done));
            channel.port1().post_message(&JsValue::NULL)
        });
        if sent.is_err() {
            // Without a message there is nothing to wait for.
            done.call0(&JsValue::UNDEFINED).map(drop).unwrap_or_default();
        }
    });
    // Never rejected.
    JsFuture::from(promise).await.map(drop).unwrap_or_default();
}

/// Lets only the last of several calls within a pause through.
#[derive(Clone, Default)]
pub struct Pause(Rc<Cell<u64>>);

impl Pause {
    /// Calls back once `milliseconds` have passed without another call to this.
    pub fn then(&self, milliseconds: i32, call: impl FnOnce() + 'static) {
        let turn = self.0.get().wrapping_add(1);
        self.0.set(turn);
        let counter = Rc::clone(&self.0);
        after(milliseconds, move || {
            if counter.get() == turn {
                call();
            }
        });
    }
}

/// Year and month by the reader's device, the first month being 1; `None` where it has no such date.
#[must_use]
pub fn month() -> Option<(u16, u8)> {
    let now = js_sys::Date::new_0();
    Some((u16::try_from(now.get_full_year()).ok()?, u8::try_from(now.get_month().checked_add(1)?).ok()?))
}
