//! The figures beside the graph: prices, the ledger, and the outcome by shock with "you are here".

use super::{tall, whole_pixels};
use crate::engine::scenario::{Kind, ParameterId as P};
use crate::figures::curve::draw;
use crate::figures::prerender::high;
use crate::figures::run::RunFigures;
use crate::figures::{Figure, Frame, ledger, path};
use crate::ui::components::{FigureFrame, key_move};
use crate::ui::live::{effect, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::ui::widgets::dragged;
use crate::web::piece::ElementEvent;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::rc::Rc;
use std::sync::Arc;

/// One of these figures: its name, how it is found, how high it wants to be at a width, and what lies over it.
struct Linked {
    name: &'static str,
    of: fn(&RunFigures) -> Arc<dyn Figure>,
    height: fn(&RunFigures, u32) -> u32,
    overlay: fn(State, RwSignal<Frame>) -> Widget,
}

/// The first of two heights, or where there is little room the second.
fn wide_or_narrow((wide, narrow): (u32, u32), width: u32) -> u32 {
    if Frame::new(width, wide).is_narrow() { narrow } else { wide }
}

fn framed(state: State, linked: &Linked) -> AnyView {
    let Linked { name, of, height, overlay } = *linked;
    let frames = high((300, 240));
    let frame = RwSignal::new(frames.0);
    view! {
        <FigureFrame name model=state.cascade.figure(of) frames frame reset=move |()| state.reset(&super::controls::own())
            overlay=overlay(state, frame).and(tall(state, frame, height)).view()>
            {()}
        </FigureFrame>
    }
    .into_any()
}

/// Prices, symbol by symbol.
pub fn path_figure(state: State) -> AnyView {
    framed(
        state,
        &Linked {
            name: "path",
            of: |figures| Arc::clone(&figures.path) as _,
            height: |figures, width| wide_or_narrow(path::draw::heights(figures.path.panels()), width),
            overlay: |_, _| Widget::default(),
        },
    )
}

/// Who has gained what from whom.
pub fn ledger_figure(state: State) -> AnyView {
    framed(
        state,
        &Linked {
            name: "ledger",
            of: |figures| Arc::clone(&figures.ledger) as _,
            height: |_, width| wide_or_narrow(ledger::HEIGHTS, width),
            overlay: |_, _| Widget::default(),
        },
    )
}

/// The outcome by shock. The present shock is dragged across it.
pub fn curve_figure(state: State) -> AnyView {
    framed(
        state,
        &Linked {
            name: "curve",
            of: |figures| Arc::clone(&figures.curve) as _,
            height: |_, width| wide_or_narrow((300, 240), width),
            overlay: handle,
        },
    )
}

/// The whole plot takes the pointer; the handle takes focus and keys.
fn handle(state: State, frame: RwSignal<Frame>) -> Widget {
    // Where the plot begins and ends, and the part of it at which the shock stands.
    let span = move || {
        let (shock, frame) = (state.scenario().number(P::Shock), frame.get());
        let span = |figures: Arc<RunFigures>| {
            let (left, right) = draw::plot(&figures.curve, words(), frame).area.across();
            (left, right, figures.curve.part_of(shock))
        };
        state.cascade.figures().map_or((0.0, 1.0, 0.0), span)
    };
    let set = move |shock: Decimal| {
        // Shocks from the chart and from keys are within range by construction.
        state.change(P::Shock.row().key, &|s| s.with_number(P::Shock, shock)).unwrap_or_default();
    };
    let drag = move |event: &ElementEvent| {
        let (left, right, _) = untrack(span);
        let part = ((event.from_left() - left) / (right - left).max(1.0)).clamp(0.0, 1.0);
        if let Some(figures) = untrack(|| state.cascade.figures()) {
            set(figures.curve.shock_at(part));
        }
    };
    let inside = format!(
        "<div class=\"handle\" data-part=\"handle\" role=\"slider\" tabindex=\"0\" aria-label=\"{}\" aria-orientation=\"horizontal\" aria-valuemin=\"0\" aria-valuemax=\"90\"></div>",
        words().curve().handle()
    );
    Widget::new("div class=\"surface\"", &inside, move |root| {
        let handle = root.part("handle");
        let shown = handle.clone();
        effect(move || {
            let (left, right, part) = span();
            shown.property("--at", &whole_pixels(left + (right - left) * part));
            shown.set("aria-valuenow", &state.scenario().written(P::Shock));
            let said = state.cascade.figures().map(|figures| draw::handle_value(&figures.curve, words()));
            shown.set("aria-valuetext", &said.unwrap_or_default());
        });
        handle.on(
            "keydown",
            on(move |e| {
                let Kind::Number(number) = P::Shock.row().kind else { return };
                if let Some(shock) = key_move(e.key(), &number, state.peek().number(P::Shock)) {
                    e.prevent();
                    set(shock);
                }
            }),
        );
        dragged(&root, Rc::new(drag));
    })
}
