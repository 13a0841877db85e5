//! A control that is there only while its setting has a say.

use crate::engine::scenario::ParameterId;
use crate::ui::state::State;
use leptos::prelude::*;

/// Hides its children while the setting has no say.
#[component]
pub fn ShownWhile<C: IntoView + 'static>(id: ParameterId, children: TypedChildren<C>) -> impl IntoView {
    let state = expect_context::<State>();
    let matters = state.part(move |s| s.matters(id));
    view! { <div class="shown-while" hidden=move || !matters.get()>{children.into_inner()()}</div> }
}
