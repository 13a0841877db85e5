//! What a venue's rule does by itself: its requirement with what it counts of fees and funding, in the present table, with nothing
//! else happening. The line that equity must not cross, and where it does.

use crate::engine::Error;
use crate::engine::band::Question;
use crate::engine::margin::venue::RuleInputs;
use crate::engine::margin::{Collateral, Requirement, SafeGap, Search, Trigger};
use crate::engine::units::{Checked, Money, Price};
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
    /// What the account's other position needs, in the settlement currency; it is taken off the margin already.
    pub others: Money,
    /// What can be lost before equity is gone: the margin, and in an account what the other position needs.
    pub before_bankruptcy: Money,
    /// What equity must cover, as a function of notional. The other positions of an account are in the margin already.
    pub requirement: Requirement,
}

/// Margin behind the position before any payment: the allocation as the venue counts it, or the account's.
pub fn margin(question: &Question) -> Result<Money, Error> {
    Ok(behind(question)?.0)
}

/// The same, and what the account's other position needs.
fn behind(question: &Question) -> Result<(Money, Money), Error> {
    let fee = question.closing_fee.cost();
    match &question.account {
        Some(account) => {
            let seen = account.seen(&question.venue, fee, question.funding_rate, question.leverage)?;
            let others = seen.others_maintenance;
            Ok((Collateral::Cross(seen).margin()?, others))
        }
        None => {
            let own = question.venue.margin(&question.position, question.leverage, question.added_margin, fee)?;
            Ok((own, Money::ZERO))
        }
    }
}

/// Applies the venue's rule, walking from a mark. Errors: overflow, broken tables, rates that take the whole notional.
pub fn rule(question: &Question, mark: Price) -> Result<Ruling, Error> {
    let position = &question.position;
    let inputs = RuleInputs {
        tiers: &question.tiers,
        closing_fee: question.closing_fee.cost(),
        next_funding: position.side.pays(question.funding_rate)?,
        leverage: Some(question.leverage),
    };
    let requirement = match question.account {
        Some(_) => question.venue.cross_requirement(position, mark, inputs)?,
        None => question.venue.requirement_at(position, mark, inputs)?,
    };
    let (margin, others) = behind(question)?;
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
        // Where it acts already there is nothing to print.
        Trigger::At { price, at_once: false } => Trigger::At { price: question.printed(price, mark)?, at_once: false },
        other => other,
    };
    let before_bankruptcy = margin.plus(others)?;
    Ok(Ruling {
        exact: found.trigger,
        printed,
        safe_gaps: found.safe_gaps,
        margin,
        others,
        before_bankruptcy,
        requirement,
    })
}

impl Question {
    /// A trigger as the venue prints it, for a mark that has yet to reach it. A tick so coarse that it would carry the price to the
    /// mark and past it, or as far away again, is no tick of this market and rounds nothing.
    pub fn printed(&self, price: Price, mark: Price) -> Result<Price, Error> {
        let side = self.position.side;
        let rounded = self.venue.rounded(price, side, self.tick)?;
        let moved = rounded.get().minus(price.get())?.abs();
        let room = price.get().minus(mark.get())?.abs().min(self.tick);
        Ok(if moved < room && side.loses(mark, rounded) { rounded } else { price })
    }
}
