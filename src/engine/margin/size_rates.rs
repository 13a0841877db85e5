//! Margin rates that grow with the size of a position instead of its notional.

use crate::engine::margin::Tiers;
use crate::engine::units::{Checked, Quantity, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// A rate of base + size x step on the whole notional, so that the requirement is quadratic in size. At a given size the rate does not
/// move with the price. Source: margin-rules section 1, Deribit linear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SizeRates {
    /// Initial rate of the smallest position.
    pub initial_base: Rate,
    /// Maintenance rate of the smallest position.
    pub maintenance_base: Rate,
    /// What each coin of size adds to both, as a fraction per coin.
    pub step: Decimal,
}

impl SizeRates {
    /// Initial rate of a position of this size, in coin.
    pub fn initial(&self, size: Quantity) -> Result<Rate, Error> {
        self.initial_base.plus(self.grown(size)?)
    }

    /// Maintenance rate of a position of this size, in coin.
    pub fn maintenance(&self, size: Quantity) -> Result<Rate, Error> {
        self.maintenance_base.plus(self.grown(size)?)
    }

    /// The table of a position of this size: one rate for every notional. Errors: [`Cause::RateOfSize`] where the rate reaches 1.
    pub fn tiers(&self, size: Quantity) -> Result<Tiers, Error> {
        let rate = self.maintenance(size)?.get();
        if rate >= Decimal::ONE {
            let percent = rate.times(Decimal::ONE_HUNDRED)?.into();
            let below = Decimal::ONE.minus(self.maintenance_base.get())?.over(self.step)?.into();
            return Err(Cause::RateOfSize { percent, below }.into());
        }
        Tiers::flat(rate, Decimal::ZERO)
    }

    fn grown(&self, size: Quantity) -> Result<Rate, Error> {
        size.get().times(self.step).map(Rate::new)
    }
}
