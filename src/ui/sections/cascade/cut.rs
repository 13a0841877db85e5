//! Bet, then cut: which one thing, had it not been there, would have stopped the run? The run without it stands beside the original.

use crate::engine::scenario::parameters::ChoiceValue as _;
use crate::engine::scenario::{CutView, Cutting, ParameterId as P, Scenario};
use crate::figures::cascade::NAME;
use crate::figures::cut::{self, Offer};
use crate::figures::push::nobody_fell;
use crate::figures::run::Run;
use crate::ui::components::{Drawn, LiveRegion};
use crate::ui::state::{State, words};
use crate::web::host;
use leptos::prelude::*;

/// The card: the bet where somebody fell, a larger push where nobody did.
#[component]
pub fn CutCard() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().play();
    let stands = Memo::new(move |_| state.cascade.run().is_some_and(|run| run.narration.rounds.is_empty()));
    view! {
        <div class="cut" hidden=move || !state.cascade.pushed.get()>
            <div class="bet-card" role="group" aria-labelledby="cut-question" hidden=move || stands.get()>
                <p class="q" id="cut-question">{w.question()}</p>
                <Offers/>
                <Verdict/>
            </div>
            <Larger stands/>
        </div>
    }
}

/// What can be cut.
#[component]
fn Offers() -> impl IntoView {
    let state = expect_context::<State>();
    let offers = Memo::new(move |_| {
        let run = state.cascade.listed().and_then(|_| state.cascade.run());
        run.map(|run| cut::offers(&run, words())).unwrap_or_default()
    });
    let button = move |offer: Offer| {
        let (kind, which) = offer.cut;
        let (key, which) = (kind.key(), which.to_string());
        let written = which.clone();
        let is_cut = move |now: &Scenario| now.written(P::Cut) == key && which_of(now) == written;
        let pressed = is_cut.clone();
        // What is cut already is put back by the same button.
        let choose = move |_| {
            if is_cut(&state.peek()) {
                state.attempt("cut", &|s| Ok(whole(s)));
            } else {
                state.attempt("cut", &|s| s.with_written(P::Cut, key)?.with_written(P::CutWhich, &which));
            }
        };
        view! { <button type="button" aria-pressed=move || pressed(&state.scenario()).to_string() on:click=choose>{offer.name}</button> }
    };
    view! { <div class="choices">{move || offers.get().into_iter().map(button).collect_view()}</div> }
}

/// What the cut does, beside the run as it was.
#[component]
fn Verdict() -> impl IntoView {
    let state = expect_context::<State>();
    let w = words().play();
    let is_cut = move || state.scenario().cut() != Cutting::Nothing;
    // Of the run with the cut, once that is known.
    let answered = move |say: fn(&Run) -> String| {
        let run = state.cascade.run().filter(|run| is_cut() && run.without.is_some());
        run.map(|run| say(&run)).unwrap_or_default()
    };
    let sentence = Signal::derive(move || answered(|run| cut::sentence(run, words())));
    let known = move || !sentence.with(String::is_empty);
    let shown = state.cascade.cut_shown;
    // The picture is far from its button on a phone.
    let show = move |_| {
        let view = if shown.get_untracked() { CutView::Whole } else { CutView::Cut };
        state.attempt(P::CutView.row().key, &|s| s.with_written(P::CutView, view.key()));
        if let Some(figure) = host::place("data-figure", NAME) {
            host::scroll_to(&figure);
        }
    };
    view! {
        <p class="hint">
            <span>{move || if known() { sentence.get() } else { w.hint().to_owned() }}</span> " "
            <button type="button" class="plain-button" hidden=move || !is_cut() on:click=move |_| state.attempt("cut", &|s| Ok(whole(s)))>
                {w.put_back()}
            </button>
        </p>
        <Drawn class="beside" markup=Signal::derive(move || answered(|run| cut::table(run, words())))/>
        <p class="look" hidden=move || !known()>
            <button type="button" class="button" aria-pressed=move || shown.get().to_string() on:click=show>
                {move || if shown.get() { w.look_back() } else { w.look() }}
            </button>
        </p>
        <LiveRegion text=sentence may=true/>
    }
}

/// Says that nobody fell, and offers a push that fells somebody where one is known.
#[component]
fn Larger(#[prop(into)] stands: Signal<bool>) -> impl IntoView {
    let state = expect_context::<State>();
    let said = Memo::new(move |_| state.cascade.run().and_then(|run| nobody_fell(&run, words())));
    let larger = move || said.get().and_then(|said| said.push);
    let push = move |_| {
        if let Some((shock, _)) = untrack(larger) {
            state.attempt(P::Shock.row().key, &|s| s.with_number(P::Shock, shock));
        }
    };
    view! {
        <div class="bet-card" hidden=move || !stands.get()>
            <p class="q" role="status">{move || said.get().map(|said| said.sentence).unwrap_or_default()}</p>
            <div class="choices" hidden=move || larger().is_none()>
                <button type="button" on:click=push>{move || larger().map(|(_, text)| text).unwrap_or_default()}</button>
            </div>
        </div>
    }
}

/// Which one is cut, as offers name it.
fn which_of(scenario: &Scenario) -> String {
    match scenario.cut() {
        Cutting::Account | Cutting::Book => scenario.written(P::CutWhich),
        _ => "1".to_owned(),
    }
}

/// Nothing cut.
pub fn whole(scenario: Scenario) -> Scenario {
    scenario.with_default(P::Cut).with_default(P::CutWhich).with_default(P::CutView)
}
