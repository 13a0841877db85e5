//! How a view comes alive: drawn once, then kept up to date by effects on its parts.
//!
//! In a Leptos view every reactive attribute and every handler is a type of its own, and each type a copy of the rendering code; with
//! forty of them the copies were a third of the program. Here views are static, and one boxed type of effect and one of handler do the rest.

use crate::web::piece::{ElementEvent, Piece};
use leptos::html::Div;
use leptos::prelude::*;

/// Calls back with the element of a view once it is on the page.
pub fn wire(node: NodeRef<Div>, f: impl FnOnce(Piece) + 'static) {
    wire_boxed(node, Box::new(f));
}

// Boxed before the closure that holds it: a closure written in a generic function is a type for each of its callers.
fn wire_boxed(node: NodeRef<Div>, f: Box<dyn FnOnce(Piece)>) {
    let mut f = Some(f);
    effect(move || {
        if let Some(element) = node.get()
            && let Some(f) = f.take()
        {
            untrack(|| f(Piece::of(&element)));
        }
    });
}

/// Runs now and whenever what it reads changes.
pub fn effect(f: impl FnMut() + 'static) {
    effect_boxed(Box::new(f));
}

fn effect_boxed(mut f: Box<dyn FnMut()>) {
    Effect::new(move |_| f());
}

/// A handler of an event.
pub fn on(f: impl FnMut(&ElementEvent) + 'static) -> Box<dyn FnMut(&ElementEvent)> {
    Box::new(f)
}

/// Yes or no, watched. Kept as a number: every type that is watched is a copy of the reactive code.
#[derive(Clone, Copy)]
pub struct Flag(RwSignal<u32>);

impl Flag {
    /// A flag.
    pub fn new(on: bool) -> Self {
        Self(RwSignal::new(u32::from(on)))
    }

    /// Whether it is set, tracked.
    pub fn get(self) -> bool {
        self.0.get() != 0
    }

    /// Whether it is set, not tracked.
    pub fn peek(self) -> bool {
        self.0.get_untracked() != 0
    }

    /// Sets it; one that is so already tells nobody.
    pub fn set(self, on: bool) {
        if self.peek() != on {
            self.0.set(u32::from(on));
        }
    }
}
