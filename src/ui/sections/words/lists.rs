//! Both checklists of the reader's own trade: a line for each check, with what changes it.

use crate::engine::checks::{CHECKS, CheckId, Finding, Moment, Month, Row, Verdict};
use crate::engine::scenario::{Kind, ParameterId as P};
use crate::figures::ChecklistFigure;
use crate::figures::checklist::{limit_in_words, moment_in_words, said, verdict_in_words};
use crate::ui::components::{ChoiceSetting, NumberSetting, Popover, ShownWhile};
use crate::ui::state::{State, words};
use crate::ui::trade_bar::trade_in_words;
use crate::web::{clock, paper};
use leptos::either::Either;
use leptos::prelude::*;

/// DOM id of the line of a check.
pub fn line_id(row: &Row) -> String {
    format!("check-{}", row.key)
}

/// The lists.
#[component]
pub fn Lists() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().checklist();
    Effect::new(move |_| {
        if state.alive.get() {
            state.lexicon.today.set(clock::month().and_then(|(year, month)| Month::new(year, month)));
        }
    });
    let list = |moment: Moment| {
        let lines = CHECKS.iter().filter(|row| row.moment == moment).map(|row| view! { <Line row/> }).collect_view();
        view! {
            <div>
                <h4>{moment_in_words(moment, words())}</h4>
                <ul class="checks">{lines}</ul>
            </div>
        }
    };
    let checked = move || {
        let trade = trade_in_words(state);
        match state.lexicon.today.get() {
            Some(month) => w.checked(&month.to_string(), &trade),
            None => w.checked_undated(&trade),
        }
    };
    view! {
        <div class="lists-head">
            <h3>{w.heading()}</h3>
            <p class="on-paper">{checked}</p>
            <button type="button" class="button" on:click=|_| paper::print_only("checks")>{w.print()}</button>
        </div>
        <div class="lists">{[Moment::Before, Moment::Open].map(list).collect_view()}</div>
    }
}

/// What of the checklist a line asks for.
fn found<T: PartialEq + Clone + Send + Sync + Default + 'static>(
    state: State,
    id: CheckId,
    ask: impl Fn(&Finding) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let of = move |figure: &ChecklistFigure| figure.findings.iter().find(|finding| finding.id == id).map(&ask);
    Memo::new(move |_| {
        state.lexicon.checklist.with(|figure| figure.as_ref().ok().and_then(|figure| of(figure))).unwrap_or_default()
    })
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "check passes",
        Verdict::Warn => "check warns",
        Verdict::Fail => "check fails",
        Verdict::NotKnown => "check unknown",
    }
}

#[component]
fn Line(row: &'static Row) -> impl IntoView {
    let state = expect_context::<State>();
    let name = words().check(row).name;
    let id = row.id;
    let look = found(state, id, |finding| class(finding.verdict));
    let verdict = found(state, id, |finding| verdict_in_words(finding.verdict, words()));
    let text = found(state, id, |finding| said(finding, words()));
    let limit = found(state, id, |finding| limit_in_words(finding, words()));
    let open = RwSignal::new(false);
    let label = words().checklist().change_of(name);
    view! {
        <li class=move || look.get() id=line_id(row)>
            <b class="says">{move || verdict.get()}</b>
            <span class="what">
                <b>{name}</b>
                <span>{move || text.get()}</span>
                <span class="quiet">{move || limit.get()}</span>
            </span>
            <span class="way">
                <button type="button" class="plain-button" aria-haspopup="dialog" aria-label=label.clone() on:click=move |_| open.set(true)>
                    {words().checklist().change()}
                </button>
                <Popover open label><Ways row/></Popover>
            </span>
        </li>
    }
}

/// What changes a check, and its limits.
#[component]
fn Ways(row: &'static Row) -> impl IntoView {
    let [warn, fail] = row.limits;
    let way = |id: P| view! { <ShownWhile id><Way id check=row.key/></ShownWhile> };
    view! {
        {row.changed_by.iter().copied().map(way).collect_view()}
        <b class="meaning">{words().checklist().limits()}</b>
        <Way id=warn check=row.key/>
        {(fail != warn).then(|| view! { <Way id=fail check=row.key/> })}
    }
}

#[component]
fn Way(id: P, check: &'static str) -> impl IntoView {
    let dom = format!("{check}-{}", id.row().key);
    match id.row().kind {
        Kind::Number(_) => Either::Left(view! { <NumberSetting id dom helped=true/> }),
        Kind::Choice(_) => Either::Right(view! { <ChoiceSetting id dom/> }),
    }
}
