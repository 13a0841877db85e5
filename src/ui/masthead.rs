//! Undo, redo and the theme.

use crate::ui::live::{effect, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::web::theme;

/// The tools at the top of the page.
pub fn masthead(state: State) -> Widget {
    let w = words().controls();
    let icon = |act: &str, label: &str, drawing: &str| {
        format!(
            "<button type=\"button\" class=\"icon\" data-part=\"{act}\" data-act=\"{act}\" aria-label=\"{label}\" title=\"{label}\"><svg viewBox=\"0 0 20 20\" aria-hidden=\"true\">{drawing}</svg></button>"
        )
    };
    let inside: String = [
        icon("undo", w.undo(), "<path d=\"M4 8h8a4 4 0 0 1 0 8H7M4 8l4-4M4 8l4 4\"/>"),
        icon("redo", w.redo(), "<path d=\"M16 8H8a4 4 0 0 0 0 8h5M16 8l-4-4M16 8l-4 4\"/>"),
        icon(
            "theme",
            "",
            "<circle cx=\"10\" cy=\"10\" r=\"6.5\"/><path class=\"solid\" d=\"M10 3.5a6.5 6.5 0 0 1 0 13z\"/>",
        ),
    ]
    .iter()
    .map(String::as_str)
    .collect();
    Widget::new("div class=\"mast-tools\"", &inside, move |root| {
        let (undo, redo, shade) = (root.part("undo"), root.part("redo"), root.part("theme"));
        effect(move || {
            let (past, future) = (state.can.0.get(), state.can.1.get());
            undo.flag("disabled", !past);
            redo.flag("disabled", !future);
        });
        let label = move || {
            let text = if theme::is_dark() { w.to_light() } else { w.to_dark() };
            shade.set("aria-label", text);
            shade.set("title", text);
        };
        label();
        root.on(
            "click",
            on(move |e| match e.act().as_str() {
                "undo" => state.undo(),
                "redo" => state.redo(),
                "theme" => {
                    theme::set_dark(!theme::is_dark());
                    label();
                }
                _ => {}
            }),
        );
    })
}
