//! Bet, then cut: which one thing, had it not been there, would have stopped the run? The run without it stands beside the original.

use super::Told;
use crate::engine::cascade::story::Story;
use crate::engine::scenario::number::grouped;
use crate::engine::scenario::presets::Layout;
use crate::engine::scenario::{Cutting, ParameterId as P, Scenario};
use crate::figures::figure::{Table, TableRow};
use crate::figures::html::{self, escape};
use crate::ui::announcer::announce;
use crate::ui::live::{effect, live, on};
use crate::ui::state::{State, words};
use crate::ui::widget::Widget;
use crate::words::fill;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};
use std::str::FromStr as _;

/// Most squares that are offered.
const SQUARES: usize = 4;

/// The card.
pub fn cut(state: State) -> Widget {
    let w = &words().play;
    let inside = format!(
        "<p class=\"q\" id=\"cut-question\">{}</p><div class=\"choices\" data-part=\"choices\"></div>\
        <p class=\"hint\"><span data-part=\"said\">{}</span> <button type=\"button\" class=\"plain-button\" data-act=\"none\" data-part=\"none\" hidden>{}</button></p>\
        <div data-part=\"beside\" class=\"beside\"></div>\
        <p data-part=\"look\" class=\"look\" hidden><button type=\"button\" class=\"button\" data-act=\"look\" data-part=\"toggle\" aria-pressed=\"false\">{}</button></p>\
        <p class=\"visually-hidden\" data-part=\"voice\" aria-live=\"polite\"></p>",
        w.question, w.hint, w.put_back, w.look
    );
    Widget::new("div class=\"bet-card\" role=\"group\" aria-labelledby=\"cut-question\"", &inside, move |root| {
        let (choices, said, none) = (root.part("choices"), root.part("said"), root.part("none"));
        let (beside, look, toggle) = (root.part("beside"), root.part("look"), root.part("toggle"));
        let offered = RefOffer::default();
        let shown = offered.clone();
        effect(move || {
            let Some(told) = state.cascade.told() else { return };
            let scenario = state.scenario();
            let offers = offers(&told, &scenario);
            let chosen = chosen(&scenario);
            let button = |(n, offer): (usize, &Offer)| {
                let pressed = offer.cut == chosen;
                format!(
                    "<button type=\"button\" data-act=\"{n}\" id=\"cut-{n}\" aria-pressed=\"{pressed}\">{}</button>",
                    escape(&offer.name)
                )
            };
            let markup: String = offers.iter().enumerate().map(button).collect();
            let focused = (0..offers.len()).find(|n| choices.find(&format!("#cut-{n}:focus")).is_some());
            choices.html(&markup);
            if let Some(n) = focused {
                crate::web::host::focus(&format!("cut-{n}"));
            }
            *shown.borrow_mut() = offers;
            let answered = told.without.is_some() && scenario.cut() != Cutting::Nothing;
            said.text(&if answered { sentence(&told, &scenario) } else { w.hint.to_owned() });
            none.flag("hidden", scenario.cut() == Cutting::Nothing);
            look.flag("hidden", !answered);
            beside.html(&if answered { table(&told) } else { String::new() });
        });
        effect(move || toggle.say("aria-pressed", state.cascade.cut_shown.get()));
        let spoken = live(move || {
            let told = state.cascade.told();
            let scenario = state.scenario();
            told.filter(|told| told.without.is_some()).map(|told| sentence(&told, &scenario)).unwrap_or_default()
        });
        announce(root.part("voice"), spoken, live(|| true));
        root.on(
            "click",
            on(move |e| {
                let act = e.act();
                match act.as_str() {
                    "" => {}
                    "none" => state.attempt("cut", &|s| Ok(s.with_default(P::Cut).with_default(P::CutWhich))),
                    "look" => state.cascade.cut_shown.set(!state.cascade.cut_shown.peek()),
                    number => {
                        let picked = usize::from_str(number).ok().and_then(|n| offered.borrow().get(n).map(|o| o.cut));
                        if let Some(cut) = picked {
                            let now = chosen(&state.peek());
                            state.attempt("cut", &|s| {
                                if cut == now {
                                    Ok(s.with_default(P::Cut).with_default(P::CutWhich))
                                } else {
                                    with(s, cut)
                                }
                            });
                        }
                    }
                }
            }),
        );
    })
}

type RefOffer = std::rc::Rc<std::cell::RefCell<Vec<Offer>>>;

/// Something that can be cut: the choice, and which one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    cut: (usize, u32),
    name: String,
}

/// What is cut now.
fn chosen(scenario: &Scenario) -> (usize, u32) {
    let which = scenario.number(P::CutWhich).to_u32().unwrap_or(1);
    match scenario.cut() {
        Cutting::Account | Cutting::Book => (scenario.choice(P::Cut), which),
        _ => (scenario.choice(P::Cut), 1),
    }
}

fn with(scenario: Scenario, (choice, which): (usize, u32)) -> Result<Scenario, crate::engine::Error> {
    scenario.with_choice(P::Cut, choice)?.with_number(P::CutWhich, Decimal::from(which))
}

