//! Scenarios, positions and tables at random. Scenarios are made from the parameter table and from nothing else.

use cascade_notes::engine::band::Question;
use cascade_notes::engine::margin::{Bracket, Contract, Family, Position, Side, Tiers, VenueModel};
use cascade_notes::engine::scenario::parameters::{OwnTable, TableChoice};
use cascade_notes::engine::scenario::{Kind, Number, PARAMETERS, Parameter, ParameterId, Scenario, Value};
use cascade_notes::engine::units::{Price, Quantity};
use cascade_notes::engine::{Cause, Error};
use proptest::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::str::FromStr as _;

/// Floors, rates and highest leverages, as the engine takes them.
pub type Rows = Vec<(Decimal, Decimal, Option<Decimal>)>;

/// 256 cases, or as many as `CASCADE_NOTES_CASES` says.
pub fn config() -> ProptestConfig {
    let asked = std::env::var("CASCADE_NOTES_CASES").ok();
    let cases = asked.map_or(256, |text| u32::from_str(&text).expect("CASCADE_NOTES_CASES is a number"));
    // What a run finds becomes a regression test by hand, not a file of seeds.
    ProptestConfig { cases, failure_persistence: None, max_global_rejects: 1 << 20, ..ProptestConfig::default() }
}

/// Every value a setting takes, on the grid of its digits: its ends and default, evenly, and evenly by powers of ten.
pub fn value(parameter: &Parameter) -> BoxedStrategy<Value> {
    match parameter.kind {
        Kind::Choice(list) => (0..list.len()).prop_map(Value::Choice).boxed(),
        Kind::Number(number) => on_grid(number).prop_map(Value::Number).boxed(),
    }
}

fn on_grid(n: Number) -> BoxedStrategy<Decimal> {
    let steps = |bound: Decimal| (bound * Decimal::from(10_u64.pow(n.digits))).to_i64().unwrap();
    let (low, high) = (steps(n.min), steps(n.max));
    let decades = low.unsigned_abs().max(high.unsigned_abs()).ilog10();
    let spread = (0..=decades, 100_i64..1000, any::<bool>()).prop_map(move |(decade, mantissa, negative)| {
        let size = i128::from(mantissa) * 10_i128.pow(decade) / 100;
        let signed = i64::try_from(if negative { -size } else { size }).unwrap();
        signed.clamp(low, high)
    });
    prop_oneof![
        1 => prop::sample::select(vec![n.min, n.max, n.default]),
        2 => (low..=high).prop_map(move |step| Decimal::new(step, n.digits)),
        4 => spread.prop_map(move |step| Decimal::new(step, n.digits)),
    ]
    .boxed()
}

pub fn set(scenario: Scenario, id: ParameterId, value: Value) -> Scenario {
    match value {
        Value::Number(number) => scenario.with_number(id, number),
        Value::Choice(index) => scenario.with_choice(id, index),
    }
    .unwrap_or_else(|error| panic!("{id:?} {value:?}: {error}"))
}

/// Any scenario, over the whole range of every setting.
pub fn scenario() -> impl Strategy<Value = Scenario> {
    let values: Vec<_> = PARAMETERS.iter().map(value).collect();
    values.prop_map(|values| {
        PARAMETERS.iter().zip(values).fold(Scenario::default(), |s, (parameter, value)| set(s, parameter.id, value))
    })
}

/// The question of a scenario. A modelled book can be too thin for a size, and a table that goes by size can have no rate for it, which
/// is no answer but a sentence; `order` judges those, and everything else asks with a typed slippage, then with the reader's own rates.
pub fn question(scenario: &Scenario) -> Question {
    let typed = scenario.with_default(ParameterId::Book);
    let own_rates = typed.choosing(TableChoice::Own(OwnTable::Flat));
    let asked = scenario.question().or_else(|_| typed.question()).or_else(|error| match error.cause {
        Cause::RateOfSize { .. } => own_rates.question().or_else(|_| smallest(&own_rates).question()),
        _ => Err(error),
    });
    asked.unwrap_or_else(|error| panic!("{error}"))
}

/// The same trade of the smallest size, and the account's other position gone: under a rule whose rate grows with the size.
fn smallest(scenario: &Scenario) -> Scenario {
    let Kind::Number(size) = ParameterId::Size.row().kind else { panic!("a size is a number") };
    let alone = set(*scenario, ParameterId::OtherSize, Value::Number(Decimal::ZERO));
    set(alone, ParameterId::Size, Value::Number(size.min))
}

