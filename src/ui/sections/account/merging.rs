//! Several files with positions at once: what they say differently, and which of them counts.

use super::state::{Brought, Outcome};
use crate::engine::own::{About, Contradiction, FileTold, Merged, merged};
use crate::engine::{Error, account::Portfolio};
use crate::figures::account::side;
use crate::ui::state::{State, words};
use leptos::prelude::*;
use std::sync::Arc;

/// Files with positions among those that were brought, in order.
fn with_accounts(all: &[Brought]) -> Vec<(Brought, Arc<FileTold>)> {
    let told = |one: &Brought| match &one.outcome {
        Outcome::File(told) if told.account.is_some() => Some((one.clone(), Arc::clone(told))),
        _ => None,
    };
    all.iter().filter_map(told).collect()
}

/// The accounts of all files that were brought as one; `None` where there are none. Errors: as [`merged`].
pub fn as_one(all: &[Brought], choices: &[(About, u32)]) -> Option<Result<Merged, Error>> {
    let files = with_accounts(all);
    let accounts: Vec<&Portfolio> = files.iter().filter_map(|(_, told)| told.account.as_ref()).collect();
    let chosen = |about: &About| {
        let (_, id) = choices.iter().find(|(known, _)| known == about)?;
        files.iter().position(|(one, _)| one.id == *id)
    };
    (!accounts.is_empty()).then(|| merged(&accounts, &chosen))
}

/// The questions that are open, each with the names of the files that answer it.
fn questions(all: &[Brought], choices: &[(About, u32)]) -> Vec<(About, Vec<(u32, String)>)> {
    let Some(Ok(Merged::Asked(asked))) = as_one(all, choices) else { return Vec::new() };
    let files = with_accounts(all);
    let named = |Contradiction { about, files: places }: Contradiction| {
        let names = places.into_iter().filter_map(|place| files.get(place).map(|(one, _)| (one.id, one.name.clone())));
        (about, names.collect())
    };
    asked.into_iter().map(named).collect()
}

fn said(about: &About) -> String {
    let w = words().merge();
    match about {
        About::Venue => w.venue().to_owned(),
        About::Balance => w.balance().to_owned(),
        About::Position { market, side: held } => w.position(&words().account().position(market, side(*held, words()))),
    }
}

/// What is asked of several files, a row of buttons each. What is answered is asked no more.
#[component]
pub fn Merging() -> impl IntoView {
    let state = expect_context::<State>();
    let (own, w) = (state.own, words().merge());
    let open = Memo::new(move |_| own.brought.with(|all| own.choices.with(|choices| questions(all, choices))));
    let rows = move || {
        let row = |(about, files): (About, Vec<(u32, String)>)| {
            let buttons = files.into_iter().map(|(id, name)| {
                let about = about.clone();
                let choose = move |_| {
                    let about = about.clone();
                    own.choices.update(|choices| {
                        choices.retain(|(known, _)| *known != about);
                        choices.push((about, id));
                    });
                };
                view! { <button type="button" on:click=choose>{w.counts(&name)}</button> }
            });
            let label = said(&about);
            view! {
                <p class="q">{label.clone()}</p>
                <div class="choices" role="group" aria-label=label>{buttons.collect_view()}</div>
            }
        };
        open.get().into_iter().map(row).collect_view()
    };
    view! {
        <Show when=move || !open.with(Vec::is_empty)>
            <div class="brought merging" role="group" aria-label=w.heading()>
                <h3>{w.heading()}</h3>
                {rows}
            </div>
        </Show>
    }
}
