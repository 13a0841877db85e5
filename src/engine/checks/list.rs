//! Every check, a row each.

use crate::engine::scenario::ParameterId as P;
use crate::engine::terms::TermId;
use rust_decimal::Decimal;

/// When a check belongs to be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// Before the trade.
    Before,
    /// While it is open.
    Open,
}

/// Which way a value is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Worse {
    /// The higher the worse.
    Above,
    /// The lower the worse.
    Below,
}

/// In what a value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LimitRule {
    /// Hundredths.
    Percent,
    /// Multiples of something.
    Times,
    /// Standard deviations of a day.
    DailyMoves,
    /// Months.
    Months,
    /// Seconds.
    Seconds,
}

/// Where a check begins to warn, and where it fails: past it, and not on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Past this it warns.
    pub warn: Decimal,
    /// Past this it fails.
    pub fail: Decimal,
}

/// One check as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub id: CheckId,
    /// Its word in lists and exports, and the key under which languages speak of it.
    pub key: &'static str,
    /// When it is run.
    pub moment: Moment,
    /// The terms it speaks of.
    pub terms: &'static [TermId],
    /// Which way it is worse.
    pub worse: Worse,
    /// In what its value and its limit count.
    pub unit: LimitRule,
    /// Its limit unless the reader sets another.
    pub limit: Limit,
    /// The setting that changes its value most directly; `None` where the trade has none.
    pub changed_by: Option<P>,
}

const fn limit(warn: u32, fail: u32, digits: u32) -> Limit {
    Limit { warn: Decimal::from_parts(warn, 0, 0, false, digits), fail: Decimal::from_parts(fail, 0, 0, false, digits) }
}

macro_rules! checks {
    ($($(#[$doc:meta])* $id:ident = $key:literal: $moment:ident, $worse:ident, $unit:ident, $limit:expr, $by:expr, [$($term:ident),*];)*) => {
        /// A check.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum CheckId {
            $($(#[$doc])* $id,)*
        }

        /// All of them, in their order.
        pub const CHECKS: &[Row] = &[$(Row {
            id: CheckId::$id,
            key: $key,
            moment: Moment::$moment,
            terms: &[$(TermId::$term),*],
            worse: Worse::$worse,
            unit: LimitRule::$unit,
            limit: $limit,
            changed_by: $by,
        }),*];

        impl CheckId {
            #[allow(clippy::indexing_slicing, reason = "checked when it is compiled")]
            const FIRST: &'static Row = &CHECKS[0];

            /// Its row.
            #[must_use]
            pub fn row(self) -> &'static Row {
                // One row for each, in their order; a test proves it.
                CHECKS.get(self as usize).unwrap_or(Self::FIRST)
            }
        }
    };
}

checks! {
    /// Size over all that the book holds on the side of the close.
    SizeInBook = "size-in-book": Before, Above, Percent, limit(25, 50, 0), Some(P::Size), [Notional, Depth, Slippage];
    /// Size over what it holds within one per cent of the mark.
    SizeInOnePercent = "size-in-one-percent": Before, Above, Percent, limit(25, 100, 0), Some(P::Size), [Notional, Depth, Mark];
    /// Leverage over the greatest that the bracket of the size allows.
    BracketLeverage = "bracket-leverage": Before, Above, Percent, limit(80, 100, 0), Some(P::Leverage), [Bracket, Leverage, Notional];
    /// From the entry to both liquidation prices, of the entry. Fails on the optimistic, warns on the conservative one.
    BothDistances = "both-distances": Before, Below, Percent, limit(5, 5, 0), Some(P::Leverage), [Liquidation, Entry, MaintenanceMargin];
    /// Fees of opening and closing over the margin.
    RoundTrip = "round-trip": Before, Above, Percent, limit(1, 5, 0), Some(P::OpeningFee), [Notional, InitialMargin];
    /// Funding until the planned exit over the margin.
    FundingToExit = "funding-to-exit": Before, Above, Percent, limit(5, 20, 0), Some(P::Days), [Funding, InitialMargin];
    /// The part of the collateral that does not count.
    Collateral = "collateral": Before, Above, Percent, limit(0, 10, 0), Some(P::Contract), [Haircut, Equity];
    /// Age of the venue's rule on record.
    RuleOnRecord = "rule-on-record": Before, Above, Months, limit(6, 24, 0), Some(P::Venue), [Bracket, MaintenanceMargin];
    /// The part of the planned exit that the book fills at its price.
    ExitPlan = "exit-plan": Before, Below, Percent, limit(100, 50, 0), Some(P::Book), [Depth, Slippage];
    /// From the mark to both liquidation prices, in standard deviations of a day. Fails on the optimistic, warns on the conservative one.
    Distance = "distance": Open, Below, DailyMoves, limit(2, 2, 0), Some(P::Volatility), [Mark, Liquidation];
    /// What funding has taken of the room between margin and maintenance.
    BandAge = "band-age": Open, Above, Percent, limit(10, 50, 0), Some(P::FundingRate), [Funding, Equity, MaintenanceMargin];
    /// What is required over equity.
    MarginRatio = "margin-ratio": Open, Above, Percent, limit(50, 80, 0), Some(P::AddedMargin), [MarginRatio, MaintenanceMargin, Equity];
    /// Depth now over depth when it was opened.
    DepthThenNow = "depth-then-now": Open, Below, Percent, limit(80, 50, 0), Some(P::DepthOnePercent), [Depth];
    /// The largest position of the account over all of them.
    Concentration = "concentration": Open, Above, Percent, limit(60, 80, 0), Some(P::OtherSize), [Notional];
    /// Age of the older of mark and index.
    Freshness = "freshness": Open, Above, Seconds, limit(10, 60, 0), None, [Mark, Index];
    /// Time since the venue's rule changed.
    LastRuleChange = "last-rule-change": Open, Below, Months, limit(3, 1, 0), Some(P::Venue), [MaintenanceMargin, Bracket];
}
