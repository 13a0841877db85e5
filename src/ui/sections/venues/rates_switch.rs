//! Whose rates the rules are compared with: each venue's own, or the reader's. The same setting as everywhere.

use crate::engine::scenario::ParameterId as P;
use crate::engine::scenario::parameters::TableChoice;
use crate::ui::hooks::use_checked;
use crate::ui::state::{State, words};
use leptos::html::Input;
use leptos::prelude::*;

/// Two buttons of which neither is on while another table is chosen.
#[component]
pub fn RatesSwitch() -> impl IntoView {
    let w = words().venues();
    view! {
        <div class="row choice">
            <span class="label" id="rates-switch">{w.switch()}</span>
            <span class="radios" role="radiogroup" aria-labelledby="rates-switch">
                <Side table=TableChoice::Venue text=w.switch_real()/>
                <Side table=TableChoice::FLAT text=w.switch_own()/>
            </span>
        </div>
    }
}

#[component]
fn Side(table: TableChoice, text: &'static str) -> impl IntoView {
    let state = expect_context::<State>();
    let node = NodeRef::<Input>::new();
    let is_chosen = state.part(move |s| s.chosen::<TableChoice>() == table);
    use_checked(node, state.renewed, is_chosen);
    let choose = move |_| state.attempt(P::Table.row().key, &|s| Ok(s.choosing(table)));
    view! {
        <label class="radio">
            <input type="radio" name="rates-switch" checked=is_chosen.get_untracked() node_ref=node on:change=choose/>
            <span>{text}</span>
        </label>
    }
}
