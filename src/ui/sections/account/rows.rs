//! The positions by hand: change, add, remove, and make one of them the trade of the page.

use super::state::Held;
use crate::engine::account::{Market, Mode, Portfolio, Row};
use crate::engine::margin::{Contract, Side, Tiers};
use crate::engine::own::as_trade;
use crate::engine::scenario::number::{exact, typed};
use crate::engine::units::{Money, Price, Quantity, Saturating as _};
use crate::engine::{Cause, Error};
use crate::ui::components::TypedField;
use crate::ui::state::{State, words};
use crate::words::errors::{reason, sentence};
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::sync::Arc;

/// Digits that are kept after the point.
const DIGITS: u32 = 12;

/// Most positions of an account.
const MOST: usize = 100;

/// Changes the account on behalf of a control, as one step. Errors: what the account cannot be.
fn change(state: State, change: impl FnOnce(&mut Portfolio) -> Result<(), Error>) -> Result<(), Error> {
    let mut held = (*state.own.peek()).clone();
    let mut account = held.shown()?;
    change(&mut account)?;
    account.check()?;
    held.account = Some(account);
    state.take(state.peek(), Arc::new(held), "account")
}

fn attempt(state: State, of: impl FnOnce(&mut Portfolio) -> Result<(), Error>) {
    if let Err(error) = change(state, of) {
        state.say(&words().controls().refused(&sentence(&error, words())), false);
    }
}

/// Every position, and the balance behind those that are cross.
#[component]
pub fn Positions() -> impl IntoView {
    let state = expect_context::<State>();
    let (own, w) = (state.own, words().rows());
    let count = Memo::new(move |_| own.held.with(|held| held.shown().map_or(0, |account| account.rows.len())));
    let is_example = move || own.held.with(|held| held.account.is_none());
    let free = move || own.held.with(|held| held.shown().map(|account| exact(account.free.get())).unwrap_or_default());
    let typed_free = move |text: String| {
        let free = typed(&text, DIGITS)?;
        change(state, |account| {
            account.free = Money::new(free);
            Ok(())
        })
    };
    view! {
        <div class="own-rows">
            <h3>{w.heading()}</h3>
            <p class="under" hidden=move || !is_example()>{w.example()}</p>
            <For each=move || 0..count.get() key=|place| *place children=|place| view! { <Position place/> }/>
            <TypedField id="own-free" label=w.free() value=Signal::derive(free) typed=typed_free/>
            <button type="button" class="button" on:click=move |_| attempt(state, add)>{w.add()}</button>
        </div>
    }
}

/// Adds a position like the last one, or one of a market of its own where there is none.
fn add(account: &mut Portfolio) -> Result<(), Error> {
    let count = account.rows.len();
    if count >= MOST {
        return Err(Cause::TooLong { length: count, limit: MOST }.into());
    }
    let like = account.rows.last().copied();
    let row = match like {
        Some(row) => Row { printed: None, ..row },
        None => {
            let price = Price::new(Decimal::from(60_000))?;
            account.markets.push(Market {
                name: "BTC".to_owned(),
                mark: price,
                beta: Decimal::ONE,
                tiers: Some(Tiers::flat(Decimal::new(5, 3), Decimal::ZERO)?),
            });
            Row {
                market: account.markets.len().saturating_sub(1),
                side: Side::Long,
                contract: Contract::Linear,
                size: Quantity::new(Decimal::ONE)?,
                entry: price,
                mode: Mode::Cross,
                leverage: Decimal::TEN,
                printed: None,
            }
        }
    };
    account.rows.push(row);
    Ok(())
}

/// What can be changed of a position by typing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Market,
    Size,
    Entry,
    Mark,
    Leverage,
    Margin,
    Rate,
    Beta,
}

impl Part {
    const ALL: [Self; 8] =
        [Self::Market, Self::Size, Self::Entry, Self::Mark, Self::Leverage, Self::Margin, Self::Rate, Self::Beta];

