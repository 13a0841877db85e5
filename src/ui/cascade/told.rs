//! The story of the present round, sentence by sentence, in the text column.

use crate::figures::html::escape;
use crate::ui::live::effect;
use crate::ui::painted::painted;
use crate::ui::state::State;
use crate::ui::widget::Widget;

/// The sentences.
pub fn told(state: State) -> Widget {
    Widget::new("div class=\"told\"", "", move |root| {
        effect(move || {
            if state.cascade.shows() {
                let sentence = |text: String| format!("<p>{}</p>", escape(&text));
                root.html(&painted(|p| p.texts("told", &[])).into_iter().map(sentence).collect::<String>());
            }
        });
    })
}
