//! The rows with something broken in them: every cell can be typed over, and what speaks against it can be mended by a button.

use crate::engine::jobs::watching::bench::RowOf;
use crate::engine::monitor::series::flaw::Fault;
use crate::engine::numeric::float;
use crate::figures::bench::fault;
use crate::figures::bench::sheet::{Mend, Sheet};
use crate::figures::numbers::{many, shown};
use crate::ui::state::{State, words};
use crate::ui::watching::watching;
use crate::web::{files, host};
use leptos::prelude::*;

/// The list, and what can be done with it.
#[component]
pub fn Rows() -> impl IntoView {
    let state = expect_context::<State>();
    let bench = watching().bench;
    let w = words().bench();
    let columns = Memo::new(move |_| bench.sheet.with(|sheet| sheet.as_ref().map(Sheet::columns).unwrap_or_default()));
    let heads = move || {
        let names = w.streams();
        let head = |column: &usize| view! { <th scope="col">{names.get(*column).copied().unwrap_or_default()}</th> };
        columns.get().iter().map(head).collect_view()
    };
    let done = move || bench.sheet.with(|sheet| sheet.as_ref().map_or(0, |sheet| sheet.repairs().len()));
    let listed = move || bench.listed.with(Vec::len);
    // Nothing is listed before the worker has answered, in the build and in the browser.
    let broken = move || {
        if bench.sheet.with(Option::is_none) {
            return 0;
        }
        bench
            .benched
            .with(|all| all.as_ref().map_or(0, |all| all.shown.iter().filter(|row| !row.flaws.is_empty()).count()))
    };
    let none = move || bench.sheet.with(Option::is_some) && listed() == 0;
    let save = move |name: &str, kind: &str, text: fn(&Sheet) -> String| {
        let text = bench.sheet.with_untracked(|sheet| sheet.as_ref().map(text));
        if text.is_some_and(|text| !files::save(name, kind, &text)) {
            state.say(words().controls().not_saved(), false);
        }
    };
    let undo = move |_| {
        let mut back = None;
        bench.change(|sheet| {
            back = sheet.undo();
            back.is_some()
        });
        if let Some(repair) = back {
            host::focus(&row_id(repair.number));
        }
    };
    // The list comes with the first answer: what is listed before that is what the build lists, nothing.
    view! {
        <section class="bench" aria-labelledby="bench-title" hidden=move || bench.sheet.with(Option::is_none)>
            <h3 id="bench-title">{w.list()}</h3>
            <div class="scroll" role="group" tabindex="0" aria-labelledby="bench-title">
                <table>
                    <thead><tr><th scope="col">{w.number()}</th>{heads}<th scope="col">{w.faults()}</th></tr></thead>
                    <tbody>
                        <For each=move || bench.asked.with(|_| bench.listed.get()) key=|number| *number
                            children=move |number| view! { <Row number columns/> }/>
                    </tbody>
                </table>
            </div>
            <p class="hint" hidden=move || !none()>{w.none()}</p>
            <p class="hint" hidden=move || broken() <= listed()>{move || w.more(&many(broken(), words()), &many(listed(), words()))}</p>
            <p class="log-tools">
                <span role="status">{move || w.repairs(&many(done(), words()))}</span> " "
                <button type="button" class="button" disabled=move || done() == 0 on:click=undo>{w.undo()}</button> " "
                <button type="button" class="button" on:click=move |_| save("cascade-notes-rows.csv", "text/csv;charset=utf-8", Sheet::csv)>{w.save_csv()}</button> " "
                <button type="button" class="button" on:click=move |_| save("cascade-notes-rows.json", "application/json", Sheet::json)>{w.save_json()}</button> " "
                <button type="button" class="button" on:click=move |_| bench.bring("")>{w.afresh()}</button>
            </p>
        </section>
    }
}

fn row_id(number: usize) -> String {
    format!("bench-row-{number}")
}

/// One row, by its number.
#[component]
fn Row(number: usize, columns: Memo<Vec<usize>>) -> impl IntoView {
    let bench = watching().bench;
    let w = words().bench();
    // What the worker said of it last: it counts the rows that are left.
    let told = Memo::new(move |_| {
        let place = bench.sheet.with(|sheet| sheet.as_ref()?.numbers().iter().position(|one| *one == number))?;
        let of = |all: &RowOf| all.row == place;
        bench.benched.with(|benched| benched.as_ref()?.shown.iter().find(|row| of(row)).cloned())
    });
    let flaws = Memo::new(move |_| told.get().map(|row| row.flaws).unwrap_or_default());
    let is_out = move || bench.sheet.with(|sheet| sheet.as_ref().is_some_and(|sheet| sheet.is_out(number)));
    let names = w.streams();
    let cell = move |(place, column): (usize, usize)| {
        let name = w.cell(names.get(column).copied().unwrap_or_default(), &many(number, words()));
        let now = move || bench.sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.cell(number, place).to_owned()));
        let broken = move || flaws.with(|flaws| flaws.iter().any(|(at, ..)| *at == place));
        let typed = move |text: String| bench.change(|sheet| sheet.write(number, place, &text, None));
        view! {
            <td><input type="text" class="num" autocomplete="off" spellcheck="false" aria-label=name prop:value=now disabled=is_out
                aria-invalid=move || broken().to_string() aria-describedby=format!("bench-why-{number}")
                on:change:target=move |event| typed(event.target().value())/></td>
        }
    };
    let cells = move || columns.get().into_iter().enumerate().map(cell).collect_view();
    let why = move || {
        let one = |(place, kind, value): (usize, usize, f64)| {
            // The worker names no other.
            let kind = *Fault::ALL.get(kind)?;
            let mend = move |_| {
                bench.change(|sheet| sheet.mend(number, place, kind, value));
                // The button goes with what it mends.
                host::focus(&row_id(number));
            };
            let does = match Mend::of(kind, value) {
                Mend::Missing => w.mend_missing().to_owned(),
                Mend::LeaveOut => w.mend_out().to_owned(),
                Mend::Times(by) => w.mend_times(&shown(by, if by < 1.0 { 4 } else { 0 }, words())),
            };
            let value = if kind == Fault::Twice { original(bench.sheet, value) } else { value };
            Some(
                view! { <li>{fault(kind, value, words())} " " <button type="button" class="button" on:click=mend>{does}</button></li> },
            )
        };
        let left = flaws.get().into_iter().filter_map(one).collect_view();
        let rest = if is_out() { w.out() } else { w.mended() };
        let mended = (flaws.with(Vec::is_empty)).then(|| view! { <li>{rest}</li> });
        (left, mended)
    };
    view! {
        <tr id=row_id(number) tabindex="-1" class:out=is_out>
            <th scope="row">{many(number, words())}</th>
            {cells}
            <td><ul id=format!("bench-why-{number}")>{why}</ul></td>
        </tr>
    }
}

/// The number of a row that the worker counts from 0 among those that are left.
fn original(sheet: RwSignal<Option<Sheet>>, place: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place among rows")]
    let place = place.max(0.0) as usize;
    let number = sheet.with(|sheet| sheet.as_ref().and_then(|sheet| sheet.numbers().get(place).copied()));
    number.map_or(f64::NAN, float)
}
