//! The card of the drill: what goes wrong next, what can be done, and what came of the last choice.

use super::client::pauses;
use crate::engine::monitor::drill::{Choice, INJECTS};
use crate::engine::scenario::Scenario;
use crate::engine::scenario::parameters::DrillSet;
use crate::figures::drill::{choice as named, kinds, money};
use crate::ui::components::{LiveRegion, TaskProgress};
use crate::ui::state::{State, words};
use crate::ui::watching::watching;
use leptos::prelude::*;

/// The card.
#[component]
pub fn Card() -> impl IntoView {
    let state = expect_context::<State>();
    let drill = watching().drill;
    let w = words().drill();
    let set = state.part(Scenario::chosen::<DrillSet>);
    let at = Memo::new(move |_| drill.chosen.with(Vec::len));
    let over = move || at.get() >= INJECTS;
    let waits = move || !over() && !drill.shown.get();
    let number = move || words().numbers().ungrouped(at.get().saturating_add(1).min(INJECTS));
    let kind = move || kinds(set.get()).get(at.get()).copied();
    let story = move || match kind() {
        Some(kind) if !waits() => w.stories().get(kind).copied().unwrap_or_default().to_owned(),
        Some(_) => w.ready(&number()),
        None => w.over().to_owned(),
    };
    let head = move || match kind() {
        Some(kind) if !waits() => {
            format!("{}. {}", w.step(&number()), w.injects().get(kind).copied().unwrap_or_default())
        }
        Some(_) | None => String::new(),
    };
    let came = Signal::derive(move || {
        let figure = drill.figure.get().filter(|_| drill.is_known());
        let Some((choice, looks)) = figure.and_then(|figure| figure.last()) else { return String::new() };
        let [first, second, third] = looks.map(|after| words().numbers().ungrouped(after.closed));
        let [.., end] = looks;
        w.came(named(choice, words()), &money(end.cost(), words()), &first, &second, &third)
    });
    let button = move |(n, choice): (usize, Choice)| {
        view! {
            <button type="button" disabled=move || !drill.is_known() on:click=move |_| drill.choose(choice, pauses(state))>
                <span>{w.choices().get(n).copied().unwrap_or_default()}</span>
                <small>{w.does().get(n).copied().unwrap_or_default()}</small>
            </button>
        }
    };
    view! {
        <div class="drill-card">
            <p hidden=move || came.with(String::is_empty)>{move || came.get()}</p>
            <p class="q" hidden=move || waits() || over()>{head}</p>
            <p>{story}</p>
            <div class="choices" hidden=move || waits() || over()>
                {Choice::ALL.into_iter().enumerate().map(button).collect_view()}
            </div>
            <p class="hint" hidden=move || drill.is_known()>{w.computing()}</p>
            <button type="button" class="button primary" hidden=move || !waits() on:click=move |_| drill.shown.set(true)>{w.go_on()}</button>
            <button type="button" class="button" hidden=move || at.get() == 0 on:click=move |_| drill.begin(pauses(state))>{w.again()}</button>
            <LiveRegion text=came may=true/>
        </div>
        <TaskProgress work=drill.work doing=Signal::derive(move || words().tasks().drilling())
            again=move |()| drill.again.update(|n| *n = n.wrapping_add(1))/>
    }
}
