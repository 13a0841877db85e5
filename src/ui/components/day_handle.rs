//! The handle of a chart over days.

use super::chart_handle::ChartHandle;
use crate::engine::scenario::{ParameterId as P, Scenario};
use crate::figures::days::LAST_DAY;
use crate::ui::state::State;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The handle of a chart whose days lie between the two places of `span` in its frame, in CSS pixels; `said` is the day and what it comes to.
#[component]
pub fn DayHandle(
    name: &'static str,
    #[prop(into)] span: Signal<(f64, f64)>,
    #[prop(into)] said: Signal<String>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let days = state.part(Scenario::days);
    let at = move || {
        let (left, right) = span.get();
        format!("{}px", libm::floor(left + (right - left) * f64::from(days.get()) / f64::from(LAST_DAY)))
    };
    // Days from the chart are whole.
    let day_at = move |part: f64| {
        #[allow(clippy::cast_possible_truncation)]
        let day = libm::round(part * f64::from(LAST_DAY)) as i64;
        Some(Decimal::from(day))
    };
    view! {
        <ChartHandle setting=P::Days name span at=Signal::derive(at) value_at=Callback::new(day_at) most=LAST_DAY.to_string()
            now=Signal::derive(move || days.get().to_string()) said/>
    }
}
