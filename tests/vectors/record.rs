//! A vector as it stands in the file.

use crate::inputs::{Inputs, canonical, number};
use cascade_notes::engine::Error;
use cascade_notes::engine::margin::Contract;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value};

/// Why a vector has no answer; says it in a sentence.
#[derive(Debug)]
pub struct Problem(pub String);

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}

impl From<&str> for Problem {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Debug, Deserialize)]
struct Raw {
    id: String,
    kind: String,
    venue: String,
    #[serde(default)]
    mode: String,
    #[serde(default)]
    contract: String,
    inputs: Map<String, Value>,
    expected: Map<String, Value>,
    #[serde(default)]
    tolerance: String,
    #[serde(default)]
    formula: String,
    #[serde(default)]
    source: String,
}

/// One recorded case.
#[derive(Debug)]
pub struct Vector {
    pub id: String,
    pub kind: String,
    pub venue: String,
    pub cross: bool,
    pub contract: Contract,
    pub inputs: Inputs,
    /// The same as they stand in the file: lists of numbers, and keys that are there without a value.
    pub raw: Map<String, Value>,
    pub expected: Vec<Expected>,
    /// `abs x` or `rel x`.
    pub tolerance: String,
    /// Formula and source, in lower case without spaces: what decides between two rules of one venue.
    pub rule_text: String,
}

/// One number to be reproduced.
#[derive(Debug)]
pub struct Expected {
    /// The key as it stands in the file.
    pub key: String,
    /// What it means.
    pub name: String,
    /// One unit of the printed number: 0.000001 for a key in micro units.
    pub unit: Decimal,
    /// What is printed.
    printed: Value,
}

impl Expected {
    /// The number as printed, in its unit; `None` where the venue prints that there is none.
    pub fn value(&self) -> Result<Option<Decimal>, Problem> {
        let none = self.printed.is_null() || matches!(self.printed.as_str(), Some("none" | "null" | "--" | "never"));
        match number(&self.printed) {
            Some(number) => Ok(Some(number)),
            None if none => Ok(None),
            None => Err(Problem(format!("{} is no number", self.printed))),
        }
    }
}

/// How far off an answer may be.
#[derive(Debug, Clone, Copy)]
pub enum Tolerance {
    Absolute(Decimal),
    Relative(Decimal),
}

impl Tolerance {
    pub fn read(text: &str) -> Result<Self, Problem> {
        let bad = || Problem(format!("tolerance {text:?} is neither `abs x` nor `rel x`"));
        let mut words = text.split_whitespace();
        let (kind, amount) = (words.next(), words.next().and_then(|word| number(&Value::String(word.to_owned()))));
        match (kind, amount) {
            (Some("abs"), Some(amount)) => Ok(Self::Absolute(amount)),
            (Some("rel"), Some(amount)) => Ok(Self::Relative(amount)),
            _ => Err(bad()),
        }
    }

    /// `abs 0` means exact; the 28 digits of a decimal still leave the last ones of a quotient open.
    pub fn accepts(self, got: Decimal, want: Decimal) -> bool {
        let allowed = match self {
            Self::Absolute(amount) => amount,
            Self::Relative(amount) => amount * want.abs(),
        };
        (got - want).abs() <= allowed.max(want.abs() * Decimal::new(1, 24))
    }
}

/// The vectors of a file: a list, or an object that holds one under `vectors`.
pub fn read(path: &str) -> Result<Vec<Vector>, Problem> {
    read_text(&std::fs::read_to_string(path).map_err(|e| Problem(e.to_string()))?)
}

pub fn read_text(text: &str) -> Result<Vec<Vector>, Problem> {
    let mut value: Value = serde_json::from_str(text).map_err(|e| Problem(e.to_string()))?;
    if let Some(inner) = value.get_mut("vectors") {
        value = inner.take();
    }
    let raw: Vec<Raw> = serde_json::from_value(value).map_err(|e| Problem(e.to_string()))?;
    Ok(raw.into_iter().map(vector).collect())
}

fn vector(raw: Raw) -> Vector {
    let squeeze = |text: &str| text.to_lowercase().replace(char::is_whitespace, "");
    Vector {
        cross: raw.mode.to_lowercase().contains("cross"),
        contract: if raw.contract.to_lowercase().contains("inverse") { Contract::Inverse } else { Contract::Linear },
        inputs: Inputs::of(&raw.inputs),
        raw: raw.inputs,
        expected: raw.expected.into_iter().map(expected).collect(),
        tolerance: raw.tolerance,
        rule_text: squeeze(&format!("{} {}", raw.formula, raw.source)),
        venue: raw.venue.to_lowercase(),
        kind: raw.kind,
        id: raw.id,
    }
}

fn expected((key, printed): (String, Value)) -> Expected {
    let (name, unit) = canonical(&key);
    Expected { key, name, unit, printed }
}
