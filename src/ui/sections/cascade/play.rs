//! The push, and stepping and playing the run after it. Nothing plays by itself; where motion is not wanted, Push and Play go to the end and the
//! rounds are listed.

use super::at_round;
use crate::engine::scenario::ParameterId as P;
use crate::ui::components::{DataTable, key_of};
use crate::ui::hooks::set_news;
use crate::ui::state::{State, words};
use crate::web::{clock, view};
use leptos::ev::KeyboardEvent;
use leptos::html::Button;
use leptos::prelude::*;
use std::str::FromStr as _;

/// Milliseconds of one round at plain speed.
const ROUND: i32 = 1_000;

/// The speeds, in tenths of the plain one.
const SPEEDS: [(&str, i32); 4] = [("0.5\u{d7}", 5), ("1\u{d7}", 10), ("2\u{d7}", 20), ("4\u{d7}", 40)];

/// The speed at which it begins, in tenths.
const PLAIN: i32 = 10;

/// What can be done with a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    First,
    Back,
    Forth,
    Play,
}

/// How it is being played.
#[derive(Clone, Copy)]
struct Player {
    state: State,
    playing: RwSignal<bool>,
    /// In tenths of the plain speed.
    pace: RwSignal<i32>,
}

impl Player {
    fn new(state: State) -> Self {
        Self { state, playing: RwSignal::new(false), pace: RwSignal::new(PLAIN) }
    }

    /// The shock, and what follows it.
    fn push(self) {
        let (all, _) = untrack(|| self.state.cascade.standing());
        let moves = all > 0 && !view::is_still();
        if moves {
            self.go(0, all);
        }
        set_news(self.state.cascade.pushed, true);
        if moves {
            self.run();
        }
    }

    fn step(self, step: Step) {
        let (all, now) = untrack(|| self.state.cascade.standing());
        let playing = self.playing.get_untracked();
        set_news(self.playing, false);
        match step {
            Step::First => self.go(0, all),
            Step::Back => self.go(now.saturating_sub(1), all),
            Step::Forth => self.go(now.saturating_add(1), all),
            Step::Play if playing => {}
            Step::Play if view::is_still() => self.go(all, all),
            Step::Play => {
                if now == all {
                    self.go(0, all);
                }
                self.run();
            }
        }
    }

    fn go(self, round: usize, all: usize) {
        // Rounds from buttons and slider are within range by construction.
        self.state.change(P::Round.row().key, &|s| at_round(s, round, all)).unwrap_or_default();
    }

    fn run(self) {
        self.playing.set(true);
        self.tick();
    }

    /// The next round after a while, as long as it plays.
    fn tick(self) {
        let pause = ROUND.saturating_mul(10).checked_div(self.pace.get_untracked()).unwrap_or(ROUND);
        clock::after(pause, move || {
            if !self.playing.get_untracked() {
                return;
            }
            let (all, now) = untrack(|| self.state.cascade.standing());
            self.go(now.saturating_add(1), all);
            if now.saturating_add(1) < all {
                self.tick();
            } else {
                self.playing.set(false);
            }
        });
    }
}

/// Before the shock one large button, after it the buttons and the slider over the rounds.
#[component]
pub fn Play() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().play();
    let player = Player::new(state);
    let pushed = move || state.cascade.pushed.get();
    let toggle = NodeRef::<Button>::new();
    let push = move |_| {
        player.push();
        // The button that was pressed goes; what pauses takes its place, and the focus.
        if let Some(toggle) = toggle.get_untracked() {
            clock::after(0, move || toggle.focus().unwrap_or_default());
        }
    };
    view! {
        <div class="run">
            <div class="push" hidden=pushed>
                <button type="button" class="button primary" on:click=push>{w.push()}</button>
                <span>{w.push_hint()}</span>
            </div>
            <Steps player toggle/>
        </div>
    }
}

#[component]
fn Steps(player: Player, toggle: NodeRef<Button>) -> impl IntoView {
    let w = words().play();
    let Player { state, playing, pace } = player;
    let standing = move || state.cascade.standing();
    let at_start = Signal::derive(move || standing().1 == 0);
    let at_end = Signal::derive(move || {
        let (all, now) = standing();
        all == now
    });
    Effect::new(move |_| {
        if at_end.get() {
            set_news(playing, false);
        }
    });
    let said = Signal::derive(move || {
        let (all, now) = standing();
        w.place(&words().numbers().ungrouped(all), &words().numbers().ungrouped(now))
    });
    let slid = move |value: String| {
        playing.set(false);
        let (all, _) = untrack(standing);
        player.go(usize::from_str(&value).unwrap_or(0), all);
    };
    // Single keys, while the focus is here.
    let by_key = move |event: KeyboardEvent| {
        let Some((key, _)) = key_of(&event) else { return };
        let step = match key.to_lowercase().as_str() {
            "." => Step::Forth,
            "," => Step::Back,
            "r" => Step::First,
            _ => return,
        };
        event.prevent_default();
        player.step(step);
    };
    // On a phone the narration is a screen above the player: what the round does first is said here once more, for whoever sees.
    let happens = move || {
        let figures = state.cascade.figures().filter(|_| state.cascade.pushed.get());
        figures.and_then(|f| f.graph.narration_sentences(words()).into_iter().next()).unwrap_or_default()
    };
    let speed = |(name, tenths): (&'static str, i32)| {
        view! { <option value=tenths.to_string() selected=tenths == PLAIN>{name}</option> }
    };
    view! {
        <div class="play" role="group" aria-label=w.group() hidden=move || !state.cascade.pushed.get() on:keydown=by_key>
            <StepButton player step=Step::First name=w.first() path="M3 3h2v10H3zM13 3v10L6 8z" disabled=at_start/>
            <StepButton player step=Step::Back name=w.back() path="M12 3v10L4 8z" disabled=at_start/>
            <button type="button" class="button primary" node_ref=toggle on:click=move |_| player.step(Step::Play)>
                {move || if playing.get() { w.pause() } else { w.play() }}
            </button>
            <StepButton player step=Step::Forth name=w.on() path="M4 3v10l8-5z" disabled=at_end/>
            <input type="range" min="0" step="1" aria-label=w.slider() max=move || standing().0.to_string()
                prop:value=move || standing().1.to_string() aria-valuetext=said on:input:target=move |event| slid(event.target().value())/>
            <output class="where" aria-live="off">{move || said.get()}</output>
            <label class="speed">
                {w.speed()} " "
                <select on:change:target=move |event| pace.set(i32::from_str(&event.target().value()).unwrap_or(PLAIN).clamp(1, 100))>
                    {SPEEDS.into_iter().map(speed).collect_view()}
                </select>
            </label>
        </div>
        <p class="round-said" aria-hidden="true">{happens}</p>
    }
}

#[component]
fn StepButton(
    player: Player,
    step: Step,
    name: &'static str,
    path: &'static str,
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button type="button" class="step" aria-label=name disabled=disabled on:click=move |_| player.step(step)>
            <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=path/></svg>
        </button>
    }
}

/// The table of the rounds, once there are any to show.
#[component]
pub fn Rounds() -> impl IntoView {
    let state = expect_context::<State>();
    let table = Signal::derive(move || {
        let figures = state.cascade.figures().filter(|_| state.cascade.pushed.get());
        figures.map(|figures| figures.graph.rounds_table(words()))
    });
    view! { <div class="rounds"><DataTable table/></div> }
}
