//! The settings of the market on paper, where there are no controls.

use crate::engine::scenario::parameters::{PARAMETERS, Parameter, Part};
use crate::engine::scenario::{Kind, ParameterId as P};
use crate::ui::state::{State, words};
use leptos::prelude::*;

/// Every setting that has a say, with its value.
#[component]
pub fn OnPaper() -> impl IntoView {
    let state = expect_context::<State>();
    let settings = move || {
        let now = state.scenario();
        // Where the reader stands is seen on the picture.
        let of_market = |p: &&Parameter| p.part != Part::Reader && (p.begins_with_market() || p.id == P::Preset);
        let own = PARAMETERS.iter().filter(of_market).filter(|p| now.matters(p.id));
        let row = |p: &Parameter| {
            let value = match p.kind {
                Kind::Number(_) => format!("{} {}", now.written(p.id), words().unit(p.id)),
                Kind::Choice(_) => words().choice(p.id, now.choice(p.id)).to_owned(),
            };
            view! { <li>{words().parameter(p.id).label} " " <b>{value}</b></li> }
        };
        own.map(row).collect_view()
    };
    view! { <ul class="on-paper">{settings}</ul> }
}
