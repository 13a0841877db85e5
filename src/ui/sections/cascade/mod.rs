//! Section “The cascade”: a market of positions, who pushes whom, and what stops it.
//!
//! Lives here: what the parts share (`state`), the worker's client (`client`), the graph with its run and controls (`graph_figure`, `play`, `targets`,
//! `legend`), what is cut (`cut`), the reader's own account in it (`joined`), its settings (`market`, `controls`, and on paper `paper`), the figures beside it (`linked`, `shock_handle`), the
//! narration in the text column (`narration`), and how far the work is (`progress`).
//!
//! The section opens before the shock: nobody has fallen until the reader pushes, steps, or comes by a link that names a round or a cut.

mod client;
mod controls;
mod cut;
mod graph_figure;
mod joined;
mod legend;
mod linked;
mod market;
mod narration;
mod paper;
mod play;
mod progress;
mod shock_handle;
mod state;
mod targets;

pub use graph_figure::GraphFigure;
pub use linked::{CurveFigure, LedgerFigure, PathFigure};
pub use narration::Narration;
pub use progress::Progress;
pub use state::Cascade;

use crate::engine::Error;
use crate::engine::scenario::{Cutting, ParameterId as P, Scenario, link};
use crate::figures::Frame;
use crate::figures::prerender::{NARROW, WIDE, high};
use crate::figures::run::RunFigures;
use crate::ui::components::Frames;
use crate::ui::hooks::{once_near, set_news};
use crate::ui::state::State;
use client::JobClient;
use leptos::prelude::*;
use rust_decimal::Decimal;
use state::Work;
use std::rc::Rc;

/// How high a figure's picture wants to be at the width it has, as style sheets take it.
fn tall(state: State, frame: RwSignal<Frame>, height: fn(&RunFigures, u32) -> u32) -> Signal<String> {
    Signal::derive(move || {
        let figures = state.cascade.figures();
        figures.map(|figures| format!("{}px", height(&figures, frame.get().width))).unwrap_or_default()
    })
}

/// How the build draws a figure: as high as it wants to be.
fn frames(state: State, height: fn(&RunFigures, u32) -> u32) -> Frames {
    let figures = untrack(|| state.cascade.figures());
    let of = |width| figures.as_ref().map_or(width, |figures| height(figures, width));
    high((of(WIDE), of(NARROW)))
}

/// Whole pixels, as style sheets take them: a quarter more or less is not seen.
fn whole_pixels(pixels: f64) -> String {
    format!("{}px", libm::round(pixels.clamp(-1e4, 1e4)))
}

/// The settings that put the reader at a round; the last one is wherever the run ends.
fn at_round(scenario: Scenario, round: usize, rounds: usize) -> Result<Scenario, Error> {
    if round >= rounds {
        return Ok(scenario.with_default(P::Round));
    }
    scenario.with_number(P::Round, Decimal::from(round))
}

/// Who joins the market, as a question has it, tracked; nobody where the account cannot.
fn joining(state: State) -> String {
    state.own.joining.with(|joining| match joining {
        Some(Ok(joining)) => joining.guests.text(),
        _ => String::new(),
    })
}

/// Has questions asked once the section comes near the screen.
pub fn watch(state: State) {
    let near = RwSignal::new(!link::question(&state.peek()).is_empty());
    if !once_near("cascade", near) {
        return;
    }
    // Whoever stands at a round, or has cut something, is past the shock.
    Effect::new(move |_| {
        let now = state.scenario();
        if now.number(P::Round) != now.with_default(P::Round).number(P::Round) || now.cut() != Cutting::Nothing {
            set_news(state.cascade.pushed, true);
        }
    });
    let jobs = Rc::new(JobClient::new(state));
    let asking = Rc::clone(&jobs);
    Effect::new(move |_| {
        if near.get() {
            asking.ask(&state.scenario(), &joining(state));
        }
    });
    let asking = Rc::clone(&jobs);
    Effect::new(move |before: Option<u32>| {
        let now = state.cascade.again.get();
        if before.is_some_and(|before| before != now) {
            asking.ask_again(&state.peek(), &untrack(|| joining(state)));
        }
        now
    });
    Effect::new(move |_| {
        if state.cascade.work.get() == Work::Stopped {
            jobs.cancel();
        }
    });
}
