//! A piece of the page: an element with the few things that controls do to one.
//!
//! Controls are drawn once by Leptos and then kept up to date through these, by effects. Every handler is one boxed type.

use crate::web::{host, view};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent, PointerEvent};

/// An element of the page.
#[derive(Clone)]
pub struct Piece(Element);

/// Something that happened on a piece.
pub struct ElementEvent(Event);

impl Piece {
    /// Wraps an element.
    #[must_use]
    pub fn of(element: &Element) -> Self {
        Self(element.clone())
    }

    /// The piece of an id.
    #[must_use]
    pub fn by_id(id: &str) -> Option<Self> {
        host::document().and_then(|d| d.get_element_by_id(id)).map(Self)
    }

    /// The element itself, for the browser's own interfaces.
    #[must_use]
    pub fn element(&self) -> &Element {
        &self.0
    }

    /// The element for whoever mounts into it.
    #[must_use]
    pub fn html_element(&self) -> HtmlElement {
        self.0.clone().unchecked_into()
    }

    /// The nearest piece around this one that a selector matches; itself where there is none.
    #[must_use]
    pub fn around(&self, selector: &str) -> Self {
        self.0.closest(selector).ok().flatten().map_or_else(|| self.clone(), Self)
    }

    /// The first piece inside that a selector matches.
    #[must_use]
    pub fn find(&self, selector: &str) -> Option<Self> {
        self.0.query_selector(selector).ok().flatten().map(Self)
    }

    /// The first piece inside that carries `data-part="name"`. Where there is none, a piece that is nowhere on the page, so that
    /// what is done to it has no effect.
    #[must_use]
    pub fn part(&self, name: &str) -> Self {
        let nowhere = || host::document().and_then(|d| d.create_element("span").ok()).map(Self);
        self.find(&format!("[data-part=\"{name}\"]")).or_else(nowhere).unwrap_or_else(|| self.clone())
    }

    /// Every piece inside that carries `data-part="name"`.
    #[must_use]
    pub fn parts(&self, name: &str) -> Vec<Self> {
        let Ok(list) = self.0.query_selector_all(&format!("[data-part=\"{name}\"]")) else {
            return Vec::new();
        };
        (0..list.length()).filter_map(|n| list.item(n)?.dyn_into().ok()).map(Self).collect()
    }

    /// True while it has the focus.
    #[must_use]
    pub fn has_focus(&self) -> bool {
        self.0.matches(":focus").unwrap_or(false)
    }

    /// Sets an attribute.
    pub fn set(&self, attribute: &str, value: &str) {
        // Only a malformed name is refused, and names are written in this program.
        self.0.set_attribute(attribute, value).unwrap_or_default();
    }

    /// Sets an attribute that is `true` or `false` in words.
    pub fn say(&self, attribute: &str, on: bool) {
        self.set(attribute, if on { "true" } else { "false" });
    }

    /// Sets or takes away an attribute that counts by being there.
    pub fn flag(&self, attribute: &str, on: bool) {
        self.0.toggle_attribute_with_force(attribute, on).map(drop).unwrap_or_default();
    }

    /// Sets or takes away a class.
    pub fn class(&self, name: &str, on: bool) {
        self.0.class_list().toggle_with_force(name, on).map(drop).unwrap_or_default();
    }

    /// Sets a CSS custom property.
    pub fn property(&self, name: &str, value: &str) {
        if let Some(element) = self.0.dyn_ref::<HtmlElement>() {
            view::set_property(element, name, value);
        }
    }

    /// Puts a text in place of what the piece holds; one that is there already is left alone, so that nobody is told twice.
    pub fn text(&self, text: &str) {
        if self.0.text_content().as_deref() != Some(text) {
            self.0.set_text_content(Some(text));
        }
    }

    /// Puts markup in place of what the piece holds. Everything live in it has been escaped by whoever wrote it.
    pub fn html(&self, markup: &str) {
        self.0.set_inner_html(markup);
    }

