//! The scenario as a document: versioned, decimals as strings, only what differs from the defaults.

use crate::engine::Cause;
use crate::engine::error::echo;
use crate::engine::scenario::{Report, Scenario, VERSION, link};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a scenario file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The version of the format.
    #[serde(rename = "cascade-notes")]
    pub version: u32,
    /// Settings by name, in their written form.
    pub settings: BTreeMap<String, String>,
}

impl Document {
    /// The document of a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            version: VERSION,
            settings: scenario.changed().map(|id| (id.row().key.to_owned(), scenario.written(id))).collect(),
        }
    }

    /// The scenario of a document, with a report on each setting that was not used.
    #[must_use]
    pub fn scenario(&self) -> (Scenario, Vec<Report>) {
        if self.version != VERSION {
            let cause = Cause::UnknownVersion { typed: echo(&self.version.to_string()), accepted: VERSION };
            let report = Report { name: "cascade-notes".to_owned(), cause };
            return (Scenario::default(), vec![report]);
        }
        let pairs: Vec<(&str, &str)> =
            self.settings.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        link::apply(&pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scenario::ParameterId;

    #[test]
    fn a_document_is_read_back_as_it_was_written() {
        let s = Scenario::default().with_written(ParameterId::Entry, "0.1163").unwrap();
        let text = serde_json::to_string(&Document::of(&s)).unwrap();
        assert_eq!(text, r#"{"cascade-notes":1,"settings":{"entry":"0.1163"}}"#);
        let back: Document = serde_json::from_str(&text).unwrap();
        assert_eq!(back.scenario(), (s, vec![]));
    }

    #[test]
    fn another_version_and_unknown_names_are_reported() {
        let newer: Document = serde_json::from_str(r#"{"cascade-notes":2,"settings":{"days":"3"}}"#).unwrap();
        let (s, reports) = newer.scenario();
        assert_eq!((s, reports.len()), (Scenario::default(), 1));
        let odd: Document = serde_json::from_str(r#"{"cascade-notes":1,"settings":{"days":"3","dayz":"4"}}"#).unwrap();
        let (s, reports) = odd.scenario();
        assert_eq!(s.written(ParameterId::Days), "3");
        assert_eq!(reports[0].name, "dayz");
    }
}
