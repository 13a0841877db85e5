//! The Rust source of the accessors: a type for each group, a function for each message with its places as arguments, by the
//! alphabet. Groups that are looked up with keys of the program's own data get one function that takes such a key.

use crate::wire::shape;
use crate::{Body, Locale, Message};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The accessors. `by_key` names the groups whose keys are data. Errors: a key that cannot be the name of a function.
pub fn accessors(english: &Locale, by_key: &[&str]) -> Result<String, Vec<crate::Mistake>> {
    let (mut lines, mut next) = (BTreeMap::new(), 0_usize);
    for message in &english.messages {
        lines.insert(message.path.as_slice(), next);
        let own = if let Body::List(texts) = &message.body { texts.len() } else { 1 };
        next = next.saturating_add(own);
    }
    let mut writer = Writer { out: String::new(), lines, by_key, mistakes: Vec::new(), file: &english.file };
    let shape = shape(english);
    writer.line("// Written by the build from locales/en.toml.");
    writer.line(&format!(
        "/// What `shape` a file of words has that belongs to these accessors.\nconst SHAPE: &str = \"{shape:016x}\";"
    ));
    let messages: Vec<&Message> = english.messages.iter().collect();
    writer.group(&[], &messages);
    writer.line(&format!("/// How many texts such a file has.\n#[cfg(test)]\nconst TEXTS: usize = {next};"));
    if writer.mistakes.is_empty() { Ok(writer.out) } else { Err(writer.mistakes) }
}

