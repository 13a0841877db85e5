//! Which way each setting moves the two edges.

use crate::generators::{config, question, scenario, set, value};
use cascade_notes::engine::band::{Edges, edges};
use cascade_notes::engine::margin::{Family, Side, Trigger};
use cascade_notes::engine::scenario::{ParameterId as P, Scenario, Value};
use cascade_notes::engine::{Cause, Error};
use cascade_notes::words::english;
use cascade_notes::words::errors::sentence;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// How near a trigger is, to be compared within one side: never, then prices from far to near and on beyond the mark,
/// then always.
pub fn nearness(side: Side, trigger: Trigger) -> (i8, Decimal) {
    match trigger {
        Trigger::Never => (-1, Decimal::ZERO),
        Trigger::At { price, .. } => (0, side.sign() * price.get()),
        Trigger::Always => (1, Decimal::ZERO),
    }
}

fn answer(scenario: &Scenario) -> Result<Edges, Error> {
    edges(&scenario.question()?)
}

/// Settings that can only hurt as they grow, for either side.
const HURTS: [P; 9] = [
    P::OpeningFee,
    P::ClosingFee,
    P::LiquidationFee,
    P::Slippage,
    P::Basis,
    P::Rate,
    P::NextRate,
    P::Days,
    P::Leverage,
];

fn two_of(id: P) -> impl Strategy<Value = (Value, Value)> {
    (value(id.row()), value(id.row()))
}

fn hurting() -> impl Strategy<Value = (P, (Value, Value))> {
    prop::sample::select(HURTS.to_vec()).prop_flat_map(|id| (Just(id), two_of(id)))
}

fn amount(value: Value) -> Decimal {
    match value {
        Value::Number(number) => number,
        Value::Choice(index) => Decimal::from(index),
    }
}

/// The scenario with the account's other position on the same side as the one that is asked about.
fn alongside(scenario: Scenario) -> Scenario {
    let size = scenario.number(P::OtherSize).abs() * scenario.side().sign();
    set(scenario, P::OtherSize, Value::Number(size))
}

