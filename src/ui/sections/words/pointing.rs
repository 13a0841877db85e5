//! Over the sketch: a press on a mark, or on its name, lights its term up. The list of terms does the same for keys.

use super::choose::light;
use crate::figures::Frame;
use crate::figures::terms::layout::term_at;
use crate::ui::state::{State, words};
use leptos::ev::MouseEvent;
use leptos::html::Div;
use leptos::prelude::*;

/// The surface.
#[component]
pub fn Pointing(frame: RwSignal<Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let surface = NodeRef::<Div>::new();
    let pressed = move |event: MouseEvent| {
        let Some(surface) = surface.get_untracked() else { return };
        let at = surface.get_bounding_client_rect();
        let place = (f64::from(event.client_x()) - at.left(), f64::from(event.client_y()) - at.top());
        light(state, term_at(state.peek().side(), frame.get_untracked(), place, words()));
    };
    view! { <div class="surface pointing" node_ref=surface on:click=pressed></div> }
}
