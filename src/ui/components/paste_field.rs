//! The field that a text is pasted into. One that a browser takes minutes to lay out is read like a file, and the field says so.

use crate::ui::state::words;
use crate::web::brought::pasted_long;
use leptos::html::Textarea;
use leptos::prelude::*;

/// The field. `take` is given what is too long to be shown; everything else stays in the field, where `node` finds it.
#[component]
pub fn PasteField(
    id: &'static str,
    rows: &'static str,
    described: String,
    #[prop(into)] invalid: Signal<bool>,
    node: NodeRef<Textarea>,
    #[prop(into)] take: Callback<String>,
) -> impl IntoView {
    let told = RwSignal::new(false);
    let said = move || told.get().then(|| words().file().too_long());
    view! {
        <textarea id=id rows=rows spellcheck="false" autocomplete="off" aria-describedby=described
            aria-invalid=move || invalid.get().to_string() placeholder=said node_ref=node
            on:input=move |_| told.set(false)
            on:paste=move |event| {
                if let Some(text) = pasted_long(&event) {
                    if let Some(node) = node.get_untracked() {
                        node.set_value("");
                    }
                    told.set(true);
                    take.run(text);
                }
            }></textarea>
        <p class="visually-hidden" role="status">{move || said().unwrap_or_default()}</p>
    }
}
