//! A language file as messages, in its order.
//!
//! ```toml
//! language = "en"
//! direction = "ltr"
//!
//! [gap]
//! # A comment right above a message is its note for translators.
//! day = "day {n}"
//! columns = ["Days held", "Payments"]
//! accounts = { one = "{n} account", other = "{n} accounts" }
//! names = { count = "n", one = "{names} stands", other = "{names} stand" }
//! members = { count = "few", one = "{few} of {all} stands", other = "{few} of {all} stand" }
//! ```

use crate::Mistake;
use crate::plural::Form;
use crate::template::Template;
use std::str::FromStr as _;
use toml_edit::{DocumentMut, Item, Key, TableLike, Value};

/// What one key says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// One text.
    Text(Template),
    /// Texts in an order, as the columns of a table.
    List(Vec<Template>),
    /// One text for each plural form, chosen by the number in the place `count`.
    Forms {
        /// The place whose number chooses; None where only one can.
        count: Option<String>,
        /// The forms, in the file's order.
        forms: Vec<(Form, Template)>,
    },
}

impl Body {
    /// All its texts.
    pub fn texts(&self) -> Vec<&Template> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(texts) => texts.iter().collect(),
            Self::Forms { forms, .. } => forms.iter().map(|(_, text)| text).collect(),
        }
    }

    /// The names of all its places, by the alphabet: the order of the accessor's arguments, so that a reworded English text
    /// cannot exchange two of them.
    pub fn places(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.texts().into_iter().flat_map(Template::places).collect();
        if let Self::Forms { count: Some(count), .. } = self {
            all.push(count);
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The place whose number chooses the form: the one that `count` names, which need not stand in the texts, or the only one, or `n`.
    pub fn counted(&self) -> Option<&str> {
        let Self::Forms { count, .. } = self else { return None };
        let places = self.places();
        match count {
            Some(count) => Some(count.as_str()),
            None if places.len() == 1 => places.first().copied(),
            None => places.into_iter().find(|place| *place == "n"),
        }
    }
}

/// A key with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Groups and name.
    pub path: Vec<String>,
    /// The comment above it.
    pub note: String,
    /// What it says.
    pub body: Body,
}

impl Message {
    /// `group.name`.
    pub fn key(&self) -> String {
        self.path.join(".")
    }
}

/// A language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locale {
    /// Name of its file.
    pub file: String,
    /// Its BCP 47 tag, which is also the file's name.
    pub language: String,
    /// It is written from right to left.
    pub right_to_left: bool,
    /// Its messages.
    pub messages: Vec<Message>,
}

impl Locale {
    /// Reads a file. Errors: all that is wrong with it by itself.
    pub fn read(file: &str, source: &str) -> Result<Self, Vec<Mistake>> {
        let mut reader = Reader { file, messages: Vec::new(), mistakes: Vec::new() };
        let document = match DocumentMut::from_str(source) {
            Ok(document) => document,
            Err(error) => {
                let at = error.span().unwrap_or_default();
                let line = source.get(..at.start).unwrap_or_default().matches('\n').count().saturating_add(1);
                let what = error.message().lines().next().unwrap_or_default();
                let place = source.get(at).and_then(|text| text.lines().next()).unwrap_or_default();
                reader.mistake(&[], format!("line {line}: {what}: `{place}`"));
                return Err(reader.mistakes);
            }
        };
        let top = document.as_table();
        let text = |key| top.get(key).and_then(Item::as_str);
        let language = text("language").unwrap_or_default().to_owned();
        if file.strip_suffix(".toml") != Some(&language) {
            reader.mistake(&["language".to_owned()], format!("a file named {file} has to name its language"));
        }
        let direction = text("direction").unwrap_or_default();
        if !["ltr", "rtl"].contains(&direction) {
            reader.mistake(&["direction".to_owned()], "`ltr` or `rtl` is wanted".to_owned());
        }
        let right_to_left = direction == "rtl";
        reader.table(&[], top);
        let Reader { messages, mistakes, .. } = reader;
        if mistakes.is_empty() {
            Ok(Self { file: file.to_owned(), language, right_to_left, messages })
        } else {
            Err(mistakes)
        }
    }

    /// The message with a path.
    pub fn message(&self, path: &[String]) -> Option<&Message> {
        self.messages.iter().find(|message| message.path == path)
    }
}

struct Reader<'file> {
    file: &'file str,
    messages: Vec<Message>,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn mistake(&mut self, path: &[String], what: String) {
        self.mistakes.push(Mistake { file: self.file.to_owned(), key: path.join("."), what });
    }

    fn table(&mut self, outer: &[String], table: &dyn TableLike) {
        for (name, item) in table.iter() {
            if outer.is_empty() && ["language", "direction"].contains(&name) {
                continue;
            }
            let mut path = outer.to_vec();
            path.push(name.to_owned());
            let note = table.key(name).map(note).unwrap_or_default();
            match item {
                Item::Value(Value::String(text)) => {
                    let text = self.template(&path, text.value());
                    self.push(path, note, text.map(Body::Text));
                }
                Item::Value(Value::Array(texts)) => {
                    let texts: Vec<Option<Template>> = texts
                        .iter()
                        .map(|text| match text.as_str() {
                            Some(text) => self.template(&path, text),
                            None => {
                                self.mistake(&path, "a list holds texts only".to_owned());
                                None
                            }
                        })
                        .collect();
                    self.push(path, note, texts.into_iter().collect::<Option<Vec<_>>>().map(Body::List));
                }
                item => match item.as_table_like() {
                    Some(inner) if is_plural(inner) => {
                        let body = self.forms(&path, inner);
                        self.push(path, note, body);
                    }
                    Some(inner) => self.table(&path, inner),
                    None => self.mistake(&path, "a text is wanted, in quotes".to_owned()),
                },
            }
        }
    }

    fn forms(&mut self, path: &[String], table: &dyn TableLike) -> Option<Body> {
        let count = table.get("count").and_then(Item::as_str).map(str::to_owned);
        let mut forms = Vec::new();
        for (key, item) in table.iter().filter(|(key, _)| *key != "count") {
            let mut inner = path.to_vec();
            inner.push(key.to_owned());
            match (Form::of_key(key), item.as_str()) {
                (Some(form), Some(text)) => forms.push((form, self.template(&inner, text)?)),
                _ => {
                    self.mistake(&inner, "a plural form is a text".to_owned());
                    return None;
                }
            }
        }
        Some(Body::Forms { count, forms })
    }

    fn template(&mut self, path: &[String], text: &str) -> Option<Template> {
        Template::read(text).map_err(|what| self.mistake(path, what)).ok()
    }

    fn push(&mut self, path: Vec<String>, note: String, body: Option<Body>) {
        self.messages.extend(body.map(|body| Message { path, note, body }));
    }
}

/// A table of plural forms, and no group of messages.
fn is_plural(table: &dyn TableLike) -> bool {
    table.contains_key("other") && table.iter().all(|(key, _)| key == "count" || Form::of_key(key).is_some())
}

/// The comment right above a key.
fn note(key: &Key) -> String {
    let above = key.leaf_decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
    // A blank line ends the comment of something else.
    let own = above.trim_end().rsplit("\n\n").next().unwrap_or_default();
    let lines: Vec<&str> = own.lines().filter_map(|line| line.trim().strip_prefix('#')).map(str::trim).collect();
    lines.join(" ")
}
