//! The orders of one forced close, and the waterfall that they come to.

use super::policy::{Action, Depth, Policy, Standing};
use super::{Backing, LiquidationFeeBase, Terms, Waterfall, whole};
use crate::engine::Error;
use crate::engine::costs::book::{Fill, Taker};
use crate::engine::margin::venue::RuleInputs;
use crate::engine::margin::{Contract, Position, VenueModel};
use crate::engine::settlement::insurance::Remainder;
use crate::engine::units::{Checked as _, Money, Price, Quantity, Rate, Rounding};
use rust_decimal::Decimal;

/// A position at its trigger, and all that decides what becomes of it.
#[derive(Debug, Clone, Copy)]
pub struct ForcedClose<'a> {
    /// The position.
    pub position: &'a Position,
    /// Margin and realised profit behind it: what equity is at the entry price.
    pub margin: Money,
    /// The mark at which it is closed; it stands still while orders are filled.
    pub mark: Price,
    /// The rule by which equity must cover it, and what is left of it.
    pub venue: &'a VenueModel,
    /// What the rule is asked with.
    pub rule: RuleInputs<'a>,
    /// How much a step takes.
    pub policy: &'a Policy,
    /// What its orders meet.
    pub depth: Depth<'a>,
    /// What is charged.
    pub terms: Terms,
    /// Who stands behind it.
    pub backing: Backing,
}

/// One order of a forced close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Size closed, in the position's own unit.
    pub closed: Decimal,
    /// Size left.
    pub left: Decimal,
    /// What the order got; `None` where the position was taken over without one.
    pub fill: Option<Fill>,
    /// Given to those who stood in the book.
    pub slippage: Money,
    /// Paid on the fill.
    pub closing_fee: Money,
    /// The liquidation fee.
    pub liquidation_fee: Money,
    /// Equity after it.
    pub equity: Money,
    /// What is required of it.
    pub required: Money,
}

/// What a forced close came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its orders, in turn.
    pub steps: Vec<Step>,
    /// All of them together.
    pub waterfall: Waterfall,
    /// Size that is left, healthy again or without a buyer.
    pub left: Decimal,
    /// Size for which the book held nothing: its cost is not known.
    pub unfilled: Decimal,
}

/// Orders after which all that is left is closed at once. A tenth at a time takes a hundred for any size that is traded.
const MOST_STEPS: usize = 500;

/// Digits after the point of a size that an order has.
const SIZE_DIGITS: u32 = 8;

