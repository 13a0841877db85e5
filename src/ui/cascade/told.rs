//! The story of the present round, sentence by sentence, in the text column.

use crate::figures::html::escape;
use crate::ui::live::effect;
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use leptos::prelude::*;

/// The sentences.
pub fn told(state: State) -> Widget {
    Widget::new("div class=\"told\"", "", move |root| {
        effect(move || {
            if let Ok(views) = state.cascade.views.get() {
                let sentence = |text: String| format!("<p>{}</p>", escape(&text));
                root.html(&views.graph.told(words()).into_iter().map(sentence).collect::<String>());
            }
        });
    })
}
