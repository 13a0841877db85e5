//! The value of each check. Shares are in per cent.

use super::snapshot::{Exit, Month, Snapshot};
use super::{CheckId, Missing, Value};
use crate::engine::Error;
use crate::engine::band::edges::edges;
use crate::engine::band::{Question, rule};
use crate::engine::costs::book::Taker;
use crate::engine::margin::{Contract, Trigger};
use crate::engine::scenario::parameters::ParameterId as P;
use crate::engine::scenario::{BookChoice, Scenario};
use crate::engine::units::{Checked as _, Money, Price, Rate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// The value of a check. Errors: settings that have no answer together.
pub(super) fn value(id: CheckId, scenario: &Scenario, snapshot: &Snapshot) -> Result<Value, Error> {
    match id {
        CheckId::SizeInBook => Ok(of_depth(scenario, scenario.depth()?.1)?),
        CheckId::SizeInOnePercent => Ok(of_depth(scenario, scenario.depth()?.0)?),
        CheckId::BracketLeverage => bracket(&scenario.question()?),
        CheckId::BothDistances => {
            let question = scenario.question()?;
            let entry = question.position.entry;
            both(&question, entry, Decimal::ONE_HUNDRED.over(entry.get())?)
        }
        CheckId::RoundTrip => {
            let question = scenario.question()?;
            let fees = question.opening_fee.cost().plus(question.closing_fee.cost())?;
            share(question.position.entry_notional()?.times(fees)?, rule::margin(&question)?)
        }
        CheckId::FundingToExit => {
            let question = scenario.question()?;
            let each = Rate::new(question.funding_rate.get().times(question.position.side.sign())?).cost();
            let paid = question.position.entry_notional()?.times(each)?;
            share(paid.times(Rate::new(Decimal::from(question.payments)))?, rule::margin(&question)?)
        }
        CheckId::Collateral => match (snapshot.haircut, scenario.contract()) {
            (Some(haircut), _) => percent(haircut.get()),
            // What a linear contract is settled in counts whole.
            (None, Contract::Linear) => Ok(Value::Known(Decimal::ZERO)),
            (None, Contract::Inverse) => Ok(Value::Missing(Missing::Collateral)),
        },
        CheckId::RuleOnRecord => {
            let venue = scenario.venue();
            Ok(months(snapshot.today, venue.as_of.or(venue.since)))
        }
        CheckId::LastRuleChange => Ok(months(snapshot.today, scenario.venue().since)),
        CheckId::ExitPlan => match snapshot.exit {
            None => Ok(Value::Absent),
            Some(exit) => fills(scenario, exit),
        },
        CheckId::Distance => {
            let daily = scenario.number(P::Volatility).to_f64().unwrap_or(0.0) / libm::sqrt(365.0);
            match Decimal::from_f64_retain(daily) {
                Some(daily) if daily > Decimal::ZERO => {
                    let mark = scenario.mark()?;
                    both(&scenario.question()?, mark, Decimal::ONE_HUNDRED.over(mark.get())?.over(daily.round_dp(9))?)
                }
                _ => Ok(Value::Missing(Missing::Volatility)),
            }
        }
        CheckId::BandAge => {
            let Some(paid) = snapshot.funding_paid else { return Ok(Value::Missing(Missing::FundingPaid)) };
            let question = scenario.question()?;
            let (equity, required) = standing(&question, question.position.entry, Money::ZERO)?;
            share(paid, equity.minus(required)?)
        }
        CheckId::MarginRatio => {
            let paid = snapshot.funding_paid.unwrap_or(Money::ZERO);
            let (equity, required) = standing(&scenario.question()?, scenario.mark()?, paid)?;
            share(required, equity)
        }
        CheckId::DepthThenNow => match (snapshot.depth_now, snapshot.depth_at_entry) {
            (Some(now), Some(then)) => share(now, then),
            (None, _) => Ok(Value::Missing(Missing::Book)),
            (Some(_), None) => Ok(Value::Missing(Missing::AtEntry)),
        },
        CheckId::Concentration => concentration(&scenario.question()?, scenario.mark()?),
        CheckId::Freshness => Ok(match (snapshot.mark_age, snapshot.index_age) {
            (Some(mark), Some(index)) => Value::Known(mark.max(index)),
            _ => Value::Missing(Missing::Freshness),
        }),
    }
}

fn percent(fraction: Decimal) -> Result<Value, Error> {
    fraction.times(Decimal::ONE_HUNDRED).map(Value::Known)
}

/// A part of a whole in per cent; of nothing, or less, there is no part.
fn share(part: Money, whole: Money) -> Result<Value, Error> {
    if whole <= Money::ZERO { Ok(Value::Absent) } else { percent(part.get().over(whole.get())?) }
}

/// The position at the mark over a depth, both in quote currency.
fn of_depth(scenario: &Scenario, depth: Option<Decimal>) -> Result<Value, Error> {
    let Some(depth) = depth else { return Ok(Value::Missing(Missing::Book)) };
    let notional = scenario.number(P::Size).times(scenario.mark()?.get())?;
    share(Money::new(notional), Money::new(depth))
}

fn bracket(question: &Question) -> Result<Value, Error> {
    let bracket = question.tiers.at(question.position.entry_notional()?);
    match bracket.and_then(|bracket| bracket.max_leverage) {
        Some(allowed) => percent(question.leverage.over(allowed)?),
        None => Ok(Value::Missing(Missing::GreatestLeverage)),
    }
}

/// How far both edges lie from a price on the losing side, in units of which one quote is `scale`; below zero where one is passed already.
fn both(question: &Question, from: Price, scale: Decimal) -> Result<Value, Error> {
    let edges = edges(question)?;
    let sign = question.position.side.sign();
    let away = |trigger: Trigger| match trigger {
        Trigger::At { price, .. } => from.get().minus(price.get())?.times(sign)?.times(scale).map(Some),
        Trigger::Never => Ok(None),
        // No price is safe, so the distance is used up.
        Trigger::Always => Ok(Some(Decimal::ZERO)),
    };
    Ok(Value::Both(away(edges.optimistic)?, away(edges.conservative)?))
}

/// Equity at a mark less what was paid, and what the venue's rule requires of it there; of an account with what its other position needs.
/// Errors: those of the rule.
pub fn standing(question: &Question, mark: Price, paid: Money) -> Result<(Money, Money), Error> {
    let ruling = rule(question, mark)?;
    let equity = ruling.before_bankruptcy.plus(question.position.unrealised(mark)?)?.minus(paid)?;
    let required = ruling.requirement.at(question.position.notional(mark)?)?.plus(ruling.others)?;
    Ok((equity, required))
}

fn months(today: Option<Month>, date: Option<&str>) -> Value {
    match (date.and_then(Month::read), today) {
        (None, _) => Value::Missing(Missing::RuleDate),
        (Some(_), None) => Value::Missing(Missing::Today),
        (Some(date), Some(today)) => Value::Known(Decimal::from(today.since(date))),
    }
}

/// The part of an exit that the book fills at its price or better.
fn fills(scenario: &Scenario, exit: Exit) -> Result<Value, Error> {
    let taker = Taker::closing(scenario.side());
    let room = taker.cost(scenario.mark()?, exit.price)?.get();
    let coins = match scenario.book() {
        BookChoice::Typed => return Ok(Value::Missing(Missing::Book)),
        BookChoice::Ladder => {
            let mut coins = Decimal::ZERO;
            if let Ok(ladder) = scenario.ladder() {
                let within = |price: Price| taker.cost(scenario.mark()?, price).map(|cost| cost.get() <= room);
                for level in ladder.levels() {
                    if within(level.price)? {
                        coins = coins.plus(level.size.get())?;
                    }
                }
            }
            coins
        }
        BookChoice::Linear | BookChoice::SquareRoot => match scenario.curve()? {
            Some(curve) => curve.size_within(taker, room)?,
            None => Decimal::ZERO,
        },
    };
    percent(coins.min(exit.size.get()).over(exit.size.get())?)
}

/// The largest position at its mark over all of the account's, in the settlement currency.
fn concentration(question: &Question, mark: Price) -> Result<Value, Error> {
    let Some(account) = &question.account else { return Ok(Value::Missing(Missing::OtherPositions)) };
    let own = question.position.notional(mark)?;
    let other = match &account.other {
        Some(other) => other.position.notional(other.mark)?.over(other.per)?,
        None => Money::ZERO,
    };
    share(own.max(other), own.plus(other)?)
}
