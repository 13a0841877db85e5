//! One button for each part of the gap, pressed while it counts.

use crate::engine::scenario::ParameterId as P;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// The switches, in the order of the bars.
const SWITCHES: [P; 6] =
    [P::CountFees, P::CountLiquidationFee, P::CountSlippage, P::CountFunding, P::CountNextTier, P::CountBasis];

/// The row of them.
#[component]
pub fn Switches() -> impl IntoView {
    let state = expect_context::<State>();
    // Two words: the other of the two.
    let turn = move |id: P| {
        let other = usize::from(state.peek().counts(id));
        state.attempt(id.row().key, &|s| s.with_choice(id, other));
    };
    let switch = move |id: P| {
        let counts = state.part(move |s| s.counts(id));
        view! {
            <button type="button" aria-pressed=move || counts.get().to_string() on:click=move |_| turn(id)>
                {words().parameter(id).label}
            </button>
        }
    };
    view! {
        <div class="switches" role="group" aria-label=words().controls().switches()>
            {SWITCHES.into_iter().map(switch).collect_view()}
        </div>
    }
}
