//! What was found in a text that was brought: what it is, what applying it does, what is asked, and what became of each field.

use super::asked::Asked;
use super::merging::as_one;
use super::state::{Brought, Held, Outcome};
use crate::engine::Error;
use crate::engine::import::Question;
use crate::engine::own::{FileTold, Merged, as_trade, in_book, paying, renewed_tables};
use crate::engine::scenario::Scenario;
use crate::figures::file::{self, Lead};
use crate::figures::numbers::many;
use crate::ui::components::DataTable;
use crate::ui::state::{State, words};
use crate::words::errors::sentence;
use leptos::either::EitherOf4;
use leptos::prelude::*;
use std::sync::Arc;

/// One text, whatever became of it.
#[component]
pub fn Proposal(one: Brought) -> impl IntoView {
    let own = expect_context::<State>().own;
    let (w, id, name) = (words().file(), one.id, one.name.clone());
    let away = move || {
        view! { <button type="button" class="button" on:click=move |_| own.put_away(id)>{w.dismiss()}</button> }
    };
    match one.outcome.clone() {
        Outcome::Waiting => EitherOf4::A(view! {
            <div class="brought waiting">
                <p role="status">{w.reading(&name)}</p>
                <progress max="100" aria-label=words().tasks().progress() value=move || part_of(own.reading.get(), id)></progress>
                <button type="button" class="button" on:click=move |_| own.stop()>{w.stop()}</button>
            </div>
        }),
        Outcome::Refused(why) => EitherOf4::B(view! {
            <div class="brought refused">
                <p role="alert">{w.refused(&name, &why)}</p>
                {away()}
            </div>
        }),
        Outcome::Screen(screen) => {
            let reports = screen.1.iter().map(|error| view! { <li>{sentence(error, words())}</li> }).collect_view();
            EitherOf4::C(view! {
                <div class="brought">
                    <h3>{w.opened(&name)}</h3>
                    <ul>{reports}</ul>
                    <p>{w.nothing_yet()}</p>
                    {away()}
                </div>
            })
        }
        Outcome::File(told) => EitherOf4::D(view! { <Found one told/> }),
    }
}

/// How much of a text is read, in per cent; `None` while that is not known.
fn part_of((reading, part): (u32, f64), id: u32) -> Option<String> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let percent = (part * 100.0).clamp(0.0, 100.0) as u32;
    (reading == id).then(|| percent.to_string())
}

/// Somebody's file.
#[component]
fn Found(one: Brought, told: Arc<FileTold>) -> impl IntoView {
    let own = expect_context::<State>().own;
    let (w, id) = (words().file(), one.id);
    let lines = |all: Vec<String>| all.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let does = lines(file::what_it_does(&told, words()));
    let leads = file::leads(&told, words()).into_iter().map(|Lead { said, to }| {
        let link = to.map(|(id, name)| view! { " " <a href=format!("#{id}")>{name}</a> });
        view! { <li>{said} {link}</li> }
    });
    let leads = leads.collect_view();
    let notes: Vec<String> = told.notes.iter().map(|note| file::note(note, words())).collect();
    let noted = (!notes.is_empty()).then(|| view! { <h4>{w.assumed()}</h4><ul>{lines(notes)}</ul> });
    let table = Signal::stored(Some(file::fields(&told, words())));
    let rows = w.rows(&many(told.rows, words()), &many(told.rows_used, words()));
    let (name, what) = (one.name.clone(), w.found(&one.name, &file::taken_for(&told, words())));
    view! {
        <div class="brought" role="group" tabindex="-1" id=format!("brought-{id}") aria-label=name>
            <h3>{what}</h3>
            <p role="status">{w.nothing_yet()}</p>
            <ul>{does} {leads}</ul>
            <Asked one told/>
            {noted}
            <details class="about"><summary>{w.fields()} ". " {rows}</summary><DataTable table/></details>
            <button type="button" class="button" on:click=move |_| own.put_away(id)>{w.dismiss()}</button>
        </div>
    }
}

/// Whether something that is needed stands unanswered: a maintenance rate that is not known leaves a price that is not.
fn lacks_an_answer(told: &FileTold) -> bool {
    told.questions.iter().any(|question| !matches!(question, Question::MaintenanceRate { .. }))
}

/// Applies everything that was brought and read, in one step; says what could not be.
pub fn apply(state: State) {
    let (own, w) = (state.own, words().file());
    let all = own.brought.get_untracked();
    let mut held = (*own.peek()).clone();
    let (mut scenario, mut left, mut took) = (state.peek(), Vec::<Error>::new(), false);
    for one in &all {
        match &one.outcome {
            Outcome::Waiting | Outcome::Refused(_) => {}
            Outcome::Screen(screen) => {
                (held, scenario, took) = (Held::of(&screen.0), screen.0.scenario, true);
                left.extend(screen.1.iter().cloned());
            }
            Outcome::File(told) => {
                if lacks_an_answer(told) {
                    return state.say(w.ask_first(), false);
                }
                took = true;
                held.tables.extend(told.tables.iter().cloned());
                left.extend(told.refused.clone());
            }
        }
    }
    if !took {
        return;
    }
    // Positions of several files are one account, once nothing between them is open.
    match own.choices.with_untracked(|choices| as_one(&all, choices)) {
        None => {}
        Some(Ok(Merged::One(account))) => {
            (held.account, held.chosen) = (Some(*account), 0);
            held.steps.clear();
        }
        Some(Ok(Merged::Asked(_))) => return state.say(words().merge().first(), false),
        Some(Err(error)) => left.push(error),
    }
    if let Some(account) = held.account.take() {
        held.account = Some(renewed_tables(&account, &held.tables).unwrap_or_else(|error| {
            left.push(error);
            account
        }));
    }
    // What the settings hold, as far as they have an answer.
    let mut settled = |next: Result<_, Error>| match next.and_then(|next| state.answers(next).map(|()| next)) {
        Ok(next) => {
            scenario = next;
            true
        }
        Err(error) => {
            left.push(error);
            false
        }
    };
    let files: Vec<&FileTold> = all
        .iter()
        .filter_map(|one| if let Outcome::File(told) = &one.outcome { Some(&**told) } else { None })
        .collect();
    if let Some(account) = held.account.as_ref().filter(|_| files.iter().any(|told| told.account.is_some())) {
        let place = (0..account.rows.len()).find(|place| settled(as_trade(account, *place, state.peek())));
        held.chosen = place.unwrap_or(0);
    }
    let mut next = scenario;
    for told in files {
        for book in &told.books {
            next = step(state, in_book(book, next), next, &mut left);
        }
        if let Some(funding) = told.funding.last() {
            next = step(state, paying(funding, next), next, &mut left);
        }
    }
    if let Err(error) = state.take(next, Arc::new(held), "file") {
        left.insert(0, error);
        return state.say(&w.not_all(&sentences(&left)), false);
    }
    own.choices.set(Vec::new());
    own.brought.update(|all| all.retain(|one| matches!(one.outcome, Outcome::Waiting | Outcome::Refused(_))));
    if left.is_empty() { state.say(w.applied(), true) } else { state.say(&w.not_all(&sentences(&left)), true) }
}

/// The next settings where they have an answer, else those before.
fn step(state: State, next: Result<Scenario, Error>, before: Scenario, left: &mut Vec<Error>) -> Scenario {
    match next.and_then(|next| state.answers(next).map(|()| next)) {
        Ok(next) => next,
        Err(error) => {
            left.push(error);
            before
        }
    }
}

fn sentences(all: &[Error]) -> String {
    crate::words::joined(all.iter().map(|error| sentence(error, words())), " ")
}
