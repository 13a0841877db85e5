//! A text with places that are filled with live values.

use std::collections::BTreeSet;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Said as it stands.
    Text(String),
    /// Filled in.
    Place(String),
}

/// A text, cut at its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// As it stands in the file.
    pub source: String,
    /// Its parts.
    pub parts: Vec<Part>,
}

impl Template {
    /// Cuts a text at its `{places}`. Errors: what is wrong with it.
    pub fn read(source: &str) -> Result<Self, String> {
        if source.trim().is_empty() {
            return Err("the text is empty".to_owned());
        }
        if let Some(control) = source.chars().find(|c| c.is_control()) {
            return Err(format!("the text holds the control character {control:?}; a text is one line"));
        }
        let mut parts = Vec::new();
        let mut rest = source;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, after) = rest.split_at(at);
            let place =
                after.strip_prefix('{').and_then(|after| after.split_once('}')).filter(|(name, _)| is_name(name));
            let Some((name, beyond)) = place else {
                return Err(format!("the brace in `{after}` begins no placeholder like `{{name}}`"));
            };
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            parts.push(Part::Place(name.to_owned()));
            rest = beyond;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Self { source: source.to_owned(), parts })
    }

    /// The names of its places.
    pub fn places(&self) -> BTreeSet<&str> {
        let names = self.parts.iter().filter_map(|part| match part {
            Part::Place(name) => Some(name.as_str()),
            Part::Text(_) => None,
        });
        names.collect()
    }
}

/// What may name a message or a place: it becomes a name in Rust.
pub fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
