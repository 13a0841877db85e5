//! The shock on the curve of outcomes: the whole plot takes the pointer, the handle takes focus and keys.

use super::whole_pixels;
use crate::engine::scenario::{Kind, ParameterId as P};
use crate::figures::Frame;
use crate::figures::curve::draw;
use crate::figures::run::RunFigures;
use crate::ui::components::{key_move, key_of};
use crate::ui::hooks::use_css_property;
use crate::ui::state::{State, words};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::sync::Arc;

/// The handle over a curve that is drawn in `frame`.
#[component]
pub fn ShockHandle(frame: RwSignal<Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let (surface, handle) = (NodeRef::<Div>::new(), NodeRef::<Div>::new());
    // Where the plot begins and ends, and the part of it at which the shock stands.
    let span = move || {
        let (shock, frame) = (state.scenario().number(P::Shock), frame.get());
        let span = |figures: Arc<RunFigures>| {
            let (left, right) = draw::plot(&figures.curve, words(), frame).area.across();
            (left, right, figures.curve.part_of(shock))
        };
        state.cascade.figures().map_or((0.0, 1.0, 0.0), span)
    };
    let at = move || {
        let (left, right, part) = span();
        whole_pixels(left + (right - left) * part)
    };
    use_css_property(handle, "--at", Signal::derive(at));
    let set = move |shock: Decimal| {
        // Shocks from the chart and from keys are within range by construction.
        state.change(P::Shock.row().key, &|s| s.with_number(P::Shock, shock)).unwrap_or_default();
    };
    let by_key = move |event: KeyboardEvent| {
        let Kind::Number(number) = P::Shock.row().kind else { return };
        if let Some(shock) = key_move(key_of(&event), &number, state.peek().number(P::Shock)) {
            event.prevent_default();
            set(shock);
        }
    };
    let follow = move |event: &PointerEvent| {
        let Some(surface) = surface.get_untracked() else { return };
        let (left, right, _) = untrack(span);
        let from_left = f64::from(event.client_x()) - surface.get_bounding_client_rect().left();
        let part = ((from_left - left) / (right - left).max(1.0)).clamp(0.0, 1.0);
        if let Some(figures) = untrack(|| state.cascade.figures()) {
            set(figures.curve.shock_at(part));
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
    let said =
        move || state.cascade.figures().map(|figures| draw::handle_value(&figures.curve, words())).unwrap_or_default();
    view! {
        <div class="surface" node_ref=surface on:pointerdown=down on:pointermove=moved>
            <div class="handle" role="slider" tabindex="0" aria-label=words().curve().handle() aria-orientation="horizontal"
                aria-valuemin="0" aria-valuemax="90" aria-valuenow=move || state.scenario().written(P::Shock) aria-valuetext=said
                node_ref=handle on:keydown=by_key></div>
        </div>
    }
}
