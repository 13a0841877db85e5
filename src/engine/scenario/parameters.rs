//! The parameter table: one row per setting. It drives controls, links, documents, validation and the generators of the
//! property tests; nothing else in the project lists the settings.

use crate::engine::margin::VenueId;
use crate::engine::margin::tables::binance_2024_10;
use crate::engine::margin::venue::MODELS;
use rust_decimal::Decimal;

mod rows;

pub use rows::{LADDER, PARAMETERS};
use rows::{OWN_JUMPING, OWN_MARGINAL};

/// A setting of the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParameterId {
    /// Long or short.
    Side,
    /// Size, in coin.
    Size,
    /// Entry price.
    Entry,
    /// Leverage.
    Leverage,
    /// Margin added to the allocation, in quote currency.
    AddedMargin,
    /// Venue model.
    Venue,
    /// Where maintenance rates come from: the reader's own, or a real table.
    Table,
    /// The reader's own maintenance rate.
    Rate,
    /// The reader's own rate one tier up.
    NextRate,
    /// Opening fee.
    OpeningFee,
    /// Closing fee.
    ClosingFee,
    /// Liquidation fee.
    LiquidationFee,
    /// Slippage of the forced close.
    Slippage,
    /// Funding rate of one payment.
    FundingRate,
    /// Hours between funding payments.
    FundingInterval,
    /// Days held.
    Days,
    /// Distance between mark and index.
    Basis,
    /// Tick of the venue.
    Tick,
    /// Where the mark stands, from entry.
    Mark,
    /// What stands behind the position: its own margin, or the whole account.
    Mode,
    /// What a cross account holds beside its positions.
    FreeBalance,
    /// Size of the account's other position, in its own coin; below zero for a short.
    OtherSize,
    /// Entry price of the other position.
    OtherEntry,
    /// Where the other position's mark stands, from its entry.
    OtherMark,
    /// Linear or inverse.
    Contract,
    /// Notional at which the reader's next rate begins, where the own rates make a table.
    TierFloor,
    /// Where the slippage of the forced close comes from.
    Book,
    /// Depth of the ladder's first level, nearest to the mark.
    Depth1,
    /// Second level.
    Depth2,
    /// Third level.
    Depth3,
    /// Fourth level.
    Depth4,
    /// Fifth level.
    Depth5,
    /// Last level.
    Depth6,
    /// Depth of a curved book down to one per cent from the mark.
    DepthOnePercent,
    /// Opening and closing fee count in the budget.
    CountFees,
    /// The liquidation fee counts.
    CountLiquidationFee,
    /// Slippage counts.
    CountSlippage,
    /// Funding counts.
    CountFunding,
    /// The next tier counts.
    CountNextTier,
    /// The basis counts.
    CountBasis,
    /// The gap the reader accepts.
    Accept,
    /// Which rates the comparison of venues uses.
    VenueRates,
    /// Yearly volatility of the price, for the band over time.
    Volatility,
    /// Yearly expected return of the price.
    Drift,
    /// The day on which the added margin is put in.
    AddedDay,
    /// The market of the cascade: what the other cascade settings begin with.
    Preset,
    /// Fall of the first symbol that comes from outside.
    Shock,
    /// Depth of every book, as a multiple of the preset's.
    DepthFactor,
    /// How far the other symbols fall with the first.
    Correlation,
    /// The part of the collateral that stands behind several positions.
    Shared,
    /// Shape of the books: 1 is linear-log, 1/2 square-root impact.
    ImpactExponent,
    /// Smallest leverage of the drawn accounts.
    LeastLeverage,
    /// Largest leverage of the drawn accounts.
    MostLeverage,
    /// Maintenance rate of every symbol of the market.
    MarketMaintenance,
    /// Liquidation fee to the fund.
    ForcedFee,
    /// The insurance fund, as a part of the open interest.
    Fund,
    /// Seconds from a trigger to the execution of its order.
    Latency,
    /// Refill of what forced orders consumed, per minute.
    Refill,
    /// What a forced move of one per cent leaves of the depth.
    DepthSurvival,
    /// Time constant with which the mark follows the mid, in seconds.
    MarkLag,
    /// How much of an account is closed.
    Closing,
    /// Who bears what the fund does not.
    Adl,
    /// The part of a coin that does not count as collateral.
    Haircut,
    /// The part of the cross accounts whose collateral is coin.
    CoinShare,
    /// How many accounts are drawn.
    Accounts,
    /// Seed of everything that is drawn.
    Seed,
    /// Where the reader stands in the run.
    Round,
    /// What is cut.
    Cut,
    /// Which of them: number of the square, or of the symbol.
    CutWhich,
}

/// Where a setting stands in the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// What is held.
    Position,
    /// The venue's rule and its rates.
    Rule,
    /// Fees and slippage.
    Costs,
    /// Time, funding, mark and rounding.
    Time,
    /// The account behind a cross position.
    Account,
    /// The book that a forced close meets.
    Book,
    /// What the budget counts and what the comparison uses.
    Budget,
    /// How the price moves while the position is held.
    Horizon,
    /// The push, and what it meets.
    Cascade,
    /// Who holds what in the cascade's market.
    Crowd,
    /// How the cascade's venue closes accounts.
    Closings,
    /// Where the reader stands in a run, and what is cut.
    Run,
}

