//! Every setting that is not beside a figure, in its group.

use crate::engine::scenario::ParameterId as P;
use crate::engine::scenario::parameters::{GROUPS, Kind, PARAMETERS};
use crate::ui::live::{on, wire};
use crate::ui::state::{State, words};
use crate::ui::widgets::{choice_control, number_control};
use leptos::html::Div;
use leptos::prelude::*;

/// Controls that stand beside a figure.
const BESIDE_FIGURES: [P; 3] = [P::Days, P::Leverage, P::FundingRate];

/// Every setting, for a reset of all.
pub const ALL: [P; PARAMETERS.len()] = {
    let mut all = [P::Side; PARAMETERS.len()];
    let mut n = 0;
    while n < PARAMETERS.len() {
        #[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
        {
            all[n] = PARAMETERS[n].id;
            n += 1;
        }
    }
    all
};

/// The panel.
pub fn settings_panel(state: State) -> AnyView {
    let w = words();
    let group = |group| {
        let controls: Vec<AnyView> = PARAMETERS
            .iter()
            .filter(|p| p.group == group && !BESIDE_FIGURES.contains(&p.id))
            .map(|p| match p.kind {
                Kind::Number(_) => number_control(state, p.id, true),
                Kind::Choice(_) => choice_control(state, p.id),
            })
            .collect();
        view! { <fieldset class="group"><legend>{w.group(group)}</legend>{controls}</fieldset> }.into_any()
    };
    let groups: Vec<AnyView> = GROUPS.into_iter().map(group).collect();
    let root = NodeRef::<Div>::new();
    wire(root, move |root| root.part("reset").on("click", on(move |_| state.reset(&ALL))));
    view! {
        <div node_ref=root>
            <div class="groups">{groups}</div>
            <p class="settings-tools"><button type="button" class="button" data-part="reset">{w.controls.reset_all}</button></p>
        </div>
    }
    .into_any()
}
