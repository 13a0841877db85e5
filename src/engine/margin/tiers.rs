//! Margin tiers: the maintenance rate by notional, with the cumulative amounts that make it continuous.

use crate::engine::error::TierProblem;
use crate::engine::units::{Checked, Money};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// One bracket of a table: from its floor up to the next bracket's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bracket {
    /// Lowest notional of the bracket, inclusive, in the settlement currency.
    pub floor: Decimal,
    /// Maintenance rate r, as a fraction.
    pub rate: Decimal,
    /// Cumulative maintenance amount c: the requirement is r N - c.
    pub deduction: Decimal,
    /// Highest leverage the venue allows here, where the table says.
    pub max_leverage: Option<Decimal>,
}

/// A whole table, brackets by rising floor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiers(Vec<Bracket>);

impl Tiers {
    /// One rate for every notional, with a deduction (zero for most).
    pub fn flat(rate: Decimal, deduction: Decimal) -> Result<Self, Error> {
        Self::new(vec![Bracket { floor: Decimal::ZERO, rate, deduction, max_leverage: None }])
    }

    /// A table whose brackets are marginal: only the part above a floor pays the bracket's rate.
    /// Deductions by the recurrence c_n = c_(n-1) + floor_n (r_n - r_(n-1)). Source: margin-rules section 1, Binance.
    pub fn marginal(rows: &[(Decimal, Decimal, Option<Decimal>)]) -> Result<Self, Error> {
        let mut brackets: Vec<Bracket> = Vec::with_capacity(rows.len());
        for &(floor, rate, max_leverage) in rows {
            let deduction = match brackets.last() {
                None => Decimal::ZERO,
                Some(last) => next_deduction(last.deduction, last.rate, floor, rate)?,
            };
            brackets.push(Bracket { floor, rate, deduction, max_leverage });
        }
        Self::new(brackets)
    }

    /// A table without deductions: the whole position pays the rate of its bracket, and the requirement jumps at a floor.
    pub fn jumping(rows: &[(Decimal, Decimal, Option<Decimal>)]) -> Result<Self, Error> {
        Self::new(
            rows.iter()
                .map(|&(floor, rate, max_leverage)| Bracket { floor, rate, deduction: Decimal::ZERO, max_leverage })
                .collect(),
        )
    }

    /// A table as given. Errors: [`Cause::Tiers`] where it is empty, does not begin at zero, is out of order, or has a rate
    /// outside 0..1.
    pub fn new(brackets: Vec<Bracket>) -> Result<Self, Error> {
        let bad = |problem| Err(Cause::Tiers(problem).into());
        let Some(first) = brackets.first() else {
            return bad(TierProblem::Empty);
        };
        if !first.floor.is_zero() {
            return bad(TierProblem::Beginning { floor: first.floor });
        }
        for (tier, b) in (1..).zip(&brackets) {
            if b.rate.is_sign_negative() || b.rate >= Decimal::ONE {
                return bad(TierProblem::Rate { tier, rate: b.rate });
            }
        }
        for (tier, (before, after)) in (2..).zip(brackets.iter().zip(brackets.iter().skip(1))) {
            if after.floor <= before.floor || after.rate < before.rate {
                return bad(TierProblem::NotRising { tier });
            }
        }
        Ok(Self(brackets))
    }

    /// All brackets, by rising floor. Never empty.
    #[must_use]
    pub fn brackets(&self) -> &[Bracket] {
        &self.0
    }

    /// The bracket in force at a notional: the last whose floor is not above it.
    #[must_use]
    pub fn at(&self, notional: Money) -> Option<&Bracket> {
        let after = self.0.partition_point(|b| b.floor <= notional.get());
        self.0.get(after.saturating_sub(1))
    }

    /// Maintenance margin r N - c at a notional, never below zero.
    pub fn maintenance(&self, notional: Money) -> Result<Money, Error> {
        match self.at(notional) {
            None => Ok(Money::ZERO),
            Some(b) => {
                let required = b.rate.times(notional.get())?.minus(b.deduction)?;
                Ok(Money::new(required.max(Decimal::ZERO)))
            }
        }
    }

