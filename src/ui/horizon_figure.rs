//! The figures of price and time with their controls, and the bet on them.

use crate::engine::scenario::parameters::Unit;
use crate::engine::scenario::{Kind, ParameterId as P, dial};
use crate::figures::days::days_in_words;
use crate::figures::horizon::{self, HEIGHTS, HorizonFigure, MONTHS, multiples};
use crate::figures::{Figure, Frame};
use crate::ui::bet::{Card, card};
use crate::ui::day_handle::day_handle;
use crate::ui::figure_frame::{Model, Part, Parts, figure_frame, mount_parts};
use crate::ui::live::{Live, effect, live, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::ui::widgets::{Named, field_id, named_control, shown_while};
use crate::web::{host, view};
use crate::words::Count;
use crate::words::errors::sentence;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::cell::Cell;
use std::sync::Arc;

/// What the figure's own Reset puts back.
const OWN: [P; 7] = [P::Volatility, P::FundingRate, P::Days, P::AddedMargin, P::AddedDay, P::Drift, P::Seed];

/// Brings the section to life once it is near the screen.
pub fn mount(state: State) {
    let Some(section) = host::place("id", "time") else { return };
    view::on_sight(&section, move |seen| {
        if seen {
            state.time_is_near.set(true);
        }
    });
    // What the parts watch belongs to the page, not to the effect that waits for the reader.
    let (mounted, page) = (Cell::new(false), Owner::current());
    effect(move || {
        if state.time_is_near.get()
            && !mounted.replace(true)
            && let Some(page) = &page
        {
            page.with(|| untrack(|| mount_parts(state, &PARTS)));
        }
    });
}

/// Where each part goes.
const PARTS: [Part; 3] = [
    ("data-island", "months", months),
    ("data-figure", horizon::NAME, horizon_figure),
    ("data-figure", multiples::NAME, multiples_figure),
];

/// Something that the band has to say; the default where there is no band.
fn known<T: Default>(state: State, say: impl FnOnce(&HorizonFigure) -> T) -> T {
    state.horizon.with(|band| band.as_ref().and_then(|band| band.as_deref().ok()).map(say)).unwrap_or_default()
}

/// How many months have touched the conservative edge, and the chance of it.
fn conservative(state: State) -> (String, String) {
    known(state, |band| {
        let ([_, months], [_, chance]) = (band.count(words()), band.chance(words()));
        (months, chance)
    })
}

/// A figure of the band, or why there is none.
fn model(state: State, figure: fn(Arc<HorizonFigure>) -> Arc<dyn Figure>) -> Model {
    live(move || -> Result<Arc<dyn Figure>, String> {
        let band = state.horizon.get().ok_or_else(String::new)?;
        band.map(figure).map_err(|error| sentence(&error, words()))
    })
}

/// The figure of one leverage.
fn horizon_figure(state: State) -> Widget {
    let model = model(state, |band| band);
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
fn multiples_figure(state: State) -> Widget {
    let model = model(state, |band| Arc::clone(&band.multiples) as Arc<dyn Figure>);
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
        let (n, _) = conservative(state);
        if n.is_empty() { n } else { words().horizon().count(&words().numbers().ungrouped(MONTHS), &n) }
    })
}

fn controls(state: State) -> Widget {
    let w = words().horizon();
    let said = count(state);
    let one = |id: P| {
        // Days, funding and seed have a control elsewhere: here they go by other names.
        let (dom, label) = match id {
            P::Days => (format!("horizon-{}", id.row().key), w.again().days()),
            P::FundingRate => (format!("horizon-{}", id.row().key), w.again().funding()),
            P::Seed => (format!("horizon-{}", id.row().key), w.again().seed()),
            _ => (field_id(id), words().parameter(id).label),
        };
        // "a year" stands with the range.
        let unit = if id.row().unit == Unit::PercentAYear { words().units().percent() } else { words().unit(id) };
        let control = named_control(state, id, Named { dom, label, unit, helped: false, consequence: said.clone() });
        if matches!(id, P::AddedMargin | P::AddedDay) { shown_while(state, id, control) } else { control }
    };
    let first = Widget::each(&[P::Volatility, P::FundingRate, P::Days, P::AddedMargin, P::AddedDay], &one);
    let more = Widget::each(&[P::Drift, P::Seed], &one).and(draw(state));
    let fold = format!("<details class=\"about\"><summary>{}</summary><div class=\"folded\">", w.more());
    first.and(more.within(&fold, "</div></details>"))
}

/// Draws other months: the next seed.
fn draw(state: State) -> Widget {
    let element = "button type=\"button\" class=\"button\"";
    Widget::new(element, words().horizon().draw(), move |root| {
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
    let w = words().horizon();
    // Where the plot begins and ends in its frame, in CSS pixels.
    let span = live(move || {
        let frame = frame.get();
        known(state, |band| horizon::draw::plot(band, words(), frame).area.across())
    });
    let said = live(move || {
        let (n, _) = conservative(state);
        let day = words().numbers().ungrouped(state.scenario().days());
        w.handle_value(&words().numbers().ungrouped(MONTHS), &day, Count::read(&n))
    });
    day_handle(state, w.handle(), span, said)
}

/// The bet: how many of fifty months?
fn months(state: State) -> Widget {
    let w = words().horizon();
    let all = words().numbers().ungrouped(MONTHS);
    let asked = all.clone();
    let question = live(move || {
        let days = days_in_words(state.scenario().days(), words());
        let volatility = known(state, |band| band.volatility(words()));
        w.question(&asked, &days, &volatility)
    });
    let answer = live(move || {
        let (n, chance) = conservative(state);
        if n.is_empty() { n } else { w.reveal(&all, &chance, &n) }
    });
    card(Card {
        id: "months-question",
        question,
        answers: w.answers(),
        reveal: state.horizon_reveal,
        right: live(move || known(state, HorizonFigure::answer)),
        answer,
    })
}
