//! The budget with its switches, the gap that is accepted, and the book that the forced close meets.

use crate::engine::scenario::parameters::LADDER;
use crate::engine::scenario::{BookChoice, Kind, ParameterId as P, dial};
use crate::figures::html::escape;
use crate::figures::ladder::Ladder;
use crate::figures::numbers::exact;
use crate::figures::prerender::high;
use crate::figures::{Figure, budget};
use crate::ui::components::FigureFrame;
use crate::ui::live::{effect, on};
use crate::ui::settings_panel::ALL;
use crate::ui::state::{State, framed, words};
use crate::ui::widget::Widget;
use crate::ui::widgets::{choice_control, field_id, number_control, shown_while};
use leptos::prelude::*;
use std::str::FromStr as _;
use std::sync::Arc;

/// The switches, in the order of the bars.
const SWITCHES: [P; 6] =
    [P::CountFees, P::CountLiquidationFee, P::CountSlippage, P::CountFunding, P::CountNextTier, P::CountBasis];

/// The figure. Its Reset puts every setting back: the budget depends on all of them.
pub fn budget_figure(state: State) -> AnyView {
    let frames = high(budget::HEIGHTS);
    let pinned = Signal::derive(move || state.pins.budget.get().ok().map(|f| -> Arc<dyn Figure> { f }));
    let numbers = Widget::each(&[P::Accept, P::LiquidationFee], &|id| number_control(state, id, false));
    let source = choice_control(state, P::Book).within("<div class=\"choices-grid\">", "</div>");
    let typed = |id| shown_while(state, id, number_control(state, id, false));
    let of_the_book = Widget::each(&[P::Slippage, P::DepthOnePercent], &typed);
    let controls = switches(state).and(verdict(state)).and(numbers).and(source).and(of_the_book).and(ladder(state));
    let controls = controls.view();
    view! {
        <FigureFrame name=budget::NAME model=Signal::derive(move || framed(state.budget.get())) frames frame=RwSignal::new(frames.0)
            reset=move |()| state.reset(&ALL) pinned>
            {controls}
        </FigureFrame>
    }
    .into_any()
}

/// One button per part of the gap, pressed while it counts.
fn switches(state: State) -> Widget {
    let w = words();
    let button = |id: P| {
        format!(
            "<button type=\"button\" data-part=\"switch\" data-act=\"{}\" aria-pressed=\"true\">{}</button>",
            id.row().key,
            escape(w.parameter(id).label)
        )
    };
    let inside: String = SWITCHES.iter().map(|id| button(*id)).collect();
    let element = format!("div class=\"switches\" role=\"group\" aria-label=\"{}\"", w.controls().switches());
    Widget::new(&element, &inside, move |root| {
        let parts = root.parts("switch");
        effect(move || {
            let scenario = state.scenario();
            for (part, id) in parts.iter().zip(SWITCHES) {
                part.say("aria-pressed", scenario.counts(id));
            }
        });
        root.on(
            "click",
            on(move |e| {
                let act = e.act();
                if let Some(id) = SWITCHES.into_iter().find(|id| id.row().key == act) {
                    // Two words: the other of the two.
                    let other = usize::from(state.peek().counts(id));
                    state.attempt(id.row().key, &|s| s.with_choice(id, other));
                }
            }),
        );
    })
}

/// What the accepted gap says of this one.
fn verdict(state: State) -> Widget {
    Widget::new("p class=\"verdict\"", "", move |root| {
        effect(move || root.text(&state.budget.get().map(|b| b.verdict(words())).unwrap_or_default()));
    })
}

/// The ladder: a slider for each level, nearest to the mark first, dark as far as the forced close eats it.
fn ladder(state: State) -> Widget {
    let w = words();
    let level = |(id, distance): (P, u32)| {
        let label = escape(w.parameter(id).label);
        format!(
            "<div class=\"level\"><span aria-hidden=\"true\">{}</span><input type=\"range\" data-part=\"level\" id=\"{}\" step=\"1\" aria-label=\"{label}\"><output data-part=\"depth\" aria-live=\"off\"></output></div>",
            words().numbers().percent(&exact(rust_decimal::Decimal::new(distance.into(), 2), words())),
            field_id(id)
        )
    };
    let inside = format!(
        "<legend>{}</legend>{}<p class=\"under\" data-part=\"said\"></p>",
        w.ladder().title(),
        LADDER.iter().map(|l| level(*l)).collect::<String>()
    );
    Widget::new("fieldset class=\"ladder\"", &inside, move |root| {
        let (levels, depths, said, whole) = (root.parts("level"), root.parts("depth"), root.part("said"), root.clone());
        effect(move || {
            // A refused level is put back.
            state.renewed.track();
            let scenario = state.scenario();
            let ladder = Ladder::of(&scenario);
            whole.class("in-use", scenario.book() == BookChoice::Ladder);
            said.text(&ladder.sentence(words()));
            for ((level, depth), (n, (id, _))) in levels.iter().zip(&depths).zip(LADDER.iter().enumerate()) {
                let Kind::Number(number) = id.row().kind else { continue };
                let value = scenario.number(*id);
                let (low, high) = dial::ends(&number, value);
                level.set("min", &low.to_string());
                level.set("max", &high.to_string());
                level.put(&dial::position(&number, value).to_string());
                level.set("aria-valuetext", &ladder.level_in_words(n, words()));
                level.property("--full", &format!("{}%", ladder.share_of(value, &number)));
                level.property("--eaten", &format!("{}%", ladder.eaten(n, &number)));
                depth.text(&exact(value, words()));
            }
        });
        root.on(
            "input",
            on(move |e| {
                let Some((id, _)) = LADDER.into_iter().find(|(id, _)| field_id(*id) == e.id()) else { return };
                let Kind::Number(number) = id.row().kind else { return };
                if let Ok(at) = i64::from_str(&e.value()) {
                    let value = dial::value_at(&number, at);
                    // Whoever moves the ladder wants it counted.
                    state.attempt(id.row().key, &|s| s.with_number(id, value)?.with_written(P::Book, "ladder"));
                }
            }),
        );
    })
}
