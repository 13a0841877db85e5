//! The controls of the book: what is closed, which book it meets, and its depth by number.

use super::Met;
use super::figures::{asked, is_ladder};
use crate::engine::scenario::ParameterId as P;
use crate::engine::scenario::parameters::LADDER;
use crate::ui::components::{ChoiceSetting, NumberSetting, ShownWhile};
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// Whoever moves a level wants the ladder counted.
pub const COUNTED: (P, &str) = (P::Book, "ladder");

/// All of them.
#[component]
pub fn Controls() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().book();
    let said = Signal::derive(move || state.book.get().map(|book| book.cost_in_words(words())).unwrap_or_default());
    let note = move || state.book.get().map(|book| book.not_counted(words())).unwrap_or_default();
    let met = Signal::derive(move || asked(state, |book| book.met_in_words(words())));
    let level = move |(id, _): (P, u32)| view! { <NumberSetting id said with=COUNTED/> };
    view! {
        // The trade's own size has its control in the line of the trade: here it goes by another name.
        <NumberSetting id=P::Size dom="book-size" label=w.size() said/>
        <div class="choices-grid"><ChoiceSetting id=P::Book/></div>
        <ShownWhile id=P::Slippage><NumberSetting id=P::Slippage/></ShownWhile>
        <ShownWhile id=P::DepthOnePercent><NumberSetting id=P::DepthOnePercent said/></ShownWhile>
        <p class="under book-note">{note}</p>
        <Met said=met/>
        <details class="about" hidden=move || !is_ladder(state)>
            <summary>{w.levels()}</summary>
            <div class="folded">{LADDER.into_iter().map(level).collect_view()}</div>
        </details>
    }
}
