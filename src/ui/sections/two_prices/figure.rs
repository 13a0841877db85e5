//! The figure with its handle and its four controls.

use crate::engine::scenario::ParameterId as P;
use crate::figures::gap;
use crate::figures::prerender::CHART;
use crate::ui::components::{DayHandle, FeesSetting, FigureFrame, NumberSetting};
use crate::ui::state::{State, framed, words};
use leptos::prelude::*;
use std::sync::Arc;

/// What the figure's own Reset puts back.
const OWN: [P; 5] = [P::Days, P::Leverage, P::FundingRate, P::OpeningFee, P::ClosingFee];

/// The figure.
#[component]
pub fn GapFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frame = RwSignal::new(CHART.0);
    view! {
        <FigureFrame name=gap::NAME model=Signal::derive(move || framed(state.gap.get())) frames=CHART frame
            reset=move |()| state.reset(&OWN) overlay=view! { <Handle frame/> }>
            <NumberSetting id=P::Days/>
            <NumberSetting id=P::Leverage/>
            <NumberSetting id=P::FundingRate/>
            <FeesSetting/>
            <About/>
        </FigureFrame>
    }
}

/// What the four controls do, for whoever wants to read it.
#[component]
fn About() -> impl IntoView {
    let w = words();
    let of = |id: P| (w.parameter(id).label, w.parameter(id).help);
    let fees = (w.controls().fees(), w.controls().fees_help());
    let all = [of(P::Days), of(P::Leverage), of(P::FundingRate), fees];
    view! {
        <details class="about">
            <summary>{w.controls().about()}</summary>
            <dl>{all.into_iter().map(|(label, help)| view! { <dt>{label}</dt><dd>{help}</dd> }).collect_view()}</dl>
        </details>
    }
}

/// The handle, which says how far apart the two prices are.
#[component]
fn Handle(frame: RwSignal<crate::figures::Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().gap();
    let span = move || {
        let ends = |gap: &Arc<gap::GapFigure>| gap::draw::plot(gap, words(), frame.get()).area.across();
        state.gap.with(|gap| gap.as_ref().map(ends).unwrap_or_default())
    };
    let said = move || {
        let day = words().numbers().ungrouped(state.scenario().days());
        let gap = state.gap.with(|gap| gap.as_ref().ok().and_then(|gap| gap.gap_in_words(words())));
        gap.map_or_else(|| w.day(&day), |gap| w.handle_value(&day, &gap))
    };
    view! { <DayHandle name=w.handle() span=Signal::derive(span) said=Signal::derive(said)/> }
}
