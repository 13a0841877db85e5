//! The figure with its controls.

use super::switches::Switches;
use crate::engine::scenario::ParameterId as P;
use crate::figures::prerender::high;
use crate::figures::{Figure, budget};
use crate::ui::components::{FigureFrame, NumberSetting};
use crate::ui::sections::book::InBudget;
use crate::ui::sections::settings::ALL;
use crate::ui::state::{State, framed, words};
use leptos::prelude::*;
use std::sync::Arc;

/// The figure. Its Reset puts every setting back: the budget depends on all of them.
#[component]
pub fn BudgetFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frames = high(budget::HEIGHTS);
    let pinned = Signal::derive(move || state.pins.budget.get().ok().map(|f| -> Arc<dyn Figure> { f }));
    let verdict = move || state.budget.with(|b| b.as_ref().map(|b| b.verdict(words())).unwrap_or_default());
    view! {
        <FigureFrame name=budget::NAME model=Signal::derive(move || framed(state.budget.get())) frames frame=RwSignal::new(frames.0)
            reset=move |()| state.reset(&ALL) pinned overlay=()>
            <Switches/>
            <p class="verdict">{verdict}</p>
            <NumberSetting id=P::Accept/>
            <NumberSetting id=P::LiquidationFee/>
            <InBudget/>
        </FigureFrame>
    }
}
