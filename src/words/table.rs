//! The shape of a language's table. `{name}` marks a place that is filled with a live value.

use super::file::{Entry, Lines, texts};
use super::page::{CompareWords, ControlWords, NoteWords, PlaceWords};
use super::pictures::{BetWords, BudgetWords, EquityWords, GapWords, LadderWords, StakeWords, VenueWords};
use crate::engine::band::{TERMS, Term};
use crate::engine::scenario::{Group, PARAMETERS, ParameterId, parameters::GROUPS};

/// A label with its help.
#[derive(Debug, Clone, Copy)]
pub struct ParameterWords {
    /// Beside the control.
    pub label: &'static str,
    /// Under the control, one sentence.
    pub help: &'static str,
}

/// Labels and help of all settings, in the order of the parameter table.
#[derive(Debug)]
pub struct Settings([ParameterWords; PARAMETERS.len()]);

impl Entry for Settings {
    fn read(from: &mut Lines) -> Self {
        Self(PARAMETERS.map(|_| ParameterWords { label: from.value(), help: from.value() }))
    }

    #[cfg(test)]
    fn keys(name: &str, out: &mut Vec<String>) {
        for p in &PARAMETERS {
            out.extend(["label", "help"].map(|part| format!("{name}.{}.{part}", p.key)));
        }
    }
}

texts! {
    /// Everything a language says.
    Words {
        /// BCP 47 tag.
        language: &'static str,
        /// Labels and help of the settings.
        settings: Settings,
        /// Headings of the panel's groups, in their order.
        groups: [&'static str; GROUPS.len()],
        /// Terms of the budget, in their order.
        terms: [&'static str; TERMS.len()],
        /// The figure of section 1.
        gap: GapWords,
        /// The figure of section 2.
        budget: BudgetWords,
        /// The bet.
        bet: BetWords,
        /// The figure of equity against price.
        equity: EquityWords,
        /// The bet on it.
        stake: StakeWords,
        /// The comparison of venues.
        venues: VenueWords,
        /// The book of the forced close.
        ladder: LadderWords,
        /// Pin and compare.
        compare: CompareWords,
        /// Live words in the prose.
        places: PlaceWords,
        /// Notes under settings.
        notes: NoteWords,
        /// Buttons and messages.
        controls: ControlWords,
    }
}

impl Words {
    /// Label and help of a setting.
    #[must_use]
    pub fn parameter(&self, id: ParameterId) -> &ParameterWords {
        self.settings.0.iter().zip(&PARAMETERS).find(|(_, p)| p.id == id).map_or(&self.settings.0[0], |(w, _)| w)
    }

    /// Heading of a group.
    #[must_use]
    pub fn group(&self, group: Group) -> &'static str {
        self.groups.iter().zip(GROUPS).find(|(_, g)| *g == group).map_or("", |(text, _)| text)
    }

    /// Name of a term.
    #[must_use]
    pub fn term(&self, term: Term) -> &'static str {
        self.terms.iter().zip(TERMS).find(|(_, t)| *t == term).map_or("", |(text, _)| text)
    }
}
