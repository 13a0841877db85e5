//! One decision as a line of `key=value`, in a fixed order, with no byte that depends on where it is written.

use sha2::{Digest as _, Sha256};

/// A SHA-256 as 64 hexadecimal digits.
pub type Hash = String;

/// Bytes as hexadecimal digits.
fn digits(bytes: &[u8]) -> Hash {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The hash of bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> Hash {
    digits(&Sha256::digest(bytes))
}

/// The hash of the whole words that an input is made of.
#[must_use]
pub fn hash_words(words: &[u64]) -> Hash {
    let mut hasher = Sha256::new();
    for word in words {
        hasher.update(word.to_be_bytes());
    }
    digits(&hasher.finalize())
}

/// What is written of a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'a> {
    /// Counted from 1.
    pub sequence: u64,
    /// Seconds.
    pub time: f64,
    /// Hash of what it was decided from.
    pub inputs: &'a str,
    /// Who decided: the key of a detector, or the gate. A word without a space.
    pub source: &'a str,
    /// What was compared.
    pub statistic: f64,
    /// With what.
    pub limit: f64,
    /// Mean run length as printed, in samples; `None` where it is not rated.
    pub nominal: Option<f64>,
    /// The same, corrected for what was measured.
    pub corrected: Option<f64>,
    /// The rules that spoke, separated by commas; a dash for none. Without a space.
    pub rules: &'a str,
    /// What came of it. A word without a space.
    pub outcome: &'a str,
}

/// The version of the code, as every line has it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A run length as it is written.
fn rated(value: Option<f64>) -> String {
    value.map_or_else(|| "not-rated".to_owned(), |value| format!("{value:.1}"))
}

impl Entry<'_> {
    /// The line without its own hash, after the hash of the line before. Numbers in the shortest form that is read back as the same number.
    #[must_use]
    pub fn body(&self, previous: &str) -> String {
        format!(
            "seq={} t={} inputs={} source={} statistic={} limit={} nominal={} corrected={} rules={} code={VERSION} outcome={} previous={previous}",
            self.sequence,
            self.time,
            self.inputs,
            self.source,
            self.statistic,
            self.limit,
            rated(self.nominal),
            rated(self.corrected),
            self.rules,
            self.outcome,
        )
    }
}
