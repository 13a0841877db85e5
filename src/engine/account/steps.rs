//! A position that changes: what each step does to size, average entry, posted margin and free balance.
//!
//! The average entry moves on adding only; realised profit of a reduction goes where the venue puts it; margin posted stays where it is, and a part
//! that is added at another leverage brings its own. Cost is kept instead of the average, so that what is realised over a position's life is what its
//! trades paid and received, to the last digit. Source: accounts section 1.

mod taken;

pub use taken::allowed;

use crate::engine::Error;
use crate::engine::costs::payment::PaidFrom;
use crate::engine::error::Field;
use crate::engine::margin::{Contract, Position, Rule, Side, Tiers};
use crate::engine::units::{Checked, Money, Price, Quantity, Rate};
use rust_decimal::Decimal;

/// Where the profit of a reduction goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProfitTo {
    /// The free balance.
    FreeBalance,
    /// The margin of what is left of the position.
    Margin,
}

/// What choosing another leverage does to posted margin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LeverageChange {
    /// Nothing: it counts from the next order on.
    Keeps,
    /// It is set to entry notional / leverage, from or to the free balance.
    Reposts,
}

/// How a venue keeps the books of a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepRules {
    /// Where realised profit goes.
    pub profit_to: ProfitTo,
    /// Out of which money funding is paid.
    pub funding_from: PaidFrom,
    /// What another leverage does.
    pub leverage: LeverageChange,
}

impl Default for StepRules {
    /// Profit to the free balance, funding from the position's margin, leverage from the next order on.
    fn default() -> Self {
        Self {
            profit_to: ProfitTo::FreeBalance,
            funding_from: PaidFrom::PositionMargin,
            leverage: LeverageChange::Keeps,
        }
    }
}

/// The terms under which steps are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The contract.
    pub contract: Contract,
    /// The margin table.
    pub tiers: Tiers,
    /// The venue's rule.
    pub rule: Rule,
    /// How it keeps its books.
    pub books: StepRules,
    /// Fee of each trade, of its notional; negative is a rebate.
    pub fee: Rate,
    /// The account stands behind the position; no margin is posted.
    pub cross: bool,
}

/// One thing that happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Opens a position. Errors where there is one.
    Open {
        /// Long or short.
        side: Side,
        /// How much.
        size: Quantity,
        /// At this price.
        price: Price,
        /// At this leverage.
        leverage: Decimal,
    },
    /// Adds to the position, at its own price and leverage.
    Add {
        /// How much.
        size: Quantity,
        /// At this price.
        price: Price,
        /// At this leverage.
        leverage: Decimal,
    },
    /// Closes a part.
    Reduce {
        /// How much; less than there is.
        size: Quantity,
        /// At this price.
        price: Price,
    },
    /// Closes all.
    Close {
        /// At this price.
        price: Price,
    },
    /// Trades so much against the position that one of the other side is left: closes it, then opens the rest.
    Flip {
        /// How much is traded in all; more than there is.
        size: Quantity,
        /// At this price.
        price: Price,
        /// The rest is opened at this leverage.
        leverage: Decimal,
    },
    /// Moves free balance to the position's margin, or back where negative.
    MoveMargin {
        /// How much.
        amount: Money,
        /// The mark, at which what is left must still be allowed to open the position.
        mark: Price,
    },
    /// Chooses another leverage.
    ChangeLeverage {
        /// The leverage.
        leverage: Decimal,
    },
    /// A funding payment.
    Funding {
        /// The mark at which it is taken.
        mark: Price,
        /// The rate; positive: longs pay.
        rate: Rate,
    },
    /// Puts money into the account, or takes free balance out where negative.
    Deposit {
        /// How much.
        amount: Money,
    },
}

/// A position that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Long or short.
    pub side: Side,
    /// How much.
    pub size: Quantity,
    /// What was paid for it: entry notional, in the settlement currency.
    pub cost: Money,
    /// Margin posted, without unrealised profit; nothing for a cross position.
    pub margin: Money,
    /// The leverage chosen last.
    pub leverage: Decimal,
}

/// Sums over everything that has happened, in the settlement currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sums {
    /// Put in, less taken out.
    pub deposited: Money,
    /// Profit realised, less losses.
    pub realised: Money,
    /// Fees paid.
    pub fees: Money,
    /// Funding paid, less received.
    pub funding: Money,
}

/// An account of one position after some steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Balance that backs no isolated position.
    pub free: Money,
    /// The position, where there is one.
    pub held: Option<Held>,
    /// What has happened so far.
    pub sums: Sums,
}

impl Held {
    /// The position at its average entry. Errors: overflow.
    pub fn position(&self, contract: Contract) -> Result<Position, Error> {
        let entry = match contract {
            Contract::Linear => self.cost.get().over(self.size.get())?,
            Contract::Inverse => self.size.get().over(self.cost.get())?,
        };
        Ok(Position {
            side: self.side,
            contract,
            size: self.size,
            entry: Price::new(entry).map_err(|e| e.or_at(Field::Entry))?,
        })
    }
}