/// All groups, in the order of the panel.
pub const GROUPS: [Group; 12] = [
    Group::Position,
    Group::Rule,
    Group::Costs,
    Group::Time,
    Group::Account,
    Group::Book,
    Group::Budget,
    Group::Horizon,
    Group::Cascade,
    Group::Crowd,
    Group::Closings,
    Group::Run,
];

/// One row of the table. Labels and help are in `words`, by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// The setting.
    pub id: ParameterId,
    /// Its name in links and documents: lower-case letters and hyphens.
    pub key: &'static str,
    /// Its unit as shown, empty where there is none.
    pub unit: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// Where it stands in the panel.
    pub group: Group,
}

/// What values a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number in a range.
    Number(Number),
    /// One of a few words.
    Choice(&'static [Choice]),
}

/// A number in a range, in the unit shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Smallest accepted.
    pub min: Decimal,
    /// Largest accepted.
    pub max: Decimal,
    /// Where a scenario begins.
    pub default: Decimal,
    /// Digits kept after the point.
    pub digits: u32,
    /// How buttons, keys and the slider move.
    pub pace: Pace,
}

/// How a number moves under buttons, keys and slider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// By a fixed step; the slider spans `from` to `to`, or farther while the value lies outside.
    Even {
        /// One step.
        step: Decimal,
        /// Left end of the slider.
        from: Decimal,
        /// Right end of the slider.
        to: Decimal,
    },
    /// By two leading digits: 60,000 to 61,000, 0.16 to 0.17. For settings that span many powers of ten.
    ByMagnitude,
}

/// One of the words a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The word in links and documents. How it is shown stands in `words`.
    pub key: &'static str,
}

impl ParameterId {
    /// The setting's row.
    #[must_use]
    pub fn row(self) -> &'static Parameter {
        // The table holds one row per id, in their order; a test proves it.
        PARAMETERS.get(self as usize).unwrap_or(&PARAMETERS[0])
    }

    /// The setting of a name, `None` where there is none.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        PARAMETERS.iter().find(|p| p.key == key).map(|p| p.id)
    }
}

/// The venue model of a choice.
#[must_use]
pub fn venue(index: usize) -> VenueId {
    MODELS.get(index).map_or(VenueId::Generic, |m| m.id)
}

/// How the reader's own two rates make a table, where the choice says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnTable {
    /// One rate for every notional.
    Flat,
    /// The next rate on the part above the floor.
    Marginal,
    /// The next rate on the whole position from the floor on.
    Jumping,
}

/// What a table choice makes of the reader's own rates.
#[must_use]
pub fn own_table(index: usize) -> OwnTable {
    match index {
        OWN_MARGINAL => OwnTable::Marginal,
        OWN_JUMPING => OwnTable::Jumping,
        _ => OwnTable::Flat,
    }
}

/// The symbol of a table choice, `None` for the reader's own rates.
#[must_use]
pub fn table_symbol(index: usize) -> Option<&'static str> {
    let symbol = index.checked_sub(1)?;
    binance_2024_10::SYMBOLS.get(symbol).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_setting_has_one_row_and_one_name() {
        let ids: BTreeSet<_> = PARAMETERS.iter().map(|p| p.id).collect();
        let keys: BTreeSet<_> = PARAMETERS.iter().map(|p| p.key).collect();
        assert_eq!((ids.len(), keys.len()), (PARAMETERS.len(), PARAMETERS.len()));
        for (index, p) in PARAMETERS.iter().enumerate() {
            assert_eq!(p.id.row(), p);
            assert_eq!(p.id as usize, index, "rows stand in the order of their ids");
            assert!(p.key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
        }
    }

    #[test]
    fn defaults_ends_and_steps_lie_in_range_and_are_kept_exactly() {
        for p in &PARAMETERS {
            if let Kind::Number(n) = p.kind {
                assert!(n.min < n.max && n.min <= n.default && n.default <= n.max, "{}", p.key);
                for v in [n.min, n.max, n.default] {
                    assert!(v.normalize().scale() <= n.digits, "{}", p.key);
                }
                if let Pace::Even { step, from, to } = n.pace {
                    assert!(step > Decimal::ZERO && n.min <= from && from < to && to <= n.max);
                    assert!(((to - from) / step).fract().is_zero(), "{}", p.key);
                    assert!(step.normalize().scale() <= n.digits, "{}", p.key);
                }
            }
        }
    }

    #[test]
    fn choices_stand_in_the_order_of_what_they_name() {
        let Kind::Choice(venues) = ParameterId::Venue.row().kind else { panic!() };
        let keys: Vec<_> = venues.iter().map(|c| c.key).collect();
        let models: Vec<_> = MODELS.iter().map(|m| m.id.key()).collect();
        assert_eq!(keys, models);
        let Kind::Choice(tables) = ParameterId::Table.row().kind else { panic!() };
        let symbols: Vec<_> = binance_2024_10::SYMBOLS.iter().map(|(s, _)| s.to_lowercase()).collect();
        assert!(tables.iter().skip(1).take(symbols.len()).map(|c| c.key.to_owned()).eq(symbols));
        assert_eq!((tables[OWN_MARGINAL].key, tables[OWN_JUMPING].key), ("own-marginal", "own-jumping"));
        assert_eq!((table_symbol(OWN_MARGINAL), own_table(0)), (None, OwnTable::Flat));
    }
}
