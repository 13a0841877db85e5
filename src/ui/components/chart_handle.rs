//! A handle that is dragged across a chart: the whole plot takes the pointer, the handle takes focus and keys.

use super::number_row::{key_move, key_of};
use crate::engine::scenario::{Kind, ParameterId};
use crate::ui::hooks::use_css_property;
use crate::ui::state::State;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The handle of a setting, on a chart whose values lie between the two places of `span` in its frame, in CSS pixels. It stands `at` a place, as style
/// sheets take it; `value_at` is the value at a part of the way between the two, `None` where none is known. `most` and `now` are the largest value and
/// the present one, `said` is the present one and what it comes to.
#[component]
pub fn ChartHandle(
    setting: ParameterId,
    name: &'static str,
    span: Signal<(f64, f64)>,
    at: Signal<String>,
    value_at: Callback<f64, Option<Decimal>>,
    #[prop(into)] most: Signal<String>,
    now: Signal<String>,
    said: Signal<String>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let (surface, handle) = (NodeRef::<Div>::new(), NodeRef::<Div>::new());
    use_css_property(handle, "--at", at);
    let set = move |value: Decimal| {
        // Values from the chart and from keys are within range by construction.
        state.change(setting.row().key, &|s| s.with_number(setting, value)).unwrap_or_default();
    };
    let by_key = move |event: KeyboardEvent| {
        let Kind::Number(number) = setting.row().kind else { return };
        if let Some(value) = key_move(key_of(&event), &number, state.peek().number(setting)) {
            event.prevent_default();
            set(value);
        }
    };
    let follow = move |event: &PointerEvent| {
        let Some(surface) = surface.get_untracked() else { return };
        let (left, right) = span.get_untracked();
        let from_left = f64::from(event.client_x()) - surface.get_bounding_client_rect().left();
        let part = ((from_left - left) / (right - left).max(1.0)).clamp(0.0, 1.0);
        if let Some(value) = value_at.run(part) {
            set(value);
        }
    };
    // Only the main button and touch drag; the surface keeps the pointer from then on.
    let down = move |event: PointerEvent| {
        let captured = surface.get_untracked().is_some_and(|s| s.set_pointer_capture(event.pointer_id()).is_ok());
        if event.button() == 0 && captured {
            follow(&event);
        }
    };
    let moved = move |event: PointerEvent| {
        if surface.get_untracked().is_some_and(|s| s.has_pointer_capture(event.pointer_id())) {
            follow(&event);
        }
    };
    view! {
        <div class="surface" node_ref=surface on:pointerdown=down on:pointermove=moved>
            <div class="handle" role="slider" tabindex="0" aria-label=name aria-orientation="horizontal" aria-valuemin="0" aria-valuemax=move || most.get()
                aria-valuenow=move || now.get() aria-valuetext=move || said.get() node_ref=handle on:keydown=by_key></div>
        </div>
    }
}
