//! The figures beside the graph: prices, the ledger, and the outcome by shock with "you are here".

use super::tall;
use crate::engine::scenario::{Kind, ParameterId as P, number};
use crate::figures::Frame;
use crate::ui::figure_frame::{Parts, figure_frame};
use crate::ui::live::{effect, on};
use crate::ui::painted::{in_numbers, painted, whole};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::ui::widgets::{dragged, key_move};
use crate::web::painter::Argument;
use crate::web::piece::ElementEvent;
use leptos::prelude::*;
use std::rc::Rc;

fn framed(state: State, name: &'static str, overlay: fn(State, RwSignal<Frame>) -> Widget) -> Widget {
    let frame = RwSignal::new(Frame::new(560, 300));
    let parts = Parts {
        name,
        overlay: overlay(state, frame).and(tall(state, name, frame)),
        controls: Widget::default(),
        reset: Box::new(move || state.reset(&super::controls::own())),
        pinned: None,
        frame,
    };
    figure_frame(state, &state.cascade.figure(name), parts)
}

/// Prices, symbol by symbol.
pub fn path_figure(state: State) -> Widget {
    framed(state, "path", |_, _| Widget::default())
}

/// Who has gained what from whom.
pub fn ledger_figure(state: State) -> Widget {
    framed(state, "ledger", |_, _| Widget::default())
}

/// The outcome by shock. The present shock is dragged across it.
pub fn curve_figure(state: State) -> Widget {
    framed(state, "curve", handle)
}

/// The whole plot takes the pointer; the handle takes focus and keys.
fn handle(state: State, frame: RwSignal<Frame>) -> Widget {
    // Where the plot begins and ends, and the part of it at which the shock stands.
    let span = move || {
        let shock = state.scenario().written(P::Shock);
        let [width, height] = in_numbers(frame.get());
        let at = if state.cascade.shows() {
            painted(|p| p.numbers("span", &[width, height, Argument::Text(&shock)]))
        } else {
            vec![]
        };
        (at.first().copied().unwrap_or(0.0), at.get(1).copied().unwrap_or(1.0), at.get(2).copied().unwrap_or(0.0))
    };
    let set = move |shock: &str| {
        state.change(P::Shock.row().key, &|s| s.with_written(P::Shock, shock)).unwrap_or_default();
    };
    let drag = move |event: &ElementEvent| {
        let (left, right, _) = untrack(span);
        let part = ((event.from_left() - left) / (right - left).max(1.0)).clamp(0.0, 1.0);
        set(&painted(|p| p.text("shock_at", &[Argument::Number(part)])));
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
            shown.property("--at", &format!("{}px", whole(left + (right - left) * part)));
            shown.set("aria-valuenow", &state.scenario().written(P::Shock));
            shown.set("aria-valuetext", &painted(|p| p.text("shock_said", &[])));
        });
        handle.on(
            "keydown",
            on(move |e| {
                let Kind::Number(number) = P::Shock.row().kind else { return };
                if let Some(shock) = key_move(e, &number, state.peek().number(P::Shock)) {
                    e.prevent();
                    set(&number::plain(shock));
                }
            }),
        );
        dragged(&root, Rc::new(drag));
    })
}