impl ForcedClose<'_> {
    /// Closes step by step until equity is above what is required, nothing is left, or the book holds nothing more. Errors: overflow, or a modelled
    /// book that ends before the order is filled.
    pub fn run(&self) -> Result<Outcome, Error> {
        let contract = self.position.contract;
        let mut equity = whole(self.margin.plus(self.position.unrealised(self.mark)?)?, contract);
        let bankruptcy = self.position.bankruptcy_price(self.margin)?;
        let (margin, mut left, mut unfilled) = (equity, self.position.size.get(), Decimal::ZERO);
        let (mut steps, mut taken_over): (Vec<Step>, bool) = (Vec::new(), false);
        while let Ok(size) = Quantity::new(left) {
            let position = Position { size, ..*self.position };
            let required = self.required(&position)?;
            if !steps.is_empty() && equity > required {
                break;
            }
            let policy = if steps.len() < MOST_STEPS { self.policy } else { &Policy::Whole };
            let costs = self.costs(&position)?;
            let at = Standing { position: &position, mark: self.mark, equity, required, steps: steps.len(), costs };
            let step = match policy.action(at)? {
                Action::Order(cut) => {
                    let size = Rounding::Up.digits(cut.closed, SIZE_DIGITS).min(left);
                    self.order(&position, size, equity, bankruptcy)?
                }
                Action::TakeOver => {
                    taken_over = true;
                    Step { closed: left, left: Decimal::ZERO, equity, ..Step::NONE }
                }
            };
            (left, equity) = (step.left, step.equity);
            let held = step.fill.map_or(Decimal::ZERO, |fill| fill.unfilled);
            steps.push(step);
            if !held.is_zero() {
                unfilled = self.own_unit(held)?;
                break;
            }
        }
        let waterfall = self.settled(margin, &steps, equity, left, taken_over)?;
        Ok(Outcome { steps, waterfall, left, unfilled })
    }

    fn required(&self, position: &Position) -> Result<Money, Error> {
        self.venue.requirement_at(position, self.mark, self.rule)?.at(position.notional(self.mark)?)
    }

    /// Coins of a position's size, and back: a coin-margined position is sized in quote currency.
    fn coins(&self, size: Decimal) -> Result<Quantity, Error> {
        match self.position.contract {
            Contract::Linear => Quantity::new(size),
            Contract::Inverse => Quantity::new(size.over(self.mark.get())?),
        }
    }

    fn own_unit(&self, coins: Decimal) -> Result<Decimal, Error> {
        match self.position.contract {
            Contract::Linear => Ok(coins),
            Contract::Inverse => coins.times(self.mark.get()),
        }
    }

    /// What closing all of it would cost of its notional: no part costs more a coin, because the book only gets worse.
    fn costs(&self, position: &Position) -> Result<Rate, Error> {
        if !matches!(self.policy, Policy::JustEnough { .. }) {
            return Ok(Rate::ZERO);
        }
        let fill = self.depth.walk(Taker::closing(position.side), self.mark, self.coins(position.size.get())?)?;
        let fees = self.terms.closing_fee.cost().plus(self.terms.liquidation_fee.cost())?;
        // A buy fills above the mark, and the fees are of the fill.
        let fees = fees.get().times(Decimal::ONE.plus(fill.cost.cost().get())?)?;
        fill.cost.cost().plus(Rate::new(fees))
    }

    fn order(
        &self,
        position: &Position,
        size: Decimal,
        equity: Money,
        bankruptcy: Option<Price>,
    ) -> Result<Step, Error> {
        let contract = position.contract;
        let fill = self.depth.walk(Taker::closing(position.side), self.mark, self.coins(size)?)?;
        // What found nobody is not closed. Where all did, it is the size itself and not its coins turned back.
        let filled = if fill.unfilled.is_zero() { size } else { self.own_unit(fill.filled.get())?.min(size) };
        let counted = Rounding::Down.digits(filled, SIZE_DIGITS);
        let closed = if filled < size && counted > Decimal::ZERO { counted } else { filled };
        let part = Position { size: Quantity::new(closed)?, entry: self.mark, ..*position };
        let slippage = whole(Money::ZERO.minus(part.unrealised(fill.average)?)?, contract);
        let worth = part.notional(fill.average)?;
        let closing_fee = whole(worth.times(self.terms.closing_fee.cost())?, contract);
        let before_fee = equity.minus(slippage)?.minus(closing_fee)?;
        let base = match (self.terms.base, bankruptcy) {
            (LiquidationFeeBase::BankruptcyValue, Some(price)) => part.notional(price)?,
            // No price takes all of the margin: there is nothing at it to charge.
            (LiquidationFeeBase::BankruptcyValue, None) => Money::ZERO,
            (LiquidationFeeBase::FilledNotional, _) => worth,
            (LiquidationFeeBase::WhatIsLeft, _) => before_fee,
        };
        let fee = whole(base.times(self.terms.liquidation_fee.cost())?, contract);
        let liquidation_fee = fee.min(before_fee).max(Money::ZERO);
        let left = position.size.get().minus(closed)?;
        let required = match Quantity::new(left) {
            Ok(size) => self.required(&Position { size, ..*position })?,
            Err(_) => Money::ZERO,
        };
        let equity = before_fee.minus(liquidation_fee)?;
        Ok(Step { closed, left, fill: Some(fill), slippage, closing_fee, liquidation_fee, equity, required })
    }

    fn settled(
        &self,
        margin: Money,
        steps: &[Step],
        equity: Money,
        left: Decimal,
        taken_over: bool,
    ) -> Result<Waterfall, Error> {
        let sum = |part: fn(&Step) -> Money| steps.iter().try_fold(Money::ZERO, |sum, step| sum.plus(part(step)));
        let mut found = Waterfall {
            margin,
            slippage: sum(|step| step.slippage)?,
            closing_fee: sum(|step| step.closing_fee)?,
            liquidation_fee: sum(|step| step.liquidation_fee)?,
            to_owner: Money::ZERO,
            to_fund: Money::ZERO,
            left_in_position: Money::ZERO,
            from_fund: Money::ZERO,
            from_deleveraging: Money::ZERO,
            shared: Money::ZERO,
        };
        if left > Decimal::ZERO {
            found.left_in_position = equity;
        } else if equity < Money::ZERO {
            let missing = Money::ZERO.minus(equity)?;
            let contract = self.position.contract;
            found.from_fund = missing.min(whole(self.backing.fund, contract).max(Money::ZERO));
            let rest = missing.minus(found.from_fund)?;
            found.from_deleveraging = match self.backing.deleveraging {
                Some(most) => rest.min(whole(most, contract).max(Money::ZERO)),
                None => rest,
            };
            found.shared = rest.minus(found.from_deleveraging)?;
        } else if taken_over || self.terms.remainder == Remainder::ToFund {
            found.to_fund = equity;
        } else {
            found.to_owner = equity;
        }
        Ok(found)
    }
}

impl Step {
    const NONE: Self = Self {
        closed: Decimal::ZERO,
        left: Decimal::ZERO,
        fill: None,
        slippage: Money::ZERO,
        closing_fee: Money::ZERO,
        liquidation_fee: Money::ZERO,
        equity: Money::ZERO,
        required: Money::ZERO,
    };
}

#[cfg(test)]
mod tests;
