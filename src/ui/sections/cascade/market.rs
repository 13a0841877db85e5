//! The choice of the market: a card for each, the days on which it happened beside those that are made up.

use super::cut::whole;
use crate::engine::scenario::{Choice, Kind, ParameterId as P, Scenario};
use crate::ui::components::field_id;
use crate::ui::hooks::{set_news, use_checked};
use crate::ui::state::{State, words};
use leptos::html::Input;
use leptos::prelude::*;

/// The cards, and what there is to say of the market that is chosen.
#[component]
pub fn Market() -> impl IntoView {
    let state = expect_context::<State>();
    let Kind::Choice(list) = P::Preset.row().kind else { return None };
    let w = words().play();
    let cards = move |real: bool| {
        let of_kind = move |key: &str| {
            let market = Scenario::default().with_written(P::Preset, key);
            market.is_ok_and(|market| market.preset().published.is_some() == real)
        };
        let card = |(place, choice): (usize, &'static Choice)| view! { <Card place key=choice.key/> };
        list.iter().enumerate().filter(|(_, choice)| of_kind(choice.key)).map(card).collect_view()
    };
    Some(view! {
        <div class="market" role="radiogroup" aria-label=words().parameter(P::Preset).label>
            <p class="kind">{w.made_up()}</p>
            <div class="cards">{cards(false)}</div>
            <p class="kind">{w.real_days()}</p>
            <div class="cards">{cards(true)}</div>
        </div>
        <p class="market-line">{move || words().line(state.scenario().choice(P::Preset))}</p>
    })
}

/// One market: its name, and what it is in a few words.
#[component]
fn Card(place: usize, key: &'static str) -> impl IntoView {
    let state = expect_context::<State>();
    let node = NodeRef::<Input>::new();
    let is_chosen = state.part(move |s| s.choice(P::Preset) == place);
    use_checked(node, state.renewed, is_chosen);
    // Another market opens before its shock, whole.
    let choose = move |_| {
        state.attempt(P::Preset.row().key, &|s| Ok(whole(s.with_written(P::Preset, key)?).with_default(P::Round)));
        set_news(state.cascade.pushed, false);
    };
    let (name, line) = (format!("market-{key}"), format!("market-{key}-line"));
    view! {
        <label class="card">
            <input type="radio" name=field_id(P::Preset) value=key aria-labelledby=name.clone() aria-describedby=line.clone()
                checked=is_chosen.get_untracked() node_ref=node on:change=choose/>
            <span class="card-name" id=name>{words().choice(P::Preset, place)}</span>
            <span class="card-line" id=line>{words().card(place)}</span>
        </label>
    }
}
