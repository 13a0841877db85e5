//! A number as a slider between two buttons, with a field beside it: the row that every number control is made of.

use crate::engine::Error;
use crate::engine::scenario::dial::{self, Stride};
use crate::engine::scenario::number;
use crate::engine::scenario::parameters::{Number, Pace};
use crate::figures::numbers::exact;
use crate::ui::state::words;
use crate::words::errors::reason;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::str::FromStr as _;

/// A key, and whether Shift is held; `None` for one that is meant for the browser.
pub fn key_of(event: &KeyboardEvent) -> Option<(String, bool)> {
    (!event.ctrl_key() && !event.meta_key() && !event.alt_key()).then(|| (event.key(), event.shift_key()))
}

/// Where a key press moves a number, `None` for other keys.
#[must_use]
pub fn key_move(key: Option<(String, bool)>, number: &Number, value: Decimal) -> Option<Decimal> {
    let (key, shift) = key?;
    let stride = if shift { Stride::Fine } else { Stride::Step };
    let (home, end) = match number.pace {
        Pace::Even { from, to, .. } => (Some(from), Some(to)),
        // The ends of a range over many powers of ten are nowhere anybody means to go.
        Pace::ByMagnitude => (None, None),
    };
    match key.as_str() {
        "ArrowRight" | "ArrowUp" => Some(dial::moved(number, value, true, stride)),
        "ArrowLeft" | "ArrowDown" => Some(dial::moved(number, value, false, stride)),
        "PageUp" => Some(dial::moved(number, value, true, Stride::Leap)),
        "PageDown" => Some(dial::moved(number, value, false, Stride::Leap)),
        "Home" => home,
        "End" => end,
        _ => None,
    }
}

/// The row. `id` is that of its field: label, error and help hang their own on it. `under` is help or a note, a line under the row, which for
/// whoever sees is `quiet` where it stands elsewhere too. `consequence` is what the value means now, said after it by the slider. `set` takes a
/// value from slider and buttons, `typed` takes a text or says why not. `renewed` changes when the settings are put as a whole.
#[component]
pub fn NumberRow(
    id: String,
    label: &'static str,
    #[prop(into)] unit: Signal<String>,
    number: Number,
    range: String,
    #[prop(into)] value: Signal<Decimal>,
    #[prop(into)] consequence: Signal<String>,
    #[prop(into)] under: Signal<String>,
    #[prop(into)] quiet: Signal<bool>,
    renewed: RwSignal<u32>,
    #[prop(into)] set: Callback<Decimal>,
    #[prop(into)] typed: Callback<String, Result<(), Error>>,
) -> impl IntoView {
    let w = words().controls();
    let moving = RwSignal::new(false);
    let ends = move || dial::ends(&number, value.get());
    let position = move || dial::position(&number, value.get()).to_string();
    let in_words = move || words().numbers().with_unit(&exact(value.get(), words()), &unit.get());
    // The value in words; for whoever is moving it, with what it does. Forty sliders need not all say so at every step.
    let spoken = move || {
        let consequence = if moving.get() { consequence.get_untracked() } else { String::new() };
        let comma = if consequence.is_empty() { "" } else { words().lists().comma() };
        format!("{}{comma}{consequence}", in_words().replace('\u{a0}', " "))
    };
    let (from_slider, from_key) = (
        move |text: String| {
            if let Ok(at) = i64::from_str(&text) {
                set.run(dial::value_at(&number, at));
            }
        },
        move |event: &KeyboardEvent| {
            if let Some(next) = key_move(key_of(event), &number, value.get_untracked()) {
                event.prevent_default();
                set.run(next);
            }
        },
    );
    let step = move |up: bool| set.run(dial::moved(&number, value.get_untracked(), up, Stride::Step));
    let (field_id, range_id, under_id, error_id) =
        (id.clone(), format!("{id}-range"), format!("{id}-under"), format!("{id}-error"));
    let described = format!("{range_id} {under_id} {error_id}");
    let error = RwSignal::new(None::<String>);
    view! {
        <div class="row" class:wrong=move || error.with(Option::is_some)>
            <span class="name"><label for=id>{label}</label><span class="range" id=range_id>{range}</span></span>
            <input type="range" step="1" aria-label=label min=move || ends().0.to_string() max=move || ends().1.to_string()
                value=position prop:value=position aria-valuetext=spoken
                on:focus=move |_| moving.set(true) on:blur=move |_| moving.set(false)
                on:input:target=move |event| from_slider(event.target().value())
                on:keydown=move |event| from_key(&event)/>
            <button type="button" class="step" aria-label=w.less(label) on:click=move |_| step(false)>"\u{2212}"</button>
            <button type="button" class="step" aria-label=w.more(label) on:click=move |_| step(true)>"+"</button>
            <span class="field">
                <Field id=field_id described number value in_words=Signal::derive(in_words) renewed error set typed/>
                <span class="unit">{move || unit.get()}</span>
            </span>
            <p class="error" id=error_id role="alert">{move || error.get().unwrap_or_default()}</p>
            <p class="under" class:visually-hidden=move || quiet.get() id=under_id>{move || under.get()}</p>
        </div>
    }
}

/// The field: what is typed counts on Enter or on leaving. What cannot be used stays to be mended, with the reason and the value that stays in
/// force; Escape brings that value back.
#[component]
fn Field(
    id: String,
    described: String,
    number: Number,
    value: Signal<Decimal>,
    in_words: Signal<String>,
    renewed: RwSignal<u32>,
    error: RwSignal<Option<String>>,
    set: Callback<Decimal>,
    typed: Callback<String, Result<(), Error>>,
) -> impl IntoView {
    // What somebody is typing.
    let draft = RwSignal::new(None::<String>);
    let shown = move || draft.get().unwrap_or_else(|| number::exact(value.get()));
    let settle = move || {
        draft.set(None);
        error.set(None);
    };
    let commit = move || {
        let Some(text) = draft.get_untracked() else { return };
        match typed.run(text) {
            Ok(()) => settle(),
            Err(why) => {
                let stays = words().controls().stays(&in_words.get_untracked());
                error.set(Some(format!("{} {stays}", reason(&why, words()))));
            }
        }
    };
    // A value that comes from elsewhere takes the place of what was typed here, and of what was said about it.
    Effect::new(move |before: Option<(Decimal, u32)>| {
        let now = (value.get(), renewed.get());
        if before.is_some_and(|before| before != now) {
            settle();
        }
        now
    });
    let on_key = move |event: KeyboardEvent| match key_of(&event) {
        Some((key, _)) if key == "Enter" => commit(),
        // What was typed goes; only then does Escape close what the row stands in.
        Some((key, _)) if key == "Escape" && draft.with_untracked(Option::is_some) => {
            event.prevent_default();
            settle();
        }
        Some((key, _)) if key.starts_with("Arrow") && !matches!(key.as_str(), "ArrowUp" | "ArrowDown") => {}
        key if key.as_ref().is_some_and(|(key, _)| key.starts_with("Arrow") || key.starts_with("Page")) => {
            if let Some(next) = key_move(key, &number, value.get_untracked()) {
                event.prevent_default();
                set.run(next);
            }
        }
        _ => {}
    };
    view! {
        <input type="text" class="num" id=id inputmode="decimal" autocomplete="off" spellcheck="false"
            aria-invalid=move || error.with(Option::is_some).to_string() aria-describedby=described
            value=shown prop:value=shown
            on:input:target=move |event| draft.set(Some(event.target().value()))
            on:change=move |_| commit() on:keydown=on_key/>
    }
}
