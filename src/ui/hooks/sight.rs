//! Whether an element is on the screen or near it.

use super::set_news;
use crate::web::{host, view};
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

/// Sets a signal once the element of an id comes near the screen. False where the page has no such element.
pub fn once_near(id: &str, near: RwSignal<bool>) -> bool {
    let element = host::place("id", id);
    if let Some(element) = &element {
        view::on_sight(element, move |seen| {
            if seen {
                set_news(near, true);
            }
        });
    }
    element.is_some()
}
