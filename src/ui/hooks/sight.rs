//! Whether an element is on the screen or near it.

use crate::web::view;
use leptos::html::Div;
use leptos::prelude::*;

/// True while the element is near the screen, and until that is known. On paper everything is.
pub fn use_sight(node: NodeRef<Div>) -> Signal<bool> {
    let seen = RwSignal::new(true);
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            view::on_sight(&element, move |now| {
                if seen.get_untracked() != now {
                    seen.set(now);
                }
            });
        }
    });
    seen.into()
}
