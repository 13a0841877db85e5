//! Six values dragged on one chart: whoever goes down near one holds it; each has a handle with focus and keys.

use super::number_row::{key_move, key_of};
use crate::engine::scenario::{Kind, ParameterId as P};
use crate::figures::chart::projection::{Point, Scale};
use crate::figures::numbers::decimal;
use crate::ui::hooks::use_css_property;
use crate::ui::state::State;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// Which way the values of a chart grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grows {
    /// To the right: each value is a bar in a row of its own.
    Rightward,
    /// Upward: each value is a point in a column of its own.
    Upward,
}

/// Where the values stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Places {
    /// Where the surface begins, in CSS pixels from the upper end of the chart.
    pub top: f64,
    /// A place for each value on the chart; none where they cannot be dragged.
    pub handles: Vec<Point>,
    /// The scale of the values, of places on the chart; `None` where they cannot be dragged.
    pub scale: Option<Scale>,
}

/// The surface with a handle for each of `settings`. `label` names a handle by the label of its setting, `said` is what a value comes to, by its
/// number; `digits` are those after the point that a hand can hit, below zero for tens and more. `set` takes a value.
#[component]
pub fn ValueHandles(
    name: &'static str,
    settings: [P; 6],
    grows: Grows,
    label: fn(P) -> String,
    digits: i32,
    #[prop(into)] places: Signal<Places>,
    #[prop(into)] said: Callback<usize, String>,
    #[prop(into)] set: Callback<(P, Decimal)>,
) -> impl IntoView {
    let surface = NodeRef::<Div>::new();
    // What is held, and the scale as it was then: one that grows with its values does not run away from the hand.
    let held = StoredValue::new(None::<(P, Scale)>);
    use_css_property(surface, "--from", Signal::derive(move || format!("{}px", libm::floor(places.with(|p| p.top)))));
    let place = move |event: &PointerEvent| -> Point {
        let corner = surface.get_untracked().map(|node| node.get_bounding_client_rect());
        let (left, top) = corner.map(|corner| (corner.left(), corner.top())).unwrap_or_default();
        let from_top = libm::floor(places.with_untracked(|p| p.top));
        (f64::from(event.client_x()) - left, f64::from(event.client_y()) - top + from_top)
    };
    let follow = move |event: &PointerEvent| {
        let (Some((id, scale)), (x, y)) = (held.get_value(), place(event)) else { return };
        let value = scale.value_within(if grows == Grows::Rightward { x } else { y });
        let Kind::Number(number) = id.row().kind else { return };
        if let Some(value) = decimal(value) {
            set.run((id, rounded(value, digits).clamp(number.min, number.max)));
        }
    };
    // Only the main button and touch drag; the surface keeps the pointer from then on.
    let down = move |event: PointerEvent| {
        // A finger beside the points of a path scrolls the page.
        let beside = event.target() == event.current_target();
        if event.button() != 0 || (grows == Grows::Upward && beside && event.pointer_type() == "touch") {
            return;
        }
        let (x, y) = place(&event);
        let away = |at: &Point| if grows == Grows::Rightward { (at.1 - y).abs() } else { (at.0 - x).abs() };
        let nearest = places.with_untracked(|places| {
            let nearest = places.handles.iter().enumerate().min_by(|(_, a), (_, b)| away(a).total_cmp(&away(b)));
            nearest.map(|(n, _)| n).zip(places.scale)
        });
        let captured = surface.get_untracked().is_some_and(|s| s.set_pointer_capture(event.pointer_id()).is_ok());
        let taken = nearest.filter(|_| captured).and_then(|(n, scale)| Some((*settings.get(n)?, scale)));
        held.set_value(taken);
        follow(&event);
    };
    let moved = move |event: PointerEvent| {
        if surface.get_untracked().is_some_and(|s| s.has_pointer_capture(event.pointer_id())) {
            follow(&event);
        }
    };
    let handle = move |(n, id): (usize, P)| {
        let at = Signal::derive(move || {
            places.with(|places| {
                let (x, y) = places.handles.get(n).copied().unwrap_or_default();
                (x, y - libm::floor(places.top))
            })
        });
        view! { <ValueHandle id grows name=label(id) at said=Signal::derive(move || said.run(n)) set/> }
    };
    view! {
        <div class="surface" class:upward=grows == Grows::Upward role="group" aria-label=name node_ref=surface
            hidden=move || places.with(|places| places.scale.is_none()) on:pointerdown=down on:pointermove=moved>
            {settings.into_iter().enumerate().map(handle).collect_view()}
        </div>
    }
}

/// A handle with focus and keys.
#[component]
fn ValueHandle(
    id: P,
    grows: Grows,
    name: String,
    at: Signal<Point>,
    said: Signal<String>,
    set: Callback<(P, Decimal)>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let node = NodeRef::<Div>::new();
    let value = state.part(move |s| s.number(id));
    use_css_property(node, "--at", Signal::derive(move || format!("{}px", libm::floor(at.get().0))));
    use_css_property(node, "--down", Signal::derive(move || format!("{}px", libm::floor(at.get().1))));
    let by_key = move |event: KeyboardEvent| {
        let Kind::Number(number) = id.row().kind else { return };
        if let Some(value) = key_move(key_of(&event), &number, state.peek().number(id)) {
            event.prevent_default();
            set.run((id, value));
        }
    };
    let Kind::Number(number) = id.row().kind else { return None };
    let (least, most) = (number.min.normalize().to_string(), number.max.normalize().to_string());
    let orientation = if grows == Grows::Rightward { "horizontal" } else { "vertical" };
    Some(view! {
        <div class="handle level" role="slider" tabindex="0" aria-label=name aria-orientation=orientation aria-valuemin=least
            aria-valuemax=most aria-valuenow=move || value.get().normalize().to_string() aria-valuetext=move || said.get()
            node_ref=node on:keydown=by_key></div>
    })
}

/// A value with so many digits after the point; below zero, to tens and more.
fn rounded(value: Decimal, digits: i32) -> Decimal {
    let by = Decimal::new(1, digits.unsigned_abs());
    let by = if digits < 0 { Decimal::ONE.checked_div(by).unwrap_or(Decimal::ONE) } else { by };
    value.checked_div(by).and_then(|steps| steps.round().checked_mul(by)).unwrap_or(value).normalize()
}
