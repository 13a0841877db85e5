//! A number in the prose that is dragged, stepped by keys, or pressed to open its control where it stands.

use super::number_row::{key_move, key_of};
use super::number_setting::{NumberSetting, consequence};
use super::popover::{Popover, Press};
use crate::engine::scenario::parameters::{Number, Pace};
use crate::engine::scenario::{Kind, ParameterId, dial};
use crate::engine::units::Saturating as _;
use crate::figures::numbers::exact;
use crate::ui::state::{State, words};
use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::html::Span;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive as _;

/// How far a pointer may move and still have pressed and not dragged, in CSS pixels.
const STILL: f64 = 3.0;

/// A drag: where it began, at which position of the dial, and whether it has moved.
#[derive(Debug, Clone, Copy, Default)]
struct Drag {
    x: f64,
    from: i64,
    moved: bool,
}

/// The number of a setting, as the prose says it.
#[component]
pub fn ScrubNumber(id: ParameterId) -> impl IntoView {
    let state = expect_context::<State>();
    let row = id.row();
    let Kind::Number(number) = row.kind else { return None };
    let label = words().parameter(id).label;
    let node = NodeRef::<Span>::new();
    let open = RwSignal::new(false);
    let press = Press::new(open);
    let drag = StoredValue::new(Drag::default());
    let value = state.part(move |s| s.number(id));
    let ends = move || dial::ends(&number, value.get());
    let position = move || dial::position(&number, value.get());
    let consequence = consequence(state);
    let spoken = move || {
        format!(
            "{} {}{}{}",
            exact(value.get(), words()),
            words().unit_of(id, value.get()),
            words().lists().comma(),
            consequence.get()
        )
    };
    // Values from the dial stay in range by construction.
    let set = move |value| state.change(row.key, &|s| s.with_number(id, value)).unwrap_or_default();
    let by_key = move |event: KeyboardEvent| {
        let key = key_of(&event);
        if matches!(&key, Some((key, _)) if key == "Enter" || key == " ") {
            event.prevent_default();
            open.set(true);
        } else if let Some(next) = key_move(key, &number, state.peek().number(id)) {
            event.prevent_default();
            set(next);
        }
    };
    // Only the main button and touch drag.
    let down = move |event: PointerEvent| {
        press.begin();
        let captured = node.get_untracked().is_some_and(|n| n.set_pointer_capture(event.pointer_id()).is_ok());
        if event.button() == 0 && captured {
            drag.set_value(Drag { x: f64::from(event.client_x()), from: untrack(position), moved: false });
        }
    };
    let moved = move |event: PointerEvent| {
        if !node.get_untracked().is_some_and(|n| n.has_pointer_capture(event.pointer_id())) {
            return;
        }
        let Drag { x, from, moved } = drag.get_value();
        let way = f64::from(event.client_x()) - x;
        if moved || way.abs() > STILL {
            drag.update_value(|drag| drag.moved = true);
            #[allow(clippy::cast_possible_truncation)]
            let steps = libm::round(way / pixels_a_position(&number)) as i64;
            let (low, high) = untrack(ends);
            let to = from.saturating_add(steps).clamp(low, high);
            if to != untrack(position) {
                set(dial::value_at(&number, to));
            }
        }
    };
    let pressed = move |event: MouseEvent| {
        if !drag.get_value().moved {
            press.end(&event);
        }
    };
    // Where nothing answers it is a number like any other.
    let alive = move |attribute: &'static str| move || state.alive.get().then_some(attribute);
    let name = move || state.alive.get().then(|| words().controls().scrub(label));
    Some(view! {
        <span class="scrub" role=alive("slider") tabindex=alive("0") aria-label=name aria-haspopup=alive("dialog")
            aria-valuemin=move || ends().0.to_string() aria-valuemax=move || ends().1.to_string()
            aria-valuenow=move || position().to_string() aria-valuetext=spoken node_ref=node
            on:keydown=by_key on:pointerdown=down on:pointermove=moved on:click=pressed>{move || state.said(row.key)}</span>
        <Popover open label=label.to_owned()><NumberSetting id dom=format!("here-{}", row.key) helped=true/></Popover>
    })
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