/// Neither edge of the worse scenario lies farther from the mark.
fn not_farther(better: &Scenario, worse: &Scenario) -> Result<(), TestCaseError> {
    // Where the amounts leave 28 digits there is nothing to compare; `every_question_...` judges what is said then.
    let (Ok(better), Ok(worse), side) = (answer(better), answer(worse), better.side()) else {
        return Err(TestCaseError::reject("no answer"));
    };
    for (name, b, w) in
        [("optimistic", better.optimistic, worse.optimistic), ("conservative", better.conservative, worse.conservative)]
    {
        prop_assert!(nearness(side, w) >= nearness(side, b), "{name}: {b:?} became {w:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn conservative_is_never_farther_than_optimistic(s in scenario()) {
        let Ok(e) = answer(&s) else { return Err(TestCaseError::reject("no answer")) };
        let mut before = nearness(s.side(), e.optimistic);
        for step in &e.budget.steps {
            let after = nearness(s.side(), step.after);
            prop_assert!(after >= before, "{:?} moves the edge away", step.term);
            before = after;
            if let Some(alone) = step.alone {
                prop_assert!(alone * s.side().sign() >= Decimal::ZERO, "{:?} alone helps", step.term);
            }
        }
        prop_assert_eq!(before, nearness(s.side(), e.conservative));
    }

    #[test]
    fn what_hurts_moves_no_edge_away(s in scenario(), (id, (one, two)) in hurting()) {
        let (less, more) = if amount(one) <= amount(two) { (one, two) } else { (two, one) };
        // Margin that arrives on a later day helps from then on, so here it is there from the first.
        let s = s.with_default(P::AddedDay);
        let (less, more) = (set(s, id, less), set(s, id, more));
        // An account's margin is what it is; where the requirement comes from the leverage, more of that asks for less of it.
        let relieves = matches!(s.venue().family, Family::OfLeverage { .. } | Family::OfMargin { .. });
        if id == P::Leverage && s.is_cross() && relieves {
            return not_farther(&more, &less);
        }
        not_farther(&less, &more)?;
    }

    #[test]
    fn added_margin_moves_no_edge_closer(s in scenario(), (one, two) in two_of(P::AddedMargin)) {
        let (less, more) = if amount(one) <= amount(two) { (one, two) } else { (two, one) };
        not_farther(&set(s, P::AddedMargin, more), &set(s, P::AddedMargin, less))?;
    }

    /// A higher rate costs a long and pays a short; a payment received moves no edge, so the order holds across zero. Not for a
    /// hedge: what relieves one side of an account is asked of the other, so here both stand on one side.
    #[test]
    fn funding_against_the_trader_moves_no_edge_away(s in scenario(), (one, two) in two_of(P::FundingRate)) {
        let s = alongside(s);
        let cost = |v: Value| amount(v) * s.side().sign();
        let (less, more) = if cost(one) <= cost(two) { (one, two) } else { (two, one) };
        not_farther(&set(s, P::FundingRate, less), &set(s, P::FundingRate, more))?;
    }

    /// The choices stand from eight hours down to one.
    #[test]
    fn more_frequent_payments_move_no_edge_away(s in scenario(), (one, two) in two_of(P::FundingInterval)) {
        let (one, two) = (set(s, P::FundingInterval, one), set(s, P::FundingInterval, two));
        let (rarer, oftener) = if one.interval_hours() >= two.interval_hours() { (one, two) } else { (two, one) };
        not_farther(&rarer, &oftener)?;
    }

    /// A price on the losing side of entry has yet to be reached; any other has been already, and is said to be.
    #[test]
    fn at_once_is_said_exactly_of_prices_not_on_the_losing_side(s in scenario()) {
        let q = question(&s);
        let Ok(e) = edges(&q) else { return Err(TestCaseError::reject("no answer")) };
        let mut triggers = vec![e.optimistic, e.conservative, e.venue];
        triggers.extend(e.budget.steps.iter().map(|step| step.after));
        for trigger in triggers {
            if let Trigger::At { price, at_once } = trigger {
                let sign = q.position.side.sign();
                let losing = sign * price.get() < sign * q.position.entry.get();
                prop_assert_eq!(at_once, !losing, "{:?} entry {}", trigger, q.position.entry);
            }
        }
    }

    /// The venue's rule knows no more costs than the conservative edge and no fewer than the optimistic one, but where
    /// it shares added margin with its fee reserve or rounds to a tick. To 1e-20: its price is divided by the basis in
    /// a second step.
    #[test]
    fn the_venues_trigger_lies_between_the_edges(s in scenario()) {
        let s = set(s.with_default(P::AddedMargin), P::Tick, Value::Number(Decimal::ZERO));
        let Ok(e) = answer(&s) else { return Err(TestCaseError::reject("no answer")) };
        let near = |trigger: Trigger| nearness(s.side(), trigger);
        let (from, at, to) = (near(e.optimistic), near(e.venue), near(e.conservative));
        let slip = (at.1.abs() * Decimal::new(1, 20)).max(Decimal::new(4, 28));
        prop_assert!(from.0 <= at.0 && at.0 <= to.0, "{from:?} {at:?} {to:?}");
        prop_assert!(from.0 < at.0 || from.1 <= at.1 + slip, "{from:?} {at:?}");
        prop_assert!(at.0 < to.0 || at.1 <= to.1 + slip, "{at:?} {to:?}");
    }

    #[test]
    fn every_question_has_an_answer_or_a_sentence(s in scenario()) {
        if let Err(error) = answer(&s) {
            // Amounts past 28 digits, and books that hold nothing, too little, or give away more than there is.
            let known = matches!(
                error.cause,
                Cause::Overflow | Cause::Book(_) | Cause::BookTooThin | Cause::RatesTakeAll { .. } | Cause::RateOfSize { .. }
            );
            prop_assert!(known, "{error:?}");
            prop_assert!(sentence(&error, english()).ends_with('.'), "{error}");
        }
        let notes = s.notes();
        prop_assert!(notes.is_ok() || notes.is_err_and(|error| sentence(&error, english()).ends_with('.')));
    }
}
