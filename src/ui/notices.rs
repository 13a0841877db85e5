//! What the page has to say: what a link or the last visit held and could not be used, and short messages.

use crate::engine::{Cause, Error};
use crate::figures::html::escape;
use crate::ui::arrival::{self, Origin, Unused};
use crate::ui::live::{effect, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::web::files;
use crate::words::errors::sentence;
use leptos::prelude::*;

/// What could not be used, and the message of the moment.
pub fn notices(state: State) -> Widget {
    let inside = "<div data-part=\"reports\" role=\"alert\"></div><div class=\"toast\" data-part=\"toast\" role=\"status\"></div>";
    Widget::new("div", inside, move |root| {
        let (reports, toast) = (root.part("reports"), root.part("toast"));
        effect(move || reports.html(&state.unused.with(unused_markup)));
        effect(move || {
            let message = state.message.get();
            toast.class("shown", message.is_some());
            toast.html(&message.map(|m| message_markup(&m.text, m.undo)).unwrap_or_default());
        });
        root.on(
            "click",
            on(move |e| match e.act().as_str() {
                "dismiss" => state.unused.set(Unused::NONE),
                "save-aside" => save(state),
                "undo" => state.undo(),
                _ => {}
            }),
        );
    })
}

/// Offers the text that was put aside as a file.
fn save(state: State) {
    let text = arrival::aside().unwrap_or_default();
    if !files::save("cascade-notes-last-visit.txt", "text/plain", &text) {
        state.say(words().controls().not_saved(), false);
    }
}

fn unused_markup(unused: &Unused) -> String {
    let w = words();
    let list = &unused.reports;
    if list.is_empty() {
        return String::new();
    }
    let items: String = list.iter().map(|r| format!("<li>{}</li>", escape(&sentence(r, w)))).collect();
    let refused =
        |r: &Error| matches!(r.cause, Cause::UnknownVersion { .. } | Cause::TooLong { .. } | Cause::NoAnswer(_));
    let c = w.controls();
    let heading = match (unused.origin, list.iter().any(refused)) {
        (Origin::Link, true) => c.link_refused(),
        (Origin::Link, false) => c.link_reports(),
        (Origin::Kept, true) => c.kept_refused(),
        (Origin::Kept, false) => c.kept_reports(),
    };
    let button = |act: &str, label: &str| {
        format!("<button type=\"button\" class=\"plain-button\" data-act=\"{act}\">{label}</button>")
    };
    let save = match unused.origin {
        Origin::Kept if arrival::aside().is_some() => button("save-aside", c.save_aside()),
        _ => String::new(),
    };
    let dismiss = button("dismiss", c.dismiss());
    format!("<div class=\"notice\"><b>{heading}</b><ul>{items}</ul>{save}{dismiss}</div>")
}

fn message_markup(text: &str, undo: bool) -> String {
    let w = words().controls();
    let button = format!("<button type=\"button\" class=\"plain-button\" data-act=\"undo\">{}</button>", w.undo());
    format!("<span>{}</span>{}", escape(text), if undo { button.as_str() } else { "" })
}
