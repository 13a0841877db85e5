//! The controls of the waterfall: how much is closed, what is charged, the book, and who stands behind it.

use crate::engine::scenario::ParameterId as P;
use crate::ui::components::{ChoiceSetting, DepthSetting, NumberSetting};
use crate::ui::sections::book::Met;
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
    let met = Signal::derive(move || {
        state.close.figure.with(|figure| figure.as_ref().map(|figure| figure.met_in_words(words())).unwrap_or_default())
    });
    // Fees have a control elsewhere: here they go by other names.
    let again = |id: P, label: &'static str| {
        view! { <NumberSetting id dom=format!("close-{}", id.row().key) label said/> }
    };
    view! {
        <div class="choices-grid"><ChoiceSetting id=P::ClosePolicy/><ChoiceSetting id=P::LiquidationFeeBase/></div>
        {again(P::LiquidationFee, w.again().liquidation_fee())}
        {again(P::ClosingFee, w.again().closing_fee())}
        <DepthSetting label=w.again().depth() said/>
        <Met said=met/>
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