/// What is offered: the squares that fell, first ones first, and what else carries the run.
fn offers(told: &Told, scenario: &Scenario) -> Vec<Offer> {
    let w = &words().play;
    let mut squares: Vec<(usize, usize)> =
        (0..told.story.squares.len()).filter_map(|square| Some((told.story.fell_in(square)?, square))).collect();
    if !matches!(told.scenario.preset().layout, Layout::Given(_)) {
        // Of a crowd the squares that closed most.
        let weight = |square: usize| -> f64 {
            let falls = told.story.rounds.iter().flat_map(|r| &r.falls).filter(|f| f.square == square);
            falls.flat_map(|f| &f.sold).map(|(_, money, _)| money.abs()).sum()
        };
        squares.sort_unstable_by(|a, b| weight(b.1).total_cmp(&weight(a.1)));
    } else {
        squares.sort_unstable();
    }
    squares.truncate(SQUARES);
    let mut offers = Vec::new();
    let figure = crate::figures::CascadeFigure::of(&told.scenario, std::sync::Arc::clone(&told.story), 0);
    for (_, square) in squares {
        let which = u32::try_from(square.saturating_add(1)).unwrap_or(1);
        let name = fill(w.cut_account, &[("name", &figure.square_name(words(), square))]);
        offers.push(Offer { cut: (1, which), name });
    }
    let several = told.scenario.preset().symbols.len() > 1;
    if several && told.story.squares.iter().any(|s| s.shared > 0.0) {
        offers.push(Offer { cut: (2, 1), name: w.cut_sharing.to_owned() });
    }
    for (n, symbol) in (1_u32..).zip(told.scenario.preset().symbols).take(2) {
        offers.push(Offer { cut: (3, n), name: fill(w.cut_book, &[("symbol", symbol.name)]) });
    }
    if several && !scenario.number(P::Correlation).is_zero() {
        offers.push(Offer { cut: (4, 1), name: w.cut_correlation.to_owned() });
    }
    if !scenario.number(P::Refill).is_zero() {
        offers.push(Offer { cut: (5, 1), name: w.cut_delay.to_owned() });
    }
    offers
}

/// What the cut does, in a sentence.
fn sentence(told: &Told, scenario: &Scenario) -> String {
    let Some((without, stops)) = &told.without else { return String::new() };
    let w = &words().play;
    let (here, there) = (told.story.forced_by(usize::MAX), without.forced_by(usize::MAX));
    let rounds = without.rounds.len();
    let template = if rounds == 0 {
        w.cut_nothing_falls
    } else if *stops && told.story.rounds.len() > 1 {
        w.cut_stops
    } else if there < here * 0.999 {
        w.cut_helps
    } else if there > here * 1.001 {
        w.cut_worsens
    } else {
        w.cut_changes_nothing
    };
    let chosen = chosen(scenario);
    let name = offers(told, scenario).into_iter().find(|o| o.cut == chosen).map(|o| o.name).unwrap_or_default();
    fill(
        template,
        &[("cut", &name), ("here", &millions(here)), ("there", &millions(there)), ("rounds", &rounds.to_string())],
    )
}

/// Money in millions.
fn millions(money: f64) -> String {
    grouped(Decimal::from_f64(money / 1e6).unwrap_or_default().round_dp(3), 1)
}

/// Original and counterfactual, line by line.
fn table(told: &Told) -> String {
    let Some((without, _)) = &told.without else { return String::new() };
    let w = &words().play;
    let percent = |story: &Story, symbol: usize| {
        let low = story.rounds.iter().filter_map(|r| r.symbols.get(symbol)).map(|p| p.fall).fold(f64::MIN, f64::max);
        let low = if low == f64::MIN { story.last.get(symbol).map_or(0.0, |(_, fall)| *fall) } else { low };
        let fall = Decimal::from_f64(-100.0 * (1.0 - libm::exp(-low))).unwrap_or_default();
        format!("{}\u{a0}%", grouped(fall, 1))
    };
    let count = |value: f64| grouped(Decimal::from_f64(value).unwrap_or_default(), 0);
    let row = |head: String, of: &dyn Fn(&Story) -> String| {
        let cell = |story: &Story| (of(story), of(story));
        TableRow { head, cells: vec![cell(&told.story), cell(without)], here: false }
    };
    let mut rows = vec![
        row(w.beside_rounds.to_owned(), &|s| s.rounds.len().to_string()),
        row(w.beside_accounts.to_owned(), &|s| count(s.closed_by(usize::MAX))),
        row(w.beside_forced.to_owned(), &|s| millions(s.forced_by(usize::MAX))),
    ];
    for (n, symbol) in told.scenario.preset().symbols.iter().enumerate() {
        rows.push(row(fill(w.beside_low, &[("symbol", symbol.name)]), &|s| percent(s, n)));
    }
    rows.push(row(w.beside_deficits.to_owned(), &|s| millions(s.rounds.iter().map(|r| r.deficits).sum())));
    html::table(&Table { caption: w.beside, columns: Table::heads(&w.beside_columns), rows }, words())
}
