//! dYdX v4, which counts margin in whole quanta of a millionth USDC and shares an account's equity out by maintenance margin.
//!
//! What is asked is rounded up (initial margin, then maintenance margin from it), a notional is cut off toward zero, and the
//! bankruptcy price of a close is rounded up, against the closing side. Source: margin-rules section 1, dYdX v4; the chain's
//! published liquidation arithmetic.

mod quanta;

pub use quanta::{Fraction, Quanta};

use crate::engine::error::{Field, within};
use crate::engine::margin::{MarginCalculation, Regime};
use crate::engine::units::{Checked, Price, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// Open interest and the caps between which it raises initial margin, in USDC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenInterest {
    /// Open notional: open interest at the oracle price.
    pub open: Quanta,
    /// Up to here the base fraction holds.
    pub lower_cap: Quanta,
    /// From here on the whole notional is asked; zero switches the scaling off.
    pub upper_cap: Quanta,
}

/// A market's margin terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Market {
    /// The oracle price.
    pub oracle: Price,
    /// Initial margin fraction (IMF), 0 to 1, before open interest raises it.
    pub initial: Rate,
    /// Maintenance margin as a fraction of the base initial margin, 0 to 1.
    pub maintenance_of_initial: Rate,
    /// Open interest, where it counts.
    pub open_interest: Option<OpenInterest>,
}

impl Market {
    /// A market with one maintenance fraction (MMF) of notional and nothing else known.
    #[must_use]
    pub fn with_maintenance(oracle: Price, fraction: Rate) -> Self {
        Self { oracle, initial: fraction, maintenance_of_initial: Rate::new(Decimal::ONE), open_interest: None }
    }

    /// The initial margin fraction in force: base + (1 - base) (open - lower) / (upper - lower), between base and 1.
    pub fn effective_initial(&self) -> Result<Fraction, Error> {
        let base = Fraction::of(self.initial)?;
        let Some(OpenInterest { open, lower_cap, upper_cap }) = self.open_interest else {
            return Ok(base);
        };
        if upper_cap == Quanta::ZERO {
            return Ok(base);
        }
        if open >= upper_cap {
            return Fraction::new(1, 1);
        }
        if open <= lower_cap {
            return Ok(base);
        }
        base.toward_one(Fraction::new(open.minus(lower_cap)?.get(), upper_cap.minus(lower_cap)?.get())?)
    }

    /// Initial margin of a notional, rounded up, never more than the notional.
    pub fn initial_margin(&self, notional: Quanta) -> Result<Quanta, Error> {
        let notional = notional.magnitude()?;
        Ok(notional.ceil(self.effective_initial()?)?.min(notional))
    }

    /// Maintenance margin of a notional: a fraction of the base initial margin, each rounded up. Open interest has no part in it.
    pub fn maintenance_margin(&self, notional: Quanta) -> Result<Quanta, Error> {
        let base = notional.magnitude()?.ceil(Fraction::of(self.initial)?)?;
        base.ceil(Fraction::of(self.maintenance_of_initial)?)
    }

    /// Maintenance margin fraction, unrounded.
    fn maintenance_fraction(&self) -> Result<Decimal, Error> {
        self.initial.get().times(self.maintenance_of_initial.get())
    }
}

/// A position of an account: its size in coin, negative for a short, and its market.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// Size in coin, signed.
    pub size: Decimal,
    /// The market.
    pub market: Market,
}

/// What a position adds to its account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Risk {
    /// Net notional, signed (NC).
    net: Quanta,
    /// Initial margin (IMR).
    initial: Quanta,
    /// Maintenance margin (MMR).
    maintenance: Quanta,
}

impl Holding {
    fn risk_at(&self, size: Decimal) -> Result<Risk, Error> {
        let net = Quanta::notional(size, self.market.oracle)?;
        let (initial, maintenance) = (self.market.initial_margin(net)?, self.market.maintenance_margin(net)?);
        Ok(Risk { net, initial, maintenance })
    }
}

/// How a liquidation order's limit is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitTerms {
    /// Bankruptcy adjustment BA: how fast the limit moves as equity sinks below maintenance. Mainnet: 1.
    pub bankruptcy_adjustment: Rate,
    /// Widest spread as a multiple of the position's maintenance margin (SMMR). Mainnet: 1.5.
    pub spread_to_maintenance: Rate,
}

/// A subaccount: a quote balance, negative where positions were bought with it, and positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subaccount {
    /// Quote balance.
    pub quote: Quanta,
    /// Positions.
    pub holdings: Vec<Holding>,
}

