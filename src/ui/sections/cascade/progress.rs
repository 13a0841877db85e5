//! How far the work is, for runs that take a moment: a bar, a way to stop it, and what failed.

use super::Work;
use crate::ui::state::{State, words};
use crate::words::Count;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The line under the graph.
#[component]
pub fn Progress() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().play();
    let work = state.cascade.work;
    let is_done = move || work.with(|work| *work == Work::Done);
    let is_busy = move || work.with(|work| matches!(work, Work::Busy(..)));
    let has_ended = move || work.with(|work| matches!(work, Work::Stopped | Work::Failed(_)));
    view! {
        <div class="work" hidden=is_done>
            <span role="status">{move || work.with(said)}</span>
            <progress max="100" aria-label=w.progress() hidden=move || !is_busy() value=move || work.with(part)></progress>
            <button type="button" class="button" hidden=move || !is_busy() on:click=move |_| work.set(Work::Stopped)>{w.stop()}</button>
            <button type="button" class="button" hidden=move || !has_ended() on:click=move |_| state.cascade.ask_again()>
                {move || if work.with(|work| matches!(work, Work::Failed(_))) { w.try_again() } else { w.again() }}
            </button>
        </div>
    }
}

/// How much is done, in per cent. Only the part of drawing and of other shocks is known beforehand.
fn part(work: &Work) -> Option<String> {
    match work {
        Work::Busy(_, part, _) if *part > 0.0 => Some(whole(part * 100.0).to_string()),
        _ => None,
    }
}

fn said(work: &Work) -> String {
    let w = words().play();
    match work {
        Work::Done => String::new(),
        Work::Stopped => w.stopped().to_owned(),
        Work::Failed(why) => w.failed(why),
        Work::Busy(stage, _, closed) => {
            let (closed, stages) = (whole(*closed), w.stages());
            let grouped = words().numbers().grouped(Decimal::from(closed), 0);
            let closed = Count::of(closed.into(), &grouped);
            match whole(*stage) {
                0 => stages.drawing().to_owned(),
                1 => stages.ordering().to_owned(),
                2 => stages.running(closed),
                3 => stages.branching().to_owned(),
                4 => stages.without_cut(closed),
                _ => stages.curve().to_owned(),
            }
        }
    }
}

fn whole(value: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = value.clamp(0.0, 4e9) as u32;
    whole
}
