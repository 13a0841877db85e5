//! Words by what the engine names: settings, their groups, the terms of the gap.

use super::{Count, Words};
use crate::engine::band::Term;
use crate::engine::checks::Row;
use crate::engine::margin::VenueId;
use crate::engine::scenario::{Choice, Group, Kind, ParameterId};
use crate::engine::terms::TermId;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// A label with its help.
#[derive(Debug, Clone, Copy)]
pub struct ParameterWords {
    /// Beside the control.
    pub label: &'static str,
    /// Under the control, one sentence.
    pub help: &'static str,
}

/// A check in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckWords {
    /// Its name, as it stands in a list.
    pub name: &'static str,
    /// What it asks.
    pub asks: &'static str,
    /// What its value is of: it follows the value.
    pub of: &'static str,
    /// Why it belongs to its moment.
    pub why: &'static str,
}

fn choices(kind: &Kind) -> &'static [Choice] {
    match kind {
        Kind::Choice(list) => list,
        Kind::Number(_) => &[],
    }
}

impl Words {
    /// Label and help of a setting.
    #[must_use]
    pub fn parameter(&self, id: ParameterId) -> ParameterWords {
        let key = id.row().key;
        let text = |part| self.settings().find(&[key, part]).unwrap_or_default();
        ParameterWords { label: text("label"), help: text("help") }
    }