impl Subaccount {
    /// Equity and requirement in USDC.
    pub fn calculation(&self, regime: Regime) -> Result<MarginCalculation, Error> {
        let total = self.total()?;
        let required = match regime {
            Regime::Initial => total.initial,
            Regime::Maintenance => total.maintenance,
        };
        Ok(MarginCalculation {
            regime,
            equity: total.net.money()?,
            required: required.money()?,
            // The chain liquidates below its maintenance margin, not at it.
            equality_meets: true,
        })
    }

    /// What the account must get for closing `delta` coin of position `index` (from 0) so that it gives away its share of equity and no more:
    /// -dNC - floor(TNC |dMMR| / TMMR). Negative: what it may pay. `delta` is signed against the position and no larger than it.
    /// Errors: [`Cause::NoSuchPosition`], [`Cause::OutOfRange`], or a division by zero where the account has no maintenance margin.
    pub fn bankruptcy_price(&self, index: usize, delta: Decimal) -> Result<Quanta, Error> {
        let holding = self.holding(index)?;
        let (low, high) = if holding.size.is_sign_negative() {
            (Decimal::ZERO, -holding.size)
        } else {
            (-holding.size, Decimal::ZERO)
        };
        within(Field::ClosedSize, delta, low..=high)?;
        let total = self.total()?;
        let (before, after) = (holding.risk_at(holding.size)?, holding.risk_at(holding.size.plus(delta)?)?);
        let released = before.maintenance.minus(after.maintenance)?;
        let share = Fraction::new(released.get(), total.maintenance.get()).map_err(no_maintenance)?;
        before.net.minus(after.net)?.minus(total.net.floor(share)?)
    }

    /// The limit of a liquidation order that closes position `index` (from 0), its fillable price:
    /// (PNNV - clamp(BA (1 - TNC / TMMR), 0, 1) SMMR PMMR) / size, unrounded. Errors as [`Self::bankruptcy_price`], and where the spread
    /// eats the whole notional.
    pub fn limit_price(&self, index: usize, terms: LimitTerms) -> Result<Price, Error> {
        let holding = self.holding(index)?;
        let (total, own) = (self.total()?, holding.risk_at(holding.size)?);
        let (equity, required) = (total.net.money()?.get(), total.maintenance.money()?.get());
        let widest = own.maintenance.money()?.get().times(terms.spread_to_maintenance.get())?;
        // BA (TMMR - TNC), clamped to 0..TMMR: the division comes last, so that whole prices stay whole.
        let sunk = required.minus(equity)?.times(terms.bankruptcy_adjustment.get())?;
        let sunk = sunk.clamp(Decimal::ZERO, required);
        let spread = widest.times(sunk)?.over(required).map_err(no_maintenance)?;
        Price::new(own.net.money()?.get().minus(spread)?.over(holding.size)?).map_err(|e| e.or_at(Field::FillablePrice))
    }

    /// The oracle price of position `index` (from 0) at which equity equals maintenance margin, the others where they are:
    /// (e - s q m - MMR of the others) / (q MMF - s q). `None` where no price above zero does. Unrounded but for the others' whole quanta.
    pub fn liquidation_price(&self, index: usize) -> Result<Option<Price>, Error> {
        let holding = self.holding(index)?;
        let (total, own) = (self.total()?, holding.risk_at(holding.size)?);
        let others = total.maintenance.minus(own.maintenance)?;
        let top = total.net.minus(own.net)?.minus(others)?.money()?.get();
        let asked = holding.size.abs().times(holding.market.maintenance_fraction()?)?;
        let bottom = asked.minus(holding.size)?;
        if bottom.is_zero() {
            return Ok(None);
        }
        Ok(Price::new(top.over(bottom)?).ok())
    }

    fn total(&self) -> Result<Risk, Error> {
        let mut total = Risk { net: self.quote, initial: Quanta::ZERO, maintenance: Quanta::ZERO };
        for holding in &self.holdings {
            let one = holding.risk_at(holding.size)?;
            total.net = total.net.plus(one.net)?;
            total.initial = total.initial.plus(one.initial)?;
            total.maintenance = total.maintenance.plus(one.maintenance)?;
        }
        Ok(total)
    }

    fn holding(&self, index: usize) -> Result<&Holding, Error> {
        let count = self.holdings.len();
        self.holdings.get(index).ok_or_else(|| Cause::NoSuchPosition { index, count }.into())
    }
}

fn no_maintenance(error: Error) -> Error {
    error.or_at(Field::AccountMaintenance)
}

#[cfg(test)]
mod tests;
