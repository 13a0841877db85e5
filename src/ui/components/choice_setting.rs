//! The control of one choice: two words side by side, more in a list.

use super::number_setting::field_id;
use crate::engine::scenario::{Choice, Kind, Note, ParameterId as P};
use crate::figures::numbers::exact;
use crate::ui::hooks::use_checked;
use crate::ui::state::{State, words};
use leptos::either::Either;
use leptos::html::{Input, Select};
use leptos::prelude::*;

/// Radio buttons for two words, a list for more. Where a choice has more than one control, each has a DOM id of its own.
#[component]
pub fn ChoiceSetting(id: P, #[prop(optional, into)] dom: Option<String>) -> impl IntoView {
    let state = expect_context::<State>();
    let Kind::Choice(list) = id.row().kind else { return None };
    let own = words().parameter(id);
    let dom = dom.unwrap_or_else(|| field_id(id));
    let under_id = format!("{dom}-under");
    let control = if list.len() == 2 {
        Either::Left(view! { <Radios id dom list under=under_id.clone()/> })
    } else {
        Either::Right(view! { <List id dom list under=under_id.clone()/> })
    };
    Some(view! {
        <div class="row choice">
            {control}
            <p class="under" id=under_id>{move || note(state, id).unwrap_or_else(|| own.help.to_owned())}</p>
        </div>
    })
}

/// What can be chosen, as links write it, with its words.
fn choices(id: P, list: &'static [Choice]) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.iter().enumerate().map(move |(place, choice)| (choice.key, words().choice(id, place)))
}

fn choose(state: State, id: P, written: &str) {
    state.attempt(id.row().key, &|s| s.with_written(id, written));
}

#[component]
fn Radios(id: P, dom: String, list: &'static [Choice], under: String) -> impl IntoView {
    let label_id = format!("{dom}-label");
    // The first carries the id by which the control is found.
    let radio =
        move |(n, (key, text))| view! { <Radio id dom=(n == 0).then(|| dom.clone()) name=dom.clone() key text/> };
    view! {
        <span class="label" id=label_id.clone()>{words().parameter(id).label}</span>
        <span class="radios" role="radiogroup" aria-labelledby=label_id aria-describedby=under>
            {choices(id, list).enumerate().map(radio).collect_view()}
        </span>
    }
}

#[component]
fn Radio(id: P, dom: Option<String>, name: String, key: &'static str, text: &'static str) -> impl IntoView {
    let state = expect_context::<State>();
    let node = NodeRef::<Input>::new();
    let is_chosen = state.part(move |s| s.written(id) == key);
    use_checked(node, state.renewed, is_chosen);
    view! {
        <label class="radio">
            <input type="radio" id=dom name=name value=key checked=is_chosen.get_untracked() node_ref=node on:change=move |_| choose(state, id, key)/>
            <span>{text}</span>
        </label>
    }
}

#[component]
fn List(id: P, dom: String, list: &'static [Choice], under: String) -> impl IntoView {
    let state = expect_context::<State>();
    let node = NodeRef::<Select>::new();
    let chosen = state.part(move |s| s.written(id));
    Effect::new(move |_| {
        state.renewed.track();
        if let Some(node) = node.get() {
            node.set_value(&chosen.get());
        }
    });
    let now = state.peek().written(id);
    let option = move |(key, text)| view! { <option value=key selected=key == now>{text}</option> };
    view! {
        <label for=dom.clone()>{words().parameter(id).label}</label>
        <select id=dom aria-describedby=under node_ref=node on:change:target=move |event| choose(state, id, &event.target().value())>
            {choices(id, list).map(option).collect_view()}
        </select>
    }
}

/// What a reader should know about this choice now.
fn note(state: State, id: P) -> Option<String> {
    if id != P::Table {
        return None;
    }
    let w = words().notes();
    state.scenario().notes().ok()?.into_iter().find_map(|note| match note {
        Note::TableNeedsLinear => Some(w.table_needs_linear().to_owned()),
        Note::LeverageAboveTable { allowed } => Some(w.leverage_above_table(&exact(allowed, words()))),
        _ => None,
    })
}
