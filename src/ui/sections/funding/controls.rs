//! The controls of the staircase: go on by some payments, rates, and what they are paid from.

use crate::engine::scenario::parameters::{Kind, PREMIUMS, ParameterId as P};
use crate::figures::numbers::exact;
use crate::ui::components::{ChoiceSetting, NumberSetting, ShownWhile};
use crate::ui::state::{State, words};
use crate::words::Count;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// Payments by which one goes on at a press.
const STEPS: [u32; 3] = [1, 10, 90];

/// All of them.
#[component]
pub fn Controls() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().staircase();
    // Rate and balance have a control elsewhere: here they go by other names.
    let dom = |id: P| format!("staircase-{}", id.row().key);
    let said = Signal::derive(move || {
        let ends = state.staircase.with(|figure| figure.as_ref().ok().map(|figure| figure.answer_in_words(words())));
        ends.unwrap_or_default()
    });
    let shown = |id: P| view! { <ShownWhile id><NumberSetting id said/></ShownWhile> };
    view! {
        <Steps/>
        <NumberSetting id=P::Payment said/>
        <NumberSetting id=P::FundingRate dom=dom(P::FundingRate) label=w.rate() said/>
        {shown(P::FundingGrowth)}
        <div class="choices-grid">
            <ChoiceSetting id=P::FundingPattern/>
            <ChoiceSetting id=P::FundingInterval/>
            <ShownWhile id=P::PaidFrom><ChoiceSetting id=P::PaidFrom/></ShownWhile>
            <ShownWhile id=P::PremiumRule><ChoiceSetting id=P::PremiumRule/></ShownWhile>
        </div>
        <ShownWhile id=P::FreeBalance>
            <ShownWhile id=P::PaidFrom>
                <NumberSetting id=P::FreeBalance dom=dom(P::FreeBalance) label=w.balance() said/>
            </ShownWhile>
        </ShownWhile>
        <ShownWhile id=P::Premium1>
            <details class="about">
                <summary>{w.drawn()}</summary>
                <div class="folded">{PREMIUMS.into_iter().map(|id| view! { <NumberSetting id said/> }).collect_view()}</div>
            </details>
        </ShownWhile>
    }
}

/// Goes on by one payment, ten, ninety.
#[component]
fn Steps() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().staircase();
    let go = move |by: u32| {
        let Kind::Number(number) = P::Payment.row().kind else { return };
        let last = state.staircase.with_untracked(|figure| figure.as_ref().map(|figure| figure.last).unwrap_or(0));
        state.attempt(P::Payment.row().key, &|s| {
            // Where the picture ends, it goes on no farther.
            let now = s.number(P::Payment).min(Decimal::from(last));
            let next = now.saturating_add(Decimal::from(by)).min(Decimal::from(last)).min(number.max);
            s.with_number(P::Payment, next)
        });
    };
    let button = move |by: u32| {
        let text = exact(Decimal::from(by), words());
        let said = w.step(Count { number: Some(by.into()), text: &text });
        view! { <button type="button" class="button" on:click=move |_| go(by)>{said}</button> }
    };
    view! {
        <div class="switches" role="group" aria-label=w.steps()>
            <span aria-hidden="true">{w.steps()}</span>
            {STEPS.into_iter().map(button).collect_view()}
        </div>
    }
}
