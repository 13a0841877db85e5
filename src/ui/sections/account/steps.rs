//! The trade step by step: a list of steps with what is held and where it ends after each, and one more to try.

use super::state::terms;
use crate::engine::account::steps::Step;
use crate::engine::margin::Side;
use crate::engine::scenario::ParameterId as P;
use crate::engine::scenario::number::{exact, typed};
use crate::engine::units::{Money, Price, Quantity, Rate, Saturating as _};
use crate::engine::{Cause, Error};
use crate::figures::steps::beginning;
use crate::ui::components::{DataTable, TypedField};
use crate::ui::state::{State, words};
use crate::words::errors::sentence;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::str::FromStr as _;
use std::sync::Arc;

/// Digits that are kept after the point.
const DIGITS: u32 = 12;

/// Most steps of a list.
const MOST: usize = 200;

/// What a step is made of, as it is typed: size, price, leverage, amount, rate in per cent.
type Typed = [Decimal; 5];

/// Which of them a kind of step has.
const HAS: [[bool; 5]; 9] = [
    [true, true, true, false, false],
    [true, true, true, false, false],
    [true, true, false, false, false],
    [false, true, false, false, false],
    [true, true, true, false, false],
    [false, true, false, true, false],
    [false, false, true, false, false],
    [false, true, false, false, true],
    [false, false, false, true, false],
];

/// The step of a kind, an opening on a side. Errors: a size, price or leverage that is not above zero.
fn step(kind: usize, side: Side, [size, price, leverage, amount, rate]: Typed) -> Result<Step, Error> {
    let (size, price) = (Quantity::new(size), Price::new(price));
    let amount = Money::new(amount);
    Ok(match kind {
        0 => Step::Open { side, size: size?, price: price?, leverage },
        1 => Step::Add { size: size?, price: price?, leverage },
        2 => Step::Reduce { size: size?, price: price? },
        3 => Step::Close { price: price? },
        4 => Step::Flip { size: size?, price: price?, leverage },
        5 => Step::MoveMargin { amount, mark: price? },
        6 => Step::ChangeLeverage { leverage },
        7 => Step::Funding { mark: price?, rate: Rate::new(rate.sat_div(Decimal::ONE_HUNDRED)) },
        _ => Step::Deposit { amount },
    })
}

/// The kind of a step, and what it is made of; what it has not is as it stands.
fn parts_of(taken: &Step, [mut size, mut price, mut leverage, mut amount, mut rate]: Typed) -> (usize, Typed) {
    let mut put = |q: Option<Quantity>, p: Option<Price>, l: Option<Decimal>| {
        (size, price) = (q.map_or(size, Quantity::get), p.map_or(price, Price::get));
        leverage = l.unwrap_or(leverage);
    };
    let kind = match *taken {
        Step::Open { size, price, leverage, .. } => {
            put(Some(size), Some(price), Some(leverage));
            0
        }
        Step::Add { size, price, leverage } => {
            put(Some(size), Some(price), Some(leverage));
            1
        }
        Step::Reduce { size, price } => {
            put(Some(size), Some(price), None);
            2
        }
        Step::Close { price } => {
            put(None, Some(price), None);
            3
        }
        Step::Flip { size, price, leverage } => {
            put(Some(size), Some(price), Some(leverage));
            4
        }
        Step::MoveMargin { amount: moved, mark } => {
            put(None, Some(mark), None);
            amount = moved.get();
            5
        }
        Step::ChangeLeverage { leverage } => {
            put(None, None, Some(leverage));
            6
        }
        Step::Funding { mark, rate: paid } => {
            put(None, Some(mark), None);
            rate = paid.get().sat_mul(Decimal::ONE_HUNDRED);
            7
        }
        Step::Deposit { amount: paid } => {
            amount = paid.get();
            8
        }
    };
    (kind, [size, price, leverage, amount, rate])
}

