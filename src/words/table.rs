//! The shape of a language's table. `{name}` marks a place that is filled with a live value.

use super::cascade::CascadeWords;
use super::file::{Entry, Lines, texts};
use super::horizon::HorizonWords;
use super::linked::{CurveWords, LedgerWords, PathWords};
use super::page::{CompareWords, ControlWords, NoteWords, PlaceWords};
use super::pictures::{BetWords, BudgetWords, EquityWords, GapWords, LadderWords, StakeWords, VenueWords};
use super::play::PlayWords;
use crate::engine::band::{TERMS, Term};
use crate::engine::scenario::{Choice, Group, Kind, PARAMETERS, ParameterId, parameters::GROUPS};

/// A label with its help.
#[derive(Debug, Clone, Copy)]
pub struct ParameterWords {
    /// Beside the control.
    pub label: &'static str,
    /// Under the control, one sentence.
    pub help: &'static str,
}

/// Labels, help and choices of all settings, in the order of the parameter table.
#[derive(Debug)]
pub struct Settings {
    settings: [ParameterWords; PARAMETERS.len()],
    choices: Vec<&'static str>,
}

/// How many choices the settings before one have between them.
fn choices_before(id: ParameterId) -> usize {
    PARAMETERS.iter().take_while(|p| p.id != id).map(|p| choices(&p.kind).len()).sum()
}

fn choices(kind: &Kind) -> &'static [Choice] {
    match kind {
        Kind::Choice(list) => list,
        Kind::Number(_) => &[],
    }
}

impl Entry for Settings {
    fn read(from: &mut Lines) -> Self {
        let mut words = Vec::new();
        let settings = PARAMETERS.map(|p| {
            let own = ParameterWords { label: from.value(), help: from.value() };
            words.extend(choices(&p.kind).iter().map(|_| from.value()));
            own
        });
        Self { settings, choices: words }
    }

    #[cfg(test)]
    fn keys(name: &str, out: &mut Vec<String>) {
        for p in &PARAMETERS {
            out.extend(["label", "help"].map(|part| format!("{name}.{}.{part}", p.key)));
            out.extend(choices(&p.kind).iter().map(|c| format!("{name}.{}.{}", p.key, c.key)));
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
        /// The band over price and time.
        horizon: HorizonWords,
        /// The comparison of venues.
        venues: VenueWords,
        /// The book of the forced close.
        ladder: LadderWords,
        /// Prices by round.
        path: PathWords,
        /// Who paid whom.
        ledger: LedgerWords,
        /// What other shocks would do.
        curve: CurveWords,
        /// The figure of the cascade.
        cascade: CascadeWords,
        /// Pin and compare.
        compare: CompareWords,
        /// Live words in the prose.
        places: PlaceWords,
        /// Notes under settings.
        notes: NoteWords,
        /// Around a run.
        play: PlayWords,
        /// Buttons and messages.
        controls: ControlWords,
    }
}

impl Words {
    /// Label and help of a setting.
    #[must_use]
    pub fn parameter(&self, id: ParameterId) -> &ParameterWords {
        let all = &self.settings.settings;
        all.get(id as usize).unwrap_or(&all[0])
    }

    /// A choice of a setting, by its place; empty where there is none.
    #[must_use]
    pub fn choice(&self, id: ParameterId, place: usize) -> &'static str {
        let at = choices_before(id).saturating_add(place);
        self.settings.choices.get(at).copied().unwrap_or_default()
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