/// The rate that has grown at the entry, worked out beside the engine; nothing where a rule's does not grow.
pub fn grown(model: &VenueModel, position: &Position) -> f64 {
    let Family::Grows(growth) = model.family else { return 0.0 };
    let notional = position.entry_notional().unwrap().get().to_f64().unwrap();
    growth.factor.to_f64().unwrap() * notional.powf(growth.power.to_f64().unwrap())
}

/// What a rule answers for positions. Where its rate grows with the size it has no answer for one that takes all at its entry, and one for every
/// other: that refusal, and no other, ends a case.
pub fn answered<'a, T>(
    answer: Result<T, Error>,
    model: &VenueModel,
    mut positions: impl Iterator<Item = &'a Position>,
) -> Result<T, TestCaseError> {
    match answer {
        Ok(answer) => match positions.find(|position| grown(model, position) > 1.0 + 1e-9) {
            Some(position) => Err(TestCaseError::fail(format!("{} answers for {position:?}", model.name))),
            None => Ok(answer),
        },
        Err(error) => match error.cause {
            Cause::RateOfSize { .. } if positions.any(|position| grown(model, position) > 1.0 - 1e-9) => {
                Err(TestCaseError::reject("the rate of this size takes all"))
            }
            _ => Err(TestCaseError::fail(format!("{}: {error:?}", model.name))),
        },
    }
}

/// What a rate that is counted to 1e-12 may be off by, of a notional; nothing where no rate grows.
pub fn counted(model: &VenueModel, notional: Decimal) -> Decimal {
    if matches!(model.family, Family::Grows(_)) { notional * Decimal::new(2, 12) } else { Decimal::ZERO }
}

pub fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Long), Just(Side::Short)]
}

/// A position of either kind, over sizes and prices that real markets show.
pub fn position() -> impl Strategy<Value = Position> {
    let contract = prop_oneof![Just(Contract::Linear), Just(Contract::Inverse)];
    (side(), contract, 1_i64..1_000_000, 0_u32..6, 1_i64..1_000_000, 0_u32..6).prop_map(
        |(side, contract, size, size_digits, entry, entry_digits)| Position {
            side,
            contract,
            size: Quantity::new(Decimal::new(size, size_digits)).unwrap(),
            entry: Price::new(Decimal::new(entry, entry_digits)).unwrap(),
        },
    )
}

/// Floors and rates of a table around a notional: one to six brackets, rates on the grid of 0.01 %, below 60 %.
pub fn rows(around: Decimal) -> impl Strategy<Value = Rows> {
    let first = 0_i64..400;
    let more = prop::collection::vec((1_i64..400, 1_i64..900), 0..6);
    (first, more).prop_map(move |(first, more)| {
        let mut rows = vec![(Decimal::ZERO, Decimal::new(first, 4), None)];
        let (mut rate, mut share) = (first, 0);
        for (step, distance) in more {
            (rate, share) = (rate + step, share + distance);
            // Floors from a thousandth of the notional to a few times it, in few digits.
            rows.push(((around * Decimal::new(share, 3)).round_sf(4).unwrap(), Decimal::new(rate, 4), None));
        }
        rows.dedup_by(|after, before| after.0 <= before.0);
        rows
    })
}

/// A table as the engine takes it, with or without deductions.
pub fn tiers(rows: &Rows, marginal: bool) -> Tiers {
    if marginal { Tiers::marginal(rows) } else { Tiers::jumping(rows) }.unwrap()
}

/// A table whose deductions obey nothing: the requirement may jump up or down at any floor, and a deduction may exceed the product it is
/// taken from.
pub fn lawless() -> impl Strategy<Value = Vec<Bracket>> {
    prop::collection::vec((1_i64..900, 0_i64..500, 0_i64..1000), 1..6).prop_map(|list| {
        let (mut floor, mut rate) = (0, 0);
        let mut brackets = Vec::new();
        for (distance, step, deduction) in list {
            rate += step;
            brackets.push(Bracket {
                floor: Decimal::from(floor),
                rate: Decimal::new(rate, 4),
                deduction: Decimal::new(deduction, 1),
                max_leverage: None,
            });
            floor += distance;
        }
        brackets
    })
}