/// The list, and the step to come.
#[component]
pub fn Steps() -> impl IntoView {
    let state = expect_context::<State>();
    let (own, w) = (state.own, words().steps());
    let kind = RwSignal::new(1_usize);
    // The step that is being changed; `None` while a new one is typed.
    let changed = RwSignal::new(None::<usize>);
    let start = state.peek();
    let side = RwSignal::new(start.side());
    let first = [P::Size, P::Entry, P::Leverage].map(|id| start.number(id));
    let [size, price, leverage] = first;
    let parts: RwSignal<Typed> = RwSignal::new([size, price, leverage, Decimal::ONE_HUNDRED, Decimal::new(1, 2)]);
    let table = Signal::derive(move || own.steps.get().ok().map(|figure| figure.table(words())));
    let refused = move || own.steps.get().ok().and_then(|figure| figure.refusal(words())).unwrap_or_default();
    let is_empty = move || own.held.with(|held| held.steps.is_empty());
    let ghost = move || {
        let next = step(kind.get(), side.get(), parts.get()).ok()?;
        own.steps.get().ok()?.ghost(&next, words())
    };
    let put = move |of: &dyn Fn(&mut Vec<Step>) -> Result<(), Error>| {
        let mut held = (*own.peek()).clone();
        let done = of(&mut held.steps).and_then(|()| state.take(state.peek(), Arc::new(held), "steps"));
        if let Err(error) = done {
            state.say(&words().controls().refused(&sentence(&error, words())), false);
        }
    };
    let add = move |_| {
        put(&|steps| {
            if steps.len() >= MOST {
                return Err(Cause::TooLong { length: steps.len(), limit: MOST }.into());
            }
            let next = step(kind.get_untracked(), side.get_untracked(), parts.get_untracked())?;
            match changed.get_untracked().and_then(|place| steps.get_mut(place)) {
                Some(old) => *old = next,
                None => steps.push(next),
            }
            Ok(())
        });
        changed.set(None);
    };
    let take_out = move |place: usize| {
        put(&|steps| {
            if place < steps.len() {
                steps.remove(place);
            }
            Ok(())
        });
        changed.set(None);
    };
    let edit = move |place: usize| {
        if let Some(old) = own.peek().steps.get(place) {
            let (of, typed) = parts_of(old, parts.get_untracked());
            if let Step::Open { side: held, .. } = old {
                side.set(*held);
            }
            kind.set(of);
            parts.set(typed);
            changed.set(Some(place));
        }
    };
    let begin = move |_| {
        put(&|steps| {
            let (now, [.., amount, rate]) = (state.peek(), parts.get_untracked());
            let of = [P::Size, P::Entry, P::Leverage].map(|id| now.number(id));
            let [size, price, leverage] = of;
            let typed = [size, price, leverage, amount, rate];
            *steps = beginning(&terms(&now)?, step(0, now.side(), typed)?)?;
            side.set(now.side());
            parts.set(typed);
            Ok(())
        });
    };
    let labels = [w.size(), w.price(), w.leverage(), w.amount(), w.rate()];
    let fields = labels.into_iter().enumerate().map(|(n, label)| {
        let value = move || parts.with(|parts| parts.get(n).copied().map(exact).unwrap_or_default());
        let typed = move |text: String| -> Result<(), Error> {
            let number = typed(&text, DIGITS)?;
            parts.update(|parts| {
                if let Some(part) = parts.get_mut(n) {
                    *part = number;
                }
            });
            Ok(())
        };
        let is_there = move || HAS.get(kind.get()).and_then(|has| has.get(n)).copied().unwrap_or(false);
        view! {
            <div hidden=move || !is_there()>
                <TypedField id=format!("step-{n}") label value=Signal::derive(value) typed/>
            </div>
        }
    });
    let fields = fields.collect_view();
    let count = Memo::new(move |_| own.held.with(|held| held.steps.len()));
    let number = |place: usize| place.saturating_add(1).to_string();
    let kinds = w.kinds().into_iter().enumerate().map(|(n, name)| {
        view! { <option value=n.to_string() selected=n == 1>{name}</option> }
    });
    let of_step = move |place: usize| {
        view! {
            <li>
                <button type="button" class="plain-button" aria-pressed=move || (changed.get() == Some(place)).to_string()
                    on:click=move |_| edit(place)>{w.change(&number(place))}</button>
                <button type="button" class="plain-button" on:click=move |_| take_out(place)>{w.remove(&number(place))}</button>
            </li>
        }
    };
    let said = move || changed.get().map_or_else(|| w.add().to_owned(), |place| w.put(&number(place)));
    view! {
        <div class="own-steps">
            <h3>{w.heading()}</h3>
            <p class="under" hidden=move || !is_empty()>{w.empty()}</p>
            <DataTable table/>
            <p class="error" role="alert">{refused}</p>
            <ul class="step-list"><For each=move || 0..count.get() key=|place| *place children=of_step/></ul>
            <div class="typed-grid">
                <div class="typed">
                    <label for="step-kind">{w.kind()}</label>
                    <select id="step-kind" prop:value=move || kind.get().to_string() on:change:target=move |event| kind.set(usize::from_str(&event.target().value()).unwrap_or(1))>
                        {kinds.collect_view()}
                    </select>
                </div>
                {fields}
                <div class="choices" role="group" aria-label=words().rows().side() hidden=move || kind.get() != 0>
                    <button type="button" aria-pressed=move || (side.get() == Side::Long).to_string()
                        on:click=move |_| side.set(Side::Long)>{words().rows().long()}</button>
                    <button type="button" aria-pressed=move || (side.get() == Side::Short).to_string()
                        on:click=move |_| side.set(Side::Short)>{words().rows().short()}</button>
                </div>
            </div>
            <p class="ghost">{move || ghost().unwrap_or_default()}</p>
            <div class="bring-buttons">
                <button type="button" class="button" on:click=begin>{w.begin()}</button>
                <button type="button" class="button" disabled=is_empty on:click=add>{said}</button>
            </div>
        </div>
    }
}
