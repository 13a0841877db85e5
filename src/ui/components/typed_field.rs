//! A field of text that counts on Enter or on leaving, with its label over it and what is wrong under it.

use crate::engine::Error;
use crate::ui::state::words;
use crate::words::errors::reason;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The field. `value` is what stands in it until somebody types; `typed` takes what was typed, or says why not: then it stays to be mended, and Escape
/// brings back what counts.
#[component]
pub fn TypedField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(optional)] unit: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] typed: Callback<String, Result<(), Error>>,
) -> impl IntoView {
    let (draft, error) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let shown = move || draft.get().unwrap_or_else(|| value.get());
    let settle = move || {
        draft.set(None);
        error.set(None);
    };
    let commit = move || {
        let Some(text) = draft.get_untracked() else { return };
        match typed.run(text) {
            Ok(()) => settle(),
            Err(why) => error.set(Some(reason(&why, words()))),
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => commit(),
        "Escape" if draft.with_untracked(Option::is_some) => {
            event.prevent_default();
            settle();
        }
        _ => {}
    };
    let error_id = format!("{id}-error");
    view! {
        <div class="typed" class:wrong=move || error.with(Option::is_some)>
            <label for=id.clone()>{label}</label>
            <span class="field">
                <input type="text" class="num" id=id inputmode="decimal" autocomplete="off" spellcheck="false"
                    aria-invalid=move || error.with(Option::is_some).to_string() aria-describedby=error_id.clone()
                    value=shown prop:value=shown
                    on:input:target=move |event| draft.set(Some(event.target().value()))
                    on:change=move |_| commit() on:keydown=on_key/>
                <span class="unit">{unit}</span>
            </span>
            <p class="error" id=error_id role="alert">{move || error.get().unwrap_or_default()}</p>
        </div>
    }
}
