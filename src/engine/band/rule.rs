//! What a venue's rule does by itself: its requirement with what it counts of fees and funding, in the present table, with nothing
//! else happening. The line that equity must not cross, and where it does.

use crate::engine::Error;
use crate::engine::band::Question;
use crate::engine::margin::venue::RuleInputs;
use crate::engine::margin::{Collateral, Requirement, SafeGap, Search, Trigger};
use crate::engine::units::{Checked, Money, Price, Rate};
use rust_decimal::Decimal;

/// A rule applied to a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Where the rule acts, before it is rounded.
    pub exact: Trigger,
    /// The same as the venue prints it.
    pub printed: Trigger,
    /// Stretches behind it in which the position would be safe again; only tables that jump have any.
    pub safe_gaps: Vec<SafeGap>,
    /// M of the formulas: what supports the position at entry, in the settlement currency.
    pub margin: Money,
    /// What equity must cover, as a function of notional. The other positions of an account are in the margin already.
    pub requirement: Requirement,
}

/// One funding payment as a cost rate, for a rule that holds one: what costs, never what is received.
pub fn next_funding(question: &Question) -> Result<Rate, Error> {
    let signed = question.funding_rate.get().times(question.position.side.sign())?;
    Ok(Rate::new(signed).cost())
}

/// Margin behind the position before any payment: the allocation as the venue counts it, or the account's.
pub fn margin(question: &Question) -> Result<Money, Error> {
    match question.account {
        Some(account) => Collateral::Cross(account).margin(),
        None => {
            let fee = question.closing_fee.cost();
            question.venue.margin(&question.position, question.leverage, question.added_margin, fee)
        }
    }
}

/// Applies the venue's rule, walking from a mark. Errors: overflow, broken tables, rates that take the whole notional.
pub fn rule(question: &Question, mark: Price) -> Result<Ruling, Error> {
    let position = &question.position;
    let inputs = RuleInputs {
        tiers: &question.tiers,
        closing_fee: question.closing_fee.cost(),
        next_funding: next_funding(question)?,
    };
    let requirement = match question.account {
        Some(_) => question.venue.cross_requirement(position, mark, inputs)?,
        None => question.venue.requirement_at(position, mark, inputs)?,
    };
    let margin = margin(question)?;
    let found = Search {
        position,
        anchor: position.entry,
        equity: margin,
        requirement: &requirement,
        mark,
        divisor: Decimal::ONE,
    }
    .run()?;
    let printed = match found.trigger {
        Trigger::At { price, at_once } => Trigger::At { price: question.printed(price)?, at_once },
        other => other,
    };
    Ok(Ruling { exact: found.trigger, printed, safe_gaps: found.safe_gaps, margin, requirement })
}

impl Question {
    /// A trigger as the venue prints it. A tick so coarse that it would carry the price away from entry, or to entry and past
    /// it, is no tick of this market and rounds nothing.
    pub fn printed(&self, mark: Price) -> Result<Price, Error> {
        let (side, entry) = (self.position.side, self.position.entry);
        let rounded = self.venue.rounded(mark, side, self.tick)?;
        Ok(if side.loses(entry, rounded) && !side.loses(mark, rounded) { rounded } else { mark })
    }
}
