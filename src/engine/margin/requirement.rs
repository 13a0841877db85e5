//! What equity must cover: maintenance by tier, never below zero, costs charged at the price being tested, and amounts fixed at entry.

use crate::engine::margin::Tiers;
use crate::engine::margin::growth::Growth;
use crate::engine::units::{Checked, Money, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// The requirement as a function of notional: max(0, r N - c) + surcharge N + fixed, with r and c of the bracket N lies in. Where a rate grows
/// with a power of the notional, the larger of r N - c and that rate's part counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    tiers: Tiers,
    surcharge: Rate,
    fixed: Money,
    growth: Option<Growth>,
}

impl Requirement {
    /// Families A and A+: maintenance at the notional being tested.
    #[must_use]
    pub fn by_tier(tiers: Tiers) -> Self {
        Self { tiers, surcharge: Rate::ZERO, fixed: Money::ZERO, growth: None }
    }

    /// Families B and B+: an amount that does not move with the price.
    pub fn fixed(amount: Money) -> Result<Self, Error> {
        let tiers = Tiers::flat(Decimal::ZERO, Decimal::ZERO)?;
        Ok(Self { tiers, surcharge: Rate::ZERO, fixed: amount, growth: None })
    }

    /// The same with a further rate on the notional being tested, such as a closing fee.
    pub fn with_surcharge(mut self, rate: Rate) -> Result<Self, Error> {
        self.surcharge = self.surcharge.plus(rate)?;
        Ok(self)
    }

    /// The same with a further fixed amount.
    pub fn with_fixed(mut self, amount: Money) -> Result<Self, Error> {
        self.fixed = self.fixed.plus(amount)?;
        Ok(self)
    }

    /// The same with a rate that grows with the notional being tested, where that asks for more than the table.
    #[must_use]
    pub fn with_growth(self, growth: Growth) -> Self {
        Self { growth: Some(growth), ..self }
    }

    /// The requirement of a notional with the rate that has grown to there held still; `None` where no rate grows. Errors: as [`Growth::rate`].
    pub(super) fn standing(&self, notional: Money) -> Result<Option<Self>, Error> {
        let Some(growth) = self.growth else { return Ok(None) };
        let rate = growth.rate(notional)?;
        let grown = notional.times(rate)? > self.tiers.maintenance(notional)?;
        let tiers = if grown { Tiers::flat(rate.get(), Decimal::ZERO)? } else { self.tiers.clone() };
        Ok(Some(Self { tiers, growth: None, ..self.clone() }))
    }

    /// The amount required at a notional, in the settlement currency.
    pub fn at(&self, notional: Money) -> Result<Money, Error> {
        if let Some(standing) = self.standing(notional)? {
            return standing.at(notional);
        }
        self.tiers.maintenance(notional)?.plus(notional.times(self.surcharge)?)?.plus(self.fixed)
    }

    /// The same in straight pieces, by rising floor. Errors: [`Cause::RatesTakeAll`].
    pub(super) fn pieces(&self) -> Result<Vec<Piece>, Error> {
        self.tiers
            .pieces()
            .into_iter()
            .map(|b| {
                let rate = b.rate.plus(self.surcharge.get())?;
                if rate >= Decimal::ONE {
                    let percent = rate.times(Decimal::ONE_HUNDRED)?.normalize().into();
                    return Err(Cause::RatesTakeAll { percent }.into());
                }
                Ok(Piece { floor: b.floor, rate, constant: self.fixed.get().minus(b.deduction)? })
            })
            .collect()
    }
}

/// The requirement within one bracket: `rate` N + `constant`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub floor: Decimal,
    pub rate: Decimal,
    pub constant: Decimal,
}
