//! The levels of the ladder, dragged on the chart: whoever goes down on a level's row holds it.

use super::controls::COUNTED;
use super::figures::{asked, is_ladder};
use crate::engine::scenario::parameters::LADDER;
use crate::engine::scenario::{Kind, ParameterId as P};
use crate::figures::Frame;
use crate::figures::book::draw;
use crate::ui::components::{key_move, key_of};
use crate::ui::hooks::use_css_property;
use crate::ui::state::{State, words};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// Puts the depth of a level, and has the ladder counted.
fn put(state: State, id: P, depth: Decimal) {
    let (book, word) = COUNTED;
    state.attempt(id.row().key, &|s| s.with_number(id, depth)?.with_written(book, word));
}

/// The surface with a handle for each level.
#[component]
pub fn Handles(frame: RwSignal<Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let surface = NodeRef::<Div>::new();
    // The level that is held, and how far the bars reached when it was taken: a bar that grows does not run away from the hand.
    let held = StoredValue::new(None::<(P, Decimal)>);
    let follow = move |event: &PointerEvent| {
        let (Some(surface), Some((id, reach))) = (surface.get_untracked(), held.get_value()) else { return };
        let Kind::Number(number) = id.row().kind else { return };
        let (left, right) = asked(state, |book| draw::layout(book, words(), frame.get_untracked()).span);
        let from_left = f64::from(event.client_x()) - surface.get_bounding_client_rect().left();
        let depth = draw::depth_at((from_left - left) / (right - left).max(1.0), reach);
        put(state, id, depth.min(number.max));
    };
    // Only the main button and touch drag; the surface keeps the pointer from then on.
    let down = move |event: PointerEvent| {
        let Some(node) = surface.get_untracked() else { return };
        let from_top = f64::from(event.client_y()) - node.get_bounding_client_rect().top();
        let rows = asked(state, |book| draw::layout(book, words(), frame.get_untracked()).rows);
        let away = |row: &f64| (row - from_top).abs();
        let nearest = rows.iter().enumerate().min_by(|(_, a), (_, b)| away(a).total_cmp(&away(b)));
        let level = nearest.and_then(|(n, _)| LADDER.get(n));
        let captured = node.set_pointer_capture(event.pointer_id()).is_ok();
        if let Some((id, _)) = level.filter(|_| event.button() == 0 && captured) {
            held.set_value(Some((*id, asked(state, crate::figures::BookFigure::reach))));
            follow(&event);
        }
    };
    let moved = move |event: PointerEvent| {
        if surface.get_untracked().is_some_and(|s| s.has_pointer_capture(event.pointer_id())) {
            follow(&event);
        }
    };
    let handle = move |(level, (id, _)): (usize, (P, u32))| view! { <Handle id level frame/> };
    view! {
        <div class="surface" role="group" aria-label=words().book().handles() node_ref=surface hidden=move || !is_ladder(state)
            on:pointerdown=down on:pointermove=moved>
            {LADDER.into_iter().enumerate().map(handle).collect_view()}
        </div>
    }
}

/// A handle with focus and keys.
#[component]
fn Handle(id: P, level: usize, frame: RwSignal<Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let node = NodeRef::<Div>::new();
    let depth = state.part(move |s| s.number(id));
    let place = move || {
        let frame = frame.get();
        asked(state, |book| {
            let layout = draw::layout(book, words(), frame);
            (layout.depth.at(depth.get()), layout.rows.get(level).copied().unwrap_or_default())
        })
    };
    use_css_property(node, "--at", Signal::derive(move || format!("{}px", libm::floor(place().0))));
    use_css_property(node, "--down", Signal::derive(move || format!("{}px", libm::floor(place().1))));
    let by_key = move |event: KeyboardEvent| {
        let Kind::Number(number) = id.row().kind else { return };
        if let Some(value) = key_move(key_of(&event), &number, state.peek().number(id)) {
            event.prevent_default();
            put(state, id, value);
        }
    };
    let most = move || asked(state, |book| book.reach().normalize().to_string());
    view! {
        <div class="handle level" role="slider" tabindex="0" aria-label=words().book().handle(words().parameter(id).label)
            aria-orientation="horizontal" aria-valuemin="0" aria-valuemax=most aria-valuenow=move || depth.get().normalize().to_string()
            aria-valuetext=move || asked(state, |book| book.level_in_words(level, words())) node_ref=node on:keydown=by_key></div>
    }
}
