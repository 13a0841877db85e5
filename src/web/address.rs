//! The address bar: the fragment is read, and replaced without filling the Back button.

use crate::web::host;
use wasm_bindgen::JsValue;

/// The fragment with its `#`, empty where there is none.
#[must_use]
pub fn fragment() -> String {
    host::window().and_then(|w| w.location().hash().ok()).unwrap_or_default()
}

/// Puts a fragment (without `#`; empty for none) into the address bar, in place of the present entry.
pub fn replace(fragment: &str) {
    let Some(window) = host::window() else {
        return;
    };
    let location = window.location();
    let path = location.pathname().unwrap_or_default();
    let search = location.search().unwrap_or_default();
    let url = if fragment.is_empty() { format!("{path}{search}") } else { format!("{path}{search}#{fragment}") };
    // A host that refuses (a sandboxed frame) only costs the reader the live address.
    if let Ok(history) = window.history() {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url)).unwrap_or_default();
    }
}

/// The whole address with another fragment.
#[must_use]
pub fn with(fragment: &str) -> String {
    let href = host::window().and_then(|w| w.location().href().ok()).unwrap_or_default();
    let base = href.split('#').next().unwrap_or_default();
    if fragment.is_empty() { base.to_owned() } else { format!("{base}#{fragment}") }
}

/// Keeps where the reader is in the history of the browser: Back leads there.
pub fn leave_place() {
    if let Some(history) = host::window().and_then(|w| w.history().ok()) {
        // Without a history there is no Back.
        history.push_state_with_url(&JsValue::NULL, "", None).unwrap_or_default();
    }
}

/// Calls back when the reader changes the fragment: a link followed, the address edited, Back pressed.
pub fn on_change(mut call: impl FnMut() + 'static) {
    host::listen("hashchange", move |_| call());
}
