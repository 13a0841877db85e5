//! The clock of the stream: stepped, played, paused. Nothing plays by itself; where motion is not wanted, Play goes on by one second.

use crate::engine::scenario::{Kind, ParameterId as P};
use crate::ui::hooks::set_news;
use crate::ui::state::{State, words};
use crate::web::{clock, view};
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::str::FromStr as _;

/// Milliseconds of one second of the stream.
const SECOND: i32 = 200;

/// A value within the range of a setting.
pub(super) fn clamped(id: P, value: Decimal) -> Decimal {
    match id.row().kind {
        Kind::Number(number) => value.clamp(number.min, number.max),
        Kind::Choice(_) => value,
    }
}

/// First and last second.
fn ends() -> (Decimal, Decimal) {
    match P::WatchSecond.row().kind {
        Kind::Number(number) => (number.min, number.max),
        Kind::Choice(_) => (Decimal::ZERO, Decimal::ZERO),
    }
}

#[derive(Clone, Copy)]
struct Player {
    state: State,
    playing: RwSignal<bool>,
}

impl Player {
    fn go(self, second: Decimal) {
        // Seconds are whole and kept in range.
        let second = clamped(P::WatchSecond, second);
        self.state.change(P::WatchSecond.row().key, &|s| s.with_number(P::WatchSecond, second)).unwrap_or_default();
    }

    fn by(self, seconds: Decimal) {
        set_news(self.playing, false);
        self.go(self.state.peek().number(P::WatchSecond).saturating_add(seconds));
    }

    fn toggle(self) {
        if self.playing.get_untracked() {
            return self.playing.set(false);
        }
        if view::is_still() {
            return self.by(Decimal::ONE);
        }
        if self.state.peek().number(P::WatchSecond) >= ends().1 {
            self.go(ends().0);
        }
        self.playing.set(true);
        self.tick();
    }

    /// The next second after a while, as long as it plays.
    fn tick(self) {
        clock::after(SECOND, move || {
            if !self.playing.get_untracked() {
                return;
            }
            let next = self.state.peek().number(P::WatchSecond).saturating_add(Decimal::ONE);
            self.go(next);
            if next < ends().1 {
                self.tick();
            } else {
                self.playing.set(false);
            }
        });
    }
}

/// The buttons and the slider.
#[component]
pub fn Play() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().monitor();
    let player = Player { state, playing: RwSignal::new(false) };
    let now = state.part(|s| s.number(P::WatchSecond));
    let (first, last) = ends();
    let said =
        Signal::derive(move || w.place(&words().numbers().ungrouped(last), &words().numbers().ungrouped(now.get())));
    let slid = move |text: String| {
        set_news(player.playing, false);
        if let Ok(second) = Decimal::from_str(&text) {
            player.go(second);
        }
    };
    view! {
        <div class="play" role="group" aria-label=w.group()>
            <button type="button" class="step" aria-label=w.first() on:click=move |_| player.by(Decimal::from(-1_000))>
                <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M3 3h2v10H3zM13 3v10L6 8z"></path></svg>
            </button>
            <button type="button" class="step" aria-label=w.back() on:click=move |_| player.by(Decimal::NEGATIVE_ONE)>
                <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M12 3v10L4 8z"></path></svg>
            </button>
            <button type="button" class="button primary" on:click=move |_| player.toggle()>
                {move || if player.playing.get() { w.pause() } else { w.play() }}
            </button>
            <button type="button" class="step" aria-label=w.on() on:click=move |_| player.by(Decimal::ONE)>
                <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M4 3v10l8-5z"></path></svg>
            </button>
            <input type="range" step="1" aria-label=w.slider() min=first.to_string() max=last.to_string()
                value=move || now.get().to_string() prop:value=move || now.get().to_string() aria-valuetext=said
                on:input:target=move |event| slid(event.target().value())/>
            <output class="where" aria-live="off">{move || said.get()}</output>
        </div>
    }
}
