//! The document that a reader saves: the settings, and what was imported or built beside them. What is opened again gives the same screen.
//!
//! Lives here: the document and how a text is opened (a document of ours, or somebody's file), `entries` (how tables, accounts and steps are
//! written). May use: `scenario`, `import`, `account`. Every number is a text, so that none loses a digit. Version 2 added what stands beside the
//! settings; documents of version 1 hold the settings alone and open as they did.

mod entries;
mod holdings;

use entries::{StepEntry, TableEntry};
use holdings::PortfolioEntry;

use crate::engine::account::{Portfolio, Step};
use crate::engine::echo::echo;
use crate::engine::error::{Field, Part, within};
use crate::engine::import::proposal::ImportedTable;
use crate::engine::import::{self, Answers, Proposal};
use crate::engine::scenario::{self, Scenario, document};
use crate::engine::{Cause, Error};
use serde::{Deserialize, Serialize};

/// The version that is written.
pub const VERSION: u32 = 2;

/// Most accounts like the reader's that join a market.
const MOST_JOINING: u32 = 10_000;

/// What is on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Screen {
    /// Every setting.
    pub scenario: Scenario,
    /// Tables that were imported.
    pub tables: Vec<ImportedTable>,
    /// The reader's account.
    pub portfolio: Option<Portfolio>,
    /// Steps of the trade.
    pub steps: Vec<Step>,
    /// How many accounts like the reader's have joined the market of the cascade; `None` where none has.
    pub joins: Option<u32>,
}

/// What a saved file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The version of the format.
    #[serde(rename = "cascade-notes")]
    pub version: u32,
    /// Settings by name, only those that differ from the defaults.
    #[serde(serialize_with = "document::as_map", deserialize_with = "document::from_map")]
    pub settings: Vec<(String, String)>,
    /// Imported tables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tables: Vec<TableEntry>,
    /// The account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    account: Option<PortfolioEntry>,
    /// Steps of the trade.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepEntry>,
    /// How many accounts like it have joined the market of the cascade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    joins: Option<u32>,
}

impl Document {
    /// The document of a screen. A screen of settings alone is written as version 1, which everything reads.
    #[must_use]
    pub fn of(screen: &Screen) -> Self {
        let plain =
            screen.tables.is_empty() && screen.portfolio.is_none() && screen.steps.is_empty() && screen.joins.is_none();
        Self {
            version: if plain { scenario::VERSION } else { VERSION },
            settings: document::Document::of(&screen.scenario).settings,
            tables: screen.tables.iter().map(TableEntry::of).collect(),
            account: screen.portfolio.as_ref().map(PortfolioEntry::of),
            steps: screen.steps.iter().map(StepEntry::of).collect(),
            joins: screen.joins,
        }
    }

    /// The document as text. Errors: none that are known; a text that could not be written is refused rather than cut.
    pub fn text(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|_| Error::at(Field::File, Cause::Overflow))
    }

    /// The screen of a document, with a report on each setting, table, position or step that was not used. Another version gives the default
    /// screen and says so.
    #[must_use]
    pub fn screen(&self) -> (Screen, Vec<Error>) {
        if self.version != scenario::VERSION && self.version != VERSION {
            let cause = Cause::UnknownVersion { typed: echo(&self.version.to_string()), accepted: VERSION };
            return (Screen::default(), vec![Error::at(Field::Version, cause)]);
        }
        let settings = document::Document { version: scenario::VERSION, settings: self.settings.clone() };
        let (scenario, mut reports) = settings.scenario();
        let mut kept = |result: Result<(), Error>| reports.extend(result.err());
        let mut screen = Screen { scenario, ..Screen::default() };
        for entry in &self.tables {
            kept(entry.read().map(|table| screen.tables.push(table)).map_err(|e| e.inside(Field::Maintenance)));
        }
        if let Some(entry) = &self.account {
            kept(entry.read().map(|portfolio| screen.portfolio = Some(portfolio)));
        }
        for (number, entry) in (1..).zip(&self.steps) {
            kept(entry.read().map(|step| screen.steps.push(step)).map_err(|e| e.inside(Part::Step(number))));
        }
        if let Some(times) = self.joins {
            kept(within(Field::AccountCount, times, 1..=MOST_JOINING).map(|()| screen.joins = Some(times)));
        }
        (screen, reports)
    }
}

/// What a text was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// A document of ours, and what of it was not used.
    Screen(Box<Screen>, Vec<Error>),
    /// Somebody's file.
    File(Box<Proposal>),
}

/// Opens a text: a document of ours, or whatever [`import::read`] reads. Errors: as there; a document of ours that is broken is refused as JSON.
pub fn open(text: &str, answers: &Answers) -> Result<Opened, Error> {
    if is_ours(text) {
        let read: Result<Document, _> = serde_json::from_str(text.trim_start_matches('\u{feff}').trim());
        return match read {
            Ok(document) => {
                let (screen, reports) = document.screen();
                Ok(Opened::Screen(Box::new(screen), reports))
            }
            Err(error) => Err(Error::at(Field::File, import::broken_json(error.line(), error.column()))),
        };
    }
    import::read(text, answers).map(|proposal| Opened::File(Box::new(proposal)))
}

/// The first key of a document of ours, wherever white space stands.
fn is_ours(text: &str) -> bool {
    let body = text.trim_start_matches('\u{feff}').trim_start();
    body.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with("\"cascade-notes\""))
}
