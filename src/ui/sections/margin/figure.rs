//! The figure with its two handles, and the controls of the position's kind.

use super::handles::Handles;
use crate::engine::Error;
use crate::engine::error::{Field, within};
use crate::engine::scenario::ParameterId as P;
use crate::engine::scenario::number::{exact, typed};
use crate::figures::Figure;
use crate::figures::equity;
use crate::figures::equity::adding::MOST;
use crate::figures::prerender::CHART;
use crate::ui::components::{ChoiceSetting, FigureFrame, NumberSetting, ShownWhile, TypedField};
use crate::ui::state::{State, framed, words};
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::ops::Bound;
use std::sync::Arc;

/// What the figure's own Reset puts back.
const OWN: [P; 9] =
    [P::Side, P::Mode, P::Contract, P::Table, P::Mark, P::FreeBalance, P::OtherSize, P::OtherEntry, P::OtherMark];

/// What is added at first, in per cent of the position.
const HALF: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// Asks what more of the position at the mark would do.
#[component]
fn Adding() -> impl IntoView {
    let (adding, w) = (expect_context::<State>().adding, words().equity());
    let last = RwSignal::new(HALF);
    let is_asked = move || adding.with(Option::is_some);
    let ask = move |_| adding.set(if untrack(is_asked) { None } else { Some(last.get_untracked()) });
    let typed = move |text: String| -> Result<(), Error> {
        let percent = typed(&text, 2)?;
        within(Field::Positions, percent, (Bound::Excluded(Decimal::ZERO), Bound::Included(MOST)))?;
        last.set(percent);
        adding.set(Some(percent));
        Ok(())
    };
    view! {
        <div class="what-if">
            <button type="button" class="button" aria-pressed=move || is_asked().to_string() on:click=ask>{w.adding()}</button>
            <div hidden=move || !is_asked()>
                <TypedField id="what-if" label=w.adding_size() unit="%" value=Signal::derive(move || exact(last.get())) typed/>
            </div>
        </div>
    }
}

/// The figure.
#[component]
pub fn EquityFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frame = RwSignal::new(CHART.0);
    let pinned = Signal::derive(move || state.pins.equity.get().ok().map(|f| -> Arc<dyn Figure> { f }));
    view! {
        <FigureFrame name=equity::NAME model=Signal::derive(move || framed(state.equity.get())) frames=CHART frame
            reset=move |()| state.reset(&OWN) pinned overlay=view! { <Handles frame/> }>
            <NumberSetting id=P::Mark/>
            <Adding/>
            <div class="choices-grid">
                <ChoiceSetting id=P::Side/>
                <ChoiceSetting id=P::Mode/>
                <ChoiceSetting id=P::Contract/>
                <ChoiceSetting id=P::Table/>
            </div>
            <ShownWhile id=P::FreeBalance><NumberSetting id=P::FreeBalance/></ShownWhile>
            <ShownWhile id=P::OtherSize><NumberSetting id=P::OtherSize/></ShownWhile>
            <ShownWhile id=P::OtherEntry><NumberSetting id=P::OtherEntry/></ShownWhile>
            <ShownWhile id=P::OtherMark><NumberSetting id=P::OtherMark/></ShownWhile>
        </FigureFrame>
    }
}
