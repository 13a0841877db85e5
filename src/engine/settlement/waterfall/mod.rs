//! One forced close, paid for: from the margin at the trigger, in the order in which money moves, to what is left, and who received each part.
//!
//! Slippage against the mark goes to those who stood in the book, the closing fee to the venue, the liquidation fee to the fund or the venue; the rest to the
//! owner or the fund. Where there is less than nothing: the fund, then deleveraging, then everybody. Amounts are whole micro-units, so that they
//! sum exactly.
//!
//! Lives here: `close` (the orders of one forced close, step by step under a policy), `policy` (how much a step closes). Source: makers section 1.

pub mod close;
pub mod policy;

pub use close::{ForcedClose, Outcome, Step};
pub use policy::{Depth, Policy};

use crate::engine::Error;
use crate::engine::margin::Contract;
use crate::engine::settlement::insurance::Remainder;
use crate::engine::units::{Money, Rate, Rounding};

/// What a liquidation fee is a rate of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LiquidationFeeBase {
    /// What the closed part is worth at the bankruptcy price.
    BankruptcyValue,
    /// What it was filled for.
    FilledNotional,
    /// What is left of the margin after slippage and closing fee.
    WhatIsLeft,
}

/// Who receives a liquidation fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FeeTo {
    /// The insurance fund.
    Fund,
    /// The venue itself.
    Venue,
}

/// What a venue charges on a forced close, and whose the rest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Taker fee, of the notional filled. A rebate counts as nothing.
    pub closing_fee: Rate,
    /// Liquidation fee, at most what is left.
    pub liquidation_fee: Rate,
    /// What that is a rate of.
    pub base: LiquidationFeeBase,
    /// Who receives it.
    pub fee_to: FeeTo,
    /// Whose the rest is, once the position is closed whole.
    pub remainder: Remainder,
}

/// What stands behind an account that ends below nothing, in the settlement currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backing {
    /// What the fund holds.
    pub fund: Money,
    /// What winners can be made to give up; `None` where that is more than any loss here.
    pub deleveraging: Option<Money>,
}

/// The parts of one forced close, in whole micro-units of the settlement currency. [`Waterfall::paid_in`] is [`Waterfall::paid_out`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waterfall {
    /// Equity at the trigger; below zero where the mark jumped past bankruptcy.
    pub margin: Money,
    /// Given to those who stood in the book; below zero where the fill was better than the mark.
    pub slippage: Money,
    /// Paid to the venue on the fill.
    pub closing_fee: Money,
    /// The liquidation fee, to whom the terms say.
    pub liquidation_fee: Money,
    /// Left to the owner.
    pub to_owner: Money,
    /// Left to the fund, beside a fee.
    pub to_fund: Money,
    /// Still margin of a part that was not closed.
    pub left_in_position: Money,
    /// What was missing at the end, and the fund paid.
    pub from_fund: Money,
    /// What winners gave up.
    pub from_deleveraging: Money,
    /// What was left to everybody.
    pub shared: Money,
}

/// Who received what, in the settlement currency. Sums to what was paid in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// Those who stood in the book.
    pub makers: Money,
    /// The venue.
    pub venue: Money,
    /// The fund, before it paid anything.
    pub fund: Money,
    /// The owner, with what is still margin.
    pub owner: Money,
}

impl Waterfall {
    /// Margin, and what others paid for it. Errors: overflow.
    pub fn paid_in(&self) -> Result<Money, Error> {
        self.margin.plus(self.from_fund)?.plus(self.from_deleveraging)?.plus(self.shared)
    }

    /// Where it went. Errors: overflow.
    pub fn paid_out(&self) -> Result<Money, Error> {
        let fees = self.slippage.plus(self.closing_fee)?.plus(self.liquidation_fee)?;
        fees.plus(self.to_owner)?.plus(self.to_fund)?.plus(self.left_in_position)
    }

    /// What was missing at the end. Errors: overflow.
    pub fn shortfall(&self) -> Result<Money, Error> {
        self.from_fund.plus(self.from_deleveraging)?.plus(self.shared)
    }

    /// The same parts by who received them. Errors: overflow.
    pub fn received(&self, fee_to: FeeTo) -> Result<Received, Error> {
        let (venue, fund) = match fee_to {
            FeeTo::Fund => (Money::ZERO, self.liquidation_fee),
            FeeTo::Venue => (self.liquidation_fee, Money::ZERO),
        };
        Ok(Received {
            makers: self.slippage,
            venue: self.closing_fee.plus(venue)?,
            fund: self.to_fund.plus(fund)?,
            owner: self.to_owner.plus(self.left_in_position)?,
        })
    }
}

/// An amount in whole units of the last place that is kept: a millionth of quote currency; of coin, of which a millionth is cents, a millionth of that.
#[must_use]
pub fn whole(amount: Money, contract: Contract) -> Money {
    let digits = match contract {
        Contract::Linear => 6,
        Contract::Inverse => 12,
    };
    Money::new(Rounding::Nearest.digits(amount.get(), digits))
}
