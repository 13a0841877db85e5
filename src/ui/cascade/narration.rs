//! The narration of the present round, sentence by sentence, in the text column.

use crate::ui::state::{State, words};
use leptos::prelude::*;

/// The sentences.
#[component]
pub fn Narration() -> impl IntoView {
    let state = expect_context::<State>();
    let sentences = move || {
        let figures = state.cascade.figures();
        let sentences = figures.map(|figures| figures.graph.narration_sentences(words())).unwrap_or_default();
        sentences.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()
    };
    view! { <div class="narration">{sentences}</div> }
}
