//! Twelve checks to sort: each belongs before the trade, or to the time while it is open.

use crate::engine::checks::{CheckId, Moment};
use crate::figures::checklist::moment_in_words;
use crate::ui::components::LiveRegion;
use crate::ui::hooks::use_css_property;
use crate::ui::state::words;
use crate::web::{clock, host};
use leptos::ev::PointerEvent;
use leptos::html::Div;
use leptos::prelude::*;

/// The cards, in the order in which they come.
const CARDS: [CheckId; 12] = [
    CheckId::BracketLeverage,
    CheckId::MarginRatio,
    CheckId::ExitPlan,
    CheckId::Freshness,
    CheckId::RoundTrip,
    CheckId::DepthThenNow,
    CheckId::Collateral,
    CheckId::BandAge,
    CheckId::BothDistances,
    CheckId::Concentration,
    CheckId::SizeInBook,
    CheckId::Distance,
];

/// How far a card is dragged before it is put down on a side, in CSS pixels.
const FAR: f64 = 70.0;

/// DOM ids of what is said of the cards, and of the button that sorts a card first.
const RESULT: &str = "sorting-said";
const FIRST: &str = "sorting-first";

/// Moves focus once the page shows what it is moved to: the button that had it is hidden with its card, and focus would be nowhere.
fn focus_then(id: &'static str) {
    clock::after(0, move || host::focus(id));
}

/// A card and where the reader put it.
type Put = (CheckId, Moment);

fn in_sentence(moment: Moment) -> &'static str {
    let w = words().sorting();
    match moment {
        Moment::Before => w.before(),
        Moment::Open => w.open(),
    }
}

/// What there is to say of a card that was put somewhere.
fn told((id, put): Put) -> String {
    let (w, row) = (words().sorting(), id.row());
    let check = words().check(row);
    let moment = in_sentence(row.moment);
    if put == row.moment { w.right(moment, check.name, check.why) } else { w.other(moment, check.name, check.why) }
}

/// The cards, both piles, and what was said of each.
#[component]
pub fn Sorting() -> impl IntoView {
    let w = words().sorting();
    let put = RwSignal::new(Vec::<Put>::new());
    let next = move || put.with(|put| CARDS.get(put.len()).copied());
    let place = move |moment: Moment| {
        if let Some(card) = untrack(next) {
            put.update(|put| put.push((card, moment)));
            if untrack(next).is_none() {
                focus_then(RESULT);
            }
        }
    };
    let again = move |_| {
        put.set(Vec::new());
        focus_then(FIRST);
    };
    let all = CARDS.len().to_string();
    let count = {
        let all = all.clone();
        move || w.count(&all, &put.with(|put| put.len().saturating_add(1)).to_string())
    };
    let said = Memo::new(move |_| {
        let right = put.with(|put| put.iter().filter(|(id, moment)| id.row().moment == *moment).count());
        let last = put.with(|put| put.last().copied().map(told)).unwrap_or_default();
        if next().is_some() { last } else { format!("{last} {}", w.done(&all, &right.to_string())) }
    });
    let done = move || next().is_none();
    view! {
        <div class="bet-card sorting" role="group" aria-labelledby="sorting-question">
            <p class="q" id="sorting-question">{w.question()}</p>
            <div hidden=done>
                <Card next=Signal::derive(next) count=Signal::derive(count) place=Callback::new(place)/>
            </div>
            <p class="hint" id=RESULT tabindex="-1">{move || if put.with(Vec::is_empty) { w.hint().to_owned() } else { said.get() }}</p>
            <div class="piles">
                {[Moment::Before, Moment::Open].map(|moment| view! { <Pile moment put/> }).collect_view()}
            </div>
            <button type="button" class="plain-button" hidden=move || put.with(Vec::is_empty) on:click=again>{w.again()}</button>
            <LiveRegion text=said may=true/>
        </div>
    }
}

/// The card that is to be sorted: dragged to a side, or put there by a button.
#[component]
fn Card(next: Signal<Option<CheckId>>, count: Signal<String>, place: Callback<Moment>) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let (from, away) = (StoredValue::new(None::<f64>), RwSignal::new(0.0_f64));
    use_css_property(node, "--away", Signal::derive(move || format!("{}px", libm::round(away.get()))));
    // Only the main button and touch drag.
    let down = move |event: PointerEvent| {
        let captured = node.get_untracked().is_some_and(|n| n.set_pointer_capture(event.pointer_id()).is_ok());
        if event.button() == 0 && captured {
            from.set_value(Some(f64::from(event.client_x())));
        }
    };
    let moved = move |event: PointerEvent| {
        if let Some(from) = from.get_value() {
            away.set(f64::from(event.client_x()) - from);
        }
    };
    let up = move |_: PointerEvent| {
        let way = if from.get_value().is_some() { away.get_untracked() } else { 0.0 };
        from.set_value(None);
        away.set(0.0);
        if way < -FAR {
            place.run(Moment::Before);
        } else if way > FAR {
            place.run(Moment::Open);
        }
    };
    let let_go = move |_: PointerEvent| {
        from.set_value(None);
        away.set(0.0);
    };
    let check = move || next.get().map(|id| words().check(id.row()));
    view! {
        <div class="sort-card" node_ref=node on:pointerdown=down on:pointermove=moved on:pointerup=up on:pointercancel=let_go>
            <span class="quiet">{move || count.get()}</span>
            <b>{move || check().map(|check| check.name).unwrap_or_default()}</b>
            <span>{move || check().map(|check| check.asks).unwrap_or_default()}</span>
        </div>
        <div class="choices">
            {[Moment::Before, Moment::Open].map(|moment| view! {
                <button type="button" id=(moment == Moment::Before).then_some(FIRST) on:click=move |_| place.run(moment)>{moment_in_words(moment, words())}</button>
            }).collect_view()}
        </div>
    }
}

/// What was put on one side.
#[component]
fn Pile(moment: Moment, put: RwSignal<Vec<Put>>) -> impl IntoView {
    let w = words().sorting();
    let mine = move || put.with(|put| put.iter().copied().filter(|(_, at)| *at == moment).collect::<Vec<_>>());
    let card = move |(id, at): Put| {
        let (row, check) = (id.row(), words().check(id.row()));
        let right = row.moment == at;
        view! {
            <li class=if right { "right" } else { "other" }>
                <b>{check.name}</b>
                {(!right).then(|| view! { " " <span class="belongs">{w.belongs()}</span> })}
                <span class="why">{check.why}</span>
            </li>
        }
    };
    view! {
        <div class="pile">
            <p class="pile-name">{moment_in_words(moment, words())}</p>
            <p class="quiet" hidden=move || !mine().is_empty()>{w.empty()}</p>
            <ul><For each=mine key=|put| put.0 as usize children=card/></ul>
        </div>
    }
}
