//! The scenario as a document: versioned, decimals as strings, only what differs from the defaults.

use crate::engine::echo::echo;
use crate::engine::error::Field;
use crate::engine::scenario::{Scenario, VERSION, link};
use crate::engine::{Cause, Error};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// What a scenario file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The version of the format.
    #[serde(rename = "cascade-notes")]
    pub version: u32,
    /// Settings by name, in their written form, as they stand: a name given twice is kept twice, to be reported.
    #[serde(serialize_with = "as_map", deserialize_with = "from_map")]
    pub settings: Vec<(String, String)>,
}

impl Document {
    /// The document of a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            version: VERSION,
            settings: scenario.to_write().map(|id| (id.row().key.to_owned(), scenario.written(id))).collect(),
        }
    }

    /// The scenario of a document, with a report on each setting that was not used.
    #[must_use]
    pub fn scenario(&self) -> (Scenario, Vec<Error>) {
        if self.version != VERSION {
            let cause = Cause::UnknownVersion { typed: echo(&self.version.to_string()), accepted: VERSION };
            return (Scenario::default(), vec![Error::at(Field::Version, cause)]);
        }
        let pairs: Vec<(&str, &str)> =
            self.settings.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        link::apply(&pairs)
    }
}

/// Settings as a map, in their order.
pub(in crate::engine) fn as_map<S: Serializer>(settings: &[(String, String)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(settings.iter().map(|(name, text)| (name, text)))
}

/// Settings of a map, as they stand: a name given twice is kept twice.
pub(in crate::engine) fn from_map<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, String)>, D::Error> {
    struct Pairs;

    impl<'de> Visitor<'de> for Pairs {
        type Value = Vec<(String, String)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("settings by name, each a text")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut pairs = Vec::new();
            while let Some(pair) = map.next_entry()? {
                pairs.push(pair);
            }
            Ok(pairs)
        }
    }

    from.deserialize_map(Pairs)
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
        assert_eq!(reports[0].cause, Cause::UnknownSetting { name: "dayz".to_owned() });
        let twice = r#"{"cascade-notes":1,"settings":{"days":"3","days":"4"}}"#;
        let twice: Document = serde_json::from_str(twice).unwrap();
        let (s, reports) = twice.scenario();
        assert_eq!((s.written(ParameterId::Days), reports.len()), ("3".to_owned(), 1));
    }
}
