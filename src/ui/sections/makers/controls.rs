//! The controls of makers, and the buttons that take the depth that stays elsewhere.

use crate::engine::Error;
use crate::engine::scenario::{ParameterId as P, Scenario};
use crate::figures::numbers::exact;
use crate::ui::components::NumberSetting;
use crate::ui::state::{State, words};
use crate::words::errors::reason;
use leptos::prelude::*;

/// What stands in the fold.
const FOLDED: [P; 6] =
    [P::WholeDepth, P::Tolerance, P::ToleranceWidth, P::InformedMost, P::ActingCost, P::ActingCostWidth];

/// All of them.
#[component]
pub fn Controls() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().makers();
    let said = Signal::derive(move || {
        state.makers.figure.with(|figure| figure.as_ref().map(|figure| figure.said(words())).unwrap_or_default())
    });
    view! {
        <NumberSetting id=P::MakerRebate said/>
        <NumberSetting id=P::HalfSpread said/>
        <NumberSetting id=P::Jump said/>
        <details class="about">
            <summary>{w.more()}</summary>
            <div class="folded">{FOLDED.into_iter().map(|id| view! { <NumberSetting id said/> }).collect_view()}</div>
        </details>
        <Take/>
    }
}

/// Takes the depth that stays to the forced close and to the cascade: a step each, which can be taken back.
#[component]
fn Take() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().makers();
    let take =
        move |control: &'static str, set: fn(&Scenario) -> Result<Scenario, Error>, said: fn(&Scenario) -> String| {
            let before = state.peek();
            match state.change(control, &|s| set(&s)) {
                Err(error) => state.say(&words().controls().refused(&reason(&error, words())), false),
                Ok(()) if state.peek() == before => state.say(w.taken_already(), false),
                Ok(()) => state.say(&said(&state.peek()), true),
            }
        };
    let to_close = move |_| {
        take("makers-to-close", Scenario::taking_quotes_to_close, |s| {
            words().makers().taken_to_close(&exact(s.number(P::DepthOnePercent), words()))
        });
    };
    let to_cascade = move |_| {
        take("makers-to-cascade", Scenario::taking_quotes_to_cascade, |s| {
            words().makers().taken_to_cascade(&exact(s.number(P::DepthFactor), words()))
        });
    };
    view! {
        <div class="switches">
            <button type="button" class="button" on:click=to_close>{w.to_close()}</button>
            <button type="button" class="button" on:click=to_cascade>{w.to_cascade()}</button>
        </div>
    }
}
