//! The settings of the cascade: the market and four sliders in the figure, everything else in a fold.

use crate::engine::scenario::ParameterId as P;
use crate::engine::scenario::parameters::{Group, Kind, PARAMETERS};
use crate::figures::html::escape;
use crate::ui::live::{effect, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::ui::widgets::{choice_control, number_control, shown_while};
use rust_decimal::Decimal;

/// The four in the figure.
const FOUR: [P; 4] = [P::Shock, P::DepthFactor, P::Correlation, P::Shared];

/// What the section's Reset puts back: everything but the market itself.
pub fn own() -> Vec<P> {
    PARAMETERS.iter().filter(|p| p.begins_with_market()).map(|p| p.id).collect()
}

/// The choice of the market with its narration, and the four sliders.
pub fn controls(state: State) -> Widget {
    let market = choice_control(state, P::Preset).within("<div class=\"market\">", "</div>");
    let line = Widget::new("p class=\"market-line\"", "", move |root| {
        effect(move || {
            root.text(words().line(state.scenario().choice(P::Preset)));
        });
    });
    let sliders = Widget::each(&FOUR, &|id| shown_while(state, id, number_control(state, id, false)));
    market.and(sliders).and(line).and(fold(state))
}

/// Every other setting of the market.
fn fold(state: State) -> Widget {
    let w = words();
    let group = |group: Group| {
        let mine = PARAMETERS.iter().filter(|p| p.group == group);
        let mut controls = mine.map(|p| {
            let control = match p.kind {
                Kind::Number(_) => number_control(state, p.id, true),
                Kind::Choice(_) => choice_control(state, p.id),
            };
            shown_while(state, p.id, control)
        });
        let controls = Widget::all(&mut controls);
        let controls = if group == Group::Population { controls.and(new_draw(state)) } else { controls };
        controls
            .within(&format!("<fieldset class=\"group\"><legend>{}</legend>", escape(w.group(group))), "</fieldset>")
    };
    let groups = group(Group::Population).and(group(Group::Closings));
    groups.within(
        &format!("<details class=\"more\"><summary>{}</summary><div class=\"groups\">", w.play().more()),
        "</div></details>",
    )
}

/// Draws other accounts.
fn new_draw(state: State) -> Widget {
    let inside =
        format!("<button type=\"button\" class=\"button\" data-act=\"draw\">{}</button>", words().play().draw());
    Widget::new("p class=\"draw\"", &inside, move |root| {
        let shown = root.clone();
        effect(move || shown.flag("hidden", !state.scenario().matters(P::Seed)));
        root.on(
            "click",
            on(move |e| {
                if e.act() == "draw" {
                    let next = state.peek().number(P::Seed).checked_add(Decimal::ONE).unwrap_or_default();
                    let next = if next > Decimal::from(999_999) { Decimal::ZERO } else { next };
                    state.attempt(P::Seed.row().key, &|s| s.with_number(P::Seed, next));
                }
            }),
        );
    })
}
