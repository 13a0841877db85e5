//! Window, document and the elements that the page holds ready.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, EventTarget, HtmlElement, KeyboardEvent, Window};

/// The window, `None` outside a page.
#[must_use]
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
#[must_use]
pub fn document() -> Option<Document> {
    window()?.document()
}

/// An element that the page holds ready.
pub type Place = HtmlElement;

/// The first element that carries `attribute="value"`.
#[must_use]
pub fn place(attribute: &str, value: &str) -> Option<Place> {
    let found = document()?.query_selector(&format!("[{attribute}=\"{value}\"]")).ok()??;
    found.dyn_into().ok()
}

/// Every element that carries `attribute="value"`.
#[must_use]
pub fn places(attribute: &str, value: &str) -> Vec<Place> {
    let Some(list) = document().and_then(|d| d.query_selector_all(&format!("[{attribute}=\"{value}\"]")).ok()) else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|n| list.item(n)?.dyn_into().ok()).collect()
}

/// The id of the section that an element stands in.
#[must_use]
pub fn section_of(element: &Element) -> Option<String> {
    element.closest("section[id]").ok().flatten().map(|section| section.id())
}

/// Says on the root element, as `data-name`, how something went.
pub fn tell(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Nobody but a test and a style sheet listens.
        root.set_attribute(&format!("data-{name}"), value).unwrap_or_default();
    }
}

/// Takes out everything an element holds.
pub fn clear(element: &Element) {
    element.set_text_content(None);
}

/// Brings an element to the top of the screen.
pub fn scroll_to(element: &Element) {
    element.scroll_into_view();
}

/// Moves focus to the element of an id and brings it into view.
pub fn focus(id: &str) {
    if let Some(element) = document().and_then(|d| d.get_element_by_id(id))
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        // A refusal to focus leaves focus where it is.
        element.focus().unwrap_or_default();
    }
}

/// Calls back on every key press that is not typed into a text field.
pub fn on_key(mut call: impl FnMut(&KeyboardEvent) + 'static) {
    listen("keydown", move |event| {
        if let Some(key) = event.dyn_ref::<KeyboardEvent>()
            && !typing(key)
        {
            call(key);
        }
    });
}

/// Calls back on an event of the window, as long as the page lives.
pub fn listen(name: &str, call: impl FnMut(web_sys::Event) + 'static) {
    let Some(window) = window() else {
        return;
    };
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(call);
    let target: &EventTarget = window.as_ref();
    if target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).is_ok() {
        closure.forget();
    }
}

fn typing(key: &KeyboardEvent) -> bool {
    key.target()
        .and_then(|t| t.dyn_into::<Element>().ok())
        .is_some_and(|e| e.matches("input:not([type=range], [type=radio]), textarea").unwrap_or(false))
}
