//! The sketch with the list of its terms.

use super::choose::Families;
use super::lists::line_id;
use super::pointing::Pointing;
use crate::engine::scenario::{ParameterId as P, Scenario};
use crate::engine::terms::TermId;
use crate::figures::prerender::high;
use crate::figures::terms::{self, checks_of, layout::HEIGHTS};
use crate::ui::components::FigureFrame;
use crate::ui::state::{State, framed, words};
use leptos::prelude::*;

/// The figure.
#[component]
pub fn TermsFigure() -> impl IntoView {
    let state = expect_context::<State>();
    let frames = high(HEIGHTS);
    let frame = RwSignal::new(frames.0);
    view! {
        <FigureFrame name=terms::NAME model=Signal::derive(move || framed(state.lexicon.terms.get())) frames
            frame reset=move |()| state.reset(&[P::Term]) overlay=view! { <Pointing frame/> }>
            <Meaning/>
            <Families/>
        </FigureFrame>
    }
}

/// What the lit term means, what it comes to, and the checks that ask for it.
#[component]
fn Meaning() -> impl IntoView {
    let state = expect_context::<State>();
    let term = state.part(Scenario::chosen::<TermId>);
    let here = move || {
        let said =
            state.lexicon.terms.with(|figure| figure.as_ref().map(|f| f.said(term.get(), words())).unwrap_or_default());
        words().trade().here(&said)
    };
    view! {
        <div class="meaning-box">
            <p>{move || words().meaning(term.get())} " " <b>{here}</b></p>
            <p class="quiet">
                {move || if checks_of(term.get()).next().is_some() { words().trade().asked_by() } else { words().trade().no_checks() }}
                <For each=move || checks_of(term.get()).map(|row| row.id) key=|id| *id let:id>
                    <a class="to-check" href=format!("#{}", line_id(id.row()))>{words().check(id.row()).name}</a>
                </For>
            </p>
        </div>
    }
}