struct Writer<'a> {
    out: String,
    /// The line of the fetched file that each message begins in, from 0.
    lines: BTreeMap<&'a [String], usize>,
    by_key: &'a [&'a str],
    mistakes: Vec<crate::Mistake>,
    file: &'a str,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn name(&mut self, path: &[String]) -> String {
        let name = path.last().map_or("", String::as_str);
        if !crate::template::is_name(name) {
            let what = format!("`{name}` cannot be the name of a function: small letters, digits and `_` can");
            self.mistakes.push(crate::Mistake { file: self.file.to_owned(), key: path.join("."), what });
        }
        identifier(name)
    }

    /// A group's type, after those of the groups inside it.
    fn group(&mut self, path: &[String], messages: &[&Message]) {
        let depth = path.len();
        let mut body = String::new();
        let mut done: Vec<&str> = Vec::new();
        for message in messages {
            let Some(name) = message.path.get(depth) else { continue };
            if message.path.len() == depth.saturating_add(1) {
                body.push_str(&self.message(message));
                continue;
            }
            if done.contains(&name.as_str()) {
                continue;
            }
            done.push(name);
            let mut inner = path.to_vec();
            inner.push(name.clone());
            let own: Vec<&Message> = messages.iter().copied().filter(|other| other.path.starts_with(&inner)).collect();
            let key = inner.join(".");
            let function = self.name(&inner);
            let kind = type_name(&inner);
            // A text does not end with the accessor it was asked from.
            let (by, life, from) = if depth == 0 { ("&self", "'_", "self") } else { ("self", "'a", "self.0") };
            let _ = writeln!(
                body,
                "/// The texts under `{key}`.\n#[must_use]\npub fn {function}({by}) -> {kind}<{life}> {{ {kind}({from}) }}"
            );
            if self.by_key.contains(&key.as_str()) {
                self.keyed(&inner, &own);
            } else {
                self.group(&inner, &own);
            }
        }
        if depth == 0 {
            self.line(&format!("impl Words {{\n{body}}}"));
        } else {
            self.declare(path);
            let kind = type_name(path);
            let header = if done.is_empty() { format!("impl {kind}<'_>") } else { format!("impl<'a> {kind}<'a>") };
            self.line(&format!("{header} {{\n{body}}}"));
        }
    }

    fn declare(&mut self, path: &[String]) {
        let (key, kind) = (path.join("."), type_name(path));
        self.line(&format!(
            "/// The texts under `{key}`.\n#[derive(Debug, Clone, Copy)]\npub struct {kind}<'a>(&'a Words);"
        ));
    }

    /// A group with a table of its keys.
    fn keyed(&mut self, path: &[String], messages: &[&Message]) {
        let mut keys = Vec::new();
        for message in messages {
            let key = message.path.get(path.len()..).unwrap_or_default().join(".");
            match &message.body {
                Body::Text(text) if text.places().is_empty() => keys.push((key, self.line_of(message))),
                _ => self.mistakes.push(crate::Mistake {
                    file: self.file.to_owned(),
                    key: message.key(),
                    what: "what is looked up by key is one text without placeholders".to_owned(),
                }),
            }
        }
        keys.sort();
        self.declare(path);
        let (kind, length) = (type_name(path), keys.len());
        let rows: String = keys.iter().map(|(key, number)| format!("({key:?}, {number}),")).collect();
        self.line(&format!(
            "impl {kind}<'_> {{\n/// Every key with the place of its text, by the alphabet.\nconst KEYS: [(&'static str, u16); {length}] = [{rows}];\n\
             /// The text whose key has these parts; None where there is none.\n#[must_use]\n\
             pub fn find(self, parts: &[&str]) -> Option<&'static str> {{ self.0.find(&Self::KEYS, parts) }}\n\
             /// Every key.\npub fn keys() -> impl Iterator<Item = &'static str> {{ Self::KEYS.iter().map(|(key, _)| *key) }}\n}}"
        ));
    }

    fn line_of(&self, message: &Message) -> usize {
        self.lines.get(message.path.as_slice()).copied().unwrap_or_default()
    }

    fn message(&mut self, message: &Message) -> String {
        let name = self.name(&message.path);
        let places = message.body.places();
        let counted = message.body.counted();
        let of = |text: &str| {
            let arguments: String = places
                .iter()
                .map(|place| {
                    let kind = if Some(*place) == counted { "Count<'_>" } else { "&str" };
                    format!(", {}: {kind}", identifier(place))
                })
                .collect();
            // With the accessor itself; a sentence has as many places as it needs.
            let lint = if places.len() > 6 { "#[allow(clippy::too_many_arguments)]\n" } else { "" };
            format!("#[must_use]\n{lint}pub fn {name}(&self{arguments}) -> {text}")
        };
        let own = if message.path.len() == 1 { "self" } else { "self.0" };
        let values: Vec<String> = places
            .iter()
            .map(
                |place| if Some(*place) == counted { format!("{}.text", identifier(place)) } else { identifier(place) },
            )
            .collect();
        let values = format!("&[{}]", values.join(", "));
        let at = self.line_of(message);
        let function = match &message.body {
            Body::Text(_) if places.is_empty() => {
                format!("{} {{ {own}.text({at}) }}", of("&'static str"))
            }
            Body::Text(_) => {
                format!("{} {{ {own}.filled({at}, {values}) }}", of("String"))
            }
            Body::List(texts) if places.is_empty() => {
                let length = texts.len();
                format!("{} {{ {own}.list({at}) }}", of(&format!("[&'static str; {length}]")))
            }
            Body::List(texts) => {
                let length = texts.len();
                format!("{} {{ {own}.filled_list({at}, {values}) }}", of(&format!("[String; {length}]")))
            }
            Body::Forms { .. } => {
                let counted = identifier(counted.unwrap_or_default());
                format!("{} {{ {own}.counted({at}, {counted}, {values}) }}", of("String"))
            }
        };
        let function = if message.path.len() == 1 { function } else { function.replacen("(&self", "(self", 1) };
        format!("{}{function}\n", documentation(message))
    }
}

/// The note, and the English text.
fn documentation(message: &Message) -> String {
    let mut out = String::new();
    if !message.note.is_empty() {
        let _ = write!(out, "/// {}\n///\n", message.note);
    }
    let texts: Vec<String> =
        message.body.texts().iter().map(|text| format!("`{}`", text.source.replace('`', "'").trim())).collect();
    let _ = writeln!(out, "/// English: {}.", texts.join(", "));
    out
}

fn type_name(path: &[String]) -> String {
    let mut name = String::new();
    for part in path.iter().flat_map(|part| part.split('_')) {
        let mut letters = part.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name.push_str("Words");
    name
}

/// A name as Rust takes it.
fn identifier(name: &str) -> String {
    const KEYWORDS: [&str; 20] = [
        "as", "break", "const", "continue", "else", "enum", "fn", "for", "if", "in", "let", "loop", "match", "mod",
        "move", "ref", "return", "type", "use", "where",
    ];
    if KEYWORDS.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}
