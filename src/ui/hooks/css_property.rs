//! A custom property of an element's style.

use crate::web::host::Place;
use crate::web::view;
use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Keeps a custom property at a value. Set from here and not as an attribute, because the page's policy allows no style in markup.
pub fn use_css_property<E>(node: NodeRef<E>, name: &'static str, value: Signal<String>)
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + AsRef<Place> + 'static,
{
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            view::set_property(element.as_ref(), name, &value.get());
        }
    });
}
