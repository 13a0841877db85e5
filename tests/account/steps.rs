//! Steps, by the numbers that venues and their users printed.

use super::testing::{d, money, price, quantity, rate};
use cascade_notes::engine::account::steps::{LeverageChange, ProfitTo, State, Step, StepRules, Terms};
use cascade_notes::engine::account::{NoPrice, run};
use cascade_notes::engine::costs::payment::PaidFrom;
use cascade_notes::engine::error::{Cause, Part, StepProblem};
use cascade_notes::engine::margin::{Contract, Rule, Side, Tiers, VenueId};
use cascade_notes::engine::units::Rate;
use cascade_notes::words::{english, errors};

pub fn terms(contract: Contract, venue: VenueId, maintenance: &str) -> Terms {
    Terms {
        contract,
        tiers: Tiers::flat(d(maintenance), d("0")).unwrap(),
        rule: Rule::of(venue.model()),
        books: StepRules::default(),
        fee: Rate::ZERO,
        cross: false,
    }
}

fn open(side: Side, size: &str, at: &str, leverage: &str) -> Step {
    Step::Open { side, size: quantity(size), price: price(at), leverage: d(leverage) }
}

fn state(balance: &str, steps: &[Step], terms: &Terms) -> State {
    let (after, result) = run(State::with_balance(money(balance)), steps, terms);
    result.unwrap();
    after.last().unwrap().state
}

/// Inverse, 50 long at 99,000, then 60 sold at 110,000 at 2x, rate 10 % of the entry notional: 10 short, margin 4,545 satoshi, liquidated at 183,333.
#[test]
fn a_flip_closes_and_opens_the_rest() {
    let terms = terms(Contract::Inverse, VenueId::BybitOldInverse, "0.1");
    let steps = [
        open(Side::Long, "50", "99000", "2"),
        Step::Flip { size: quantity("60"), price: price("110000"), leverage: d("2") },
    ];
    let (after, result) = run(State::with_balance(money("0.01")), &steps, &terms);
    result.unwrap();
    let held = after[1].state.held.unwrap();
    assert_eq!((held.side, held.size.get()), (Side::Short, d("10")));
    assert_eq!((held.margin.get() * d("100000000")).trunc(), d("4545"));
    assert_eq!(after[1].reading.unwrap().trigger.unwrap().get().round(), d("183333"));
    let gained = d("50") / d("99000") - d("50") / d("110000");
    assert!((after[1].state.sums.realised.get() - gained).abs() < d("0.00000000000000000001"));
}

/// 3.43 posted and 15 added at 28x: 3.97, not a recomputed whole.
#[test]
fn adding_at_another_leverage_brings_its_own_margin() {
    let terms = terms(Contract::Linear, VenueId::Generic, "0.005");
    let steps =
        [open(Side::Long, "3.43", "1", "1"), Step::Add { size: quantity("15"), price: price("1"), leverage: d("28") }];
    let held = state("100", &steps, &terms).held.unwrap();
    assert_eq!(held.margin.get().round_dp(2), d("3.97"));
    assert_ne!((held.cost.get() / d("28")).round_dp(2), d("3.97"));
}

#[test]
fn the_average_moves_on_adding_and_stays_on_reducing() {
    let terms = terms(Contract::Linear, VenueId::Generic, "0.005");
    let opened = [
        open(Side::Short, "2", "100", "10"),
        Step::Add { size: quantity("1"), price: price("130"), leverage: d("10") },
    ];
    let after = state("1000", &opened, &terms);
    assert_eq!(after.held.unwrap().position(Contract::Linear).unwrap().entry, price("110"));
    let reduced =
        state("1000", &[opened[0], opened[1], Step::Reduce { size: quantity("1"), price: price("90") }], &terms);
    let held = reduced.held.unwrap();
    assert_eq!(held.position(Contract::Linear).unwrap().entry, price("110"));
    assert_eq!((reduced.sums.realised, held.margin), (money("20"), money("22")));
    assert_eq!(reduced.free, money("998"));
    let kept = Terms { books: StepRules { profit_to: ProfitTo::Margin, ..StepRules::default() }, ..terms };
    let reduced =
        state("1000", &[opened[0], opened[1], Step::Reduce { size: quantity("1"), price: price("90") }], &kept);
    assert_eq!((reduced.free, reduced.held.unwrap().margin), (money("978"), money("42")));
}

