//! Every check, a row each.

use crate::engine::scenario::{ParameterId as P, Scenario};
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
    /// The settings that hold its limit: where it warns, and where it fails. One setting twice where it has one limit.
    pub limits: [P; 2],
    /// The settings that change its value most directly.
    pub changed_by: &'static [P],
}

impl Row {
    /// Its limit, as the settings have it.
    #[must_use]
    pub fn limit(&self, scenario: &Scenario) -> Limit {
        let [warn, fail] = self.limits.map(|id| scenario.number(id));
        Limit { warn, fail }
    }
}

macro_rules! checks {
    ($($(#[$doc:meta])* $id:ident = $key:literal: $moment:ident, $worse:ident, $unit:ident, $limits:expr, [$($by:expr),*], [$($term:ident),*];)*) => {
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
            limits: $limits,
            changed_by: &[$($by),*],
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
    SizeInBook = "size-in-book": Before, Above, Percent, [P::SizeInBookWarn, P::SizeInBookFail], [P::Size, P::Book], [Notional, Depth, Slippage];
    /// Size over what it holds within one per cent of the mark.
    SizeInOnePercent = "size-in-one-percent": Before, Above, Percent, [P::SizeInOnePercentWarn, P::SizeInOnePercentFail], [P::Size, P::Book], [Notional, Depth, Mark];
    /// Leverage over the greatest that the bracket of the size allows.
    BracketLeverage = "bracket-leverage": Before, Above, Percent, [P::BracketLeverageWarn, P::BracketLeverageFail], [P::Leverage, P::Table], [Bracket, Leverage, Notional];
    /// From the entry to both liquidation prices, of the entry. Fails on the optimistic, warns on the conservative one.
    BothDistances = "both-distances": Before, Below, Percent, [P::BothDistancesLimit, P::BothDistancesLimit], [P::Leverage, P::AddedMargin], [Liquidation, Entry, MaintenanceMargin];
    /// Fees of opening and closing over the margin.
    RoundTrip = "round-trip": Before, Above, Percent, [P::RoundTripWarn, P::RoundTripFail], [P::OpeningFee, P::ClosingFee], [Notional, InitialMargin];
    /// Funding until the planned exit over the margin.
    FundingToExit = "funding-to-exit": Before, Above, Percent, [P::FundingToExitWarn, P::FundingToExitFail], [P::Days, P::FundingRate], [Funding, InitialMargin];
    /// The part of the collateral that does not count.
    Collateral = "collateral": Before, Above, Percent, [P::CollateralWarn, P::CollateralFail], [P::Contract, P::HaircutNoted, P::CollateralHaircut], [Haircut, Equity];
    /// Age of the venue's rule on record.
    RuleOnRecord = "rule-on-record": Before, Above, Months, [P::RuleOnRecordWarn, P::RuleOnRecordFail], [P::Venue], [Bracket, MaintenanceMargin];
    /// The part of the planned exit that the book fills at its price.
    ExitPlan = "exit-plan": Before, Below, Percent, [P::ExitPlanWarn, P::ExitPlanFail], [P::ExitPlanned, P::ExitAway, P::ExitPart, P::Book], [Depth, Slippage];
    /// From the mark to both liquidation prices, in standard deviations of a day. Fails on the optimistic, warns on the conservative one.
    Distance = "distance": Open, Below, DailyMoves, [P::DistanceLimit, P::DistanceLimit], [P::Mark, P::Volatility], [Mark, Liquidation];
    /// What funding has taken of the room between margin and maintenance.
    BandAge = "band-age": Open, Above, Percent, [P::BandAgeWarn, P::BandAgeFail], [P::Payment, P::FundingRate], [Funding, Equity, MaintenanceMargin];
    /// What is required over equity.
    MarginRatio = "margin-ratio": Open, Above, Percent, [P::MarginRatioWarn, P::MarginRatioFail], [P::AddedMargin, P::Mark, P::Payment], [MarginRatio, MaintenanceMargin, Equity];
    /// Depth now over depth when it was opened.
    DepthThenNow = "depth-then-now": Open, Below, Percent, [P::DepthThenNowWarn, P::DepthThenNowFail], [P::DepthNoted, P::DepthAtEntry, P::Book], [Depth];
    /// The largest position of the account over all of them.
    Concentration = "concentration": Open, Above, Percent, [P::ConcentrationWarn, P::ConcentrationFail], [P::Mode, P::OtherSize], [Notional, Cross];
    /// Age of the older of mark and index.
    Freshness = "freshness": Open, Above, Seconds, [P::FreshnessWarn, P::FreshnessFail], [P::AgesNoted, P::MarkAge, P::IndexAge], [Mark, Index];
    /// Time since the venue's rule changed.
    LastRuleChange = "last-rule-change": Open, Below, Months, [P::LastRuleChangeWarn, P::LastRuleChangeFail], [P::Venue], [MaintenanceMargin, Bracket];
}
