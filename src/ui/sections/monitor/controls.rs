//! The controls of the lanes: the clock, and what is injected now.

use super::play::{Play, clamped};
use crate::engine::jobs::watching::asked::WEIGHTS;
use crate::engine::scenario::Scenario;
use crate::engine::scenario::parameters::{ChoiceValue as _, Injected, ParameterId as P};
use crate::figures::reveal::Reveal;
use crate::ui::components::{NumberSetting, TaskProgress};
use crate::ui::state::{State, words};
use crate::ui::watching::watching;
use leptos::prelude::*;

/// All of them.
#[component]
pub fn Controls() -> impl IntoView {
    let state = expect_context::<State>();
    let monitor = watching().monitor;
    let w = words().monitor();
    let chosen = state.part(Scenario::chosen::<Injected>);
    let drifts = move || chosen.get() == Injected::SlowDrift;
    let said = Signal::derive(move || monitor.figure.get().map(|figure| figure.said(words())).unwrap_or_default());
    // It begins where the reader stands, and the clock goes on from there.
    let inject = move |what: Injected| {
        let from = state.peek().number(P::WatchSecond);
        state.attempt("inject", &move |s| {
            let s = s.choosing(what);
            if what == Injected::Nothing { Ok(s) } else { s.with_number(P::InjectedAt, clamped(P::InjectedAt, from)) }
        });
    };
    let button = move |(n, what): (usize, Injected)| {
        view! {
            <button type="button" aria-pressed=move || (chosen.get() == what).to_string() on:click=move |_| inject(what)>
                {words().choice(P::Injected, n)}
            </button>
        }
    };
    let doing = move || {
        let w = words().tasks();
        if monitor.replaying.get() { w.replaying() } else { w.watching() }
    };
    view! {
        <Play/>
        <p class="hint waits" hidden=move || monitor.reveal.get() != Reveal::Hidden>{w.waits()}</p>
        <TaskProgress work=monitor.work doing=Signal::derive(doing) again=move |()| monitor.again.update(|n| *n = n.wrapping_add(1))/>
        <div class="injects" role="group" aria-labelledby="inject-label">
            <span class="label" id="inject-label">{w.inject()}</span>
            <div class="choices">{Injected::ALL.iter().copied().enumerate().map(button).collect_view()}</div>
        </div>
        <div hidden=move || chosen.get() == Injected::Nothing><NumberSetting id=P::InjectedAt said/></div>
        <div hidden=move || !drifts()><NumberSetting id=P::DriftSpeed said/></div>
        <Weights/>
    }
}

/// The weights of the score, and what it sums to.
#[component]
fn Weights() -> impl IntoView {
    let state = expect_context::<State>();
    let monitor = watching().monitor;
    let w = words().monitor();
    let sum = Signal::derive(move || monitor.figure.get().map(|figure| figure.sum(words())).unwrap_or_default());
    view! {
        <details class="weights">
            <summary>{w.weights()}</summary>
            <p class="hint">{w.weights_hint()}</p>
            {WEIGHTS.map(|id| view! { <NumberSetting id said=sum/> }).collect_view()}
            <p class="sum" aria-live="polite">{move || sum.get()}</p>
            <button type="button" class="button" on:click=move |_| state.reset(&WEIGHTS)>{w.weights_reset()}</button>
        </details>
    }
}
