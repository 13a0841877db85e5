//! The strips with their controls: which market, which day, and what if one metric is missing.

use crate::figures::crowding::{self, DAYS};
use crate::figures::prerender::high;
use crate::ui::components::{FigureFrame, TaskProgress};
use crate::ui::sections::monitor::Monitor;
use crate::ui::state::words;
use crate::ui::watching::watching;
use leptos::prelude::*;
use std::str::FromStr as _;

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
    let market = move |(n, name): (usize, &'static str)| {
        view! {
            <button type="button" aria-pressed=move || (place.get().0 == n).to_string() on:click=move |_| place.update(|p| p.0 = n)>{name}</button>
        }
    };
    let last = DAYS.saturating_sub(1);
    let number = |n: usize| words().numbers().ungrouped(n.saturating_add(1));
    let said = move || w.place(&number(last), &number(place.get().1));
    let day = move |text: String| {
        if let Ok(day) = usize::from_str(&text) {
            place.update(|p| p.1 = day.min(last));
        }
    };
    // Empty for none.
    let miss = move |text: String| place.update(|p| p.2 = usize::from_str(&text).ok().filter(|metric| *metric < 3));
    let option = |(n, name): (usize, &'static str)| view! { <option value=n.to_string()>{name}</option> };
    view! {
        <div class="injects" role="group" aria-labelledby="crowding-market">
            <span class="label" id="crowding-market">{w.market()}</span>
            <div class="choices">{w.markets().into_iter().enumerate().map(market).collect_view()}</div>
        </div>
        <div class="play">
            <label for="crowding-day">{w.day()}</label>
            <input type="range" id="crowding-day" min="0" step="1" max=last.to_string() value=move || place.get().1.to_string()
                prop:value=move || place.get().1.to_string() aria-valuetext=said on:input:target=move |event| day(event.target().value())/>
            <output class="where" aria-live="off">{said}</output>
        </div>
        <p class="log-tools">
            <label for="crowding-missing">{w.missing()}</label> " "
            <select id="crowding-missing" on:change:target=move |event| miss(event.target().value())>
                <option value="" selected=true>{w.nothing_missing()}</option>
                {w.metrics().into_iter().enumerate().map(option).collect_view()}
            </select>
        </p>
        <TaskProgress work=crowding.work doing=Signal::derive(move || words().tasks().trying())
            again=move |()| crowding.again.update(|n| *n = n.wrapping_add(1))/>
    }
}
