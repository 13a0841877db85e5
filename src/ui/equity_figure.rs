//! The figure of equity against price: entry and mark dragged on the chart, and the controls of the position's kind.

use crate::engine::scenario::{Kind, ParameterId as P};
use crate::engine::units::Saturating as _;
use crate::figures::equity::{self, EquityFigure, draw};
use crate::figures::prerender::CHART;
use crate::figures::{Figure, Frame};
use crate::ui::components::{FigureFrame, key_move};
use crate::ui::live::{effect, on};
use crate::ui::state::{State, framed, words};
use crate::ui::widget::Widget;
use crate::ui::widgets::{choice_control, number_control, shown_while};
use crate::web::piece::{ElementEvent, Piece};
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

/// What the figure's own Reset puts back.
const OWN: [P; 9] =
    [P::Side, P::Mode, P::Contract, P::Table, P::Mark, P::FreeBalance, P::OtherSize, P::OtherEntry, P::OtherMark];

/// The account's own numbers, shown where the whole account stands behind the position.
const ACCOUNT: [P; 4] = [P::FreeBalance, P::OtherSize, P::OtherEntry, P::OtherMark];

/// The figure.
pub fn equity_figure(state: State) -> AnyView {
    let frame = RwSignal::new(CHART.0);
    let choices = Widget::each(&[P::Side, P::Mode, P::Contract, P::Table], &|id| choice_control(state, id));
    let choices = choices.within("<div class=\"choices-grid\">", "</div>");
    let account = Widget::each(&ACCOUNT, &|id| shown_while(state, id, number_control(state, id, false)));
    let controls = number_control(state, P::Mark, false).and(choices).and(account);
    let pinned = Signal::derive(move || state.pins.equity.get().ok().map(|f| -> Arc<dyn Figure> { f }));
    let controls = controls.view();
    view! {
        <FigureFrame name=equity::NAME model=Signal::derive(move || framed(state.equity.get())) frames=CHART frame
            reset=move |()| state.reset(&OWN) pinned overlay=handles(state, frame).view()>
            {controls}
        </FigureFrame>
    }
    .into_any()
}

/// One of the two things that are dragged.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Handle {
    Entry,
    Mark,
}

impl Handle {
    fn id(self) -> P {
        match self {
            Self::Entry => P::Entry,
            Self::Mark => P::Mark,
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

fn handles(state: State, frame: RwSignal<Frame>) -> Widget {
    let w = words().equity();
    let handle = |act: &str, name: &str| {
        format!(
            "<div class=\"handle {act}\" data-part=\"{act}\" data-act=\"{act}\" role=\"slider\" tabindex=\"0\" aria-label=\"{name}\" aria-orientation=\"horizontal\"></div>"
        )
    };
    let inside = handle("entry", w.handle_entry()) + &handle("mark", w.handle_mark());
    Widget::new("div class=\"surface\"", &inside, move |root| {
        for (part, which) in [("entry", Handle::Entry), ("mark", Handle::Mark)] {
            handle_wake(state, frame, &root.part(part), which);
        }
        drags(state, frame, &root);
    })
}

fn handle_wake(state: State, frame: RwSignal<Frame>, handle: &Piece, which: Handle) {
    let shown = handle.clone();
    effect(move || {
        let Ok(figure) = state.equity.get() else { return };
        let layout = draw::layout(&figure, words(), frame.get());
        let (x, y) = if which == Handle::Entry { (layout.entry, 0.0) } else { layout.mark };
        #[allow(clippy::cast_possible_truncation)]
        let (x, y) = (x as i32, y as i32);
        shown.property("--at", &format!("{x}px"));
        shown.property("--down", &format!("{y}px"));
        let price = if which == Handle::Entry { figure.question.position.entry } else { figure.mark };
        shown.set("aria-valuemin", &figure.axis.low.round_dp(2).to_string());
        shown.set("aria-valuemax", &figure.axis.high.round_dp(2).to_string());
        shown.set("aria-valuenow", &price.get().round_dp(6).to_string());
        shown.set("aria-valuetext", &said(&figure, which));
    });
    handle.on(
        "keydown",
        on(move |e| {
            let Kind::Number(number) = which.id().row().kind else { return };
            if let Some(value) = key_move(e.key(), &number, state.peek().number(which.id())) {
                e.prevent();
                let key = which.id().row().key;
                state.attempt(key, &|s| s.with_number(which.id(), value));
            }
        }),
    );
}

fn said(figure: &EquityFigure, which: Handle) -> String {
    let price = if which == Handle::Entry { figure.question.position.entry } else { figure.mark };
    let w = words();
    let crossing = figure.crossing_in_words(w);
    w.equity().handle_value(&crossing, &figure.price_in_words(price, words()))
}

/// Whatever is held is dragged; a pointer that goes down elsewhere on the chart brings the mark there.
fn drags(state: State, frame: RwSignal<Frame>, root: &Piece) {
    let dragged = Rc::new(Cell::new(Handle::Mark));
    let follow = move |e: &ElementEvent, which: Handle| {
        let Some(figure) = state.equity.get_untracked().ok() else { return };
        let layout = draw::layout(&figure, words(), frame.get_untracked());
        let (left, right) = layout.plot.area.across();
        let part = (e.from_left() - left) / (right - left).max(1.0);
        which.put(state, figure.axis.value_at(part));
    };
    let held = Rc::clone(&dragged);
    root.on(
        "pointerdown",
        on(move |e| {
            if e.hold() {
                held.set(if e.act() == "entry" { Handle::Entry } else { Handle::Mark });
                // The prices stay where they are while something is dragged across them.
                if let Ok(figure) = state.equity.get_untracked() {
                    state.frozen_range.set(Some((figure.axis.low, figure.axis.high)));
                }
                if held.get() == Handle::Mark {
                    follow(e, Handle::Mark);
                }
            }
        }),
    );
    root.on(
        "pointermove",
        on(move |e| {
            if e.held() {
                follow(e, dragged.get());
            }
        }),
    );
    for end in ["pointerup", "pointercancel", "lostpointercapture"] {
        root.on(
            end,
            on(move |_| {
                if state.frozen_range.get_untracked().is_some() {
                    state.frozen_range.set(None);
                }
            }),
        );
    }
}
