//! The figure of section 1 with its handle and its four controls.

use crate::engine::scenario::ParameterId as P;
use crate::figures::Frame;
use crate::figures::gap;
use crate::figures::html::escape;
use crate::ui::day_handle::day_handle;
use crate::ui::figure_frame::{Parts, figure_frame};
use crate::ui::live::live;
use crate::ui::state::{State, framed, words};
use crate::ui::widget::Widget;
use crate::ui::widgets::{fees_control, number_control};
use leptos::prelude::*;
use std::sync::Arc;

/// What the figure's own Reset puts back.
const OWN: [P; 5] = [P::Days, P::Leverage, P::FundingRate, P::OpeningFee, P::ClosingFee];

/// The figure.
pub fn gap_figure(state: State) -> Widget {
    let model = live(move || framed(state.gap.get()));
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
    let fees = (w.controls().fees(), w.controls().fees_help());
    let list: String = [of(P::Days), of(P::Leverage), of(P::FundingRate), fees]
        .into_iter()
        .map(|(label, help)| format!("<dt>{}</dt><dd>{}</dd>", escape(label), escape(help)))
        .collect();
    let inside = format!("<summary>{}</summary><dl>{list}</dl>", w.controls().about());
    Widget::new("details class=\"about\"", &inside, |_| {})
}

/// The handle, which says how far apart the two prices are.
fn handle(state: State, frame: RwSignal<Frame>) -> Widget {
    let w = words().gap();
    // Where the plot begins and ends in its frame, in CSS pixels.
    let span = live(move || {
        let ends = |g: &Arc<gap::GapFigure>| gap::draw::plot(g, words(), frame.get()).area.across();
        state.gap.with(|g| g.as_ref().map(ends).unwrap_or_default())
    });
    let said = live(move || {
        let day = words().numbers().ungrouped(state.scenario().days());
        let gap = state.gap.with(|g| g.as_ref().ok().and_then(|g| g.gap_in_words(words())));
        match gap {
            Some(gap) => w.handle_value(&day, &gap),
            None => w.day(&day),
        }
    });
    day_handle(state, w.handle(), span, said)
}
