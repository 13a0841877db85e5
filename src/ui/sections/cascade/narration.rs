//! The narration of the present round, sentence by sentence, in the text column.

use crate::figures::html::escape;
use crate::ui::components::Drawn;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// The sentences. Set as markup, because the build has told them before the browser knows any.
#[component]
pub fn Narration() -> impl IntoView {
    let state = expect_context::<State>();
    let sentences = move || {
        let figures = state.cascade.figures();
        let sentences = figures.map(|figures| figures.graph.narration_sentences(words())).unwrap_or_default();
        sentences.into_iter().map(|text| format!("<p>{}</p>", escape(&text))).collect::<String>()
    };
    view! { <Drawn class="narration" markup=Signal::derive(sentences)/> }
}