    fn label(self) -> &'static str {
        let w = words().rows();
        match self {
            Self::Market => w.market(),
            Self::Size => w.size(),
            Self::Entry => w.entry(),
            Self::Mark => w.mark(),
            Self::Leverage => w.leverage(),
            Self::Margin => w.margin(),
            Self::Rate => w.rate(),
            Self::Beta => w.beta(),
        }
    }

    fn unit(self) -> &'static str {
        match self {
            Self::Leverage => "×",
            Self::Rate => "%",
            _ => "",
        }
    }

    /// What stands in its field; `None` where the position has no such part.
    fn value(self, account: &Portfolio, row: &Row) -> Option<String> {
        let market = account.markets.get(row.market)?;
        Some(match self {
            Self::Market => market.name.clone(),
            Self::Size => exact(row.size.get()),
            Self::Entry => exact(row.entry.get()),
            Self::Mark => exact(market.mark.get()),
            Self::Leverage => exact(row.leverage),
            Self::Margin => match row.mode {
                Mode::Isolated(margin) => exact(margin.get()),
                Mode::Cross => return None,
            },
            Self::Rate => {
                let notional = row.position().notional(market.mark).ok()?;
                let rate = market.tiers.as_ref().and_then(|tiers| Some(tiers.at(notional)?.rate));
                rate.map(|rate| exact(rate.sat_mul(Decimal::ONE_HUNDRED))).unwrap_or_default()
            }
            Self::Beta => exact(market.beta),
        })
    }

    fn set(self, account: &mut Portfolio, place: usize, text: &str) -> Result<(), Error> {
        let row = *account.row(place)?;
        if self == Self::Market {
            return renamed(account, place, text);
        }
        let value = typed(text, DIGITS)?;
        if self == Self::Leverage {
            return account.set_leverage(place, value);
        }
        let (Some(market), Some(row)) = (account.markets.get_mut(row.market), account.rows.get_mut(place)) else {
            return Ok(());
        };
        match self {
            Self::Market | Self::Leverage => {}
            Self::Size => row.size = Quantity::new(value)?,
            Self::Entry => row.entry = Price::new(value)?,
            Self::Mark => market.mark = Price::new(value)?,
            Self::Margin => row.mode = Mode::Isolated(Money::new(value)),
            Self::Rate => market.tiers = Some(Tiers::flat(value.sat_div(Decimal::ONE_HUNDRED), Decimal::ZERO)?),
            Self::Beta => market.beta = value,
        }
        // What the venue printed was printed of another position.
        if matches!(self, Self::Size | Self::Entry | Self::Margin) {
            row.printed = None;
        }
        Ok(())
    }
}

/// Puts a position into the market of a name: one that is there, or a new one like its own.
fn renamed(account: &mut Portfolio, place: usize, text: &str) -> Result<(), Error> {
    let name = crate::engine::echo::echo(text.trim());
    if name.is_empty() {
        return Err(Cause::Empty.into());
    }
    let known = account.markets.iter().position(|market| market.name == name);
    let market = account.row(place)?.market;
    let shared = account.rows.iter().filter(|row| row.market == market).count() > 1;
    let to = match (known, account.markets.get_mut(market)) {
        (Some(known), _) => known,
        (None, Some(own)) if !shared => {
            own.name = name;
            market
        }
        (None, own) => {
            let like = own.map(|own| Market { name, ..own.clone() });
            account.markets.extend(like);
            account.markets.len().saturating_sub(1)
        }
    };
    if let Some(row) = account.rows.get_mut(place) {
        row.market = to;
    }
    Ok(())
}

