//! The live words of the prose: what each `data-bind` place says for a scenario.

use crate::engine::Error;
use crate::engine::band::Term;
use crate::engine::margin::{Contract, Side};
use crate::engine::scenario::{ParameterId as P, Scenario};
use crate::figures::budget::{BudgetFigure, FEES};
use crate::figures::format::{PriceFormat, exact};
use crate::figures::gap::days_in_words;
use crate::words::{Words, fill};

/// Name of a place and what stands there.
pub type Binding = (&'static str, String);

/// What every place says.
pub fn bindings(scenario: &Scenario, budget: &BudgetFigure, words: &'static Words) -> Result<Vec<Binding>, Error> {
    let w = &words.places;
    let format = PriceFormat::of(scenario);
    let trigger = |t| format.trigger(t, w.no_price, w.any_price);
    let side = match scenario.side() {
        Side::Long => w.long,
        Side::Short => w.short,
    };
    let grows = pays(scenario);
    let payments = match scenario.payments(scenario.days()) {
        0 => w.payments_none.to_owned(),
        _ if !grows => w.payments_none.to_owned(),
        1 => w.payment.to_owned(),
        n => fill(w.payments, &[("n", &n.to_string())]),
    };
    let share = |terms: &[Term]| budget.share(terms).unwrap_or_else(|| words.budget.none.to_owned());
    Ok(vec![
        ("side", side.to_owned()),
        ("size", format!("{}\u{a0}{}", exact(scenario.number(P::Size)), scenario.coin())),
        ("entry", exact(scenario.number(P::Entry))),
        ("leverage", format!("{}\u{d7}", exact(scenario.number(P::Leverage)))),
        ("days", days_in_words(scenario.days(), words).replace(' ', "\u{a0}")),
        ("optimistic", trigger(budget.edges.optimistic)),
        ("conservative", trigger(budget.edges.conservative)),
        ("basis", basis(scenario, words)),
        ("grows", (if grows { w.grows } else { w.stands }).to_owned()),
        ("fees-share", share(&FEES)),
        ("funding-share", share(&[Term::Funding])),
        ("payments", payments),
        ("venue", venue(scenario, budget, words)),
        ("favourable", favourable(scenario, budget, words)),
    ])
}

/// True where the funding rate is against the trader.
fn pays(scenario: &Scenario) -> bool {
    let rate = scenario.number(P::FundingRate);
    match scenario.side() {
        Side::Long => rate.is_sign_positive() && !rate.is_zero(),
        Side::Short => rate.is_sign_negative() && !rate.is_zero(),
    }
}

fn basis(scenario: &Scenario, words: &Words) -> String {
    let b = scenario.number(P::Basis);
    if b.is_zero() {
        return words.places.mark_on.to_owned();
    }
    let template = match scenario.side() {
        Side::Long => words.places.mark_under,
        Side::Short => words.places.mark_over,
    };
    fill(template, &[("b", &format!("{}\u{a0}%", exact(b)))])
}

fn venue(scenario: &Scenario, budget: &BudgetFigure, words: &Words) -> String {
    let w = &words.places;
    let model = scenario.venue();
    let price = PriceFormat::of(scenario).trigger(budget.edges.venue, w.no_price, w.any_price);
    let template = match model.as_of {
        _ if model.id == crate::engine::margin::VenueId::Generic => w.venue_generic,
        Some(_) => w.venue_dated,
        None => w.venue_undated,
    };
    fill(template, &[("venue", model.name), ("price", &price), ("date", model.as_of.unwrap_or_default())])
}

fn favourable(scenario: &Scenario, budget: &BudgetFigure, words: &Words) -> String {
    let w = &words.places;
    if budget.edges.favourable.is_empty() {
        return w.favourable_none.to_owned();
    }
    let unit = match scenario.venue().contract {
        Contract::Linear => "USD",
        Contract::Inverse => scenario.coin(),
    };
    let list: Vec<String> = budget
        .edges
        .favourable
        .iter()
        .map(|f| {
            fill(
                w.favourable_item,
                &[("term", words.term(f.term)), ("amount", &exact(f.amount.get().round_dp(6))), ("unit", unit)],
            )
        })
        .collect();
    fill(w.favourable, &[("list", &list.join("; "))])
}
