//! Rates of the payments to come, their sum after any number of them, and the first at which the sum reaches a share of the notional.

use crate::engine::costs::funding::{FundingRule, MarginRates};
use crate::engine::error::{Field, Number, Range};
use crate::engine::units::{Checked, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::ops::Bound;

/// The rates of payments, counted from 1. As seen by the position: above zero it pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RatePath {
    /// The same each time.
    Fixed(Rate),
    /// Each payment's rate is that of the one before times 1 + growth, at most `cap` either way.
    Growing {
        /// Of the first payment.
        first: Rate,
        /// Growth a payment, above -1.
        growth: Rate,
        /// The largest rate, where there is one.
        cap: Option<Rate>,
    },
    /// One by one, and then on.
    Path {
        /// The first payments, at least one.
        rates: Vec<Rate>,
        /// How it goes on.
        after: After,
    },
}

/// How a path goes on after its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum After {
    /// At its last rate.
    Holds,
    /// From its beginning again.
    Repeats,
}

/// Whether, and with which payment, a sum is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// With this payment, counted from 1; 0 where nothing has to be paid for it.
    At(u64),
    /// With none.
    Never(Never),
}

/// Why a sum is never reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Never {
    /// No payment is made at all.
    NothingPaid,
    /// The position is paid, and never pays.
    Received,
    /// Rates fall away before: all payments together come to less than this share of the notional.
    FadesAway {
        /// What they come near to.
        limit: Rate,
    },
    /// The path turns before: at most this share is ever paid more than received.
    TurnsBack {
        /// The most.
        most: Rate,
    },
}

impl RatePath {
    /// The path of a premium through a venue's rule, for the side that pays a positive rate where `sign` is 1 and a negative one where it is -1.
    /// Errors: an empty path, overflow, or a rule with a divisor of zero.
    pub fn of_premiums(
        rule: &FundingRule,
        margins: Option<MarginRates>,
        premiums: &[Rate],
        sign: Decimal,
        after: After,
    ) -> Result<Self, Error> {
        let paid = |premium: &Rate| rule.rate(*premium, margins)?.get().times(sign).map(Rate::new);
        let rates = premiums.iter().map(paid).collect::<Result<Vec<_>, _>>()?;
        if rates.is_empty() { Err(Error::at(Field::Premiums, Cause::Empty)) } else { Ok(Self::Path { rates, after }) }
    }

    /// The rate of a payment, counted from 1. Errors: as [`RatePath::sum`].
    pub fn at(&self, cycle: u64) -> Result<Rate, Error> {
        match self {
            Self::Fixed(rate) => Ok(*rate),
            Self::Growing { first, growth, cap } => {
                let power = power(factor(*growth)?, cycle.saturating_sub(1));
                let rate = power.map(|power| first.get().times(power)).transpose();
                let (rate, cap) = (rate.ok().flatten(), cap.map(Rate::get));
                match (rate, cap) {
                    (Some(rate), Some(cap)) => Ok(Rate::new(rate.max(-cap).min(cap))),
                    (Some(rate), None) => Ok(Rate::new(rate)),
                    (None, Some(cap)) => Ok(Rate::new(if *first < Rate::ZERO { -cap } else { cap })),
                    (None, None) => Err(Cause::Overflow.into()),
                }
            }
            Self::Path { rates, after } => {
                let length = length(rates);
                let place = match after {
                    After::Holds => cycle.min(length),
                    After::Repeats => cycle.saturating_sub(1).checked_rem(length).unwrap_or(0).saturating_add(1),
                };
                let index = usize::try_from(place.saturating_sub(1)).unwrap_or(usize::MAX);
                rates.get(index).copied().ok_or_else(|| Error::at(Field::Premiums, Cause::Empty))
            }
        }
    }

