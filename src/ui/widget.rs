//! A piece of the page: its markup, and what brings it to life once it is there.
//!
//! In a Leptos view every element, attribute and handler is a type of its own, and each type a copy of the rendering code: that
//! was a fifth of the program. A widget is one type. Leptos mounts it, owns what it watches and keeps it up to date.

use crate::engine::scenario::ParameterId;
use crate::ui::live::wire;
use crate::ui::state::State;
use crate::web::host::{self, Place};
use crate::web::piece::Piece;
use leptos::html::Div;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::cell::Cell;

type Wake = Box<dyn FnOnce(Piece)>;

/// Markup with what brings it to life. Everything live in the markup has been escaped by whoever wrote it.
#[derive(Default)]
pub struct Widget {
    html: String,
    wakes: Vec<(u32, Wake)>,
}

thread_local! {
    static MADE: Cell<u32> = const { Cell::new(0) };
}

impl Widget {
    /// An element, `div class="row"`, with its inside; `wake` is called with it once it is on the page.
    pub fn new(element: &str, inside: &str, wake: impl FnOnce(Piece) + 'static) -> Self {
        Self::boxed(element, inside, Box::new(wake))
    }

    fn boxed(element: &str, inside: &str, wake: Wake) -> Self {
        let id = MADE.with(|made| {
            made.set(made.get().wrapping_add(1));
            made.get()
        });
        let tag = element.split(' ').next().unwrap_or("div");
        Self { html: format!("<{element} data-widget=\"{id}\">{inside}</{tag}>"), wakes: vec![(id, wake)] }
    }

    /// Several one after another.
    pub fn all(list: &mut dyn Iterator<Item = Self>) -> Self {
        list.fold(Self::default(), Self::and)
    }

    /// This one, and another after it.
    pub fn and(mut self, next: Self) -> Self {
        self.html.push_str(&next.html);
        self.wakes.extend(next.wakes);
        self
    }

    /// One for each setting.
    pub fn each(ids: &[ParameterId], one: &dyn Fn(ParameterId) -> Self) -> Self {
        Self::all(&mut ids.iter().map(|id| one(*id)))
    }

    /// The same with markup around it.
    pub fn within(mut self, before: &str, after: &str) -> Self {
        self.html = format!("{before}{}{after}", self.html);
        self
    }

    /// The markup, to stand inside another's.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The same, with the life of another whose markup stands inside.
    pub fn holding(mut self, inner: Self) -> Self {
        self.wakes.extend(inner.wakes);
        self
    }

    /// A component.
    pub fn of(view: impl FnOnce() -> AnyView + 'static) -> Self {
        Self::new("div class=\"mounted\"", "", move |root| mount_to(root.html_element(), view).forget())
    }

    /// As part of a component.
    pub fn view(self) -> AnyView {
        let root = NodeRef::<Div>::new();
        let wakes = self.wakes;
        wire(root, move |root| {
            for (id, wake) in wakes {
                if let Some(piece) = root.find(&format!("[data-widget=\"{id}\"]")) {
                    wake(piece);
                }
            }
        });
        view! { <div class="mounted" node_ref=root inner_html=self.html></div> }.into_any()
    }

    /// Puts it in the place of what an element of the page holds.
    pub fn mount(self, place: Place) {
        host::clear(&place);
        mount_to(place, move || self.view()).forget();
    }
}

/// A part of the page that is mounted into its place: the attribute and the name of the place, and what builds it.
pub type Part = (&'static str, &'static str, fn(State) -> AnyView);

/// Brings parts into the places that `index.html` holds ready, in place of what the build drew there.
pub fn mount_parts(state: State, parts: &[Part]) {
    for (attribute, name, part) in parts {
        if let Some(place) = host::place(attribute, name) {
            host::clear(&place);
            let part = *part;
            let view = move || {
                provide_context(state);
                part(state)
            };
            mount_to(place, view).forget();
        }
    }
}
