//! The same trade under every venue's rule: a list laid over the picture, the switch of the rates, and the live formula.

use crate::engine::margin::VenueId;
use crate::engine::scenario::ParameterId as P;
use crate::figures::Figure;
use crate::figures::html::escape;
use crate::figures::prerender::high;
use crate::figures::venues::{self, Row, VenuesFigure, draw};
use crate::ui::components::FigureFrame;
use crate::ui::live::{effect, on};
use crate::ui::state::{State, framed, words};
use crate::ui::widget::Widget;
use crate::ui::widgets::{choice_control, go_to};
use leptos::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;

/// What the figure's own Reset puts back.
const OWN: [P; 2] = [P::Venue, P::Table];

/// The figure.
pub fn venues_figure(state: State) -> AnyView {
    let rows = state.venues.with_untracked(|v| v.as_ref().map_or(20, |v| v.rows.len()));
    let frames = high(draw::heights(rows));
    let choices = Widget::each(&[P::Table, P::Venue], &|id| choice_control(state, id));
    let choices = choices.within("<div class=\"choices-grid\">", "</div>");
    let pinned = Signal::derive(move || state.pins.venues.get().ok().map(|f| -> Arc<dyn Figure> { f }));
    let controls = live_formula(state).and(choices).view();
    view! {
        <FigureFrame name=venues::NAME model=Signal::derive(move || framed(state.venues.get())) frames frame=RwSignal::new(frames.0)
            reset=move |()| state.reset(&OWN) pinned overlay=list(state).view()>
            {controls}
        </FigureFrame>
    }
    .into_any()
}

/// Radio buttons, one over each row of the picture: a click, a tap or the arrow keys choose the rule.
fn list(state: State) -> Widget {
    let element = format!("div class=\"picks\" role=\"radiogroup\" aria-label=\"{}\"", words().venues().choose());
    Widget::new(&element, "", move |root| {
        // What the rows said last, in their order.
        let before = RefCell::new(Vec::<(&str, String)>::new());
        let shown = root.clone();
        effect(move || {
            let Ok(figure) = state.venues.get() else { return };
            let name = |r: &Row| {
                (
                    r.question.venue.id.key(),
                    format!(
                        "{}{}{}",
                        words().venue(r.question.venue.id),
                        words().lists().comma(),
                        figure.said(r, words())
                    ),
                )
            };
            let now: Vec<(&str, String)> = figure.rows.iter().map(name).collect();
            let mut before = before.borrow_mut();
            // Written anew only when the order changes, which a choice among them does not do: focus stays where it is.
            if !before.iter().map(|(key, _)| key).eq(now.iter().map(|(key, _)| key)) {
                shown.html(&rows_markup(&figure));
                before.clear();
            }
            for (n, (part, row)) in shown.parts("pick").iter().zip(&figure.rows).enumerate() {
                part.check(row.question.venue.id == figure.chosen);
                if let Some((_, said)) = now.get(n).filter(|said| before.get(n) != Some(said)) {
                    part.set("aria-label", said);
                }
            }
            *before = now;
        });
        root.on(
            "change",
            on(move |e| {
                state.attempt(P::Venue.row().key, &|s| s.with_written(P::Venue, &e.value()));
            }),
        );
    })
}

fn rows_markup(figure: &VenuesFigure) -> String {
    let pick = |key: &str| {
        format!(
            "<label class=\"pick\"><input type=\"radio\" name=\"pick-venue\" data-part=\"pick\" value=\"{key}\"></label>"
        )
    };
    figure.rows.iter().map(|r| pick(r.question.venue.id.key())).collect()
}

/// The chosen rule with the numbers of the trade; each number leads to its control.
fn live_formula(state: State) -> Widget {
    Widget::new(
        "div class=\"formula-box\"",
        "<p data-part=\"rule\"></p><div data-part=\"formula\"></div>",
        move |root| {
            let (rule, place) = (root.part("rule"), root.part("formula"));
            effect(move || {
                let (scenario, w) = (state.scenario(), words());
                let venue = scenario.venue();
                let date =
                    if venue.id == VenueId::Generic { "" } else { venue.as_of.unwrap_or(w.venues().date_unknown()) };
                let name = w.choice(P::Venue, scenario.choice(P::Venue));
                rule.html(&format!("<b>{}</b> <span>{}</span>", escape(name), escape(date)));
                if let Ok(figure) = state.venues.get() {
                    place.html(&figure.formula_html(w));
                }
            });
            root.on("click", on(|e| go_to(&e.act())));
        },
    )
}
