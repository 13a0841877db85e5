//! The shock on the curve of outcomes.

use super::whole_pixels;
use crate::engine::scenario::ParameterId as P;
use crate::figures::Frame;
use crate::figures::curve::draw;
use crate::ui::components::ChartHandle;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// The largest shock, in per cent.
const MOST: &str = "90";

/// The handle over a curve that is drawn in `frame`.
#[component]
pub fn ShockHandle(frame: RwSignal<Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let figures = move || state.cascade.figures();
    let span = Signal::derive(move || {
        let frame = frame.get();
        figures().map_or((0.0, 1.0), |figures| draw::plot(&figures.curve, words(), frame).area.across())
    });
    let at = move || {
        let (left, right) = span.get();
        let shock = state.scenario().number(P::Shock);
        whole_pixels(left + (right - left) * figures().map_or(0.0, |figures| figures.curve.part_of(shock)))
    };
    let shock_at = move |part: f64| untrack(figures).map(|figures| figures.curve.shock_at(part));
    let said = move || figures().map(|figures| draw::handle_value(&figures.curve, words())).unwrap_or_default();
    view! {
        <ChartHandle setting=P::Shock name=words().curve().handle() span at=Signal::derive(at) value_at=Callback::new(shock_at)
            most=MOST.to_owned() now=Signal::derive(move || state.scenario().written(P::Shock)) said=Signal::derive(said)/>
    }
}
