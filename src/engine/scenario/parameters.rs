//! The parameter table: what a row of it can say. It drives controls, links, documents, validation and the generators of the
//! property tests. The rows stand in `rows`, the words that choices take in `choices`.

use rust_decimal::Decimal;

mod choices;
mod kinds;
mod rows;
mod series;

pub use choices::{
    Adl, BookChoice, ChoiceValue, ClosePolicy, Closing, Coin, CutView, Cutting, DrillSet, FundingPattern, Injected,
    Interval, MarginMode, Noted, OwnTable, PremiumRule, PresetId, Switch, TableChoice,
};
pub use rows::{PARAMETERS, ParameterId};
pub use series::{LADDER, PREMIUMS};

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
    /// What the budget counts.
    Budget,
    /// How the price moves while the position is held.
    Horizon,
    /// The push, and what it meets.
    Cascade,
    /// Who holds what in the cascade's market.
    Population,
    /// How the cascade's venue closes accounts.
    Closings,
    /// Where the reader stands in a run, and what is cut.
    Run,
    /// Words and checks of a trade.
    Checks,
    /// Watching a market, and the drill.
    Watching,
}

/// All groups, in the order of the panel.
pub const GROUPS: [Group; 14] = [
    Group::Position,
    Group::Rule,
    Group::Costs,
    Group::Time,
    Group::Account,
    Group::Book,
    Group::Budget,
    Group::Horizon,
    Group::Cascade,
    Group::Population,
    Group::Closings,
    Group::Run,
    Group::Checks,
    Group::Watching,
];

impl Group {
    /// The part of the page that the settings of a group belong to, unless their row says otherwise.
    #[must_use]
    pub const fn part(self) -> Part {
        match self {
            Self::Position | Self::Rule | Self::Costs | Self::Time | Self::Account | Self::Book => Part::Prices,
            Self::Budget | Self::Horizon => Part::Beside,
            Self::Cascade | Self::Population | Self::Closings | Self::Run => Part::Cascade,
            Self::Checks => Part::Checks,
            Self::Watching => Part::Watching,
        }
    }
}

/// What a setting belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The two prices of the one position.
    Prices,
    /// What is shown beside them: the mark, the budget, the comparison of venues, the band over time.
    Beside,
    /// The choice of the cascade's market, which brings the other settings of the cascade along.
    Market,
    /// What the cascade is asked; it begins as the market says.
    Cascade,
    /// Where the reader stands in the cascade's answer; it begins as the market says.
    Reader,
    /// What the checks are held against and what is noted beside the trade: no price depends on it.
    Checks,
    /// The stream that is watched, and the drill: no price depends on it, and no run of the cascade.
    Watching,
}

/// In what a number counts. How that is written stands in `words`, with the setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A bare number, or no number.
    None,
    /// Coins of the position's own kind.
    Coins,
    /// Quote currency.
    Usd,
    /// Multiples.
    Times,
    /// Hundredths.
    Percent,
    /// Hundredths in a year.
    PercentAYear,
    /// Days.
    Days,
    /// Hours.
    Hours,
    /// Seconds.
    Seconds,
    /// Once in a minute.
    AMinute,
    /// Standard deviations of a day.
    Moves,
    /// Months.
    Months,
}

/// When a setting has a say in what is computed. [`Scenario::holds`](crate::engine::scenario::Scenario::holds) answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// Under all others.
    Always,
    /// The whole account stands behind the position.
    Cross,
    /// The position stands for itself.
    Isolated,
    /// The free balance has a say: the whole account stands behind the position, or funding is paid out of the balance first.
    FreeCounts,
    /// The funding rate grows.
    FundingGrows,
    /// Funding rates are made of a premium.
    FundingByPremium,
    /// The account has another position.
    Other,
    /// Margin is added to a position that stands for itself.
    MarginAdded,
    /// The venue's rule is stated for both kinds of contract, so that something is left to choose.
    BothContracts,
    /// The reader's own rate is asked: by the position, or by another of which nothing else is known.
    OwnRate,
    /// No real table is in force.
    OwnTable,
    /// The reader's own two rates make a table.
    OwnTiers,
    /// Slippage is typed.
    TypedSlippage,
    /// Slippage comes of a ladder.
    Ladder,
    /// Slippage comes of a curve.
    CurvedBook,
    /// The accounts of the cascade are drawn.
    Drawn,
    /// Some of them with coin for collateral.
    CoinsDrawn,
    /// The accounts of the cascade are not given one by one.
    NotGiven,
    /// The cascade's market has more than one symbol.
    SeveralSymbols,
    /// Something is cut.
    Cut,
    /// What is cut is one of several.
    CutHasNumber,
    /// Something is noted beside the trade.
    Noted(ParameterId),
}

