//! What the page has to say: what a link held and could not be used, and short messages.

use crate::engine::{Cause, Error};
use crate::figures::html::escape;
use crate::ui::live::{effect, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::words::errors::sentence;
use leptos::prelude::*;

/// Reports on the link, and the message of the moment.
pub fn notices(state: State) -> Widget {
    let inside = "<div data-part=\"reports\" role=\"alert\"></div><div class=\"toast\" data-part=\"toast\" role=\"status\"></div>";
    Widget::new("div", inside, move |root| {
        let (reports, toast) = (root.part("reports"), root.part("toast"));
        effect(move || reports.html(&state.reports.with(|list| reports_markup(list))));
        effect(move || {
            let message = state.message.get();
            toast.class("shown", message.is_some());
            toast.html(&message.map(|m| message_markup(&m.text, m.undo)).unwrap_or_default());
        });
        root.on(
            "click",
            on(move |e| match e.act().as_str() {
                "dismiss" => state.reports.set(Vec::new()),
                "undo" => state.undo(),
                _ => {}
            }),
        );
    })
}

fn reports_markup(list: &[Error]) -> String {
    let w = words();
    if list.is_empty() {
        return String::new();
    }
    let items: String = list.iter().map(|r| format!("<li>{}</li>", escape(&sentence(r, w)))).collect();
    let refused =
        |r: &Error| matches!(r.cause, Cause::UnknownVersion { .. } | Cause::TooLong { .. } | Cause::NoAnswer(_));
    let heading = if list.iter().any(refused) { w.controls().link_refused() } else { w.controls().link_reports() };
    format!(
        "<div class=\"notice\"><b>{}</b><ul>{items}</ul><button type=\"button\" class=\"plain-button\" data-act=\"dismiss\">{}</button></div>",
        heading,
        w.controls().dismiss()
    )
}

fn message_markup(text: &str, undo: bool) -> String {
    let w = words().controls();
    let button = format!("<button type=\"button\" class=\"plain-button\" data-act=\"undo\">{}</button>", w.undo());
    format!("<span>{}</span>{}", escape(text), if undo { button.as_str() } else { "" })
}
