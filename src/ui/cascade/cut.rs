//! Bet, then cut: which one thing, had it not been there, would have stopped the run? The run without it stands beside the original.

use crate::engine::scenario::parameters::ChoiceValue as _;
use crate::engine::scenario::{Cutting, ParameterId as P, Scenario};
use crate::figures::cut::{self, Offer};
use crate::figures::html::escape;
use crate::ui::announcer::announce;
use crate::ui::live::{effect, live, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;

/// The card.
pub fn cut_card(state: State) -> Widget {
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
            let Some(run) = state.cascade.run() else { return };
            let scenario = state.scenario();
            let chosen = chosen(&scenario);
            let offers = cut::offers(&run, words());
            let button = |(n, offer): (usize, &Offer)| {
                let act = act(offer);
                format!(
                    "<button type=\"button\" data-act=\"{act}\" id=\"cut-{n}\" aria-pressed=\"{}\">{}</button>",
                    act == chosen,
                    escape(&offer.name)
                )
            };
            let markup: String = offers.iter().enumerate().map(button).collect();
            let focused = (0..offers.len()).find(|n| choices.find(&format!("#cut-{n}:focus")).is_some());
            choices.html(&markup);
            if let Some(n) = focused {
                crate::web::host::focus(&format!("cut-{n}"));
            }
            let answered = run.without.is_some() && scenario.cut() != Cutting::Nothing;
            said.text(&if answered { cut::sentence(&run, words()) } else { w.hint().to_owned() });
            none.flag("hidden", scenario.cut() == Cutting::Nothing);
            look.flag("hidden", !answered);
            beside.html(&if answered { cut::table(&run, words()) } else { String::new() });
        });
        effect(move || toggle.say("aria-pressed", state.cascade.cut_shown.get()));
        let spoken = live(move || {
            let run = state.cascade.run().filter(|_| state.scenario().cut() != Cutting::Nothing);
            run.map(|run| cut::sentence(&run, words())).unwrap_or_default()
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

/// What an offer's button is there for: its settings as a link writes them.
fn act(offer: &Offer) -> String {
    format!("{}:{}", offer.cut.0.key(), offer.cut.1)
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
