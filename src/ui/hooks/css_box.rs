//! A box over a picture.

use crate::figures::venues::layout::Place;
use crate::web::view;
use leptos::html::Div;
use leptos::prelude::*;

/// Keeps an element over a place of the picture that it lies on, by the properties `--left`, `--top`, `--width` and `--height`.
pub fn use_box(node: NodeRef<Div>, place: Signal<Place>) {
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let Place { left, top, width, height } = place.get();
        for (name, value) in [("--left", left), ("--top", top), ("--width", width), ("--height", height)] {
            view::set_property(&element, name, &format!("{}px", libm::round(value)));
        }
    });
}