    /// Puts a value into a field, a slider or a list; one that is there already is left alone, and the caret with it.
    pub fn put(&self, value: &str) {
        if let Some(input) = self.0.dyn_ref::<HtmlInputElement>() {
            if input.value() != value {
                input.set_value(value);
            }
        } else if let Some(list) = self.0.dyn_ref::<HtmlSelectElement>() {
            list.set_value(value);
        }
    }

    /// The value of a field or slider; empty for anything else.
    #[must_use]
    pub fn value(&self) -> String {
        self.0.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value).unwrap_or_default()
    }

    /// Checks or unchecks a radio button.
    pub fn check(&self, on: bool) {
        if let Some(input) = self.0.dyn_ref::<HtmlInputElement>() {
            input.set_checked(on);
        }
    }

    /// Calls back on an event, as long as the page lives.
    pub fn on(&self, name: &str, mut call: Box<dyn FnMut(&ElementEvent)>) {
        let closure = Closure::<dyn FnMut(Event)>::new(move |event| call(&ElementEvent(event)));
        if self.0.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).is_ok() {
            closure.forget();
        }
    }
}

impl ElementEvent {
    /// What the nearest piece with `data-act` around the target is there for; empty where there is none.
    #[must_use]
    pub fn act(&self) -> String {
        let target = self.0.target().and_then(|t| t.dyn_into::<Element>().ok());
        target.and_then(|t| t.closest("[data-act]").ok()?).and_then(|a| a.get_attribute("data-act")).unwrap_or_default()
    }

    /// The id of what it happened on.
    #[must_use]
    pub fn id(&self) -> String {
        self.0.target().and_then(|t| t.dyn_into::<Element>().ok()).map(|e| e.id()).unwrap_or_default()
    }

    /// The value of the field, slider or list it happened on.
    #[must_use]
    pub fn value(&self) -> String {
        let Some(target) = self.0.target() else {
            return String::new();
        };
        match target.dyn_into::<HtmlInputElement>() {
            Ok(input) => input.value(),
            Err(other) => other.dyn_into::<HtmlSelectElement>().map(|s| s.value()).unwrap_or_default(),
        }
    }

    /// The key, and whether Shift is held; `None` for no key, or one meant for the browser.
    #[must_use]
    pub fn key(&self) -> Option<(String, bool)> {
        let key = self.0.dyn_ref::<KeyboardEvent>()?;
        (!key.ctrl_key() && !key.meta_key() && !key.alt_key()).then(|| (key.key(), key.shift_key()))
    }

    /// Keeps the browser from doing what it would do.
    pub fn prevent(&self) {
        self.0.prevent_default();
    }

    /// Keeps sending a pointer's moves to the piece the handler is on. Only the main button and touch drag.
    #[must_use]
    pub fn hold(&self) -> bool {
        self.pointer().is_some_and(|(p, e)| p.button() == 0 && e.set_pointer_capture(p.pointer_id()).is_ok())
    }

    /// True while the handler's piece holds this pointer.
    #[must_use]
    pub fn held(&self) -> bool {
        self.pointer().is_some_and(|(p, e)| e.has_pointer_capture(p.pointer_id()))
    }

    /// How far the pointer is from the left edge of the handler's piece, in CSS pixels.
    #[must_use]
    pub fn from_left(&self) -> f64 {
        self.pointer().map_or(0.0, |(p, e)| f64::from(p.client_x()) - e.get_bounding_client_rect().left())
    }

    /// Where the pointer is on the screen, in CSS pixels from the left.
    #[must_use]
    pub fn x(&self) -> f64 {
        self.pointer().map_or(0.0, |(p, _)| f64::from(p.client_x()))
    }

    fn pointer(&self) -> Option<(&PointerEvent, Element)> {
        Some((self.0.dyn_ref()?, self.0.current_target()?.dyn_into().ok()?))
    }
}
