//! The reader's own account in this market: taking it in and out, how many like it, who pushes it and what it pushes.

use crate::engine::cascade::amounts::from_decimal;
use crate::engine::own::TIMES;
use crate::engine::scenario::ParameterId as P;
use crate::figures::joined::{InRun, joins};
use crate::figures::numbers::many;
use crate::ui::components::DataTable;
use crate::ui::sections::account::join;
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// The card: an offer until the account has joined, then what becomes of it.
#[component]
pub fn Joined() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().joined();
    let own = state.own;
    let times = Memo::new(move |_| own.held.with(|held| held.joins));
    let has_joined = move || times.get().is_some();
    // Of the run in which it is; the one before it joined says nothing of it.
    let in_run = move || state.cascade.run().and_then(|run| InRun::of(&run));
    let told = move || state.cascade.pushed.get() && own.joining.with(|joining| matches!(joining, Some(Ok(_))));
    let sentences = move || {
        let Some(times) = times.get() else { return Vec::new() };
        let mut said = own.joining.with(|joining| {
            let account = own.held.with(|held| held.shown()).ok();
            joining.as_ref().zip(account).map(|(joining, account)| joins(joining, &account, times, words()))
        });
        let more = if told() {
            let accounts = own.joining.with(|joining| match joining {
                Some(Ok(joining)) => joining.guests.count(),
                _ => 0,
            });
            let kept = from_decimal(state.scenario().number(P::MarketMaintenance)) / 100.0;
            in_run().map(|own| own.sentences(kept, accounts, words())).unwrap_or_default()
        } else if own.joining.with(|joining| matches!(joining, Some(Ok(_)))) {
            vec![w.before().to_owned()]
        } else {
            Vec::new()
        };
        if let Some(said) = &mut said {
            said.extend(more);
            said.push(w.where_kept().to_owned());
        }
        said.unwrap_or_default()
    };
    // Where it stands and nobody loses to it, there is nothing to tabulate.
    let table = Signal::derive(move || {
        let table = told().then(in_run).flatten().map(|own| own.table(words()));
        table.filter(|table| !table.rows.is_empty())
    });
    let toggle = move |_| join(state, if untrack(has_joined) { None } else { TIMES.first().copied() });
    let choices = TIMES.map(|number| {
        view! {
            <button type="button" aria-pressed=move || (times.get() == Some(number)).to_string()
                on:click=move |_| join(state, Some(number))>{many(number, words())}</button>
        }
    });
    let lines = move || sentences().into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <div class="joined" role="group" aria-labelledby="joined-title">
            <h3 id="joined-title">{w.heading()}</h3>
            <p class="under" hidden=has_joined>{w.offer()}</p>
            <button type="button" class="button" on:click=toggle>{move || if has_joined() { w.out() } else { w.take() }}</button>
            <div hidden=move || !has_joined()>
                <div class="choices" role="group" aria-label=w.times()>
                    <span class="choices-name" aria-hidden="true">{w.times()}</span>
                    {choices.into_iter().collect_view()}
                </div>
                <ul class="joined-lines" role="status">{lines}</ul>
                <DataTable table/>
            </div>
        </div>
    }
}
