//! The strips with their controls: which market, which day, and what if one metric is missing.

use super::state::OPENS;
use crate::engine::monitor::crowding::making::METRICS;
use crate::figures::crowding::{self, DAYS, OWN};
use crate::figures::numbers::many;
use crate::figures::prerender::high;
use crate::ui::components::{BringText, BringWords, FigureFrame, TaskProgress};
use crate::ui::sections::monitor::Monitor;
use crate::ui::state::words;
use crate::ui::watching::watching;
use leptos::prelude::*;
use std::str::FromStr as _;
use std::sync::Arc;

/// The figure.
#[component]
pub fn CrowdingFigure() -> impl IntoView {
    let crowding = watching().crowding;
    let frames = high(crowding::HEIGHTS);
    let first = crowding.place.get_untracked();
    view! {
        <FigureFrame name=crowding::NAME model=Monitor::model(crowding.figure) frames frame=RwSignal::new(frames.0)
            reset=move |()| crowding.place.set(first) overlay=()>
            <Controls/>
        </FigureFrame>
    }
}

#[component]
fn Controls() -> impl IntoView {
    let crowding = watching().crowding;
    let w = words().crowding();
    let place = crowding.place;
    // A market that is made has the days it has; the reader's own may have more, or fewer.
    let choose = move |n: usize| {
        let own = crowding.own.with_untracked(|own| own.as_ref().map_or(0, |own| own.days.len()));
        place.update(|p| {
            // Made markets share a clock; the reader's own days are another.
            if (n == OWN) != (p.0 == OWN) {
                p.1 = if n == OWN { own } else { DAYS }.saturating_sub(1);
            }
            p.0 = n;
        });
    };
    let market = move |(n, name): (usize, &'static str)| {
        let no_own = move || n == OWN && crowding.own.with(Option::is_none);
        view! {
            <button type="button" hidden=no_own aria-pressed=move || (place.get().0 == n).to_string() on:click=move |_| choose(n)>{name}</button>
        }
    };
    let last = Memo::new(move |_| {
        let days = crowding.own.with(|own| own.as_ref().map(|own| own.days.len()));
        days.filter(|_| place.get().0 == OWN).unwrap_or(DAYS).saturating_sub(1)
    });
    let number = |n: usize| words().numbers().ungrouped(n.saturating_add(1));
    let said = move || w.place(&number(last.get()), &number(place.get().1.min(last.get())));
    let day = move |text: String| {
        if let Ok(day) = usize::from_str(&text) {
            place.update(|p| p.1 = day.min(last.get_untracked()));
        }
    };
    view! {
        <div class="injects" role="group" aria-labelledby="crowding-market">
            <span class="label" id="crowding-market">{w.market()}</span>
            <div class="choices">{w.markets().into_iter().chain([w.own()]).enumerate().map(market).collect_view()}</div>
        </div>
        <div class="play">
            <label for="crowding-day">{w.day()}</label>
            <input type="range" id="crowding-day" min="0" step="1" max=move || last.get().to_string() value=move || place.get().1.to_string()
                prop:value=move || place.get().1.to_string() aria-valuetext=said on:input:target=move |event| day(event.target().value())/>
            <output class="where" aria-live="off">{said}</output>
        </div>
        <Missing id="crowding-missing"/>
        <Own/>
        <TaskProgress work=crowding.work doing=Signal::derive(move || words().tasks().trying())
            again=move |()| crowding.again.update(|n| *n = n.wrapping_add(1))/>
    }
}

/// Which metric is missing: one choice for the strips and for the trial.
#[component]
pub fn Missing(id: &'static str) -> impl IntoView {
    let w = words().crowding();
    let place = watching().crowding.place;
    // Empty for none.
    let miss =
        move |text: String| place.update(|p| p.2 = usize::from_str(&text).ok().filter(|metric| *metric < METRICS));
    let now = move || place.get().2.map(|metric| metric.to_string()).unwrap_or_default();
    let option = |(n, name): (usize, &'static str)| view! { <option value=n.to_string()>{name}</option> };
    view! {
        <p class="log-tools">
            <label for=id>{w.missing()}</label> " "
            <select id=id prop:value=now on:change:target=move |event| miss(event.target().value())>
                <option value="" selected=true>{w.nothing_missing()}</option>
                {w.metrics().into_iter().enumerate().rev().map(option).collect_view()}
            </select>
        </p>
    }
}

/// The place for the reader's own days.
#[component]
fn Own() -> impl IntoView {
    let crowding = watching().crowding;
    let w = words().crowding();
    let names = BringWords { label: w.own_label(), hint: w.own_hint(), read: w.own_read(), open: w.own_open() };
    let said = Signal::derive(move || {
        let days = crowding.own.with(|own| own.as_ref().map(|own| own.days.len()));
        days.map(|days| w.own_done(&many(days, words()))).unwrap_or_default()
    });
    let away = move |_| {
        crowding.own.set(None);
        crowding.place.update(|place| {
            if place.0 == OWN {
                (place.0, place.1) = (OPENS, DAYS.saturating_sub(1));
            }
        });
    };
    view! {
        <details class="own-days">
            <summary>{w.own_fold()}</summary>
            <BringText id="own-days" names wrong=crowding.wrong said take=move |text: String| crowding.brought.update(|brought| {
                *brought = (brought.0.wrapping_add(1), Arc::from(text));
            })/>
            <button type="button" class="button" hidden=move || crowding.own.with(Option::is_none) on:click=away>{w.own_away()}</button>
        </details>
    }
}
