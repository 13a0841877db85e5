//! Undo, redo and the theme.

use crate::ui::live::{effect, on, wire};
use crate::ui::state::{State, words};
use crate::web::theme;
use leptos::html::Div;
use leptos::prelude::*;

/// The tools at the top of the page.
pub fn masthead(state: State) -> AnyView {
    let w = &words().controls;
    let root = NodeRef::<Div>::new();
    wire(root, move |root| {
        let (undo, redo, shade) = (root.part("undo"), root.part("redo"), root.part("theme"));
        effect(move || {
            let (past, future) = state.can.get();
            undo.flag("disabled", !past);
            redo.flag("disabled", !future);
        });
        let label = move || {
            let text = if theme::is_dark() { w.to_light } else { w.to_dark };
            shade.set("aria-label", text);
            shade.set("title", text);
        };
        label();
        root.on(
            "click",
            on(move |e| match e.act().as_str() {
                "undo" => state.undo(),
                "redo" => state.redo(),
                "theme" => {
                    theme::set_dark(!theme::is_dark());
                    label();
                }
                _ => {}
            }),
        );
    });
    view! {
        <div class="mast-tools" node_ref=root>
            <button type="button" class="icon" data-part="undo" data-act="undo" aria-label=w.undo title=w.undo>
                <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 8h8a4 4 0 0 1 0 8H7M4 8l4-4M4 8l4 4"></path></svg>
            </button>
            <button type="button" class="icon" data-part="redo" data-act="redo" aria-label=w.redo title=w.redo>
                <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M16 8H8a4 4 0 0 0 0 8h5M16 8l-4-4M16 8l-4 4"></path></svg>
            </button>
            <button type="button" class="icon" data-part="theme" data-act="theme">
                <svg viewBox="0 0 20 20" aria-hidden="true">
                    <circle cx="10" cy="10" r="6.5"></circle>
                    <path class="solid" d="M10 3.5a6.5 6.5 0 0 1 0 13z"></path>
                </svg>
            </button>
        </div>
    }
    .into_any()
}
