//! The figure of section “Words”: one sketch of a trade in which a chosen term lights up, with what it comes to in the reader's own.

use crate::engine::Error;
use crate::engine::band::Edges;
use crate::engine::checks::{CHECKS, Row};
use crate::engine::margin::{Contract, Side};
use crate::engine::scenario::Scenario;
use crate::engine::terms::{TERMS, TermId};
use crate::figures::figure::{Figure, Text};
use crate::figures::format::PriceFormat;
use crate::figures::frame::{Frame, Medium};
use crate::figures::table::{Table, TableRow};
use crate::words::{Words, joined};

mod draw;
pub mod layout;
mod value;

pub use value::{Missing, Value};

/// The figure's name in the page and in file names.
pub const NAME: &str = "terms";

/// Terms that belong together, in the order in which they are offered.
pub const FAMILIES: [&[TermId]; 5] = [
    &[TermId::Mark, TermId::Index, TermId::Basis, TermId::Last, TermId::Entry, TermId::Liquidation, TermId::Bankruptcy],
    &[TermId::Notional, TermId::Leverage, TermId::Bracket, TermId::OpenInterest],
    &[
        TermId::InitialMargin,
        TermId::MaintenanceMargin,
        TermId::Equity,
        TermId::MarginRatio,
        TermId::Isolated,
        TermId::Cross,
        TermId::Haircut,
    ],
    &[TermId::Funding, TermId::Depth, TermId::Slippage, TermId::Rebate],
    &[TermId::InsuranceFund, TermId::Adl],
];

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsFigure {
    /// The term that is lit.
    pub lit: TermId,
    /// What each comes to, in the order of [`TERMS`].
    pub values: Vec<(TermId, Value)>,
    /// Long or short: the losing side of the sketch is below, or above.
    pub side: Side,
    manner: value::Manner,
}

/// The checks that ask for a term.
pub fn checks_of(term: TermId) -> impl Iterator<Item = &'static Row> {
    CHECKS.iter().filter(move |row| row.terms.contains(&term))
}

impl TermsFigure {
    /// The model of a scenario; `edges` are its two prices where it has them.
    #[must_use]
    pub fn with(scenario: &Scenario, edges: Option<&Edges>) -> Self {
        let of = |term: TermId| {
            let value = value::value(term, scenario, edges).unwrap_or(Value::Unknown(Missing::Answer));
            (term, value)
        };
        let unit = match scenario.contract() {
            Contract::Linear => "USD",
            Contract::Inverse => scenario.coin(),
        };
        let (format, hours, side) = (PriceFormat::of(scenario, None), scenario.interval_hours(), scenario.side());
        Self {
            lit: scenario.chosen(),
            values: TERMS.iter().copied().map(of).collect(),
            side,
            manner: value::Manner { format, unit, hours, side },
        }
    }

    /// What a term comes to.
    #[must_use]
    pub fn value(&self, term: TermId) -> &Value {
        let found = self.values.iter().find(|(other, _)| *other == term);
        found.map_or(&Value::Unknown(Missing::Answer), |(_, value)| value)
    }

    /// The same in words.
    #[must_use]
    pub fn said(&self, term: TermId, words: &'static Words) -> String {
        self.manner.say(self.value(term), words)
    }

    /// The checks that ask for a term, in words.
    #[must_use]
    pub fn checks_in_words(term: TermId, words: &'static Words) -> String {
        let names: Vec<&str> = checks_of(term).map(|row| words.check(row).name).collect();
        if names.is_empty() {
            words.trade().no_checks().to_owned()
        } else {
            words.trade().checks(&joined(names, words.lists().semicolon()))
        }
    }

    fn row(&self, term: TermId, words: &'static Words) -> TableRow {
        let value = self.value(term);
        let checks = joined(checks_of(term).map(|row| words.check(row).name), words.lists().semicolon());
        let meaning = words.meaning(term).to_owned();
        TableRow {
            head: words.name(term).to_owned(),
            cells: vec![
                (meaning.clone(), meaning),
                (self.manner.say(value, words), self.manner.plain(value, words)),
                (checks.clone(), checks),
            ],
            here: term == self.lit,
        }
    }
}

impl Figure for TermsFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.trade();
        let here = self.said(self.lit, words);
        Text {
            title: match self.value(self.lit) {
                Value::Unknown(Missing::Rebate) => w.title(words.name(self.lit), words.budget().none()),
                Value::Unknown(_) => w.title(words.name(self.lit), words.numbers().not_known()),
                _ => w.title(words.name(self.lit), &here),
            },
            subtitle: w.subtitle().to_owned(),
            sentence: format!(
                "{} {} {}",
                words.meaning(self.lit),
                w.here(&here),
                Self::checks_in_words(self.lit, words)
            ),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.trade();
        Table {
            caption: w.table(),
            columns: Table::heads(&w.columns()),
            rows: TERMS.iter().map(|term| self.row(*term, words)).collect(),
        }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}
