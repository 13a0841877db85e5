//! What the rows of the table are made of: numbers in their ranges, with the pace at which they move.

use super::choices::{ChoiceValue as _, Noted, Switch};
use super::{Group, Kind, Number, Pace, Parameter, Part, Unit, When, row};
use rust_decimal::Decimal;

pub(super) const fn int(value: u32) -> Decimal {
    Decimal::from_parts(value, 0, 0, false, 0)
}

pub(super) const fn frac(mantissa: u32, scale: u32) -> Decimal {
    Decimal::from_parts(mantissa, 0, 0, false, scale)
}

pub(super) const fn minus(mantissa: u32, scale: u32) -> Decimal {
    Decimal::from_parts(mantissa, 0, 0, true, scale)
}

pub(super) const fn number(min: Decimal, max: Decimal, default: Decimal, digits: u32, pace: Pace) -> Kind {
    Kind::Number(Number { min, max, default, digits, pace })
}

pub(super) const fn even(step: Decimal, from: Decimal, to: Decimal) -> Pace {
    Pace::Even { step, from, to }
}

impl Parameter {
    /// A number in a unit.
    pub(super) const fn number(self, unit: Unit, kind: Kind) -> Self {
        Self { unit, kind, ..self }
    }

    /// It has a say only then.
    pub(super) const fn when(self, when: When) -> Self {
        Self { when, ..self }
    }

    /// It belongs elsewhere than the settings of its group.
    pub(super) const fn of(self, part: Part) -> Self {
        Self { part, ..self }
    }

    /// Who the accounts of the cascade are depends on it.
    pub(super) const fn makes_population(self) -> Self {
        Self { makes_population: true, ..self }
    }
}

/// A fee or rebate, in per cent of the notional.
pub(super) const FEE: Kind = number(minus(5, 1), int(5), frac(5, 2), 4, even(frac(1, 2), int(0), frac(2, 1)));

/// A maintenance rate, in per cent of the notional.
pub(super) const fn maintenance(default: Decimal) -> Kind {
    number(int(0), int(50), default, 4, even(frac(1, 1), int(0), int(5)))
}

/// A premium of eight hours.
pub(super) const PREMIUM: Kind = number(minus(4, 0), int(4), frac(6, 2), 6, even(frac(1, 2), minus(2, 1), frac(2, 1)));

/// Depth of one level of the ladder, in quote currency.
pub(super) const fn depth(default: u32) -> Kind {
    number(int(0), int(1_000_000_000), int(default), 2, even(int(2_000), int(0), int(150_000)))
}

/// A price relative to another, in per cent: where a mark stands.
pub(super) const fn from_entry(default: Decimal) -> Kind {
    number(minus(99, 0), int(1000), default, 4, even(frac(1, 1), minus(20, 0), int(20)))
}

/// From nothing up to a most, on a slider that may end sooner.
pub(super) const fn part(most: Decimal, default: Decimal, digits: u32, step: Decimal, to: Decimal) -> Kind {
    number(int(0), most, default, digits, even(step, int(0), to))
}

/// An end of the leverage of drawn accounts.
pub(super) const fn leverage(default: Decimal) -> Kind {
    number(int(1), int(125), default, 2, even(int(1), int(1), int(125)))
}

/// An amount of quote currency.
pub(super) const fn amount(default: u32) -> Kind {
    number(int(0), int(1_000_000_000), int(default), 8, even(int(100), int(0), int(20_000)))
}

/// A price.
pub(super) const fn price(default: u32) -> Kind {
    number(frac(1, 6), int(10_000_000), int(default), 10, Pace::ByMagnitude)
}

/// A second of a stream, between two.
pub(super) const fn seconds(first: u32, last: u32, default: u32) -> Kind {
    number(int(first), int(last), int(default), 0, even(int(1), int(first), int(last)))
}

/// Whether a term counts.
pub(super) const fn switch(key: &'static str) -> Parameter {
    Parameter { kind: Kind::Choice(Switch::CHOICES), ..row(key, Group::Budget) }
}

/// A limit of a check.
pub(super) const fn limit(key: &'static str, unit: Unit, default: u32) -> Parameter {
    row(key, Group::Checks).number(unit, part(int(100_000), int(default), 4, int(1), int(200)))
}

/// Whether something is noted that no price depends on.
pub(super) const fn noted(key: &'static str) -> Parameter {
    Parameter { kind: Kind::Choice(Noted::CHOICES), ..row(key, Group::Checks) }
}

/// The weight of a term of the score: at 1 a term counts one where its statistic stands at its limit.
pub(super) const fn weight(key: &'static str, default: Decimal) -> Parameter {
    row(key, Group::Watching).number(Unit::None, number(int(0), int(10), default, 2, even(frac(25, 2), int(0), int(5))))
}