/// One row of the table. Labels and help are in `words`, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// The setting.
    pub id: ParameterId,
    /// Its name in links and documents: lower-case letters and hyphens.
    pub key: &'static str,
    /// In what it counts.
    pub unit: Unit,
    /// What values it takes.
    pub kind: Kind,
    /// Where it stands in the panel.
    pub group: Group,
    /// What it belongs to.
    pub part: Part,
    /// When it has a say.
    pub when: When,
    /// Who the accounts of the cascade are depends on it.
    pub makes_population: bool,
}

impl Parameter {
    /// True where the setting begins as the market of the cascade says, and goes back there when another is chosen.
    #[must_use]
    pub const fn begins_with_market(&self) -> bool {
        matches!(self.part, Part::Cascade | Part::Reader)
    }
}

/// The type whose values are the words of one setting.
pub trait SetBy: ChoiceValue {
    /// The setting.
    const SETTING: ParameterId;
}

/// The value of one setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A number, in the unit of its setting.
    Number(Decimal),
    /// The position of the chosen word.
    Choice(usize),
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

/// A choice that has a say always, until more is said of it. Its id and words are filled in by the table.
const fn row(key: &'static str, group: Group) -> Parameter {
    let (unit, kind, part, when) = (Unit::None, Kind::Choice(&[]), group.part(), When::Always);
    Parameter { id: ParameterId::Side, key, unit, kind, group, part, when, makes_population: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::{Contract, Side, VenueId};
    use crate::engine::scenario::Scenario;
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

    /// Of every type whose values are the words of a setting.
    fn words_lead_back<T: SetBy + std::fmt::Debug>() {
        assert_eq!(T::SETTING.row().kind, Kind::Choice(T::CHOICES));
        assert_eq!(T::ALL.len(), T::CHOICES.len());
        let mut scenario = Scenario::default();
        for (value, choice) in T::ALL.iter().zip(T::CHOICES) {
            scenario = scenario.choosing(*value);
            assert_eq!(scenario.chosen::<T>(), *value);
            assert_eq!(scenario, scenario.with_written(T::SETTING, choice.key).unwrap());
        }
        assert_eq!(Scenario::default().chosen::<T>(), T::FIRST);
    }

    #[test]
    fn words_and_values_lead_to_each_other() {
        words_lead_back::<Side>();
        words_lead_back::<Contract>();
        words_lead_back::<MarginMode>();
        words_lead_back::<VenueId>();
        words_lead_back::<TableChoice>();
        words_lead_back::<Interval>();
        words_lead_back::<BookChoice>();
        words_lead_back::<Coin>();
        words_lead_back::<PresetId>();
        words_lead_back::<Closing>();
        words_lead_back::<ClosePolicy>();
        words_lead_back::<crate::engine::settlement::waterfall::LiquidationFeeBase>();
        words_lead_back::<crate::engine::settlement::waterfall::FeeTo>();
        words_lead_back::<crate::engine::settlement::insurance::Remainder>();
        words_lead_back::<Adl>();
        words_lead_back::<Cutting>();
        words_lead_back::<CutView>();
        words_lead_back::<FundingPattern>();
        words_lead_back::<PremiumRule>();
        words_lead_back::<crate::engine::costs::payment::PaidFrom>();
    }

    #[test]
    fn words_are_told_apart() {
        for p in &PARAMETERS {
            if let Kind::Choice(list) = p.kind {
                let keys: BTreeSet<_> = list.iter().map(|c| c.key).collect();
                assert!(!list.is_empty() && keys.len() == list.len(), "{}", p.key);
            }
        }
        for interval in Interval::ALL {
            let scenario = Scenario::default().choosing(*interval);
            assert_eq!(scenario.written(ParameterId::FundingInterval), interval.hours().to_string());
        }
    }
}