    /// The sum of the rates of the first payments. Errors: overflow, growth at or below -1, or an empty path.
    pub fn sum(&self, cycles: u64) -> Result<Rate, Error> {
        let count = Decimal::from(cycles);
        match self {
            Self::Fixed(rate) => rate.get().times(count).map(Rate::new),
            Self::Growing { first, growth, cap } => growing(*first, *growth, *cap)?.sum(cycles).map(Rate::new),
            Self::Path { rates, after } => {
                let (whole, rest) = periods(rates, *after, cycles);
                let part = prefix(rates, rest)?;
                let more = match after {
                    After::Holds => last(rates)?.times(whole)?,
                    After::Repeats => prefix(rates, length(rates))?.times(whole)?,
                };
                part.plus(more).map(Rate::new)
            }
        }
    }

    /// The most that the sum was after any of the first payments; not below zero. What a free balance has to hold so that it never runs out.
    pub fn most(&self, cycles: u64) -> Result<Rate, Error> {
        let Self::Path { rates, after } = self else { return self.sum(cycles).map(Rate::cost) };
        let (whole, rest) = periods(rates, *after, cycles);
        let highest = |count: u64| -> Result<Decimal, Error> {
            let (mut sum, mut most) = (Decimal::ZERO, Decimal::ZERO);
            for rate in rates.iter().take(usize::try_from(count).unwrap_or(usize::MAX)) {
                sum = sum.plus(rate.get())?;
                most = most.max(sum);
            }
            Ok(most)
        };
        let most = match after {
            // Held at one rate, the sum is highest at an end.
            After::Holds => highest(rest)?.max(self.sum(cycles)?.get()),
            After::Repeats if whole.is_zero() => highest(rest)?,
            After::Repeats => {
                let period = prefix(rates, length(rates))?;
                let before = period.times(whole.minus(Decimal::ONE)?)?.max(Decimal::ZERO);
                let now = period.times(whole)?.plus(highest(rest)?)?;
                before.plus(highest(length(rates))?)?.max(now)
            }
        };
        Ok(Rate::new(most.max(Decimal::ZERO)))
    }

    /// The first payment after which the sum is at or above `share`. Exact: solved, and held against the sums before and after it.
    /// Errors: overflow, growth at or below -1, or an empty path.
    pub fn reach(&self, share: Rate) -> Result<Reach, Error> {
        let share = share.get();
        if share <= Decimal::ZERO {
            return Ok(Reach::At(0));
        }
        match self {
            Self::Fixed(rate) => match never_paid(*rate) {
                Some(never) => Ok(Reach::Never(never)),
                None => whole_payments(share, rate.get()).map(Reach::At),
            },
            Self::Growing { first, growth, cap } => growing(*first, *growth, *cap)?.reach(share),
            Self::Path { rates, after } => along(rates, *after, share),
        }
    }
}

/// Why a rate that stays is never paid.
fn never_paid(rate: Rate) -> Option<Never> {
    match rate.get() {
        rate if rate.is_zero() => Some(Never::NothingPaid),
        rate if rate.is_sign_negative() => Some(Never::Received),
        _ => None,
    }
}

/// How many payments of one rate come to a share, rounded up.
fn whole_payments(share: Decimal, rate: Decimal) -> Result<u64, Error> {
    let mut count = share.over(rate)?.ceil();
    // The quotient has 28 digits: held against the products, which have all of theirs.
    if count.minus(Decimal::ONE)?.times(rate)? >= share {
        count = count.minus(Decimal::ONE)?;
    } else if count.times(rate)? < share {
        count = count.plus(Decimal::ONE)?;
    }
    count.to_u64().ok_or_else(|| Cause::Overflow.into())
}

/// Whole periods, or payments at the last rate, and the payments of the path itself that are left.
fn periods(rates: &[Rate], after: After, cycles: u64) -> (Decimal, u64) {
    let length = length(rates);
    match after {
        After::Holds => (Decimal::from(cycles.saturating_sub(length)), cycles.min(length)),
        After::Repeats => {
            let (whole, rest) = (cycles.checked_div(length), cycles.checked_rem(length));
            (Decimal::from(whole.unwrap_or(0)), rest.unwrap_or(0))
        }
    }
}

