//! The control of one choice: two words side by side, more in a list.

use super::number_control::field_id;
use crate::engine::scenario::{Choice, Kind, Note, ParameterId as P};
use crate::figures::html::escape;
use crate::figures::numbers::exact;
use crate::ui::live::{effect, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use leptos::prelude::*;

/// Radio buttons for two words, a list for more.
pub fn choice_control(state: State, id: P) -> Widget {
    let row = id.row();
    let Kind::Choice(list) = row.kind else {
        return Widget::default();
    };
    let own = words().parameter(id);
    let labels: Vec<&str> = (0..list.len()).map(|place| words().choice(id, place)).collect();
    let inside = markup(&field_id(id), own.label, list, &labels);
    Widget::new("div class=\"row choice\"", &inside, move |root| {
        let (parts, under) = (root.parts("choice"), root.part("under"));
        effect(move || {
            // A refused choice is put back.
            state.renewed.track();
            let key = state.scenario().written(id);
            let radios = list.len() == parts.len();
            for (part, choice) in parts.iter().zip(list) {
                if radios { part.check(choice.key == key) } else { part.put(&key) }
            }
            under.text(&note(state, id).unwrap_or_else(|| own.help.to_owned()));
        });
        root.on(
            "change",
            on(move |e| {
                state.attempt(row.key, &|s| s.with_written(id, &e.value()));
            }),
        );
    })
}

fn markup(dom: &str, label: &str, list: &[Choice], labels: &[&str]) -> String {
    let under = format!("<p class=\"under\" data-part=\"under\" id=\"{dom}-under\"></p>");
    if list.len() == 2 {
        let radio = |(n, (c, label)): (usize, (&Choice, &&str))| {
            // The first carries the id by which the control is found.
            let id = if n == 0 { format!(" id=\"{dom}\"") } else { String::new() };
            format!(
                "<label class=\"radio\"><input type=\"radio\"{id} data-part=\"choice\" name=\"{dom}\" value=\"{}\"><span>{}</span></label>",
                c.key,
                escape(label)
            )
        };
        let radios: String = list.iter().zip(labels).enumerate().map(radio).collect();
        return format!(
            "<span class=\"label\" id=\"{dom}-label\">{}</span><span class=\"radios\" role=\"radiogroup\" aria-labelledby=\"{dom}-label\" aria-describedby=\"{dom}-under\">{radios}</span>{under}",
            escape(label)
        );
    }
    let options: String = list
        .iter()
        .zip(labels)
        .map(|(c, label)| format!("<option value=\"{}\">{}</option>", c.key, escape(label)))
        .collect();
    format!(
        "<label for=\"{dom}\">{}</label><select id=\"{dom}\" data-part=\"choice\" aria-describedby=\"{dom}-under\">{options}</select>{under}",
        escape(label)
    )
}

fn note(state: State, id: P) -> Option<String> {
    let w = words().notes();
    if id != P::Table {
        return None;
    }
    let notes = state.scenario().notes().ok()?;
    notes.into_iter().find_map(|n| match (id, n) {
        (P::Table, Note::TableNeedsLinear) => Some(w.table_needs_linear().to_owned()),
        (P::Table, Note::LeverageAboveTable { allowed }) => Some(w.leverage_above_table(&exact(allowed, words()))),
        _ => None,
    })
}