#[test]
fn funding_and_leverage_follow_the_rules_of_the_venue() {
    let plain = terms(Contract::Linear, VenueId::Generic, "0.005");
    let funding = Step::Funding { mark: price("100"), rate: rate("0.01") };
    let from_margin = state("100", &[open(Side::Long, "1", "100", "10"), funding], &plain);
    assert_eq!((from_margin.free, from_margin.held.unwrap().margin), (money("90"), money("9")));
    let books = StepRules {
        funding_from: PaidFrom::FreeBalanceFirst,
        leverage: LeverageChange::Reposts,
        ..StepRules::default()
    };
    let bybit = Terms { books, ..plain.clone() };
    let from_free = state("100", &[open(Side::Long, "1", "100", "10"), funding], &bybit);
    assert_eq!((from_free.free, from_free.held.unwrap().margin), (money("89"), money("10")));
    let chosen = Step::ChangeLeverage { leverage: d("20") };
    let reposted = state("100", &[open(Side::Long, "1", "100", "10"), chosen], &bybit);
    assert_eq!((reposted.free, reposted.held.unwrap().margin), (money("95"), money("5")));
    let kept = state("100", &[open(Side::Long, "1", "100", "10"), chosen], &plain);
    assert_eq!((kept.free, kept.held.unwrap().margin), (money("90"), money("10")));
}

/// Notional 111,500 is past a bracket that allows 100x, so 75x holds.
#[test]
fn a_leverage_beyond_the_bracket_is_refused_in_words() {
    let rows = [(d("0"), d("0.004"), Some(d("100"))), (d("100000"), d("0.005"), Some(d("75")))];
    let terms = Terms { tiers: Tiers::marginal(&rows).unwrap(), ..terms(Contract::Linear, VenueId::Generic, "0.004") };
    let (after, result) =
        run(State::with_balance(money("10000")), &[open(Side::Long, "1.115", "100000", "100")], &terms);
    assert!(after.is_empty());
    let error = result.unwrap_err();
    let problem = StepProblem::LeverageAboveBracket { leverage: d("100"), most: d("75"), notional: d("111500") };
    assert_eq!(error.cause, Cause::Step(problem));
    assert_eq!(error.place.0, [Part::Step(1)]);
    let said = errors::sentence(&error, english()).replace('\u{a0}', " ");
    assert!(said.contains("111,500") && said.contains("75"), "{said}");
    state("10000", &[open(Side::Long, "1.115", "100000", "75")], &terms);
}

#[test]
fn steps_that_cannot_be_taken_leave_those_before_them() {
    let terms = terms(Contract::Linear, VenueId::Generic, "0.005");
    let opened = open(Side::Long, "1", "100", "10");
    let problem = |steps: &[Step]| {
        let (after, result) = run(State::with_balance(money("11")), steps, &terms);
        let error = result.unwrap_err();
        assert_eq!(after.len(), steps.len() - 1);
        assert!(errors::sentence(&error, english()).ends_with('.'));
        error.cause
    };
    let close = Step::Close { price: price("100") };
    assert_eq!(problem(&[close]), Cause::Step(StepProblem::NothingOpen));
    assert_eq!(problem(&[opened, opened]), Cause::Step(StepProblem::AlreadyOpen));
    let reduce = Step::Reduce { size: quantity("1"), price: price("100") };
    assert!(matches!(problem(&[opened, reduce]), Cause::Step(StepProblem::NotLess { .. })));
    let flip = Step::Flip { size: quantity("1"), price: price("100"), leverage: d("1") };
    assert!(matches!(problem(&[opened, flip]), Cause::Step(StepProblem::NotMore { .. })));
    let add = Step::Add { size: quantity("1"), price: price("100"), leverage: d("10") };
    assert!(matches!(problem(&[opened, add]), Cause::Step(StepProblem::NotEnough { .. })));
    let take = Step::MoveMargin { amount: money("-1"), mark: price("100") };
    assert_eq!(problem(&[opened, take]), Cause::Step(StepProblem::TooMuchTaken { most: d("0") }));
}

#[test]
fn no_price_has_its_reason() {
    let terms = terms(Contract::Linear, VenueId::Generic, "0.01");
    let covered = state(
        "1000",
        &[open(Side::Long, "1", "100", "1"), Step::MoveMargin { amount: money("10"), mark: price("100") }],
        &terms,
    );
    assert_eq!(covered.reading(price("100"), &terms).unwrap().unwrap().trigger, Err(NoPrice::Covered));
    let opened = state("1000", &[open(Side::Long, "1", "100", "10")], &terms);
    assert_eq!(opened.reading(price("90"), &terms).unwrap().unwrap().trigger, Err(NoPrice::Already));
    // For one position the close price and the trigger lie about the rate apart.
    let reading = opened.reading(price("100"), &terms).unwrap().unwrap();
    assert_eq!(reading.bankruptcy, Some(price("90")));
    let apart = reading.trigger.unwrap().get() / d("90") - d("1");
    assert!((apart - d("0.01")).abs() < d("0.001"), "{apart}");
}
