//! The narration of the present round, sentence by sentence, in the text column.

use crate::figures::html::escape;
use crate::ui::live::effect;
use crate::ui::painted::painted;
use crate::ui::state::State;
use crate::ui::widget::Widget;

/// The sentences.
pub fn narration(state: State) -> Widget {
    Widget::new("div class=\"narration\"", "", move |root| {
        effect(move || {
            if state.cascade.shows() {
                let sentence = |text: String| format!("<p>{}</p>", escape(&text));
                root.html(
                    &painted(|p| p.texts("narration_sentences", &[])).into_iter().map(sentence).collect::<String>(),
                );
            }
        });
    })
}
