//! What of the page is seen, and how large.

use crate::web::host;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, ResizeObserver,
};

/// Width and height of an element's box, in whole CSS pixels; `None` while it is not shown. What holds nothing yet may be nothing high.
#[must_use]
pub fn size(element: &Element) -> Option<(u32, u32)> {
    let (w, h) = (element.client_width(), element.client_height());
    let (w, h) = (u32::try_from(w).ok()?, u32::try_from(h).ok()?);
    (w > 0).then_some((w, h))
}

/// Calls back now and whenever the element's size changes, as long as the page lives; with `None` while it has no box.
pub fn on_size(element: &Element, mut call: impl FnMut(Option<(u32, u32)>) + 'static) {
    call(size(element));
    let watched = element.clone();
    let closure = Closure::<dyn FnMut()>::new(move || call(size(&watched)));
    if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
        observer.observe(element);
        closure.forget();
    }
}

/// Calls back whenever the element comes near the screen or leaves it, as long as the page lives. On paper everything is seen.
pub fn on_sight(element: &Element, call: impl Fn(bool) + 'static) {
    let call = Rc::new(call);
    let print = Rc::clone(&call);
    host::listen("beforeprint", move |_| print(true));
    let closure = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        // The last entry is the present state.
        if let Some(entry) = entries.iter().last().and_then(|e| e.dyn_into::<IntersectionObserverEntry>().ok()) {
            call(entry.is_intersecting());
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin("200px");
    if let Ok(observer) = IntersectionObserver::new_with_options(closure.as_ref().unchecked_ref(), &options) {
        observer.observe(element);
        closure.forget();
    }
}

/// Sets a custom property of an element's style.
pub fn set_property(element: &HtmlElement, name: &str, value: &str) {
    // Only a malformed name is refused, and names are written in this program.
    element.style().set_property(name, value).unwrap_or_default();
}

/// True where the reader wants nothing to move by itself.
#[must_use]
pub fn is_still() -> bool {
    let asked = host::window().and_then(|w| w.match_media("(prefers-reduced-motion: reduce)").ok()?);
    asked.is_some_and(|m| m.matches())
}
