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

    /// The amount required at a notional, in the settlement currency.
    pub fn at(&self, notional: Money) -> Result<Money, Error> {
        let mut maintenance = self.tiers.maintenance(notional)?;
        if let Some(growth) = self.growth {
            maintenance = maintenance.max(notional.times(growth.rate(notional)?)?);
        }
        maintenance.plus(notional.times(self.surcharge)?)?.plus(self.fixed)
    }

    /// The rate that grows, with the further rate and the amount that are asked beside it; `None` where none grows.
    pub(super) fn grown(&self) -> Option<(Growth, Rate, Money)> {
        self.growth.map(|growth| (growth, self.surcharge, self.fixed))
    }

    /// What the table and all beside a growing rate ask, in straight pieces, by rising floor. Errors: [`Cause::RatesTakeAll`].
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
