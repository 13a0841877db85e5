//! Markup that a figure made of itself: a sample of its picture, a table beside it.

use leptos::prelude::*;

/// Shows it. What is live in it was escaped where it was made.
#[component]
pub fn Drawn(class: &'static str, #[prop(into)] markup: Signal<String>) -> impl IntoView {
    view! { <div class=class inner_html=move || markup.get()></div> }
}
