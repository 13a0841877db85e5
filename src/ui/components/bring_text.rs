//! One text of a reader's: pasted, or out of a file. What comes of it is said beside it; what stood before stands until then.

use crate::engine::echo::echo;
use crate::ui::state::words;
use crate::web::brought;
use leptos::html::Textarea;
use leptos::prelude::*;

/// What the parts of it are called.
#[derive(Debug, Clone, Copy)]
pub struct BringWords {
    /// Over the field.
    pub label: &'static str,
    /// Under it.
    pub hint: &'static str,
    /// Reads what is in it.
    pub read: &'static str,
    /// Opens a file instead.
    pub open: &'static str,
}

/// The field and the buttons. `take` is given each text, `wrong` is why the last one could not be used, and is empty where it could; this component
/// sets it where a file cannot be read at all. `said` is what the last one came to.
#[component]
pub fn BringText(
    id: &'static str,
    names: BringWords,
    #[prop(into)] take: Callback<String>,
    wrong: RwSignal<String>,
    #[prop(into)] said: Signal<String>,
) -> impl IntoView {
    let field = NodeRef::<Textarea>::new();
    let (hint, error) = (format!("{id}-hint"), format!("{id}-error"));
    let described = format!("{hint} {error}");
    let read = move |_| {
        let Some(field) = field.get_untracked() else { return };
        let text = field.value();
        if text.trim().is_empty() {
            return wrong.set(words().file().nothing_typed().to_owned());
        }
        take.run(text);
    };
    let opened = move |file: brought::Brought| match file.text {
        Some(text) => take.run(text),
        None => wrong.set(words().file().unreadable(&echo(&file.name))),
    };
    view! {
        <div class="bring">
            <label for=id>{names.label}</label>
            <textarea id=id rows="4" spellcheck="false" autocomplete="off" aria-describedby=described
                aria-invalid=move || (!wrong.with(String::is_empty)).to_string() node_ref=field></textarea>
            <p class="under" id=hint>{names.hint}</p>
            <div class="bring-buttons">
                <button type="button" class="button" on:click=read>{names.read}</button>
                <label class="button files">{names.open}
                    <input type="file" on:change=move |event| brought::chosen(event.target(), opened)/>
                </label>
            </div>
            <p class="error" id=error role="alert">{move || wrong.get()}</p>
            <p class="under" role="status">{move || said.get()}</p>
        </div>
    }
}
