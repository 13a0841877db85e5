//! A number in the prose that is dragged, stepped by keys, or followed to its field.

use super::number_control::{consequence, field_id};
use crate::engine::scenario::parameters::{Number, Pace};
use crate::engine::scenario::{Kind, ParameterId, dial};
use crate::engine::units::Saturating as _;
use crate::figures::numbers::exact;
use crate::ui::components::key_move;
use crate::ui::live::{effect, on};
use crate::ui::state::{State, words};
use crate::web::host;
use crate::web::piece::Piece;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive as _;
use std::cell::Cell;
use std::rc::Rc;

/// Makes the place of a number in a sentence answer to pointer and keys.
pub fn scrub(state: State, id: ParameterId, place: &Piece) {
    let row = id.row();
    let Kind::Number(number) = row.kind else {
        return;
    };
    let w = words();
    place.class("scrub", true);
    place.set("role", "slider");
    place.set("tabindex", "0");
    place.set("aria-label", &w.controls().scrub(w.parameter(id).label));
    let (shown, consequence) = (place.clone(), consequence(state));
    effect(move || {
        let value = state.scenario().number(id);
        let (low, high) = dial::ends(&number, value);
        shown.set("aria-valuemin", &low.to_string());
        shown.set("aria-valuemax", &high.to_string());
        shown.set("aria-valuenow", &dial::position(&number, value).to_string());
        shown.set(
            "aria-valuetext",
            &format!("{} {}{}{}", exact(value, words()), w.unit(id), w.lists().comma(), consequence.get()),
        );
        shown.text(&state.said(row.key));
    });
    // Values from the dial stay in range by construction.
    let set = move |v| state.change(row.key, &|s| s.with_number(id, v)).unwrap_or_default();
    place.on(
        "keydown",
        on(move |e| {
            if e.key().is_some_and(|(key, _)| key == "Enter") {
                host::focus(&field_id(id));
            } else if let Some(next) = key_move(e.key(), &number, state.peek().number(id)) {
                e.prevent();
                set(next);
            }
        }),
    );
    place.on("dblclick", on(move |_| host::focus(&field_id(id))));
    let start = Rc::new(Cell::new((0.0, 0)));
    let from = Rc::clone(&start);
    place.on(
        "pointerdown",
        on(move |e| {
            if e.hold() {
                from.set((e.x(), dial::position(&number, state.peek().number(id))));
            }
        }),
    );
    place.on(
        "pointermove",
        on(move |e| {
            if e.held() {
                let (x, from) = start.get();
                #[allow(clippy::cast_possible_truncation)]
                let moved = libm::round((e.x() - x) / pixels_a_position(&number)) as i64;
                let (low, high) = dial::ends(&number, state.peek().number(id));
                let to = from.saturating_add(moved).clamp(low, high);
                if to != dial::position(&number, state.peek().number(id)) {
                    set(dial::value_at(&number, to));
                }
            }
        }),
    );
}

/// About three hundred pixels for an even range; six for each notch of a range over powers of ten.
fn pixels_a_position(number: &Number) -> f64 {
    match number.pace {
        Pace::Even { step, from, to } => {
            let positions = to.sat_sub(from).sat_div(step).to_f64().unwrap_or(60.0);
            (300.0 / positions.max(1.0)).clamp(2.0, 8.0)
        }
        Pace::ByMagnitude => 6.0,
    }
}
