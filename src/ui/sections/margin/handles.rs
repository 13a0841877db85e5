//! The two things that are dragged on the chart: the entry and the mark.

use crate::engine::scenario::{Kind, ParameterId as P};
use crate::engine::units::{Price, Saturating as _};
use crate::figures::Frame;
use crate::figures::equity::{EquityFigure, draw};
use crate::ui::components::{key_move, key_of};
use crate::ui::hooks::use_css_property;
use crate::ui::state::{State, words};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::sync::Arc;

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    Entry,
    Mark,
}

impl Held {
    fn id(self) -> P {
        match self {
            Self::Entry => P::Entry,
            Self::Mark => P::Mark,
        }
    }

    fn price(self, figure: &EquityFigure) -> Price {
        match self {
            Self::Entry => figure.question.position.entry,
            Self::Mark => figure.mark,
        }
    }

    /// Puts the entry or the mark at a price of the chart.
    fn put(self, state: State, price: Decimal) {
        let Kind::Number(number) = self.id().row().kind else { return };
        let value = match self {
            Self::Entry => price,
            // The mark is kept as a distance from entry.
            Self::Mark => {
                let entry = state.peek().number(P::Entry);
                price.sat_sub(entry).sat_mul(Decimal::ONE_HUNDRED).sat_div(entry).round_dp(2)
            }
        };
        let value = value.round_dp(number.digits).clamp(number.min, number.max);
        state.attempt(self.id().row().key, &|s| s.with_number(self.id(), value));
    }
}

/// The surface with both: whatever is held is dragged; a pointer that goes down elsewhere on the chart brings the mark there.
#[component]
pub fn Handles(frame: RwSignal<Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let surface = NodeRef::<Div>::new();
    let held = StoredValue::new(Held::Mark);
    let follow = move |event: &PointerEvent| {
        let (Some(surface), Ok(figure)) = (surface.get_untracked(), state.equity.get_untracked()) else { return };
        let (left, right) = draw::layout(&figure, words(), frame.get_untracked()).plot.area.across();
        let from_left = f64::from(event.client_x()) - surface.get_bounding_client_rect().left();
        held.get_value().put(state, figure.axis.value_at((from_left - left) / (right - left).max(1.0)));
    };
    // Only the main button and touch drag; the surface keeps the pointer from then on.
    let down = move |event: PointerEvent, which: Held| {
        event.stop_propagation();
        let captured = surface.get_untracked().is_some_and(|s| s.set_pointer_capture(event.pointer_id()).is_ok());
        if event.button() != 0 || !captured {
            return;
        }
        held.set_value(which);
        // The prices stay where they are while something is dragged across them.
        if let Ok(figure) = state.equity.get_untracked() {
            state.frozen_range.set(Some((figure.axis.low, figure.axis.high)));
        }
        if which == Held::Mark {
            follow(&event);
        }
    };
    let moved = move |event: PointerEvent| {
        if surface.get_untracked().is_some_and(|s| s.has_pointer_capture(event.pointer_id())) {
            follow(&event);
        }
    };
    let end = move |_: PointerEvent| {
        if state.frozen_range.get_untracked().is_some() {
            state.frozen_range.set(None);
        }
    };
    let down = Callback::new(move |(event, which)| down(event, which));
    view! {
        <div class="surface" node_ref=surface on:pointerdown=move |event| down.run((event, Held::Mark)) on:pointermove=moved
            on:pointerup=end on:pointercancel=end on:lostpointercapture=end>
            <Handle which=Held::Entry name=words().equity().handle_entry() frame down/>
            <Handle which=Held::Mark name=words().equity().handle_mark() frame down/>
        </div>
    }
}

/// A handle with focus and keys.
#[component]
fn Handle(
    which: Held,
    name: &'static str,
    frame: RwSignal<Frame>,
    down: Callback<(PointerEvent, Held)>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let node = NodeRef::<Div>::new();
    let asked = move |ask: &dyn Fn(&Arc<EquityFigure>) -> String| {
        state.equity.with(|figure| figure.as_ref().map(ask).unwrap_or_default())
    };
    let place = move |figure: &EquityFigure| {
        let layout = draw::layout(figure, words(), frame.get());
        if which == Held::Entry { (layout.entry, 0.0) } else { layout.mark }
    };
    use_css_property(node, "--at", Signal::derive(move || asked(&|f| format!("{}px", libm::floor(place(f).0)))));
    use_css_property(node, "--down", Signal::derive(move || asked(&|f| format!("{}px", libm::floor(place(f).1)))));
    let said = move |figure: &Arc<EquityFigure>| {
        let price = figure.price_in_words(which.price(figure), words());
        words().equity().handle_value(&figure.crossing_in_words(words()), &price)
    };
    let by_key = move |event: KeyboardEvent| {
        let Kind::Number(number) = which.id().row().kind else { return };
        if let Some(value) = key_move(key_of(&event), &number, state.peek().number(which.id())) {
            event.prevent_default();
            state.attempt(which.id().row().key, &|s| s.with_number(which.id(), value));
        }
    };
    let class = if which == Held::Entry { "handle entry" } else { "handle mark" };
    view! {
        <div class=class role="slider" tabindex="0" aria-label=name aria-orientation="horizontal"
            aria-valuemin=move || asked(&|f| f.axis.low.round_dp(2).to_string()) aria-valuemax=move || asked(&|f| f.axis.high.round_dp(2).to_string())
            aria-valuenow=move || asked(&|f| which.price(f).get().round_dp(6).to_string()) aria-valuetext=move || asked(&said)
            node_ref=node on:keydown=by_key on:pointerdown=move |event| down.run((event, which))></div>
    }
}
