//! What a reader brings: files that are chosen or dropped, and what is pasted. Nothing is sent anywhere.

use crate::web::host;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, DragEvent, Element, Event, EventTarget, File, FileList, HtmlInputElement};

/// The class of the root element while a file is dragged over the page.
const DRAGGED: &str = "dragged-over";

/// The largest file that is read, in bytes: what a browser holds as one text without trouble.
const LARGEST: f64 = 200e6;

/// What a field shows at most of a text that is pasted, in bytes and in lines: a phone lays out no more without standing still.
const SHOWN: (usize, usize) = (1_000_000, 20_000);

/// A file as it was brought.
pub struct Brought {
    /// Its name, as it is.
    pub name: String,
    /// What it holds; `None` where the browser could not read it, or it is too large.
    pub text: Option<String>,
}

/// Hands over what was chosen in a field for files, and empties it, so that the same file can be chosen again.
pub fn chosen(field: Option<EventTarget>, call: impl Fn(Brought) + Clone + 'static) {
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else { return };
    if let Some(files) = field.files() {
        each(&files, call);
    }
    field.set_value("");
}

fn each(files: &FileList, call: impl Fn(Brought) + Clone + 'static) {
    let all: Vec<File> = (0..files.length()).filter_map(|n| files.item(n)).collect();
    // In their order, one after the other.
    spawn_local(async move {
        for file in all {
            let text = if file.size() > LARGEST {
                None
            } else {
                JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string())
            };
            call(Brought { name: file.name(), text });
        }
    });
}

/// Calls back with each file that is dropped anywhere on the page, or with a text that is. While something is dragged over it the root says so.
pub fn on_drop(call: impl Fn(Brought) + Clone + 'static) {
    // Every element that is entered is left again: the page is left when nothing is inside.
    let depth = Rc::new(Cell::new(0_u32));
    let entered = Rc::clone(&depth);
    host::listen("dragenter", move |event| {
        if carries_files(&event) {
            entered.set(entered.get().saturating_add(1));
            mark(true);
        }
    });
    let left = Rc::clone(&depth);
    host::listen("dragleave", move |event| {
        if carries_files(&event) {
            left.set(left.get().saturating_sub(1));
            mark(left.get() > 0);
        }
    });
    host::listen("dragover", move |event| {
        if carries_files(&event) {
            event.prevent_default();
        }
    });
    host::listen("drop", move |event| {
        depth.set(0);
        mark(false);
        let files = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|data| data.files());
        if let Some(files) = files.filter(|files| files.length() > 0) {
            event.prevent_default();
            each(&files, call.clone());
        }
    });
}

fn carries_files(event: &Event) -> bool {
    let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    data.is_some_and(|data| data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files")))
}

fn mark(over: bool) {
    if let Some(root) = host::document().and_then(|document| document.document_element()) {
        // Only a malformed name is refused, and names are written in this program.
        root.class_list().toggle_with_force(DRAGGED, over).map(drop).unwrap_or_default();
    }
}

/// A text that is pasted into a field and is too long for one; the field is kept from it.
#[must_use]
pub fn pasted_long(event: &Event) -> Option<String> {
    let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    let text = data.and_then(|data| data.get_data("text").ok()).filter(|text| is_long(text))?;
    event.prevent_default();
    Some(text)
}

fn is_long(text: &str) -> bool {
    let (bytes, lines) = SHOWN;
    text.len() > bytes || text.bytes().filter(|byte| *byte == b'\n').nth(lines).is_some()
}

/// Calls back with a text that is pasted while the reader is in no field.
pub fn on_paste(call: impl Fn(String) + 'static) {
    host::listen("paste", move |event| {
        let in_field = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|element| element.matches("input, textarea, select").unwrap_or(false));
        if in_field {
            return;
        }
        let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        if let Some(text) = data.and_then(|data| data.get_data("text").ok()).filter(|text| !text.is_empty()) {
            call(text);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::is_long;

    #[test]
    fn a_text_is_too_long_by_its_lines_or_by_its_bytes() {
        assert!(!is_long(&"1\n".repeat(20_000)) && is_long(&"1\n".repeat(20_001)));
        assert!(!is_long(&"1".repeat(1_000_000)) && is_long(&"1".repeat(1_000_001)));
        assert!(!is_long(""));
    }
}
