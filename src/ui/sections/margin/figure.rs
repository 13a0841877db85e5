//! The figure with its two handles, and the controls of the position's kind.

use super::handles::Handles;
use crate::engine::scenario::ParameterId as P;
use crate::figures::Figure;
use crate::figures::equity;
use crate::figures::prerender::CHART;
use crate::ui::components::{ChoiceSetting, FigureFrame, NumberSetting, ShownWhile};
use crate::ui::state::{State, framed};
use leptos::prelude::*;
use std::sync::Arc;

/// What the figure's own Reset puts back.
const OWN: [P; 9] =
    [P::Side, P::Mode, P::Contract, P::Table, P::Mark, P::FreeBalance, P::OtherSize, P::OtherEntry, P::OtherMark];

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