fn length(rates: &[Rate]) -> u64 {
    u64::try_from(rates.len()).unwrap_or(u64::MAX)
}

fn last(rates: &[Rate]) -> Result<Decimal, Error> {
    rates.last().map(|rate| rate.get()).ok_or_else(|| Error::at(Field::Premiums, Cause::Empty))
}

fn prefix(rates: &[Rate], count: u64) -> Result<Decimal, Error> {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    rates.iter().take(count).try_fold(Decimal::ZERO, |sum, rate| sum.plus(rate.get()))
}

/// The first payment of a path at which its sum reaches a share above `before`, and the highest sum on the way.
fn walk(rates: &[Rate], share: Decimal, before: Decimal) -> Result<(Option<u64>, Decimal, Decimal), Error> {
    let (mut sum, mut most) = (before, before);
    for (number, rate) in (1_u64..).zip(rates) {
        sum = sum.plus(rate.get())?;
        most = most.max(sum);
        if sum >= share {
            return Ok((Some(number), sum, most));
        }
    }
    Ok((None, sum, most))
}

fn along(rates: &[Rate], after: After, share: Decimal) -> Result<Reach, Error> {
    let length = length(rates);
    let (found, sum, most) = walk(rates, share, Decimal::ZERO)?;
    if let Some(number) = found {
        return Ok(Reach::At(number));
    }
    let gains = match after {
        After::Holds => last(rates)?,
        After::Repeats => sum,
    };
    if gains <= Decimal::ZERO {
        return Ok(Reach::Never(match rates {
            _ if most > Decimal::ZERO => Never::TurnsBack { most: Rate::new(most) },
            _ if rates.iter().all(|rate| rate.get().is_zero()) => Never::NothingPaid,
            _ => Never::Received,
        }));
    }
    match after {
        After::Holds => {
            let more = whole_payments(share.minus(sum)?, gains)?;
            length.checked_add(more).map(Reach::At).ok_or_else(|| Cause::Overflow.into())
        }
        After::Repeats => {
            // As many periods before as leave the highest sum of one short of the share.
            let whole = whole_payments(share.minus(most)?, gains)?;
            let before = gains.times(Decimal::from(whole))?;
            let (found, ..) = walk(rates, share, before)?;
            let number = found.and_then(|number| whole.checked_mul(length)?.checked_add(number));
            number.map(Reach::At).ok_or_else(|| Cause::Overflow.into())
        }
    }
}

/// 1 + growth. Errors: not above zero.
fn factor(growth: Rate) -> Result<Decimal, Error> {
    let factor = growth.get().plus(Decimal::ONE)?;
    if factor > Decimal::ZERO {
        return Ok(factor);
    }
    let range = Range { from: Bound::Excluded(Number::Exact(Decimal::NEGATIVE_ONE)), to: Bound::Unbounded };
    Err(Error::at(Field::Growth, Cause::OutOfRange { value: growth.get().into(), range }))
}

/// A power by squaring; `None` where it leaves the 28 digits.
fn power(factor: Decimal, exponent: u64) -> Option<Decimal> {
    let (mut power, mut square, mut left) = (Decimal::ONE, factor, exponent);
    while left > 0 {
        if left % 2 == 1 {
            power = power.checked_mul(square)?;
        }
        left /= 2;
        if left > 0 {
            square = square.checked_mul(square)?;
        }
    }
    Some(power)
}

/// Rates that grow or fall by a factor, in a stretch at the cap and one that is not.
struct Growing {
    first: Decimal,
    factor: Decimal,
    cap: Option<Decimal>,
    /// Payments whose rate the cap does not touch where rates grow, and whose it does where they fall.
    bend: u64,
}

