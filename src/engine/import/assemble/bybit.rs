//! Bybit's positions, whose initial and maintenance margin both hold the fee to close at the bankruptcy price, and whose maintenance
//! follows the rule of its date: at the entry until 2025-05, at the mark since. Source: files.md; accounts section 4.

use super::rates::{is_round, printed_digits, shortest};
use crate::engine::Error;
use crate::engine::import::cells::Cells;
use crate::engine::import::proposal::{Answers, Note, Proposal};
use crate::engine::import::role::Role;
use crate::engine::margin::venue::{OnRecord, rule_of};
use crate::engine::margin::{Contract, Position, VenueId};
use crate::engine::units::{Checked, Money, Price, Rate};
use rust_decimal::Decimal;

/// What the amounts of a position say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amounts {
    /// Closing fee rate.
    pub fee: Option<Rate>,
    /// What is held for closing.
    pub reserve: Option<Money>,
    /// Maintenance rate.
    pub rate: Option<Rate>,
    /// The rule.
    pub rule: VenueId,
}

/// The two rules of a contract, older first.
fn rules(contract: Contract) -> [VenueId; 2] {
    match contract {
        Contract::Linear => [VenueId::BybitOld, VenueId::BybitUnified],
        Contract::Inverse => [VenueId::BybitOldInverse, VenueId::BybitUnified],
    }
}

/// Reads fee, rate and rule off the printed margins.
pub(super) fn amounts<C: Cells>(
    cells: &C,
    symbol: &str,
    position: &Position,
    mark: Option<Price>,
    answers: &Answers,
    proposal: &mut Proposal,
) -> Result<Amounts, Error> {
    let rules = rules(position.contract);
    let dated = cells.moment(Role::Time)?.map(|time| rule_of(&rules, time));
    let dated = match dated {
        Some(OnRecord::At(rule)) => Some(rule),
        Some(OnRecord::Between { .. } | OnRecord::After { .. }) | None => None,
    };
    let chosen = answers.rule.filter(|rule| rules.contains(rule));
    let unread = Amounts { fee: None, reserve: None, rate: None, rule: chosen.or(dated).unwrap_or(rules[1]) };
    let (Some(initial), Some(leverage)) = (cells.nonzero(Role::InitialWithReserve)?, cells.nonzero(Role::Leverage)?)
    else {
        return Ok(unread);
    };
    let value = match cells.nonzero(Role::EntryNotional)? {
        Some(value) => value.abs(),
        None => position.entry_notional()?.get(),
    };
    let digits = |role| cells.text(role).map_or(0, printed_digits);
    let reserve = initial.minus(value.over(leverage)?)?;
    let kept = Decimal::ONE.minus(position.sign_in_notional().over(leverage)?)?;
    let bust = value.times(kept)?;
    if reserve < Decimal::ZERO || bust <= Decimal::ZERO {
        return Ok(unread);
    }
    let fee = shortest(reserve, bust, digits(Role::InitialWithReserve))?;
    let mut read = Amounts { fee: Some(Rate::new(fee)), reserve: Some(Money::new(reserve)), ..unread };
    let Some(maintenance) = cells.nonzero(Role::MaintenanceWithReserve)? else { return Ok(read) };
    let (net, digits) = (maintenance.minus(reserve)?, digits(Role::MaintenanceWithReserve));
    let old = shortest(net, value, digits)?;
    let now = match mark {
        Some(mark) => Some(shortest(net, position.notional(mark)?.get(), digits)?),
        None => None,
    };
    let by_amounts = match (is_round(old), now.is_some_and(is_round)) {
        (true, false) => Some(rules[0]),
        (false, true) => Some(rules[1]),
        _ => None,
    };
    let symbol = symbol.to_owned();
    read.rule = match (chosen, dated, by_amounts) {
        (Some(rule), ..) => rule,
        (None, Some(rule), _) => {
            proposal.note(Note::RuleByDate { symbol, rule });
            rule
        }
        (None, None, Some(rule)) => {
            proposal.note(Note::RuleByAmounts { symbol, rule });
            rule
        }
        (None, None, None) => {
            proposal.note(Note::RuleAssumed { symbol, rule: rules[1] });
            rules[1]
        }
    };
    let rate = if read.rule == rules[0] { Some(old) } else { now };
    read.rate = rate.filter(|rate| (Decimal::ZERO..Decimal::ONE).contains(rate)).map(Rate::new);
    Ok(read)
}
