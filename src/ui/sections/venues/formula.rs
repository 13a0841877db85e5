//! The chosen rule with the numbers of the trade. Each number opens what its letter stands for, and the control that sets it.

use crate::engine::margin::{Contract, VenueId};
use crate::engine::scenario::{Kind, ParameterId as P};
use crate::figures::formula::{Hue, Token, meaning, valued};
use crate::figures::venues::record;
use crate::figures::{VenuesFigure, rates};
use crate::ui::components::{NumberSetting, Popover, Press, field_id};
use crate::ui::state::{State, words};
use crate::web::host;
use crate::words::errors;
use leptos::either::Either;
use leptos::prelude::*;

/// A piece of the formula without its value: while only values move, the pieces stay where they are, and what is open stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Piece {
    Sign(usize, &'static str),
    Number(usize, char, P),
}

/// The rule, written out.
#[component]
pub fn LiveFormula() -> impl IntoView {
    let state = expect_context::<State>();
    let pieces = Memo::new(move |_| asked(state, |figure| figure.formula.as_ref().map(|f| pieces_of(&f.tokens)).ok()));
    let result = move || {
        asked(state, |figure| figure.formula.as_ref().ok().map(|f| figure.result(f, words()))).unwrap_or_default()
    };
    // Under it: that the table jumps, or why there is no formula.
    let under = move || {
        asked(state, |figure| match &figure.formula {
            Ok(formula) => formula.jumped.then(|| words().venues().jumped().to_owned()),
            Err(error) => Some(errors::sentence(error, words())),
        })
    };
    let piece = |piece: Piece| match piece {
        Piece::Sign(_, sign) => Either::Left(view! { <span class="sign">{sign}</span> }),
        Piece::Number(at, symbol, from) => Either::Right(view! { <Letter at symbol from/> }),
    };
    view! {
        <div class="formula-box">
            <Rule/>
            <span class="formula" hidden=move || pieces.with(Option::is_none)>
                <i>"p"</i><span class="sign">"="</span>
                <For each=move || pieces.get().unwrap_or_default() key=|piece| *piece children=piece/>
                <span class="sign">"="</span><b class="result">{result}</b>
            </span>
            <p class="under" hidden=move || under().is_none()>{move || under().unwrap_or_default()}</p>
        </div>
    }
}

/// The name of the rule, when it is on record, and whose rate it is worked out with.
#[component]
fn Rule() -> impl IntoView {
    let state = expect_context::<State>();
    let name = move || words().choice(P::Venue, state.scenario().choice(P::Venue));
    let about = move || {
        let (scenario, w) = (state.scenario(), words().venues());
        let source = w.rates_from(&rates::in_words(&scenario, words()));
        let venue = scenario.venue();
        match venue.id {
            VenueId::Generic => source,
            _ => format!("{}{}{source}", record::in_words(&venue, words()), words().lists().semicolon()),
        }
    };
    view! { <p><b>{name}</b> " " <span>{about}</span></p> }
}

fn asked<T>(state: State, ask: impl FnOnce(&VenuesFigure) -> Option<T>) -> Option<T> {
    state.venues.with(|figure| figure.as_ref().ok().and_then(|figure| ask(figure)))
}

fn pieces_of(tokens: &[Token]) -> Vec<Piece> {
    let piece = |(at, token): (usize, &Token)| match token {
        Token::Sign(sign) => Piece::Sign(at, sign),
        Token::Number { symbol, from, .. } => Piece::Number(at, *symbol, *from),
    };
    tokens.iter().enumerate().map(piece).collect()
}

/// A number with its letter beside it.
#[component]
fn Letter(at: usize, symbol: char, from: P) -> impl IntoView {
    let state = expect_context::<State>();
    let open = RwSignal::new(false);
    let press = Press::new(open);
    let token = move || asked(state, |figure| figure.formula.as_ref().ok()?.tokens.get(at).cloned());
    let shown = move || token().map(|token| token.shown(words())).unwrap_or_default();
    let class = match token() {
        Some(Token::Number { hue, .. }) => hue.class(),
        _ => Hue::Plain.class(),
    };
    let value = move || {
        let scenario = state.scenario();
        let settled = match scenario.contract() {
            Contract::Linear => "USD",
            Contract::Inverse => scenario.coin(),
        };
        token().map(|token| valued(&token, scenario.coin(), settled, words()))
    };
    let label = move || words().formula().letter(&symbol.to_string(), &value().unwrap_or_default());
    view! {
        <span class="letter">
            <button type="button" class=format!("number {class}") aria-haspopup="dialog"
                on:pointerdown=move |_| press.begin() on:click=move |event| press.end(&event)>
                <b>{shown}</b> " " <i>{symbol}</i>
            </button>
            <Popover open label=Signal::derive(label)>
                <span class="meaning">{meaning(symbol, words())}</span>
                <b class="meaning">{move || value().unwrap_or_default()}</b>
                <Way at from open/>
            </Popover>
        </span>
    }
}

/// The control of the setting that the number comes from: here where it is a number, else the way there.
#[component]
fn Way(at: usize, from: P, open: RwSignal<bool>) -> impl IntoView {
    let go = move |_| {
        open.set(false);
        host::focus(&field_id(from));
    };
    match from.row().kind {
        Kind::Number(_) => {
            Either::Left(view! { <NumberSetting id=from dom=format!("letter-{at}-{}", from.row().key) helped=true/> })
        }
        Kind::Choice(_) => Either::Right(view! {
            <button type="button" class="button" on:click=go>{words().formula().go(words().parameter(from).label)}</button>
        }),
    }
}
