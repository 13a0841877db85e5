//! The figures of price and time with their controls, and the bet on them.

use crate::engine::scenario::{Kind, ParameterId as P, dial};
use crate::figures::days::days_in_words;
use crate::figures::horizon::{self, HEIGHTS, HorizonFigure, MONTHS, multiples};
use crate::figures::prerender::high;
use crate::figures::{Figure, Frame};
use crate::ui::components::{BetCard, DayHandle, FigureFrame, FigureModel, NumberSetting};
use crate::ui::live::effect;
use crate::ui::state::{State, words};
use crate::ui::widget::{Part, mount_parts};
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
fn model(state: State, figure: fn(Arc<HorizonFigure>) -> Arc<dyn Figure>) -> Signal<FigureModel> {
    Signal::derive(move || {
        let band = state.horizon.get().ok_or_else(String::new)?;
        band.map(figure).map_err(|error| sentence(&error, words()))
    })
}

/// The figure of one leverage.
fn horizon_figure(state: State) -> AnyView {
    let frames = high(HEIGHTS);
    let frame = RwSignal::new(frames.0);
    view! {
        <FigureFrame name=horizon::NAME model=model(state, |band| band) frames frame reset=move |()| state.reset(&OWN)
            overlay=handle(state, frame)>
            {controls(state)}
        </FigureFrame>
    }
    .into_any()
}

/// The small multiples.
fn multiples_figure(state: State) -> AnyView {
    let (model, frames) = (model(state, |band| Arc::clone(&band.multiples) as _), multiples::FRAMES);
    view! {
        <FigureFrame name=multiples::NAME model frames frame=RwSignal::new(frames.0) reset=move |()| state.reset(&OWN)/>
    }
    .into_any()
}

/// How many months, in words; nothing before the bet is answered.
fn count(state: State) -> Signal<String> {
    Signal::derive(move || {
        let (n, _) = conservative(state);
        if n.is_empty() { n } else { words().horizon().count(&words().numbers().ungrouped(MONTHS), &n) }
    })
}

fn controls(state: State) -> AnyView {
    let w = words().horizon();
    let said = count(state);
    // Days, funding and seed have a control elsewhere: here they go by other names.
    let again = |id: P, label: &'static str| {
        view! { <NumberSetting id dom=format!("horizon-{}", id.row().key) label said/> }
    };
    // "a year" stands with the range.
    let yearly = |id: P| view! { <NumberSetting id unit=words().units().percent() said/> };
    let shown = move |id: P| {
        view! { <div class="shown-while" hidden=move || !state.scenario().matters(id)><NumberSetting id said/></div> }
    };
    view! {
        {yearly(P::Volatility)}
        {again(P::FundingRate, w.again().funding())}
        {again(P::Days, w.again().days())}
        {shown(P::AddedMargin)}
        {shown(P::AddedDay)}
        <details class="about">
            <summary>{w.more()}</summary>
            <div class="folded">
                {yearly(P::Drift)}
                {again(P::Seed, w.again().seed())}
                <button type="button" class="button" on:click=move |_| draw(state)>{w.draw()}</button>
            </div>
        </details>
    }
    .into_any()
}

/// Draws other months: the next seed.
fn draw(state: State) {
    let Kind::Number(number) = P::Seed.row().kind else { return };
    let now = state.peek().number(P::Seed);
    let next = dial::moved(&number, now, true, dial::Stride::Step);
    let next = if next == now { Decimal::ONE } else { next };
    state.attempt(P::Seed.row().key, &|s| s.with_number(P::Seed, next));
}

/// The handle, which says how many months.
fn handle(state: State, frame: RwSignal<Frame>) -> AnyView {
    let w = words().horizon();
    // Where the plot begins and ends in its frame, in CSS pixels.
    let span = move || {
        let frame = frame.get();
        known(state, |band| horizon::draw::plot(band, words(), frame).area.across())
    };
    let said = move || {
        let (n, _) = conservative(state);
        let day = words().numbers().ungrouped(state.scenario().days());
        w.handle_value(&words().numbers().ungrouped(MONTHS), &day, Count::read(&n))
    };
    view! { <DayHandle name=w.handle() span=Signal::derive(span) said=Signal::derive(said)/> }.into_any()
}

/// The bet: how many of fifty months?
fn months(state: State) -> AnyView {
    let w = words().horizon();
    let all = words().numbers().ungrouped(MONTHS);
    let asked = all.clone();
    let question = move || {
        let days = days_in_words(state.scenario().days(), words());
        w.question(&asked, &days, &known(state, |band| band.volatility(words())))
    };
    let answer = move || {
        let (n, chance) = conservative(state);
        if n.is_empty() { n } else { w.reveal(&all, &chance, &n) }
    };
    view! {
        <BetCard id="months-question" question=Signal::derive(question) answers=w.answers() reveal=state.horizon_reveal
            right=Signal::derive(move || known(state, HorizonFigure::answer)) answer=Signal::derive(answer)/>
    }
    .into_any()
}
