//! Where in the page the reader is.

use crate::web::{host, view};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// Calls back with the name of the section that is read, as the contents name it, whenever it is another; marks it in the contents and sets how far it
/// is through them as `--read` of `bar`, in per cent.
pub fn follow(bar: &HtmlElement, call: impl Fn(String) + 'static) {
    let Some(document) = host::document() else { return };
    let Ok(links) = document.query_selector_all("nav a[href^='#']") else { return };
    let links: Vec<Element> = (0..links.length()).filter_map(|n| links.item(n)?.dyn_into().ok()).collect();
    let target = |link: &Element| document.get_element_by_id(link.get_attribute("href")?.trim_start_matches('#'));
    let sections: Vec<(Element, Element)> = links.into_iter().filter_map(|link| Some((target(&link)?, link))).collect();
    let (sections, bar) = (Rc::new(sections), bar.clone());
    let (all, now) = (Rc::clone(&sections), Cell::new(usize::MAX));
    let closure = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let entries = entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
        for entry in entries.filter(IntersectionObserverEntry::is_intersecting) {
            let Some(at) = all.iter().position(|(section, _)| *section == entry.target()) else { continue };
            if now.replace(at) == at {
                continue;
            }
            for (n, (_, link)) in all.iter().enumerate() {
                // Only a malformed name is refused, and names are written in this program.
                if n == at {
                    link.set_attribute("aria-current", "location").unwrap_or_default();
                    call(link.text_content().unwrap_or_default());
                } else {
                    link.remove_attribute("aria-current").unwrap_or_default();
                }
            }
            let part = at.saturating_add(1).saturating_mul(100).checked_div(all.len()).unwrap_or_default();
            view::set_property(&bar, "--read", &format!("{part}%"));
        }
    });
    // A section is read while it crosses a line a third down the screen.
    let options = IntersectionObserverInit::new();
    options.set_root_margin("-33% 0px -66% 0px");
    if let Ok(observer) = IntersectionObserver::new_with_options(closure.as_ref().unchecked_ref(), &options) {
        for (section, _) in sections.iter() {
            observer.observe(section);
        }
        closure.forget();
    }
}