    /// The straight pieces of [`Tiers::maintenance`], by rising floor: the brackets, and where a deduction exceeds the product r N, a
    /// piece of rate zero up to c / r, so that nothing is ever less than nothing.
    pub(in crate::engine) fn pieces(&self) -> Vec<Bracket> {
        let mut pieces = Vec::with_capacity(self.0.len());
        let ceilings = self.0.iter().skip(1).map(|b| Some(b.floor)).chain(std::iter::once(None));
        for (b, ceiling) in self.0.iter().zip(ceilings) {
            // Past 28 digits on either side there is no notional at which the product makes up for it, or none at which it does not.
            let covered = b.rate.times(b.floor).map_or(true, |product| product >= b.deduction);
            let from = if covered { Some(b.floor) } else { b.deduction.over(b.rate).ok().map(|n| n.max(b.floor)) };
            if from != Some(b.floor) {
                pieces.push(Bracket { rate: Decimal::ZERO, deduction: Decimal::ZERO, ..b.clone() });
            }
            if let Some(floor) = from.filter(|from| ceiling.is_none_or(|ceiling| *from < ceiling)) {
                pieces.push(Bracket { floor, ..b.clone() });
            }
        }
        pieces
    }

    /// The table one tier up: each bracket pays the *next* bracket's rate on the whole notional with its own deduction, the last
    /// its own rate; never less than before. The last bracket, and with it a flat rate, takes `flat_next` as its next rate where one is given.
    /// Source: margin-rules section 5, next tier.
    pub fn one_up(&self, flat_next: Option<Decimal>) -> Result<Self, Error> {
        let next_rates = self.0.iter().skip(1).map(|b| Some(b.rate)).chain(std::iter::once(flat_next));
        let raised = self
            .0
            .iter()
            .zip(next_rates)
            .map(|(b, next)| Bracket { rate: next.map_or(b.rate, |r| r.max(b.rate)), ..b.clone() })
            .collect();
        Self::new(raised)
    }
}

/// The deduction of a bracket from the one below it: c' = c + floor (r' - r).
pub fn next_deduction(deduction: Decimal, rate: Decimal, floor: Decimal, next_rate: Decimal) -> Result<Decimal, Error> {
    deduction.plus(floor.times(next_rate.minus(rate)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;

    fn rows(list: &[(&str, &str)]) -> Vec<(Decimal, Decimal, Option<Decimal>)> {
        list.iter().map(|(f, r)| (d(f), d(r), None)).collect()
    }

    #[test]
    fn a_floor_belongs_to_the_bracket_it_opens() {
        let t = Tiers::marginal(&rows(&[("0", "0.01"), ("100", "0.02")])).unwrap();
        assert_eq!(t.at(Money::new(d("99.9"))).unwrap().rate, d("0.01"));
        assert_eq!(t.at(Money::new(d("100"))).unwrap().rate, d("0.02"));
    }

    #[test]
    fn marginal_tables_are_continuous_at_every_floor_and_jumping_ones_are_not() {
        let list = rows(&[("0", "0.02"), ("1000", "0.025"), ("2000", "0.03")]);
        let t = Tiers::marginal(&list).unwrap();
        for pair in t.brackets().windows(2) {
            let n = pair[1].floor;
            assert_eq!(pair[0].rate * n - pair[0].deduction, pair[1].rate * n - pair[1].deduction);
        }
        let j = Tiers::jumping(&list).unwrap();
        assert_eq!(j.maintenance(Money::new(d("1000"))).unwrap().get(), d("25"));
        assert_eq!(j.maintenance(Money::new(d("999"))).unwrap().get(), d("19.98"));
    }

    #[test]
    fn one_up_takes_the_next_rate_and_keeps_the_deduction() {
        let t = Tiers::marginal(&rows(&[("0", "0.02"), ("1000", "0.025")])).unwrap();
        let up = t.one_up(None).unwrap();
        assert_eq!(up.maintenance(Money::new(d("500"))).unwrap().get(), d("12.5"));
        assert_eq!(up.maintenance(Money::new(d("2000"))).unwrap(), t.maintenance(Money::new(d("2000"))).unwrap());
        let flat = Tiers::flat(d("0.01"), Decimal::ZERO).unwrap();
        assert_eq!(flat.one_up(Some(d("0.005"))).unwrap(), flat);
    }

    #[test]
    fn broken_tables_are_refused_with_the_tier_that_breaks_them() {
        assert!(Tiers::new(vec![]).is_err());
        let e = Tiers::marginal(&rows(&[("0", "0.02"), ("10", "0.01")])).unwrap_err();
        assert_eq!(e.cause, Cause::Tiers(TierProblem::NotRising { tier: 2 }));
        assert!(Tiers::marginal(&rows(&[("5", "0.02")])).is_err());
        assert!(Tiers::marginal(&rows(&[("0", "1")])).is_err());
    }
}
