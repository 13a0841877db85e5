//! The list of the terms: a radio button for each.

use crate::engine::scenario::ParameterId as P;
use crate::engine::terms::TermId;
use crate::figures::terms::FAMILIES;
use crate::ui::hooks::use_checked;
use crate::ui::state::{State, words};
use leptos::html::Input;
use leptos::prelude::*;

/// Lights a term up.
pub fn light(state: State, term: TermId) {
    state.attempt(P::Term.row().key, &|s| Ok(s.choosing(term)));
}

/// DOM id of the radio button of a term.
pub fn pick_id(term: TermId) -> String {
    format!("pick-{}", term.key())
}

/// All of them, those together that belong together.
#[component]
pub fn Families() -> impl IntoView {
    let w = words().trade();
    let family = |(name, terms): (&'static str, &'static [TermId])| {
        view! {
            <div class="family">
                <span class="family-name" aria-hidden="true">{name}</span>
                <span class="terms">{terms.iter().map(|term| view! { <Pick term=*term/> }).collect_view()}</span>
            </div>
        }
    };
    view! {
        <div class="families" role="radiogroup" aria-label=w.choose()>
            {w.families().into_iter().zip(FAMILIES).map(family).collect_view()}
        </div>
    }
}

#[component]
fn Pick(term: TermId) -> impl IntoView {
    let state = expect_context::<State>();
    let node = NodeRef::<Input>::new();
    let is_lit = state.part(move |s| s.chosen::<TermId>() == term);
    use_checked(node, state.renewed, is_lit);
    view! {
        <label class="pick-term">
            <input type="radio" id=pick_id(term) name="term" value=term.key() checked=is_lit.get_untracked() node_ref=node on:change=move |_| light(state, term)/>
            <span>{words().name(term)}</span>
        </label>
    }
}
