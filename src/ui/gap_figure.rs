//! The figure of section 1 with its handle and its four controls.

use crate::engine::scenario::{Kind, ParameterId as P};
use crate::figures::gap::{self, LAST_DAY};
use crate::figures::html::escape;
use crate::figures::{Figure, Frame};
use crate::ui::figure_frame::{Parts, figure_frame};
use crate::ui::live::{effect, live, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::ui::widgets::{fees_control, key_move, number_control};
use crate::web::piece::Happening;
use crate::words::fill;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::sync::Arc;

/// What the figure's own Reset puts back.
const OWN: [P; 5] = [P::Days, P::Leverage, P::FundingRate, P::OpeningFee, P::ClosingFee];

/// The figure.
pub fn gap_figure(state: State) -> Widget {
    let model = live(move || state.gap.get().map(|f| -> Arc<dyn Figure> { f }));
    let frame = RwSignal::new(Frame::new(640, 400));
    let numbers = Widget::each(&[P::Days, P::Leverage, P::FundingRate], &|id| number_control(state, id, false));
    let controls = numbers.and(fees_control(state)).and(about());
    let parts = Parts {
        name: gap::NAME,
        overlay: handle(state, frame),
        controls,
        reset: Box::new(move || state.reset(&OWN)),
        pinned: None,
        frame,
    };
    figure_frame(state, &model, parts)
}

/// What the four controls do, for whoever wants to read it.
fn about() -> Widget {
    let w = words();
    let of = |id: P| (w.parameter(id).label, w.parameter(id).help);
    let fees = (w.controls.fees, w.controls.fees_help);
    let list: String = [of(P::Days), of(P::Leverage), of(P::FundingRate), fees]
        .into_iter()
        .map(|(label, help)| format!("<dt>{}</dt><dd>{}</dd>", escape(label), escape(help)))
        .collect();
    let inside = format!("<summary>{}</summary><dl>{list}</dl>", w.controls.about);
    Widget::new("details class=\"about\"", &inside, |_| {})
}

/// The whole plot takes the pointer; the handle takes focus and keys.
fn handle(state: State, frame: RwSignal<Frame>) -> Widget {
    let w = &words().gap;
    // Where the plot begins and ends in its frame, in CSS pixels.
    let span = move || {
        let inset = |g: &Arc<gap::GapFigure>| gap::draw::inset(g, frame.get());
        let (left, _, right, _) = state.gap.with(|g| g.as_ref().map(inset).unwrap_or_default());
        (left, right)
    };
    let set = move |day: Decimal| {
        // Days from the chart are whole and within range by construction.
        state.change(P::Days.row().key, &|s| s.with_number(P::Days, day)).unwrap_or_default();
    };
    let drag = move |event: &Happening| {
        let (left, right) = untrack(span);
        let part = ((event.from_left() - left) / (right - left).max(1.0)).clamp(0.0, 1.0);
        #[allow(clippy::cast_possible_truncation)]
        let day = libm::round(part * f64::from(LAST_DAY)) as i64;
        set(Decimal::from(day));
    };
    let inside = format!(
        "<div class=\"handle\" data-part=\"handle\" role=\"slider\" tabindex=\"0\" aria-label=\"{}\" aria-orientation=\"horizontal\" aria-valuemin=\"0\" aria-valuemax=\"{LAST_DAY}\"></div>",
        w.handle
    );
    Widget::new("div class=\"surface\"", &inside, move |root| {
        let handle = root.part("handle");
        let shown = handle.clone();
        effect(move || {
            let (left, right) = span();
            let days = state.scenario().days();
            let x = left + (right - left) * f64::from(days) / f64::from(LAST_DAY);
            #[allow(clippy::cast_possible_truncation)]
            let x = x as i32;
            shown.property("--at", &format!("{x}px"));
            let day = days.to_string();
            shown.set("aria-valuenow", &day);
            let gap = state.gap.with(|g| g.as_ref().ok().and_then(|g| g.gap_in_words()));
            let text = match gap {
                Some(gap) => fill(w.handle_value, &[("day", &day), ("gap", &gap)]),
                None => fill(w.day, &[("n", &day)]),
            };
            shown.set("aria-valuetext", &text);
        });
        handle.on(
            "keydown",
            on(move |e| {
                let Kind::Number(number) = P::Days.row().kind else { return };
                if let Some(day) = key_move(e, &number, state.peek().number(P::Days)) {
                    e.prevent();
                    set(day);
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
