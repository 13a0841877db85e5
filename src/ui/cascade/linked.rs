//! The figures beside the graph: prices, the ledger, and the outcome by shock with "you are here".

use super::Views;
use crate::engine::Error;
use crate::engine::scenario::{Kind, ParameterId as P};
use crate::figures::curve::draw as curve;
use crate::figures::{CurveFigure, Figure, Frame, LedgerFigure, PathFigure, ledger, path};
use crate::ui::figure_frame::{Model, Parts, figure_frame};
use crate::ui::live::{effect, live, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::ui::widgets::key_move;
use crate::web::piece::Happening;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::sync::Arc;

/// Heights of a figure, wide and narrow.
type Heights = fn(&Views) -> (u32, u32);

/// Makes a picture as high as its figure says for the width it has.
fn tall(state: State, frame: RwSignal<Frame>, heights: Heights) -> Widget {
    Widget::new("div hidden", "", move |root| {
        let figure = root.around("figure");
        effect(move || {
            if let Ok(views) = state.cascade.views.get() {
                let (wide, narrow) = heights(&views);
                let height = if frame.get().is_narrow() { narrow } else { wide };
                figure.property("--tall", &format!("{height}px"));
            }
        });
    })
}

fn framed(
    state: State,
    name: &'static str,
    frame: RwSignal<Frame>,
    of: fn(&Views) -> Arc<dyn Figure>,
    overlay: Widget,
) -> Widget {
    let model: Model = live(move || -> Result<Arc<dyn Figure>, Error> { state.cascade.views.get().map(|v| of(&v)) });
    let parts = Parts {
        name,
        overlay,
        controls: Widget::default(),
        reset: Box::new(move || state.reset(&super::controls::OWN)),
        pinned: None,
        frame,
    };
    figure_frame(state, &model, parts)
}

/// Prices, symbol by symbol.
pub fn path_figure(state: State) -> Widget {
    let frame = RwSignal::new(Frame::new(560, 300));
    let of = |v: &Views| -> Arc<dyn Figure> { Arc::<PathFigure>::clone(&v.path) };
    framed(state, "path", frame, of, tall(state, frame, |v| path::draw::heights(v.path.panels())))
}

/// Who has gained what from whom.
pub fn ledger_figure(state: State) -> Widget {
    let frame = RwSignal::new(Frame::new(560, ledger::HEIGHTS.0));
    let of = |v: &Views| -> Arc<dyn Figure> { Arc::<LedgerFigure>::clone(&v.ledger) };
    framed(state, "ledger", frame, of, tall(state, frame, |_| ledger::HEIGHTS))
}

/// The outcome by shock. The present shock is dragged across it.
pub fn curve_figure(state: State) -> Widget {
    let frame = RwSignal::new(Frame::new(560, 300));
    let of = |v: &Views| -> Arc<dyn Figure> { Arc::<CurveFigure>::clone(&v.curve) };
    framed(state, "curve", frame, of, handle(state, frame))
}

/// The whole plot takes the pointer; the handle takes focus and keys.
fn handle(state: State, frame: RwSignal<Frame>) -> Widget {
    let figure = move || state.cascade.views.get().ok().map(|v| Arc::clone(&v.curve));
    let span = move || {
        let inset = figure().map(|f| curve::inset(&f, frame.get())).unwrap_or_default();
        (inset.0, inset.2)
    };
    let set = move |shock: Decimal| {
        state.change(P::Shock.row().key, &|s| s.with_number(P::Shock, shock)).unwrap_or_default();
    };
    let drag = move |event: &Happening| {
        let (left, right) = untrack(span);
        let part = ((event.from_left() - left) / (right - left).max(1.0)).clamp(0.0, 1.0);
        if let Some(figure) = untrack(figure) {
            set(figure.shock_at(part));
        }
    };
    let inside = format!(
        "<div class=\"handle\" data-part=\"handle\" role=\"slider\" tabindex=\"0\" aria-label=\"{}\" aria-orientation=\"horizontal\" aria-valuemin=\"0\" aria-valuemax=\"90\"></div>",
        words().curve.handle
    );
    Widget::new("div class=\"surface\"", &inside, move |root| {
        let handle = root.part("handle");
        let shown = handle.clone();
        effect(move || {
            let Some(figure) = figure() else { return };
            let (left, right) = span();
            let shock = state.scenario().number(P::Shock);
            let x = left + (right - left) * figure.part_of(shock);
            #[allow(clippy::cast_possible_truncation)]
            let x = x as i32;
            shown.property("--at", &format!("{x}px"));
            shown.set("aria-valuenow", &shock.to_string());
            shown.set("aria-valuetext", &curve::handle_value(&figure, words()));
        });
        handle.on(
            "keydown",
            on(move |e| {
                let Kind::Number(number) = P::Shock.row().kind else { return };
                if let Some(shock) = key_move(e, &number, state.peek().number(P::Shock)) {
                    e.prevent();
                    set(shock);
                }
            }),
        );
        root.on(
            "pointerdown",
            on(move |e| {
                if e.hold() {
                    drag(e);
                }
            }),
        );
        root.on(
            "pointermove",
            on(move |e| {
                if e.held() {
                    drag(e);
                }
            }),
        );
    })
}