    /// The unit of a setting, empty where there is none.
    #[must_use]
    pub fn unit(&self, id: ParameterId) -> &'static str {
        self.settings().find(&[id.row().key, "unit"]).unwrap_or_default()
    }

    /// The unit of a setting behind a value of it: one coin, two coins.
    #[must_use]
    pub fn unit_of(&self, id: ParameterId, value: Decimal) -> String {
        let (units, whole) = (self.units(), value.abs().normalize());
        let count = Count { number: whole.to_u64().filter(|_| whole.fract().is_zero()), text: "" };
        match id {
            ParameterId::Size | ParameterId::OtherSize => units.coins(count),
            ParameterId::Days | ParameterId::AddedDay => units.days(count),
            ParameterId::WatchRunLength => units.hours(count),
            ParameterId::DistanceLimit => units.moves(count),
            ParameterId::RuleOnRecordWarn
            | ParameterId::RuleOnRecordFail
            | ParameterId::LastRuleChangeWarn
            | ParameterId::LastRuleChangeFail => units.months(count),
            _ => self.unit(id).to_owned(),
        }
    }

    /// A choice of a setting, by its place; empty where there is none.
    #[must_use]
    pub fn choice(&self, id: ParameterId, place: usize) -> &'static str {
        let parameter = id.row();
        let choice = choices(&parameter.kind).get(place);
        choice.and_then(|choice| self.settings().find(&[parameter.key, choice.key])).unwrap_or_default()
    }

    /// What there is to say of a market, by the place of its choice; empty where there is none.
    #[must_use]
    pub fn line(&self, place: usize) -> &'static str {
        let choice = choices(&ParameterId::Preset.row().kind).get(place);
        choice.and_then(|choice| self.lines().find(&[choice.key])).unwrap_or_default()
    }

    /// A market in a few words, by the place of its choice; empty where there is none.
    #[must_use]
    pub fn card(&self, place: usize) -> &'static str {
        let choice = choices(&ParameterId::Preset.row().kind).get(place);
        choice.and_then(|choice| self.cards().find(&[choice.key])).unwrap_or_default()
    }

    /// Heading of a group.
    #[must_use]
    pub fn group(&self, group: Group) -> &'static str {
        let words = self.groups();
        match group {
            Group::Position => words.position(),
            Group::Rule => words.rule(),
            Group::Costs => words.costs(),
            Group::Time => words.time(),
            Group::Account => words.account(),
            Group::Book => words.book(),
            Group::Budget => words.budget(),
            Group::Horizon => words.horizon(),
            Group::Cascade => words.push(),
            Group::Population => words.accounts(),
            Group::Closings => words.closings(),
            Group::Run => words.run(),
            Group::Checks => words.checks(),
            Group::Watching => words.watching(),
        }
    }

    /// Name of a term.
    #[must_use]
    pub fn name(&self, term: TermId) -> &'static str {
        self.settings().find(&[ParameterId::Term.row().key, term.key()]).unwrap_or_default()
    }

    /// What a term means, in one sentence.
    #[must_use]
    pub fn meaning(&self, term: TermId) -> &'static str {
        self.glossary().find(&[term.key()]).unwrap_or_default()
    }

    /// A check in words.
    #[must_use]
    pub fn check(&self, row: &Row) -> CheckWords {
        let text = |part| self.checks().find(&[row.key, part]).unwrap_or_default();
        CheckWords { name: text("name"), asks: text("asks"), of: text("of"), why: text("why") }
    }

    /// Name of a venue's rule.
    #[must_use]
    pub fn venue(&self, id: VenueId) -> &'static str {
        self.venue_names().find(&[id.key()]).unwrap_or_default()
    }

    /// A currency: the one that prices are quoted in, or a coin, whose name no language changes.
    #[must_use]
    pub fn currency(&self, code: &'static str) -> &'static str {
        if code == "USD" { self.units().usd() } else { code }
    }

    /// A symbol of a market: a coin, whose name no language changes, or all that are not told apart.
    #[must_use]
    pub fn symbol(&self, name: &'static str) -> &'static str {
        if name == "others" { self.symbols().others() } else { name }
    }

    /// Name of a term.
    #[must_use]
    pub fn term(&self, term: Term) -> &'static str {
        let words = self.terms();
        match term {
            Term::OpeningFee => words.opening_fee(),
            Term::ClosingFee => words.closing_fee(),
            Term::LiquidationFee => words.liquidation_fee(),
            Term::Slippage => words.slippage(),
            Term::Funding => words.funding(),
            Term::NextTier => words.next_tier(),
            Term::Basis => words.basis(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::checks::CHECKS;
    use crate::engine::margin::venue::MODELS;
    use crate::engine::scenario::PARAMETERS;
    use crate::engine::scenario::parameters::Unit;
    use crate::engine::terms::TERMS;
    use crate::words::{ChecksWords, GlossaryWords, LinesWords, SettingsWords, VenueNamesWords, english};
    use std::collections::BTreeSet;

    #[test]
    fn every_setting_and_choice_has_its_words_and_no_word_is_left_over() {
        let mut wanted = BTreeSet::new();
        for p in &PARAMETERS {
            wanted.extend(["label", "help"].map(|part| format!("{}.{part}", p.key)));
            // A unit is for those that have one.
            wanted.extend((p.unit != Unit::None).then(|| format!("{}.unit", p.key)));
            wanted.extend(choices(&p.kind).iter().map(|choice| format!("{}.{}", p.key, choice.key)));
        }
        let found: BTreeSet<String> = SettingsWords::keys().map(str::to_owned).collect();
        assert_eq!(found, wanted);
        let venues: BTreeSet<&str> = MODELS.iter().map(|model| model.id.key()).collect();
        assert_eq!(VenueNamesWords::keys().collect::<BTreeSet<_>>(), venues);
        let terms: BTreeSet<&str> = TERMS.iter().map(|term| term.key()).collect();
        assert_eq!(GlossaryWords::keys().collect::<BTreeSet<_>>(), terms);
        let checks =
            CHECKS.iter().flat_map(|row| ["name", "asks", "of", "why"].map(|part| format!("{}.{part}", row.key)));
        assert_eq!(ChecksWords::keys().map(str::to_owned).collect::<BTreeSet<_>>(), checks.collect());
        let presets = choices(&ParameterId::Preset.row().kind).iter().map(|choice| choice.key);
        assert_eq!(LinesWords::keys().collect::<BTreeSet<_>>(), presets.collect());
    }

    #[test]
    fn words_are_found_by_key() {
        let words = english();
        assert_eq!(words.parameter(ParameterId::Days).label, "Days held");
        assert_eq!(words.choice(ParameterId::Side, 1), "short");
        assert_eq!(words.choice(ParameterId::Days, 0), "");
        assert!(words.line(3).starts_with("The winner"));
    }

    #[test]
    fn help_is_a_sentence() {
        for p in &PARAMETERS {
            assert!(english().parameter(p.id).help.ends_with('.'), "{}", p.key);
        }
    }
}
