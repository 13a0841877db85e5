//! The handle of a chart over days: the whole plot takes the pointer, the handle takes focus and keys.

use crate::engine::scenario::{Kind, ParameterId as P};
use crate::figures::days::LAST_DAY;
use crate::ui::live::{Live, effect, on};
use crate::ui::state::State;
use crate::ui::widget::Widget;
use crate::ui::widgets::{dragged, key_move};
use crate::web::piece::ElementEvent;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::rc::Rc;

/// The handle of a chart whose days lie between two places of its frame, in CSS pixels.
pub fn day_handle(state: State, name: &str, span: Live<(f64, f64)>, said: Live<String>) -> Widget {
    let set = move |day: Decimal| {
        // Days from the chart are whole and within range by construction.
        state.change(P::Days.row().key, &|s| s.with_number(P::Days, day)).unwrap_or_default();
    };
    let inside = format!(
        "<div class=\"handle\" data-part=\"handle\" role=\"slider\" tabindex=\"0\" aria-label=\"{name}\" aria-orientation=\"horizontal\" aria-valuemin=\"0\" aria-valuemax=\"{LAST_DAY}\"></div>"
    );
    Widget::new("div class=\"surface\"", &inside, move |root| {
        let handle = root.part("handle");
        let (shown, ends) = (handle.clone(), span.clone());
        effect(move || {
            let (left, right) = ends();
            let days = state.scenario().days();
            let x = left + (right - left) * f64::from(days) / f64::from(LAST_DAY);
            #[allow(clippy::cast_possible_truncation)]
            let x = x as i32;
            shown.property("--at", &format!("{x}px"));
            shown.set("aria-valuenow", &days.to_string());
            shown.set("aria-valuetext", &said());
        });
        handle.on(
            "keydown",
            on(move |e| {
                let Kind::Number(number) = P::Days.row().kind else { return };
                if let Some(day) = key_move(e, &number, state.peek().number(P::Days)) {
                    e.prevent();
                    set(day);
                }
            }),
        );
        let drag = move |event: &ElementEvent| {
            let (left, right) = untrack(|| span());
            let part = ((event.from_left() - left) / (right - left).max(1.0)).clamp(0.0, 1.0);
            #[allow(clippy::cast_possible_truncation)]
            let day = libm::round(part * f64::from(LAST_DAY)) as i64;
            set(Decimal::from(day));
        };
        dragged(&root, Rc::new(drag));
    })
}
