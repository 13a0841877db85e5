//! The page on paper.

use crate::web::host;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// Opens what is folded for as long as the page is being printed, but for what only stands in for the program.
pub fn unfold_while_printing() {
    let opened = Rc::new(RefCell::new(Vec::<Element>::new()));
    let again = Rc::clone(&opened);
    host::listen("beforeprint", move |_| {
        let folded =
            host::document().and_then(|d| d.query_selector_all("details.data:not(.without-scripts, [open])").ok());
        let Some(folded) = folded else { return };
        for details in (0..folded.length()).filter_map(|n| folded.item(n)?.dyn_into::<Element>().ok()) {
            // Only a malformed name is refused.
            details.set_attribute("open", "").unwrap_or_default();
            opened.borrow_mut().push(details);
        }
    });
    host::listen("afterprint", move |_| {
        if let Some(root) = host::document().and_then(|d| d.document_element()) {
            root.remove_attribute("data-print").unwrap_or_default();
        }
        for details in again.take() {
            details.remove_attribute("open").unwrap_or_default();
        }
    });
}

/// Prints one part of the page: style sheets leave out the rest while the root carries its name.
pub fn print_only(part: &str) {
    let Some((window, root)) = host::window().zip(host::document().and_then(|d| d.document_element())) else { return };
    root.set_attribute("data-print", part).unwrap_or_default();
    // Some browsers come back from here at once: the end of it is listened to above.
    window.print().unwrap_or_default();
}
