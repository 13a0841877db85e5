//! The control of one number setting.

use super::number_row::{Row, number_row};
use crate::engine::scenario::{Kind, Note, ParameterId as P};
use crate::figures::numbers::exact;
use crate::ui::live::{Live, live};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use leptos::prelude::*;
use std::rc::Rc;

/// DOM id of the field of a setting.
pub fn field_id(id: P) -> String {
    format!("set-{}", id.row().key)
}

/// What the settings make of the two prices, in the fewest words: said by sliders after their value.
pub fn consequence(state: State) -> Live<String> {
    live(move || {
        let gap = state.gap.with(|g| g.as_ref().ok().and_then(|g| g.gap_in_words(words())));
        gap.map(|g| words().gap().usd_apart(&g)).unwrap_or_default()
    })
}

/// Slider, buttons and field of a number setting; `helped` with its help and range in sight under it.
pub fn number_control(state: State, id: P, helped: bool) -> Widget {
    let label = words().parameter(id).label;
    named_control(
        state,
        id,
        Named { dom: field_id(id), label, unit: words().unit(id), helped, consequence: consequence(state) },
    )
}

/// What a control is called, where a setting has more than one: two on a page share neither id nor name.
pub struct Named {
    /// DOM id of the field.
    pub dom: String,
    /// Label.
    pub label: &'static str,
    /// Unit after the field.
    pub unit: &'static str,
    /// Help and range in sight under it.
    pub helped: bool,
    /// What the settings come to, said after the value.
    pub consequence: Live<String>,
}

/// The same under a name of its own.
pub fn named_control(state: State, id: P, named: Named) -> Widget {
    let row = id.row();
    let Kind::Number(number) = row.kind else {
        return Widget::default();
    };
    let w = words();
    let own = w.parameter(id);
    let under = live(move || note(state, id).unwrap_or_else(|| own.help.to_owned()));
    number_row(Row {
        id: named.dom,
        label: named.label,
        unit: named.unit,
        number,
        value: live(move || state.scenario().number(id)),
        consequence: named.consequence,
        range: range(id),
        under,
        quiet: live(move || !named.helped),
        renewed: state.renewed,
        // Sliders and buttons stay in range by construction.
        set: Rc::new(move |v| state.change(row.key, &|s| s.with_number(id, v)).unwrap_or_default()),
        typed: Rc::new(move |text| state.change(row.key, &|s| s.with_typed(id, text))),
    })
}

/// The range of a number setting in words; empty for a choice.
pub fn range(id: P) -> String {
    let row = id.row();
    let Kind::Number(number) = row.kind else {
        return String::new();
    };
    let (min, max) = (exact(number.min, words()), exact(number.max, words()));
    let said = words().controls().range(&max, &min, words().unit(id));
    said.trim_end().to_owned()
}

/// What a reader should know about this setting now.
fn note(state: State, id: P) -> Option<String> {
    // Only these two have anything to say: the others need not ask at every step.
    if !matches!(id, P::Rate | P::NextRate) {
        return None;
    }
    let w = words();
    let scenario = state.scenario();
    let in_force = scenario.has_real_table();
    match id {
        P::Rate if in_force && scenario.has_other() => Some(w.controls().table_but_other().to_owned()),
        P::Rate | P::NextRate if in_force => Some(w.controls().table_in_force().to_owned()),
        P::NextRate if scenario.notes().ok()?.contains(&Note::NextRateNotAbove) => {
            Some(w.notes().next_rate_not_above().to_owned())
        }
        _ => None,
    }
}
