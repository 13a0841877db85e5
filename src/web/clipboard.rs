//! The clipboard, where the browser allows it.

use crate::web::host;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Copies a text and says whether that worked.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let Some(window) = host::window().filter(web_sys::Window::is_secure_context) else {
        return done(false);
    };
    // Where there is none the property is missing, whatever its type says.
    let clipboard = window.navigator().clipboard();
    if clipboard.is_undefined() {
        return done(false);
    }
    let promise = clipboard.write_text(text);
    spawn_local(async move { done(JsFuture::from(promise).await.is_ok()) });
}