/// One position: its name, and its parts when it is opened.
#[component]
fn Position(place: usize) -> impl IntoView {
    let state = expect_context::<State>();
    let (own, w) = (state.own, words().rows());
    let line = move || own.figure.get().ok().and_then(|figure| Some(figure.name_of(figure.lines.get(place)?, words())));
    let name = Memo::new(move |before: Option<&String>| line().or_else(|| before.cloned()).unwrap_or_default());
    let is_chosen = move || own.held.with(|held| held.chosen == place && held.account.is_some());
    let row = move |of: fn(&Row) -> bool| {
        own.held.with(|held| held.shown().is_ok_and(|account| account.rows.get(place).is_some_and(of)))
    };
    let put = move |set: fn(&mut Row, Money)| {
        attempt(state, |account| {
            let margin = account.row(place).and_then(|row| row.position().entry_notional()?.over(row.leverage))?;
            if let Some(row) = account.rows.get_mut(place) {
                set(row, margin);
                row.printed = None;
            }
            Ok(())
        });
    };
    let fields = Part::ALL.map(|part| view! { <PartField place part/> });
    view! {
        <div class="own-row" class:here=is_chosen>
            <details class="about">
                <summary>{move || name.get()}</summary>
                <div class="folded">
                    <div class="choices" role="group" aria-label=w.side()>
                        <button type="button" aria-pressed=move || row(|row| row.side == Side::Long).to_string()
                            on:click=move |_| put(|row, _| row.side = Side::Long)>{w.long()}</button>
                        <button type="button" aria-pressed=move || row(|row| row.side == Side::Short).to_string()
                            on:click=move |_| put(|row, _| row.side = Side::Short)>{w.short()}</button>
                    </div>
                    <div class="choices" role="group" aria-label=w.stands_on()>
                        <button type="button" aria-pressed=move || row(|row| row.mode == Mode::Cross).to_string()
                            on:click=move |_| put(|row, _| row.mode = Mode::Cross)>{w.whole()}</button>
                        <button type="button" aria-pressed=move || row(|row| row.mode != Mode::Cross).to_string()
                            on:click=move |_| put(|row, margin| row.mode = Mode::Isolated(margin))>{w.own()}</button>
                    </div>
                    <div class="typed-grid">{fields}</div>
                </div>
            </details>
            <button type="button" class="button" aria-pressed=move || is_chosen().to_string()
                aria-label=move || w.choose(&name.get()) on:click=move |_| choose(state, place)>{w.trade()}</button>
            <button type="button" class="step" aria-label=move || w.remove(&name.get())
                on:click=move |_| remove(state, place, &name.get_untracked())>"\u{2212}"</button>
        </div>
    }
}

#[component]
fn PartField(place: usize, part: Part) -> impl IntoView {
    let state = expect_context::<State>();
    let value = Memo::new(move |_| {
        state.own.held.with(|held| {
            let account = held.shown().ok()?;
            part.value(&account, account.rows.get(place)?)
        })
    });
    let typed = move |text: String| change(state, |account| part.set(account, place, &text));
    view! {
        <div hidden=move || value.with(Option::is_none)>
            <TypedField id=format!("own-{place}-{}", part as u8) label=part.label() unit=part.unit()
                value=Signal::derive(move || value.get().unwrap_or_default()) typed/>
        </div>
    }
}

/// Makes a position the trade of the page; where the settings cannot hold it, the reader stands on it all the same.
fn choose(state: State, place: usize) {
    let w = words().rows();
    let mut held: Held = (*state.own.peek()).clone();
    let Ok(account) = held.shown() else { return };
    let name = account.row(place).ok().and_then(|row| {
        Some(words().account().position(
            &account.markets.get(row.market)?.name,
            if row.side == Side::Long { w.long() } else { w.short() },
        ))
    });
    (held.chosen, held.account) = (place, Some(account.clone()));
    let held = Arc::new(held);
    let trade = as_trade(&account, place, state.peek());
    match trade.and_then(|next| state.take(next, Arc::clone(&held), "account")) {
        Ok(()) => state.say(&w.is_trade(&name.unwrap_or_default()), true),
        Err(error) => {
            // The settings stay as they are, and had an answer.
            state.take(state.peek(), held, "account").unwrap_or_default();
            state.say(&w.not_trade(&reason(&error, words())), false);
        }
    }
}

fn remove(state: State, place: usize, name: &str) {
    attempt(state, |account| {
        if place < account.rows.len() {
            account.rows.remove(place);
        }
        Ok(())
    });
    state.say(&words().rows().removed(name), true);
}
