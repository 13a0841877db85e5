//! Where a rate that grows with the notional begins or ceases to be covered.
//!
//! Equity less such a requirement is a concave curve in notional without a root in closed form, so the ends of a stretch that holds a crossing are drawn
//! together until the rate, which is counted to 1e-12, is one and the same, or has a single step, between them. Within one rate the crossing is that of a
//! straight line, and as exact as any other. Following the rate of each price to the next price instead does not come to rest for a short: a higher rate
//! leads to a nearer price, and that to a lower rate.

use super::{Line, Quotient};
use crate::engine::margin::Growth;
use crate::engine::units::{Checked as _, Money};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// Halvings after which a stretch is given up; 28 digits have fewer.
const STEPS: u32 = 200;

/// How finely a rate is counted.
const STEP: Decimal = Decimal::from_parts(1, 0, 0, false, 12);

/// Digits to which the place of a step is given: more than `f64` tells rates apart by, and fewer than halving leaves.
const DIGITS: u32 = 20;

/// Below this a decimal has fewer than so many digits left of its 28 places.
const SMALL: Decimal = Decimal::from_parts(1, 0, 0, false, 8);

/// A line of equity against a rate that grows, without the table beside it.
pub(super) struct Grown<'a> {
    pub line: &'a Line,
    pub growth: Growth,
    /// A further rate on the notional.
    pub surcharge: Decimal,
    /// What is asked beside all rates.
    pub fixed: Decimal,
}

impl Grown<'_> {
    /// Equity less what is asked, at a notional; above zero is safe.
    pub fn slack(&self, notional: Decimal) -> Result<Decimal, Error> {
        self.intercept()?.plus(self.line.sign.minus(self.rate(notional)?)?.times(notional)?)
    }

    /// Slack without any notional: nothing is asked there but what is fixed.
    fn intercept(&self) -> Result<Decimal, Error> {
        self.line.equity_at_zero.minus(self.fixed)
    }

    fn rate(&self, notional: Decimal) -> Result<Decimal, Error> {
        self.growth.rate(Money::new(notional))?.get().plus(self.surcharge)
    }

    /// The notional at which a start that is safe no longer is, in the direction that hurts, or one that is not becomes so, in the other.
    /// `None` where that never comes.
    pub fn turn(&self, start: Decimal, is_safe: bool) -> Result<Option<Quotient>, Error> {
        let intercept = self.intercept()?;
        let falls_with_notional = self.line.sign.is_sign_negative();
        match (is_safe, falls_with_notional) {
            // Down to no notional: slack is above zero at both ends, and so between them, or it crosses once.
            (true, false) if intercept >= Decimal::ZERO => Ok(None),
            (true, false) => self.between(start, Decimal::ZERO).map(Some),
            // Up: equity itself is gone where the notional has taken the intercept.
            (true, true) => self.between(start, intercept).map(Some),
            (false, true) if intercept <= Decimal::ZERO => Ok(None),
            (false, true) => self.between(Decimal::ZERO, start).map(Some),
            (false, false) => {
                let peak = self.growth.peak(self.surcharge)?;
                if peak <= start || self.slack(peak)? <= Decimal::ZERO {
                    return Ok(None);
                }
                self.between(peak, start).map(Some)
            }
        }
    }

    /// The crossing between a notional that is safe and one that is not. Where slack skips zero, because the rate takes a step there, it is that step: so
    /// that less equity never leads farther. Errors: overflow.
    fn between(&self, mut safe: Decimal, mut not: Decimal) -> Result<Quotient, Error> {
        for _ in 0..STEPS {
            let (rate, other) = (self.rate(safe)?, self.rate(not)?);
            if rate.minus(other)?.abs() <= STEP {
                for rate in [rate, other] {
                    let (top, bottom) = self.root(rate)?;
                    if top.over(bottom).is_ok_and(|at| self.rate(at).is_ok_and(|there| there == rate)) {
                        return Ok((top, bottom));
                    }
                }
            }
            let middle = safe.plus(not)?.over(Decimal::TWO)?;
            if middle == safe || middle == not {
                break;
            }
            if self.slack(middle)? > Decimal::ZERO {
                safe = middle;
            } else {
                not = middle;
            }
        }
        // The same step from wherever it was approached; what is next to nothing has no more digits than places.
        let step = if not < SMALL { not } else { not.round_sf(DIGITS).ok_or(Cause::NoFixedPoint)? };
        Ok((step, Decimal::ONE))
    }

    /// Where slack is zero while the rate stands still.
    fn root(&self, rate: Decimal) -> Result<Quotient, Error> {
        Ok((-self.intercept()?, self.line.sign.minus(rate)?))
    }
}
