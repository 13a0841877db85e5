//! The figures of price and time with their controls, and the bet on them.

use crate::engine::scenario::{Kind, ParameterId as P, dial};
use crate::figures::gap::days_in_words;
use crate::figures::horizon::{self, HEIGHTS, HorizonFigure, MONTHS, multiples};
use crate::figures::{Figure, Frame};
use crate::ui::bet::{Card, card};
use crate::ui::day_handle::day_handle;
use crate::ui::figure_frame::{Parts, figure_frame};
use crate::ui::live::{Live, live, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::ui::widgets::{Named, field_id, named_control, shown_while};
use crate::words::fill;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::sync::Arc;

/// What the figure's own Reset puts back.
const OWN: [P; 7] = [P::Volatility, P::FundingRate, P::Days, P::AddedMargin, P::AddedDay, P::Drift, P::Seed];

/// The figure of one leverage.
pub fn horizon_figure(state: State) -> Widget {
    let model = live(move || state.horizon.get().map(|f| -> Arc<dyn Figure> { f }));
    let frame = RwSignal::new(Frame::new(640, HEIGHTS.0));
    let parts = Parts {
        name: horizon::NAME,
        overlay: handle(state, frame),
        controls: controls(state),
        reset: Box::new(move || state.reset(&OWN)),
        pinned: None,
        frame,
    };
    figure_frame(state, &model, parts)
}

/// The small multiples.
pub fn multiples_figure(state: State) -> Widget {
    let many = |figure: Arc<HorizonFigure>| -> Arc<dyn Figure> { Arc::clone(&figure.multiples) as Arc<dyn Figure> };
    let model = live(move || state.horizon.get().map(many));
    let parts = Parts {
        name: multiples::NAME,
        overlay: Widget::default(),
        controls: Widget::default(),
        reset: Box::new(move || state.reset(&OWN)),
        pinned: None,
        frame: RwSignal::new(multiples::FRAMES.0),
    };
    figure_frame(state, &model, parts)
}

/// How many months, in words; nothing before the bet is answered.
fn count(state: State) -> Live<String> {
    live(move || {
        state.horizon.get().map_or_else(
            |_| String::new(),
            |figure| fill(words().horizon.count, &[("n", &figure.count()[1]), ("all", &MONTHS.to_string())]),
        )
    })
}

fn controls(state: State) -> Widget {
    let w = &words().horizon;
    let said = count(state);
    let one = |id: P| {
        // Days and funding have a control elsewhere: here they go by other names.
        let (dom, label) = match id {
            P::Days => (format!("horizon-{}", id.row().key), w.again[0]),
            P::FundingRate => (format!("horizon-{}", id.row().key), w.again[1]),
            _ => (field_id(id), words().parameter(id).label),
        };
        // "a year" stands with the range.
        let unit = id.row().unit.trim_end_matches(" a year");
        let control = named_control(state, id, Named { dom, label, unit, helped: false, consequence: said.clone() });
        if matches!(id, P::AddedMargin | P::AddedDay) { shown_while(state, id, control) } else { control }
    };
    let first = Widget::each(&[P::Volatility, P::FundingRate, P::Days, P::AddedMargin, P::AddedDay], &one);
    let more = Widget::each(&[P::Drift, P::Seed], &one).and(draw(state));
    let fold = format!("<details class=\"about\"><summary>{}</summary><div class=\"folded\">", w.more);
    first.and(more.within(&fold, "</div></details>"))
}

/// Draws other months: the next seed.
fn draw(state: State) -> Widget {
    let element = "button type=\"button\" class=\"button\"";
    Widget::new(element, words().horizon.draw, move |root| {
        root.on(
            "click",
            on(move |_| {
                let Kind::Number(number) = P::Seed.row().kind else { return };
                let now = state.peek().number(P::Seed);
                let next = dial::moved(&number, now, true, dial::Stride::Step);
                let next = if next == now { Decimal::ONE } else { next };
                state.attempt(P::Seed.row().key, &|s| s.with_number(P::Seed, next));
            }),
        );
    })
}

/// The handle, which says how many months.
fn handle(state: State, frame: RwSignal<Frame>) -> Widget {
    let w = &words().horizon;
    // Where the plot begins and ends in its frame, in CSS pixels.
    let span = live(move || {
        let inset = |f: &Arc<HorizonFigure>| horizon::draw::inset(f, frame.get());
        let (left, _, right, _) = state.horizon.with(|f| f.as_ref().map(inset).unwrap_or_default());
        (left, right)
    });
    let said = live(move || {
        let n = state.horizon.with(|f| f.as_ref().map(|f| f.count()[1].clone()).unwrap_or_default());
        let day = state.scenario().days().to_string();
        fill(w.handle_value, &[("day", &day), ("n", &n), ("all", &MONTHS.to_string())])
    });
    day_handle(state, w.handle, span, said)
}

/// The bet: how many of fifty months?
pub fn months(state: State) -> Widget {
    let w = &words().horizon;
    let all = MONTHS.to_string();
    let asked = all.clone();
    let question = live(move || {
        let days = days_in_words(state.scenario().days(), words());
        let volatility = state.horizon.with(|f| f.as_ref().map(|f| f.volatility()).unwrap_or_default());
        fill(w.question, &[("days", &days), ("all", &asked), ("volatility", &volatility)])
    });
    let told = live(move || {
        state.horizon.get().map_or_else(
            |_| String::new(),
            |f| {
                let ([_, n], [_, chance]) = (f.count(), f.chance());
                fill(w.reveal, &[("n", &n), ("all", &all), ("chance", &chance)])
            },
        )
    });
    card(Card {
        id: "months-question",
        question,
        answers: w.answers,
        reveal: state.horizon_reveal,
        right: live(move || state.horizon.with(|f| f.as_ref().ok().and_then(|f| f.answer()))),
        told,
    })
}
