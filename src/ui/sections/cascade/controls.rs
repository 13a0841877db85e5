//! The settings of the cascade: four sliders in the figure, everything else in a fold.

use crate::engine::scenario::parameters::{Group, Kind, PARAMETERS};
use crate::engine::scenario::{ParameterId as P, Scenario};
use crate::ui::components::{ChoiceSetting, NumberSetting, ShownWhile};
use crate::ui::state::{State, words};
use leptos::either::Either;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The four in the figure.
const FOUR: [P; 4] = [P::Shock, P::DepthFactor, P::Correlation, P::Shared];

/// The last draw that a link can name; after it comes the first.
const LAST_DRAW: i64 = 999_999;

/// What the section's Reset puts back: everything but the market itself.
pub fn own() -> Vec<P> {
    PARAMETERS.iter().filter(|p| p.begins_with_market()).map(|p| p.id).collect()
}

/// The four sliders, and the fold with every other setting of the market.
#[component]
pub fn Controls() -> impl IntoView {
    view! {
        {FOUR.map(|id| view! { <ShownWhile id><NumberSetting id/></ShownWhile> }).into_iter().collect_view()}
        <details class="more">
            <summary>{words().play().more()}</summary>
            <div class="groups"><GroupOf group=Group::Population/><GroupOf group=Group::Closings/></div>
        </details>
    }
}

#[component]
fn GroupOf(group: Group) -> impl IntoView {
    let setting = |id: P| {
        let control = match id.row().kind {
            Kind::Number(_) => Either::Left(view! { <NumberSetting id/> }),
            Kind::Choice(_) => Either::Right(view! { <ChoiceSetting id/> }),
        };
        view! { <ShownWhile id>{control}</ShownWhile> }
    };
    let mine = PARAMETERS.iter().filter(|p| p.group == group).map(|p| setting(p.id)).collect_view();
    view! {
        <fieldset class="group">
            <legend>{words().group(group)}</legend>
            {mine}
            {(group == Group::Population).then(|| view! { <NewDraw/> })}
        </fieldset>
    }
}

/// Draws other accounts.
#[component]
fn NewDraw() -> impl IntoView {
    let state = expect_context::<State>();
    let next = |scenario: Scenario| {
        let next = scenario.number(P::Seed).checked_add(Decimal::ONE).filter(|next| *next <= Decimal::from(LAST_DRAW));
        scenario.with_number(P::Seed, next.unwrap_or_default())
    };
    view! {
        <p class="draw" hidden=move || !state.scenario().matters(P::Seed)>
            <button type="button" class="button" on:click=move |_| state.attempt(P::Seed.row().key, &next)>{words().play().draw()}</button>
        </p>
    }
}
