//! A custom property of an element's style.

use crate::web::view;
use leptos::html::Div;
use leptos::prelude::*;

/// Keeps a custom property at a value. Set from here and not as an attribute, because the page's policy allows no style in markup.
pub fn use_css_property(node: NodeRef<Div>, name: &'static str, value: Signal<String>) {
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            view::set_property(&element, name, &value.get());
        }
    });
}
