//! The checks of a trade: before it, and while it is open. A closed list as data, and pure functions of a scenario and of what is known beside it.
//!
//! Lives here: `list` (every check, a row each: moment, terms, limit, where it is changed), `snapshot` (what is known beside the scenario), `answers`
//! (the value of each), and the verdict. The same rules fence what watches a position.
//! May use: everything of the engine that answers about one position. A value that cannot be known is not known, and passes nothing.

mod answers;
mod list;
mod snapshot;

pub use answers::standing;
pub use list::{CHECKS, CheckId, Limit, LimitRule, Moment, Row, Worse};
pub use snapshot::{Exit, Month, Snapshot};

use crate::engine::Error;
use crate::engine::scenario::Scenario;
use rust_decimal::Decimal;

/// What a check says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Within its limit.
    Pass,
    /// Near it.
    Warn,
    /// Past it.
    Fail,
    /// Something that it needs is not known.
    NotKnown,
}

/// What is missing for a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// No book: slippage is typed, or the ladder is empty.
    Book,
    /// The table names no greatest leverage.
    GreatestLeverage,
    /// What stands behind the position.
    Collateral,
    /// The date of the venue's rule.
    RuleDate,
    /// Today's date.
    Today,
    /// What was there when the position was opened.
    AtEntry,
    /// The funding paid so far.
    FundingPaid,
    /// A price that moves.
    Volatility,
    /// The other positions of the account.
    OtherPositions,
    /// When mark or index was last seen.
    Freshness,
    /// The settings have no answer together.
    Answer,
}

/// The value of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A number in the unit of the check.
    Known(Decimal),
    /// Of two prices, both distances: optimistic and conservative. `None`: no price liquidates.
    Both(Option<Decimal>, Option<Decimal>),
    /// No price, and so nothing to come near.
    Unbounded,
    /// Not there where it has to be: no plan.
    Absent,
    /// Not known.
    Missing(Missing),
}

/// One check, run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// Which.
    pub id: CheckId,
    /// Its value.
    pub value: Value,
    /// The limit it was held against.
    pub limit: Limit,
    /// What it says.
    pub verdict: Verdict,
}

/// Runs one check against its limit.
#[must_use]
pub fn run(id: CheckId, scenario: &Scenario, snapshot: &Snapshot, limit: Limit) -> Finding {
    let value = answers::value(id, scenario, snapshot).unwrap_or_else(|error| missing(&error));
    Finding { id, value, limit, verdict: verdict(value, limit, id.row().worse) }
}

/// Runs every check of a moment, in their order, each against its own limit.
#[must_use]
pub fn of_moment(moment: Moment, scenario: &Scenario, snapshot: &Snapshot) -> Vec<Finding> {
    let rows = CHECKS.iter().filter(|row| row.moment == moment);
    rows.map(|row| run(row.id, scenario, snapshot, row.limit(scenario))).collect()
}

/// Settings that have no answer leave a check without one.
fn missing(_: &Error) -> Value {
    Value::Missing(Missing::Answer)
}

/// What a value says against a limit. On a limit itself it is still within it.
#[must_use]
pub fn verdict(value: Value, limit: Limit, worse: Worse) -> Verdict {
    let past = |value: Decimal, limit: Decimal| match worse {
        Worse::Above => value > limit,
        Worse::Below => value < limit,
    };
    match value {
        Value::Known(value) if past(value, limit.fail) => Verdict::Fail,
        Value::Known(value) if past(value, limit.warn) => Verdict::Warn,
        Value::Known(_) | Value::Unbounded | Value::Both(None, None) => Verdict::Pass,
        // If even the price at which nothing else happens lies too near it fails; if only the one with everything against it, it warns.
        Value::Both(optimistic, conservative) => {
            let near = |distance: Option<Decimal>| distance.is_some_and(|distance| past(distance, limit.fail));
            match (near(optimistic), near(conservative)) {
                (true, _) => Verdict::Fail,
                (false, true) => Verdict::Warn,
                (false, false) => Verdict::Pass,
            }
        }
        Value::Absent => Verdict::Fail,
        Value::Missing(_) => Verdict::NotKnown,
    }
}

#[cfg(test)]
mod tests;
