//! What equity must cover: maintenance by tier, never below zero, costs charged at the price being tested, and amounts fixed at entry.

use crate::engine::margin::Tiers;
use crate::engine::units::{Checked, Money, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// The requirement as a function of notional: max(0, r N - c) + surcharge N + fixed, with r and c of the bracket N lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    tiers: Tiers,
    surcharge: Rate,
    fixed: Money,
}

impl Requirement {
    /// Families A and A+: maintenance at the notional being tested.
    #[must_use]
    pub fn by_tier(tiers: Tiers) -> Self {
        Self { tiers, surcharge: Rate::ZERO, fixed: Money::ZERO }
    }

    /// Families B and B+: an amount that does not move with the price.
    pub fn fixed(amount: Money) -> Result<Self, Error> {
        Ok(Self { tiers: Tiers::flat(Decimal::ZERO, Decimal::ZERO)?, surcharge: Rate::ZERO, fixed: amount })
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

    /// The amount required at a notional, in the settlement currency.
    pub fn at(&self, notional: Money) -> Result<Money, Error> {
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
