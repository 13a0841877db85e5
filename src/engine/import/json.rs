//! JSON as files hold it: alone, behind a byte-order mark, one value a line, within a console log, or as a notebook prints it.
//!
//! serde_json parses. Numbers keep their text, objects the order of their keys.

use super::notebook;
use crate::engine::error::FileProblem;
use crate::engine::{Cause, Error};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A value of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as text.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object, keys in their order.
    Object(Vec<(String, Self)>),
}

impl Json {
    /// The value under a key of an object; the first where a key stands twice.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(pairs) => pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The values of a list; empty for anything else.
    #[must_use]
    pub fn list(&self) -> &[Self] {
        if let Self::List(values) = self { values } else { &[] }
    }

    /// A text, number or truth value as text; an empty text for `null`, `None` for lists and objects.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        match self {
            Self::Null => Some(""),
            Self::Bool(true) => Some("true"),
            Self::Bool(false) => Some("false"),
            Self::Number(text) | Self::Text(text) => Some(text),
            Self::List(_) | Self::Object(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Json;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E>(self) -> Result<Json, E> {
                Ok(Json::Null)
            }

            fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
                Ok(Json::Bool(value))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
                Ok(Json::Number(value.to_string()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
                Ok(Json::Number(value.to_string()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
                Ok(Json::Number(value.to_string()))
            }

            fn visit_str<E>(self, value: &str) -> Result<Json, E> {
                Ok(Json::Text(value.to_owned()))
            }

            fn visit_string<E>(self, value: String) -> Result<Json, E> {
                Ok(Json::Text(value))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = from.next_element()? {
                    values.push(value);
                }
                Ok(Json::List(values))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = from.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Json::Object(pairs))
            }
        }

        from.deserialize_any(Any)
    }
}

/// Most places at which a value is looked for in a text that does not begin with one.
const ATTEMPTS: usize = 64;

/// Every list and object of a text, whatever stands around them. Errors: [`FileProblem::NotJson`] with line and column, where none can be read;
/// [`FileProblem::NoValue`] where nothing looks like one.
pub fn values(text: &str) -> Result<Vec<Json>, Error> {
    match strict_values(text) {
        Ok(values) => Ok(values),
        // A notebook prints Python: single quotes, True, None. The first complaint stands where that does not help.
        Err(error) => match notebook::as_json(text) {
            Some(rewritten) => strict_values(&rewritten).map_err(|_| error),
            None => Err(error),
        },
    }
}

fn strict_values(text: &str) -> Result<Vec<Json>, Error> {
    let (mut found, mut first_error, mut at, mut failures) = (Vec::new(), None, 0, 0_usize);
    let mut in_a_label = None;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(['{', '['])).map(|found| found.saturating_add(at))
    {
        let Some(rest) = text.get(start..) else { break };
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<Json>();
        match stream.next() {
            Some(Ok(value)) => {
                at = start.saturating_add(stream.byte_offset().max(1));
                if !is_label(&value) {
                    found.push(value);
                }
            }
            Some(Err(error)) if label(rest).is_some() => {
                in_a_label.get_or_insert_with(|| placed(text, start, &error).0);
                at = start.saturating_add(label(rest).unwrap_or(1));
            }
            Some(Err(error)) => {
                first_error.get_or_insert_with(|| placed(text, start, &error));
                failures = failures.saturating_add(1);
                if failures == ATTEMPTS {
                    break;
                }
                at = start.saturating_add(1);
            }
            None => break,
        }
    }
    // A file that begins with a value that breaks off is a broken file, not a log with smaller values in it.
    let begins = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with(['{', '[']);
    match first_error {
        Some((error, first)) if found.is_empty() || (begins && first == leading(text)) => Err(error),
        _ if !found.is_empty() => Ok(found),
        _ => Err(in_a_label.unwrap_or_else(|| Cause::File(FileProblem::NoValue).into())),
    }
}

/// Where the first character that is neither a mark nor white space stands.
fn leading(text: &str) -> usize {
    text.len().saturating_sub(text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len())
}

/// The length of a label in square brackets, such as the time or the level of a log line: short, on one line, without quotes or braces.
fn label(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let end = inner.find(']')?;
    let plain = end <= 40 && !inner.get(..end)?.contains(['[', '{', '"', '\'', '\n', ',']);
    plain.then(|| end.saturating_add(2))
}

/// A list such as the `[12]` or `[]` of a log line.
fn is_label(value: &Json) -> bool {
    matches!(value, Json::List(values) if values.iter().all(|value| value.scalar().is_some()) && values.len() < 2)
}

/// The complaint of a parser that began at `start`, with line and column of the whole text.
fn placed(text: &str, start: usize, error: &serde_json::Error) -> (Error, usize) {
    let before = text.get(..start).unwrap_or("");
    let lines = before.matches('\n').count();
    let column = before.rsplit('\n').next().map_or(0, |last| last.trim_start_matches('\u{feff}').chars().count());
    let (line, column) = match error.line() {
        0 | 1 => (lines.saturating_add(1), column.saturating_add(error.column())),
        line => (lines.saturating_add(line), error.column()),
    };
    (Cause::File(FileProblem::NotJson { line, column }).into(), start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Json {
        let values = values(text).unwrap();
        assert_eq!(values.len(), 1, "{text}");
        values[0].clone()
    }

    #[test]
    fn values_are_found_whatever_stands_around_them() {
        let wanted = Json::Object(vec![("a".to_owned(), Json::Number("0.1".to_owned()))]);
        for text in [
            r#"{"a":0.1}"#,
            "\u{feff}{\"a\":0.1}\r\n",
            "> await position()\n[LOG] 12:00 {\"a\": 0.1}\nundefined",
            "[12:01:03] [] {'a': 0.1}",
        ] {
            assert_eq!(one(text), wanted, "{text}");
        }
        assert_eq!(values("{\"a\":1}\n{\"a\":2}\n").unwrap().len(), 2);
        assert_eq!(one("{'a': True, 'b': None, 'c': \"it's\"}").get("a"), Some(&Json::Bool(true)));
    }

    #[test]
    fn numbers_keep_the_digits_that_they_were_written_with() {
        for (written, kept) in
            [("14.03431369", "14.03431369"), ("5e-8", "0.00000005"), ("0E-20", "0"), ("-0.1", "-0.1")]
        {
            assert_eq!(one(&format!("{{\"a\":{written}}}")).get("a").unwrap().scalar(), Some(kept));
        }
    }

    #[test]
    fn what_is_broken_is_told_with_line_and_column() {
        let error = |text: &str| values(text).unwrap_err().cause;
        assert_eq!(error("[\n {\"a\": 1,\n  \"b\" 2}]"), Cause::File(FileProblem::NotJson { line: 3, column: 7 }));
        assert_eq!(error("log: {\"a\":}"), Cause::File(FileProblem::NotJson { line: 1, column: 11 }));
        assert_eq!(error("no value at all"), Cause::File(FileProblem::NoValue));
        // What breaks off is not read as the smaller thing within it.
        assert!(matches!(error("{\"a\":[{\"b\":1}],"), Cause::File(FileProblem::NotJson { .. })));
        assert!(values(&"[".repeat(100_000)).is_err());
        assert!(values(&"[[1,2],".repeat(10_000)).is_err());
    }
}
