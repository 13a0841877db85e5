//! On paper nobody can ask for the link of what is shown: it is printed.

use crate::ui::state::State;
use crate::web::host;
use leptos::prelude::*;

/// The address of the page as it is printed.
#[component]
pub fn PaperLink() -> impl IntoView {
    let state = expect_context::<State>();
    let address = RwSignal::new(String::new());
    Effect::new(move |_| host::listen("beforeprint", move |_| address.set(state.address())));
    view! { <p class="on-paper">{move || address.get()}</p> }
}
