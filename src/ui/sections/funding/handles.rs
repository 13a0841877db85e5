//! What is dragged on the staircase: the payment, and the path of the premium under it.

use crate::engine::scenario::parameters::PREMIUMS;
use crate::engine::scenario::{ParameterId as P, Scenario};
use crate::figures::staircase::draw;
use crate::figures::{Frame, StaircaseFigure};
use crate::ui::components::{ChartHandle, Grows, Places, ValueHandles};
use crate::ui::state::{State, words};
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// What the staircase says, or nothing.
fn asked<T: Default>(state: State, ask: impl Fn(&StaircaseFigure) -> T) -> T {
    state.staircase.with(|figure| figure.as_ref().map(|figure| ask(figure)).unwrap_or_default())
}

/// The payment at which the reader stands.
#[component]
pub fn PaymentHandle(frame: RwSignal<Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let span = Signal::derive(move || {
        let frame = frame.get();
        asked(state, |figure| draw::plot(figure, words(), frame).area.across())
    });
    let at = move || {
        let (left, right) = span.get();
        let part = asked(state, |figure| {
            let (now, last) = (Decimal::from(figure.now.cycle), Decimal::from(figure.last.max(1)));
            now.checked_div(last).and_then(|part| part.to_f64()).unwrap_or_default()
        });
        format!("{}px", libm::floor(left + (right - left) * part))
    };
    let payment_at = move |part: f64| {
        let last = state.staircase.get_untracked().ok()?.last;
        #[allow(clippy::cast_possible_truncation)]
        let part = Decimal::new(libm::round(part * 1e6) as i64, 6);
        Some(Decimal::from(last).checked_mul(part)?.round())
    };
    let most = move || asked(state, |figure| figure.last).to_string();
    let now = move || asked(state, |figure| figure.now.cycle).to_string();
    let said = move || asked(state, |figure| figure.now_in_words(words()));
    view! {
        <ChartHandle setting=P::Payment name=words().staircase().handle() span at=Signal::derive(at) value_at=Callback::new(payment_at)
            most=Signal::derive(most) now=Signal::derive(now) said=Signal::derive(said)/>
    }
}

/// The points of the path, where rates are made of a premium.
#[component]
pub fn PathHandles(frame: RwSignal<Frame>) -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().staircase();
    let premiums = state.part(|s: &Scenario| PREMIUMS.map(|id| s.number(id)));
    let places = move || {
        let (frame, premiums) = (frame.get(), premiums.get());
        asked(state, |figure| {
            let Some(plot) = draw::strip(figure, words(), frame) else { return Places::default() };
            let handles = draw::points(&plot, &premiums);
            Places { top: plot.area.top - draw::OVER_STRIP, handles, scale: Some(plot.y) }
        })
    };
    // Points of the chart and keys stay within range by construction.
    let set = move |(id, premium): (P, Decimal)| {
        state.change(id.row().key, &|s| s.with_number(id, premium)).unwrap_or_default();
    };
    let said = move |part| asked(state, |figure| figure.premium_in_words(part, words()));
    view! {
        <ValueHandles name=w.points() settings=PREMIUMS grows=Grows::Upward
            label=|id| words().staircase().point(words().parameter(id).label) digits=2 places=Signal::derive(places) said set/>
    }
}
