//! The handle of a chart over days: the whole plot takes the pointer, the handle takes focus and keys.

use super::number_row::{key_move, key_of};
use crate::engine::scenario::{Kind, ParameterId as P};
use crate::figures::days::LAST_DAY;
use crate::ui::hooks::use_css_property;
use crate::ui::state::State;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The handle of a chart whose days lie between the two places of `span` in its frame, in CSS pixels; `said` is the day and what it comes to.
#[component]
pub fn DayHandle(
    name: &'static str,
    #[prop(into)] span: Signal<(f64, f64)>,
    #[prop(into)] said: Signal<String>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let (surface, handle) = (NodeRef::<Div>::new(), NodeRef::<Div>::new());
    let set = move |day: Decimal| {
        // Days from the chart are whole and within range by construction.
        state.change(P::Days.row().key, &|s| s.with_number(P::Days, day)).unwrap_or_default();
    };
    let days = move || state.scenario().days();
    let at = move || {
        let (left, right) = span.get();
        format!("{}px", libm::floor(left + (right - left) * f64::from(days()) / f64::from(LAST_DAY)))
    };
    use_css_property(handle, "--at", Signal::derive(at));
    let by_key = move |event: KeyboardEvent| {
        let Kind::Number(number) = P::Days.row().kind else { return };
        if let Some(day) = key_move(key_of(&event), &number, state.peek().number(P::Days)) {
            event.prevent_default();
            set(day);
        }
    };
    let follow = move |event: &PointerEvent| {
        let Some(surface) = surface.get_untracked() else { return };
        let (left, right) = span.get_untracked();
        let from_left = f64::from(event.client_x()) - surface.get_bounding_client_rect().left();
        let part = ((from_left - left) / (right - left).max(1.0)).clamp(0.0, 1.0);
        #[allow(clippy::cast_possible_truncation)]
        let day = libm::round(part * f64::from(LAST_DAY)) as i64;
        set(Decimal::from(day));
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
            <div class="handle" role="slider" tabindex="0" aria-label=name aria-orientation="horizontal"
                aria-valuemin="0" aria-valuemax=LAST_DAY.to_string() aria-valuenow=move || days().to_string()
                aria-valuetext=move || said.get() node_ref=handle on:keydown=by_key></div>
        </div>
    }
}