fn growing(first: Rate, growth: Rate, cap: Option<Rate>) -> Result<Growing, Error> {
    let (first, mut factor, cap) = (first.get(), factor(growth)?, cap.map(|cap| cap.get().max(Decimal::ZERO)));
    // Nothing stays nothing, however it grows.
    if first.is_zero() {
        factor = Decimal::ONE;
    }
    let mut found = Growing { first, factor, cap, bend: u64::MAX };
    if let Some(cap) = cap {
        let above = |cycle: u64| found.free(cycle).is_none_or(|rate| rate.abs() > cap);
        found.bend = if factor == Decimal::ONE {
            if above(1) { 0 } else { u64::MAX }
        } else if factor > Decimal::ONE {
            first_where(above).map_or(u64::MAX, |cycle| cycle.saturating_sub(1))
        } else {
            first_where(|cycle| !above(cycle)).map_or(u64::MAX, |cycle| cycle.saturating_sub(1))
        };
    }
    Ok(found)
}

/// The first number from 1 for which something holds that, once it does, holds for all after it; `None` where it never does.
fn first_where(holds: impl Fn(u64) -> bool) -> Option<u64> {
    let mut high = 1_u64;
    while !holds(high) {
        high = high.checked_mul(2)?;
    }
    let mut low = high / 2;
    while high.saturating_sub(low) > 1 {
        let middle = u64::midpoint(low, high);
        if holds(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

impl Growing {
    /// The rate of a payment without the cap.
    fn free(&self, cycle: u64) -> Option<Decimal> {
        self.first.checked_mul(power(self.factor, cycle.saturating_sub(1))?)
    }

    fn capped(&self) -> Decimal {
        let cap = self.cap.unwrap_or(Decimal::ZERO);
        if self.first.is_sign_negative() { -cap } else { cap }
    }

    /// The sum of `count` free rates from the payment `from` on.
    fn geometric(&self, from: u64, count: u64) -> Result<Decimal, Error> {
        let overflow = || Error::from(Cause::Overflow);
        let start = self.free(from).ok_or_else(overflow)?;
        if self.factor == Decimal::ONE {
            return start.times(Decimal::from(count));
        }
        let grown = power(self.factor, count).ok_or_else(overflow)?.minus(Decimal::ONE)?;
        start.times(grown.over(self.factor.minus(Decimal::ONE)?)?)
    }

    fn sum(&self, cycles: u64) -> Result<Decimal, Error> {
        let (before, after) = (cycles.min(self.bend), cycles.saturating_sub(self.bend));
        if self.cap.is_none() {
            return self.geometric(1, cycles);
        }
        if self.factor < Decimal::ONE {
            let held = self.capped().times(Decimal::from(before))?;
            return if after == 0 { Ok(held) } else { held.plus(self.geometric(before.saturating_add(1), after)?) };
        }
        self.geometric(1, before)?.plus(self.capped().times(Decimal::from(after))?)
    }

    fn reach(&self, share: Decimal) -> Result<Reach, Error> {
        let cap_is_zero = self.cap.is_some_and(|cap| cap.is_zero());
        let rate = if cap_is_zero { Decimal::ZERO } else { self.first };
        if let Some(never) = never_paid(Rate::new(rate)) {
            return Ok(Reach::Never(never));
        }
        if self.factor < Decimal::ONE {
            // Where it ends: what the capped payments come to, and start / (1 - factor) from then on.
            let (held, next) = match self.cap {
                Some(_) => (self.capped().times(Decimal::from(self.bend))?, self.free(self.bend.saturating_add(1))),
                None => (Decimal::ZERO, Some(self.first)),
            };
            let rest = next.unwrap_or(Decimal::ZERO).over(Decimal::ONE.minus(self.factor)?)?;
            let limit = held.plus(rest)?;
            if share >= limit {
                return Ok(Reach::Never(Never::FadesAway { limit: Rate::new(limit) }));
            }
        }
        // Beyond the digits the sum is beyond any share.
        let reached = |cycles: u64| self.sum(cycles).map_or(true, |sum| sum >= share);
        first_where(reached).map(Reach::At).ok_or_else(|| Cause::Overflow.into())
    }
}

#[cfg(test)]
mod tests;
