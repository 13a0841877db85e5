//! The controls of the band.

use super::conservative;
use crate::engine::scenario::{Kind, ParameterId as P, dial};
use crate::figures::horizon::MONTHS;
use crate::ui::components::{NumberSetting, ShownWhile};
use crate::ui::state::{State, words};
use leptos::prelude::*;
use rust_decimal::Decimal;

/// Volatility, funding, days and added margin; in a fold what moves the months besides.
#[component]
pub fn Controls() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().horizon();
    let said = count(state);
    // Days, funding and seed have a control elsewhere: here they go by other names.
    let again = |id: P, label: &'static str| {
        view! { <NumberSetting id dom=format!("horizon-{}", id.row().key) label said/> }
    };
    // "a year" stands with the range.
    let yearly = |id: P| view! { <NumberSetting id unit=words().units().percent() said/> };
    let shown = |id: P| view! { <ShownWhile id><NumberSetting id said/></ShownWhile> };
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
}

/// How many months, in words; nothing before the bet is answered.
fn count(state: State) -> Signal<String> {
    Signal::derive(move || {
        let (n, _) = conservative(state);
        if n.is_empty() { n } else { words().horizon().count(&words().numbers().ungrouped(MONTHS), &n) }
    })
}

/// Draws other months: the next seed.
fn draw(state: State) {
    let Kind::Number(number) = P::Seed.row().kind else { return };
    let now = state.peek().number(P::Seed);
    let next = dial::moved(&number, now, true, dial::Stride::Step);
    let next = if next == now { Decimal::ONE } else { next };
    state.attempt(P::Seed.row().key, &|s| s.with_number(P::Seed, next));
}
