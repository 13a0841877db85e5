//! Undo, redo and the theme.

use crate::ui::state::{State, words};
use crate::web::theme;
use leptos::prelude::*;

/// The tools at the top of the page.
#[component]
pub fn Masthead() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().controls();
    let (past, future) = state.can;
    // What the reader's system wants is known in the browser alone.
    let dark = RwSignal::new(false);
    Effect::new(move |_| dark.set(theme::is_dark()));
    let to_other = move || if dark.get() { w.to_light() } else { w.to_dark() };
    let turn = move |_| {
        theme::set_dark(!theme::is_dark());
        dark.set(theme::is_dark());
    };
    view! {
        <div class="mast-tools">
            <button type="button" class="icon" aria-label=w.undo() title=w.undo() disabled=move || !past.get() on:click=move |_| state.undo()>
                <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 8h8a4 4 0 0 1 0 8H7M4 8l4-4M4 8l4 4"/></svg>
            </button>
            <button type="button" class="icon" aria-label=w.redo() title=w.redo() disabled=move || !future.get() on:click=move |_| state.redo()>
                <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M16 8H8a4 4 0 0 0 0 8h5M16 8l-4-4M16 8l-4 4"/></svg>
            </button>
            <button type="button" class="icon" aria-label=to_other title=to_other on:click=turn>
                <svg viewBox="0 0 20 20" aria-hidden="true">
                    <circle cx="10" cy="10" r="6.5"/>
                    <path class="solid" d="M10 3.5a6.5 6.5 0 0 1 0 13z"/>
                </svg>
            </button>
        </div>
    }
}
