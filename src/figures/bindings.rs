//! The live words of the prose: what each `data-bind` place says for a scenario.

use crate::engine::band::Edges;
use crate::engine::margin::{Side, Trigger};
use crate::engine::scenario::{ParameterId as P, Scenario, Value};
use crate::figures::budget::{BudgetFigure, Part};
use crate::figures::days::days_in_words;
use crate::figures::equity::EquityFigure;
use crate::figures::horizon::MONTHS;
use crate::figures::numbers::exact;
use crate::figures::numbers::ungrouped;
use crate::words::{Count, Words, joined};

/// Name of a place and what stands there.
pub type Binding = (&'static str, String);

/// What every place says.
#[must_use]
pub fn bindings(
    scenario: &Scenario,
    edges: &Edges,
    budget: &BudgetFigure,
    equity: &EquityFigure,
    months: Option<[&str; 2]>,
    words: &'static Words,
) -> Vec<Binding> {
    let w = words.places();
    let out = |t: Trigger| match t {
        Trigger::At { .. } => w.forced_out(),
        Trigger::Never => w.never_forced(),
        Trigger::Always => w.always_forced(),
    };
    let price = |t: Trigger| t.price().map(|p| budget.format.short(p.get(), words)).unwrap_or_default();
    let side = match scenario.side() {
        Side::Long => w.long(),
        Side::Short => w.short(),
    };
    let (both, after) = match (edges.budget.gap, pays(scenario)) {
        (None, _) => (w.not_both(), w.no_budget()),
        (_, true) => (w.both(), w.grows()),
        (_, false) => (w.both(), w.stands()),
    };
    let payments = match scenario.payments(scenario.days()) {
        _ if !pays(scenario) => w.payments_none().to_owned(),
        0 => w.payments_not_yet().to_owned(),
        n => w.payments(Count::of(n.into(), &ungrouped(n, words))),
    };
    let percent = |id: P| words.numbers().percent(&exact(scenario.number(id), words));
    let share = |part: Part| budget.share(part.terms(), words).unwrap_or_else(|| words.budget().none().to_owned());
    let (equity_now, required_now) = equity.at_mark_in_words(words);
    // Months and chance of the conservative price; not known where the band has no answer.
    let [months, chance] = months.unwrap_or(["?", "?"]);
    let months = words.horizon().count(&ungrouped(MONTHS, words), months);
    vec![
        ("mark", equity.price_in_words(equity.mark, words)),
        ("equity-now", equity_now),
        ("required-now", required_now),
        ("side", side.to_owned()),
        ("rates", crate::figures::rates::in_words(scenario, words)),
        ("size", words.numbers().with_unit(&exact(scenario.number(P::Size), words), scenario.coin())),
        ("entry", exact(scenario.number(P::Entry), words)),
        ("leverage", format!("{}\u{d7}", exact(scenario.number(P::Leverage), words))),
        ("liquidation-fee", percent(P::LiquidationFee)),
        ("maker-rebate", percent(P::MakerRebate)),
        ("half-spread", percent(P::HalfSpread)),
        ("jump", percent(P::Jump)),
        ("days", days_in_words(scenario.days(), words).replace(' ', "\u{a0}")),
        ("out-optimistic", out(edges.optimistic).to_owned()),
        ("optimistic", price(edges.optimistic)),
        ("out-conservative", out(edges.conservative).to_owned()),
        ("conservative", price(edges.conservative)),
        ("funding", words.numbers().percent(&exact(scenario.number(P::FundingRate), words))),
        ("basis", basis(scenario, words)),
        ("both", both.to_owned()),
        ("grows", after.to_owned()),
        ("fees-share", share(Part::Fees)),
        ("funding-share", share(Part::Funding)),
        ("payments", payments),
        ("venue", venue(scenario, edges, budget, words)),
        ("favourable", favourable(edges, budget, words)),
        ("volatility", words.numbers().percent(&exact(scenario.number(P::Volatility), words))),
        ("added-margin", setting(scenario, P::AddedMargin, words)),
        ("added-day", words.gap().day(&exact(scenario.number(P::AddedDay), words)).replace(' ', "\u{a0}")),
        ("months", months),
        ("months-chance", chance.to_owned()),
        ("settings", settings(scenario, words)),
    ]
}

/// A setting's value as people read it, with its unit.
#[must_use]
pub fn setting(scenario: &Scenario, id: P, words: &Words) -> String {
    match scenario.value(id) {
        Value::Choice(c) => words.choice(id, c).to_owned(),
        Value::Number(n) if id == P::Size => words.numbers().with_unit(&exact(n, words), scenario.coin()),
        Value::Number(_) if id == P::Days => days_in_words(scenario.days(), words),
        Value::Number(n) => words.numbers().with_unit(&exact(n, words), &words.unit_of(id, n)),
    }
}

/// Every setting that has a say, in one line, for paper.
fn settings(scenario: &Scenario, words: &Words) -> String {
    let list: Vec<String> = scenario
        .in_force()
        .map(|id| format!("{} {}", words.parameter(id).label, setting(scenario, id, words)))
        .collect();
    words.places().settings(&joined(&list, words.lists().semicolon()))
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
        return words.places().mark_on().to_owned();
    }
    let b = words.numbers().percent(&exact(b, words));
    match scenario.side() {
        Side::Long => words.places().mark_under(&b),
        Side::Short => words.places().mark_over(&b),
    }
}

fn venue(scenario: &Scenario, edges: &Edges, budget: &BudgetFigure, words: &Words) -> String {
    let w = words.places();
    let model = scenario.venue();
    let acts = match edges.venue {
        Trigger::At { price, .. } => w.acts(&budget.format.short(price.get(), words)),
        Trigger::Never => w.acts_never().to_owned(),
        Trigger::Always => w.acts_always().to_owned(),
    };
    match model.as_of {
        _ if model.id == crate::engine::margin::VenueId::Generic => w.venue_generic(&acts),
        Some(date) => w.venue_dated(&acts, date, words.venue(model.id)),
        None => w.venue_undated(&acts, words.venue(model.id)),
    }
}

fn favourable(edges: &Edges, budget: &BudgetFigure, words: &Words) -> String {
    let w = words.places();
    if edges.favourable.is_empty() {
        return w.favourable_none().to_owned();
    }
    let list: Vec<String> = edges
        .favourable
        .iter()
        .map(|f| {
            w.favourable_item(
                &exact(f.amount.get().round_dp(6), words),
                words.term(f.term),
                words.currency(budget.unit),
            )
        })
        .collect();
    w.favourable(&joined(&list, words.lists().semicolon()))
}
