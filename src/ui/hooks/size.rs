//! The size of an element.

use crate::web::view;
use leptos::html::Div;
use leptos::prelude::*;

/// The box of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Not measured yet, or never: where the build renders there is no screen.
    Unknown,
    /// The element is not shown.
    Hidden,
    /// Width and height in whole CSS pixels.
    Shown(u32, u32),
}

/// The box of an element, as it changes.
pub fn use_size(node: NodeRef<Div>) -> Signal<Size> {
    let size = RwSignal::new(Size::Unknown);
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            view::on_size(&element, move |now| {
                let now = now.map_or(Size::Hidden, |(width, height)| Size::Shown(width, height));
                // An observer that sets what stands already calls itself for ever.
                if size.get_untracked() != now {
                    size.set(now);
                }
            });
        }
    });
    size.into()
}
