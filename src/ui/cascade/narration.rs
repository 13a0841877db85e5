//! The narration of the present round, sentence by sentence, in the text column.

use crate::figures::html::escape;
use crate::ui::live::effect;
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;

/// The sentences.
pub fn narration(state: State) -> Widget {
    Widget::new("div class=\"narration\"", "", move |root| {
        effect(move || {
            if let Some(figures) = state.cascade.figures() {
                let sentences = figures.graph.narration_sentences(words());
                root.html(&sentences.iter().map(|text| format!("<p>{}</p>", escape(text))).collect::<String>());
            }
        });
    })
}
