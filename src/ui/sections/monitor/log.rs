//! The log up to the second above: a filter, one line a decision, its replay, and a byte that can be changed.

use super::state::Tampered;
use crate::engine::jobs::watching::Replayed;
use crate::figures::Table;
use crate::figures::monitor::log::{Filter, table, tampered};
use crate::ui::components::{DataTable, LiveRegion};
use crate::ui::state::words;
use crate::ui::tasks::TaskWork;
use crate::ui::watching::watching;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::str::FromStr as _;

/// The filter with which the log opens.
const OPENS: usize = 0;

/// The log.
#[component]
pub fn Log() -> impl IntoView {
    let monitor = watching().monitor;
    let w = words().watchlog();
    let filter = RwSignal::new(OPENS);
    let shown = Memo::new(move |_| {
        let (record, figure) = (monitor.record.get()?, monitor.figure.get()?);
        let filter = Filter::ALL.get(filter.get()).copied().unwrap_or(Filter::News);
        monitor.tampered.with(|tampered| {
            let kept = tampered.as_ref().map_or(record.log.as_str(), |tampered| tampered.log.as_str());
            Some(table(&record, kept, figure.moment().time, filter, words()))
        })
    });
    let rows = Signal::derive(move || shown.get().map(|(table, _)| table));
    let count = move || shown.with(|shown| shown.as_ref().map(|(table, all)| counted(table, *all))).unwrap_or_default();
    let option =
        |(n, text): (usize, &'static str)| view! { <option value=n.to_string() selected=n == OPENS>{text}</option> };
    let busy =
        move || monitor.work.with(|work| matches!(work, TaskWork::Busy(_))) || monitor.record.with(Option::is_none);
    let tamper = move |_| {
        let Some(record) = monitor.record.get_untracked() else { return };
        let time = monitor.figure.with_untracked(|figure| figure.as_ref().map(|figure| figure.moment().time));
        let changed = tampered(&record, &record.log, time.unwrap_or(0.0));
        monitor.replayed.set(None);
        monitor.tampered.set(changed.map(|(log, line, from, to)| Tampered { log, what: (line, from, to) }));
    };
    let mend = move |_| {
        monitor.replayed.set(None);
        monitor.tampered.set(None);
    };
    let verdict = Signal::derive(move || match (monitor.replayed.get(), monitor.tampered.get()) {
        (Some(replayed), _) => found(&replayed),
        (None, Some(Tampered { what: (line, from, to), .. })) => {
            w.tampered(&from.to_string(), &words().numbers().ungrouped(line), &to.to_string())
        }
        (None, None) => w.hint().to_owned(),
    });
    let broken = move || {
        monitor
            .replayed
            .with(|replayed| replayed.as_ref().is_some_and(|r| r.verified.is_some() || r.compared.is_some()))
    };
    view! {
        <section class="watch-log" aria-labelledby="watch-log-title">
            <h3 id="watch-log-title">{w.title()}</h3>
            <p class="log-tools">
                <label for="watch-log-filter">{w.filter()}</label> " "
                <select id="watch-log-filter" on:change:target=move |event| filter.set(usize::from_str(&event.target().value()).unwrap_or(OPENS))>
                    {w.filters().into_iter().enumerate().map(option).collect_view()}
                </select>
                " "
                <button type="button" class="button" disabled=busy on:click=move |_| monitor.replays.update(|n| *n = n.wrapping_add(1))>{w.replay()}</button>
                " "
                <button type="button" class="button" disabled=busy on:click=tamper>{w.tamper()}</button>
                " "
                <button type="button" class="button" hidden=move || monitor.tampered.with(Option::is_none) on:click=mend>{w.mend()}</button>
            </p>
            <p class="log-verdict" class:broken=broken>{move || verdict.get()}</p>
            <LiveRegion text=verdict may=true/>
            <DataTable table=rows/>
            <p class="hint">{count}</p>
        </section>
    }
}

fn counted(table: &Table, all: usize) -> String {
    let number = |n: usize| words().numbers().ungrouped(n);
    words().watchlog().more(&number(all), &number(table.rows.len()))
}

/// What a replay found: the first line that is broken by itself, and the first that differs from what was written again.
fn found(replayed: &Replayed) -> String {
    let w = words().watchlog();
    let number = |n: usize| words().numbers().grouped(Decimal::from(n), 0);
    let fault = |(line, kind): (usize, usize)| w.faults(&number(line)).into_iter().nth(kind).unwrap_or_default();
    let broken: Vec<String> = [replayed.verified, replayed.compared].into_iter().flatten().map(fault).collect();
    if broken.is_empty() { w.held(&number(replayed.bytes), &number(replayed.lines)) } else { broken.join(" ") }
}
