//! The controls of the waterfall: how much is closed, what is charged, the book, and who stands behind it.

use crate::engine::scenario::{BookChoice, ParameterId as P};
use crate::figures::numbers::exact;
use crate::ui::components::{ChoiceSetting, NumberSetting};
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// All of them.
#[component]
pub fn Controls() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().waterfall();
    let said = Signal::derive(move || {
        state.close.figure.with(|figure| figure.as_ref().map(|figure| figure.said(words())).unwrap_or_default())
    });
    // Fees and depth have a control elsewhere: here they go by other names.
    let again = |id: P, label: &'static str| {
        view! { <NumberSetting id dom=format!("close-{}", id.row().key) label said/> }
    };
    view! {
        <div class="choices-grid"><ChoiceSetting id=P::ClosePolicy/><ChoiceSetting id=P::LiquidationFeeBase/></div>
        {again(P::LiquidationFee, w.again().liquidation_fee())}
        {again(P::ClosingFee, w.again().closing_fee())}
        {again(P::DepthOnePercent, w.again().depth())}
        <Book/>
        <details class="about">
            <summary>{w.more()}</summary>
            <div class="folded">
                <div class="choices-grid"><ChoiceSetting id=P::CloseRest/><ChoiceSetting id=P::LiquidationFeeTo/></div>
                <NumberSetting id=P::CloseFund said/>
                <NumberSetting id=P::CloseWinners said/>
            </div>
        </details>
    }
}

/// Which book the close meets, where that is not the one that the depth here is of, or not the one that the two prices count.
#[component]
fn Book() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().waterfall();
    let said = move || {
        let scenario = state.scenario();
        match scenario.book() {
            BookChoice::Typed => {
                let typed = words().numbers().percent(&exact(scenario.number(P::Slippage), words()));
                Some(w.not_counted(&typed))
            }
            BookChoice::Ladder => Some(w.by_ladder().to_owned()),
            BookChoice::Linear | BookChoice::SquareRoot => None,
        }
    };
    view! { <p class="under" hidden=move || said().is_none()>{move || said().unwrap_or_default()}</p> }
}
