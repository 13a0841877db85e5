//! What of the page is seen, and how large.

use crate::web::beside::{Anchor, beside, over_foot};
use crate::web::host;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    Element, EventTarget, HtmlElement, HtmlInputElement, IntersectionObserver, IntersectionObserverEntry,
    IntersectionObserverInit, ResizeObserver,
};

/// Where a popover is a sheet at the foot of the screen; the style sheet says the same.
const FOOT: &str = "(max-width: 640px)";

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

/// How far an element is from the screen, in CSS pixels; 0 for what is on it.
#[must_use]
pub fn distance(element: &Element) -> f64 {
    let height = host::window().and_then(|w| w.inner_height().ok()?.as_f64()).unwrap_or_default();
    let at = element.get_bounding_client_rect();
    (at.top() - height).max(-at.bottom()).max(0.0)
}

/// Opens a popover beside what holds it, or what a selector finds, or as a sheet at the foot of a narrow screen, and moves focus to its first control; the
/// page makes room where the popover would lie over what it belongs to. Style sheets take the place from `--x` and `--y`, in CSS pixels of the page, and
/// from `--room` how high it may be.
pub fn open_beside(popover: &HtmlElement, selector: Option<&str>) {
    // Where the browser knows no popovers it stays in the text, which shows it as well.
    popover.show_popover().unwrap_or_default();
    let found = selector.and_then(|selector| host::document()?.query_selector(selector).ok()?);
    let (Some(window), Some(parent)) = (host::window(), found.or_else(|| popover.parent_element())) else { return };
    let number = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64()).unwrap_or_default();
    let screen = (number(window.inner_width()), number(window.inner_height()));
    let (at, own) = (parent.get_bounding_client_rect(), popover.get_bounding_client_rect());
    let anchor = Anchor { left: at.left(), top: at.top(), right: at.right(), bottom: at.bottom() };
    let scroll = if holds(FOOT) {
        over_foot(anchor, own.height(), screen.1)
    } else {
        let place = beside(anchor, (own.width(), own.height()), screen);
        let pixels = |value: f64| format!("{}px", libm::round(value));
        set_property(popover, "--x", &pixels(place.x + window.scroll_x().unwrap_or_default()));
        set_property(popover, "--y", &pixels(place.y + window.scroll_y().unwrap_or_default()));
        set_property(popover, "--room", &pixels(place.room));
        place.scroll
    };
    if scroll > 0.0 {
        window.scroll_by_with_x_and_y(0.0, scroll);
    }
    let find = |selector| popover.query_selector(selector).ok().flatten();
    let first = find("input:checked, input[type=text], select").or_else(|| find("input, button, a[href]"));
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        // A refusal to focus leaves focus where it is.
        first.focus().unwrap_or_default();
        // What is typed takes the place of what stands there.
        if let Some(field) = first.dyn_ref::<HtmlInputElement>() {
            field.select();
        }
    }
}

/// True where the next Tab leaves an element: the target is its last control, or its first one going back.
#[must_use]
pub fn is_at_end(element: &Element, target: Option<EventTarget>, back: bool) -> bool {
    let controls =
        "input:not(:disabled), select:not(:disabled), button:not(:disabled), textarea:not(:disabled), a[href], summary";
    let Ok(all) = element.query_selector_all(controls) else { return false };
    let shown = |node: web_sys::Node| node.dyn_into::<HtmlElement>().ok().filter(|e| e.offset_width() > 0);
    let mut all: Vec<HtmlElement> = (0..all.length()).filter_map(|n| shown(all.item(n)?)).collect();
    let end = if back { all.into_iter().next() } else { all.pop() };
    // Radio buttons of one name are one stop.
    let stop =
        |control: &Element| control.get_attribute("name").filter(|_| control.matches("[type=radio]").unwrap_or(false));
    let target = target.and_then(|target| target.dyn_into::<Element>().ok());
    end.zip(target)
        .is_some_and(|(end, target)| **end == *target || stop(&end).is_some_and(|name| stop(&target) == Some(name)))
}

/// True for a field of text.
#[must_use]
pub fn is_field(target: Option<EventTarget>) -> bool {
    target
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|t| t.matches("input[type=text]").unwrap_or(false))
}

/// True where an element holds one field of text, and what is in it was not refused.
#[must_use]
pub fn is_answered(element: &Element) -> bool {
    let fields = element.query_selector_all("input[type=text]").map_or(0, |all| all.length());
    fields == 1 && element.query_selector("[aria-invalid=true]").ok().flatten().is_none()
}

/// Closes a popover; the browser gives focus back and tells of it.
pub fn close(popover: &HtmlElement) {
    // Where the browser knows no popovers it stays in the text.
    popover.hide_popover().unwrap_or_default();
}

/// True while a popover is open.
#[must_use]
pub fn is_open(popover: &Element) -> bool {
    popover.matches(":popover-open").unwrap_or(false)
}

/// Sets a custom property of an element's style.
pub fn set_property(element: &HtmlElement, name: &str, value: &str) {
    // Only a malformed name is refused, and names are written in this program.
    element.style().set_property(name, value).unwrap_or_default();
}

/// True where the reader wants nothing to move by itself.
#[must_use]
pub fn is_still() -> bool {
    holds("(prefers-reduced-motion: reduce)")
}

/// True where things are touched and not pointed at.
#[must_use]
pub fn is_touched() -> bool {
    holds("(hover: none)")
}

fn holds(query: &str) -> bool {
    host::window().and_then(|w| w.match_media(query).ok()?).is_some_and(|m| m.matches())
}
