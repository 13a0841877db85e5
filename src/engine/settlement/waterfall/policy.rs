//! How much of a position a step of a forced close takes, and what book it meets.

use crate::engine::Error;
use crate::engine::costs::book::{Fill, Ladder, Taker};
use crate::engine::costs::curve::{Curve, Moves, filled};
use crate::engine::margin::{Position, Tiers};
use crate::engine::settlement::drift;
use crate::engine::settlement::partial::{Cut, HyperliquidStep, Portion, StepDown, hyperliquid};
use crate::engine::units::{Checked as _, Money, Price, Quantity, Rate};
use rust_decimal::Decimal;

/// How a venue closes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Policy {
    /// Everything at once.
    Whole,
    /// Down its brackets: Binance, Bybit, OKX.
    Brackets {
        /// How far a step goes.
        step: StepDown,
        /// The table.
        tiers: Tiers,
        /// Size step of what is left; zero for none.
        lot: Decimal,
    },
    /// A fifth, then all; below two thirds of maintenance the vault takes it over: Hyperliquid.
    FifthThenAll,
    /// A tenth at a time: dYdX.
    Portions(Portion),
    /// As much as brings equity to the requirement and a buffer, as a rate of what is left: Drift.
    JustEnough {
        /// The buffer.
        buffer: Rate,
    },
}

/// Where a position stands before a step.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// What is left of it.
    pub position: &'a Position,
    /// The mark.
    pub mark: Price,
    /// Equity at the mark.
    pub equity: Money,
    /// What equity must cover.
    pub required: Money,
    /// Steps taken before.
    pub steps: usize,
    /// What closing a coin costs of its notional, at most: fees and slippage.
    pub costs: Rate,
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// An order for a part, or for all.
    Order(Cut),
    /// The whole is taken over, with what margin there is, and no order meets the book.
    TakeOver,
}

impl Policy {
    /// What the next step does. Of a position that is to be closed some of it always is. Errors: overflow.
    pub fn action(&self, at: Standing<'_>) -> Result<Action, Error> {
        let cut = match self {
            Self::Whole => Cut::whole(at.position)?,
            Self::Brackets { step, tiers, lot } => step.cut(at.position, at.mark, tiers, *lot)?,
            Self::FifthThenAll => {
                // At the trigger itself equity is what is required, and the venue acts below it: by its smallest step.
                let below = at.required.minus(Money::new(Decimal::new(1, 12)))?;
                match hyperliquid(at.position, at.mark, at.equity.min(below), at.required, at.steps > 0)? {
                    HyperliquidStep::Market(cut) => cut,
                    HyperliquidStep::Backstop(_) => return Ok(Action::TakeOver),
                    HyperliquidStep::Healthy => Cut::whole(at.position)?,
                }
            }
            Self::Portions(portion) => portion.cut(at.position, at.mark)?,
            Self::JustEnough { buffer } => just_enough(at, *buffer)?,
        };
        // On the very edge of its bracket a step can come to nothing.
        Ok(Action::Order(if cut.closed.is_zero() { Cut::whole(at.position)? } else { cut }))
    }
}

/// By Drift's formula, in the position's own unit: what is missing to the target, over what closing a unit frees.
fn just_enough(at: Standing<'_>, buffer: Rate) -> Result<Cut, Error> {
    let notional = at.position.notional(at.mark)?;
    let target = Rate::new(at.required.get().over(notional.get())?).plus(buffer)?;
    let missing = notional.times(target)?.minus(at.equity)?;
    let one = Price::new(Decimal::ONE)?;
    let terms =
        drift::Terms { oracle: one, quote_price: one, target, liquidator_fee: at.costs, insurance_fee: Rate::ZERO };
    match terms.covering(missing)? {
        // A notional to close, and as much of the size.
        Some(close) if close < notional.get() => {
            Cut::of(at.position, at.position.size.get().times(close.over(notional.get())?)?)
        }
        _ => Cut::whole(at.position),
    }
}

/// The book that each order of a forced close meets, whole again before each.
#[derive(Debug, Clone, Copy)]
pub enum Depth<'a> {
    /// Levels.
    Ladder(&'a Ladder),
    /// A shape.
    Curve(&'a Curve),
    /// The same share of the notional for any size.
    Share(Rate),
}

impl Depth<'_> {
    /// Closes so many coins of a position from a mark. Errors: a book too thin for it, or overflow.
    pub fn walk(&self, taker: Taker, mark: Price, coins: Quantity) -> Result<Fill, Error> {
        match self {
            Self::Ladder(ladder) => ladder.walk(coins),
            Self::Curve(curve) => curve.walk(taker, mark, coins),
            Self::Share(share) => filled(taker, mark, coins, Moves { last: *share, average: *share }),
        }
    }
}
