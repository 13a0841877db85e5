//! Stepping and playing a run. Nothing plays by itself; where motion is not wanted, Play goes to the end and the rounds are listed.

use super::at_round;
use crate::engine::scenario::ParameterId as P;
use crate::figures::html;
use crate::ui::live::{Flag, effect, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::web::{clock, view};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::str::FromStr as _;

/// Milliseconds of one round at plain speed.
const ROUND: i32 = 1_000;

/// The speeds, in tenths of the plain one.
const SPEEDS: [(&str, i32); 4] = [("0.5", 5), ("1", 10), ("2", 20), ("4", 40)];

/// The buttons and the slider over the rounds.
pub fn play(state: State) -> Widget {
    let w = words().play();
    let button = |act: &str, name: &str, sign: &str| {
        format!(
            "<button type=\"button\" class=\"step\" data-act=\"{act}\" data-part=\"{act}\" aria-label=\"{name}\">{sign}</button>"
        )
    };
    let speeds: String =
        SPEEDS.iter().map(|(name, tenths)| format!("<option value=\"{tenths}\">{name}\u{d7}</option>")).collect();
    let icon = |path: &str| {
        format!("<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" focusable=\"false\"><path d=\"{path}\"/></svg>")
    };
    let inside = format!(
        "<div class=\"play\" data-part=\"keys\" role=\"group\" aria-label=\"{}\">{}{}<button type=\"button\" class=\"button primary\" data-act=\"play\" data-part=\"play\"></button>{}\
        <input type=\"range\" data-part=\"slider\" min=\"0\" step=\"1\" aria-label=\"{}\"><output data-part=\"where\" aria-live=\"off\"></output>\
        <label class=\"speed\">{} <select data-part=\"speed\">{speeds}</select></label></div>",
        w.group(),
        button("first", w.first(), &icon("M3 3h2v10H3zM13 3v10L6 8z")),
        button("back", w.back(), &icon("M12 3v10L4 8z")),
        button("on", w.on(), &icon("M4 3v10l8-5z")),
        w.slider(),
        w.speed(),
    );
    Widget::new("div class=\"run\"", &inside, move |root| {
        let playing = Flag::new(false);
        let pace = Rc::new(Cell::new(10));
        root.part("speed").put("10");
        let (slider, place, toggle) = (root.part("slider"), root.part("where"), root.part("play"));
        let (back, first, forth) = (root.part("back"), root.part("first"), root.part("on"));
        effect(move || {
            let (all, now) = state.cascade.standing();
            slider.set("max", &all.to_string());
            slider.put(&now.to_string());
            let said = w.place(&words().numbers().ungrouped(all), &words().numbers().ungrouped(now));
            slider.set("aria-valuetext", &said);
            place.text(&said);
            back.flag("disabled", now == 0);
            first.flag("disabled", now == 0);
            forth.flag("disabled", now == all);
            if now == all && playing.peek() {
                playing.set(false);
            }
        });
        effect(move || toggle.text(if playing.get() { w.pause() } else { w.play() }));
        let own = Rc::clone(&pace);
        let act = Rc::new(move |act: &str| {
            let (all, now) = untrack(|| state.cascade.standing());
            match act {
                "first" => go(state, 0, all),
                "back" => go(state, now.saturating_sub(1), all),
                "on" => go(state, now.saturating_add(1), all),
                "play" if playing.peek() => playing.set(false),
                "play" if view::is_still() => go(state, all, all),
                "play" => {
                    if now == all {
                        go(state, 0, all);
                    }
                    playing.set(true);
                    tick(state, playing, &own);
                    return;
                }
                _ => return,
            }
            playing.set(false);
        });
        let clicked = Rc::clone(&act);
        root.on("click", on(move |e| clicked(&e.act())));
        root.part("slider").on(
            "input",
            on(move |e| {
                playing.set(false);
                let (all, _) = untrack(|| state.cascade.standing());
                go(state, usize::from_str(&e.value()).unwrap_or(0), all);
            }),
        );
        // Single keys, while the focus is here.
        root.part("keys").on(
            "keydown",
            on(move |e| {
                let what = match e.key() {
                    Some((key, _)) if key == "." => "on",
                    Some((key, _)) if key == "," => "back",
                    Some((key, _)) if key.eq_ignore_ascii_case("r") => "first",
                    Some((key, _)) if key == " " && e.act().is_empty() => "play",
                    _ => return,
                };
                e.prevent();
                act(what);
            }),
        );
        let chosen = Rc::clone(&pace);
        root.part("speed").on("change", on(move |e| chosen.set(i32::from_str(&e.value()).unwrap_or(10).clamp(1, 100))));
    })
}

/// The table of the rounds.
pub fn rounds(state: State) -> Widget {
    Widget::new("div class=\"rounds\"", "", move |root| {
        effect(move || {
            if let Some(figures) = state.cascade.figures() {
                root.html(&html::table(&figures.graph.rounds_table(words()), words()));
            }
        });
    })
}

fn go(state: State, round: usize, all: usize) {
    // Rounds from buttons and slider are within range by construction.
    state.change(P::Round.row().key, &|s| at_round(s, round, all)).unwrap_or_default();
}

/// The next round after a while, as long as it plays.
fn tick(state: State, playing: Flag, pace: &Rc<Cell<i32>>) {
    let pace = Rc::clone(pace);
    clock::after(ROUND.saturating_mul(10).checked_div(pace.get()).unwrap_or(ROUND), move || {
        if !playing.peek() {
            return;
        }
        let (all, now) = untrack(|| state.cascade.standing());
        go(state, now.saturating_add(1), all);
        if now.saturating_add(1) < all {
            tick(state, playing, &pace);
        } else {
            playing.set(false);
        }
    });
}
