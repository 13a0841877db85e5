//! Bet, then cut: which one thing, had it not been there, would have stopped the run? The run without it stands beside the original.

use crate::engine::scenario::{Cutting, ParameterId as P, Scenario};
use crate::figures::html::escape;
use crate::ui::announcer::announce;
use crate::ui::live::{effect, live, on};
use crate::ui::painted::painted;
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;

/// The card.
pub fn cut(state: State) -> Widget {
    let w = words().play();
    let inside = format!(
        "<p class=\"q\" id=\"cut-question\">{}</p><div class=\"choices\" data-part=\"choices\"></div>\
        <p class=\"hint\"><span data-part=\"said\">{}</span> <button type=\"button\" class=\"plain-button\" data-act=\"none\" data-part=\"none\" hidden>{}</button></p>\
        <div data-part=\"beside\" class=\"beside\"></div>\
        <p data-part=\"look\" class=\"look\" hidden><button type=\"button\" class=\"button\" data-act=\"look\" data-part=\"toggle\" aria-pressed=\"false\">{}</button></p>\
        <p class=\"visually-hidden\" data-part=\"voice\" aria-live=\"polite\"></p>",
        w.question(),
        w.hint(),
        w.put_back(),
        w.look()
    );
    Widget::new("div class=\"bet-card\" role=\"group\" aria-labelledby=\"cut-question\"", &inside, move |root| {
        let (choices, said, none) = (root.part("choices"), root.part("said"), root.part("none"));
        let (beside, look, toggle) = (root.part("beside"), root.part("look"), root.part("toggle"));
        effect(move || {
            if !state.cascade.shows() {
                return;
            }
            let scenario = state.scenario();
            let chosen = chosen(&scenario);
            let (offers, beside_it) = painted(|p| (p.texts("offers", &[]), p.texts("beside", &[])));
            let button = |(n, offer): (usize, &[String])| {
                let text = |n: usize| offer.get(n).map_or("", String::as_str);
                let pressed = text(0) == chosen;
                format!(
                    "<button type=\"button\" data-act=\"{}\" id=\"cut-{n}\" aria-pressed=\"{pressed}\">{}</button>",
                    escape(text(0)),
                    escape(text(1))
                )
            };
            let markup: String = offers.chunks_exact(2).enumerate().map(button).collect();
            let focused = (0..offers.len()).find(|n| choices.find(&format!("#cut-{n}:focus")).is_some());
            choices.html(&markup);
            if let Some(n) = focused {
                crate::web::host::focus(&format!("cut-{n}"));
            }
            let text = |n: usize| beside_it.get(n).map_or("", String::as_str);
            let answered = !text(0).is_empty() && scenario.cut() != Cutting::Nothing;
            said.text(if answered { text(0) } else { w.hint() });
            none.flag("hidden", scenario.cut() == Cutting::Nothing);
            look.flag("hidden", !answered);
            beside.html(if answered { text(1) } else { "" });
        });
        effect(move || toggle.say("aria-pressed", state.cascade.cut_shown.get()));
        let spoken = live(move || {
            let cut = state.cascade.shows() && state.scenario().cut() != Cutting::Nothing;
            if cut { painted(|p| p.texts("beside", &[])).into_iter().next().unwrap_or_default() } else { String::new() }
        });
        announce(root.part("voice"), spoken, live(|| true));
        root.on(
            "click",
            on(move |e| {
                let act = e.act();
                match act.as_str() {
                    "" => {}
                    "none" => state.attempt("cut", &|s| Ok(whole(s))),
                    "look" => state.cascade.cut_shown.set(!state.cascade.cut_shown.peek()),
                    // What is cut already is put back by the same button.
                    cut if *cut == *chosen(&state.peek()) => state.attempt("cut", &|s| Ok(whole(s))),
                    cut => {
                        if let Some((choice, which)) = cut.split_once(':') {
                            state.attempt("cut", &|s| s.with_written(P::Cut, choice)?.with_written(P::CutWhich, which));
                        }
                    }
                }
            }),
        );
    })
}

/// What is cut now, as offers name it.
fn chosen(scenario: &Scenario) -> String {
    let which = match scenario.cut() {
        Cutting::Account | Cutting::Book => scenario.written(P::CutWhich),
        _ => "1".to_owned(),
    };
    format!("{}:{which}", scenario.written(P::Cut))
}

/// Nothing cut.
fn whole(scenario: Scenario) -> Scenario {
    scenario.with_default(P::Cut).with_default(P::CutWhich)
}
