//! The one trade that the page speaks of, in a line that stays on the screen: each of its settings opens where it stands.

use crate::engine::scenario::{Kind, ParameterId as P};
use crate::figures::bindings::setting;
use crate::ui::components::{ChoiceSetting, NumberSetting, Popover};
use crate::ui::state::{State, words};
use crate::web::reading;
use leptos::either::Either;
use leptos::html::Div;
use leptos::prelude::*;

/// What makes up the trade.
const TRADE: [P; 6] = [P::Coin, P::Side, P::Size, P::Entry, P::Leverage, P::Venue];

/// The trade in a line, tracked: each of its settings with its value.
pub fn trade_in_words(state: State) -> String {
    let now = state.scenario();
    let one = |id: P| format!("{} {}", words().parameter(id).label, setting(&now, id, words()));
    TRADE.map(one).join(", ")
}

/// The trade, and which section is read.
#[component]
pub fn TradeBar() -> impl IntoView {
    view! {
        <div class="trade-bar">
            <div class="chips" role="group" aria-label=words().controls().trade()>
                {TRADE.into_iter().map(|id| view! { <Chip id/> }).collect_view()}
            </div>
            <Reading/>
        </div>
    }
}

/// A setting of the trade: its value, and its control when it is pressed.
#[component]
fn Chip(id: P) -> impl IntoView {
    let state = expect_context::<State>();
    let label = words().parameter(id).label;
    let open = RwSignal::new(false);
    let value = move || match id {
        P::Coin | P::Venue => words().choice(id, state.scenario().choice(id)).to_owned(),
        _ => state.said(id.row().key),
    };
    let control = move || {
        let dom = format!("trade-{}", id.row().key);
        match id.row().kind {
            Kind::Number(_) => Either::Left(view! { <NumberSetting id dom helped=true/> }),
            Kind::Choice(_) => Either::Right(view! { <ChoiceSetting id dom/> }),
        }
    };
    view! {
        <span class="chip">
            <button type="button" aria-haspopup="dialog" aria-expanded=move || open.get().to_string()
                on:click=move |_| open.set(true)>
                <span class="chip-label">{label}</span> " " <b>{value}</b>
            </button>
            <Popover open label=label.to_owned()>{control()}</Popover>
        </span>
    }
}

/// The section that is read, and how far it is into the page.
#[component]
fn Reading() -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let section = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            reading::follow(&node, move |title| {
                if section.with_untracked(|now| *now != title) {
                    section.set(title);
                }
            });
        }
    });
    view! { <div class="reading" aria-hidden="true" node_ref=node><span>{move || section.get()}</span></div> }
}
