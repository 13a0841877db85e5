//! The file that is fetched: what the program cannot do without, a line for each text in the order of the English file.
//!
//! The first line is `language direction shape`; `shape` is the accessors' own, so that a program and a file that do not belong
//! together are found out. Places are digits, in the order of the accessor's arguments; plural forms stand in one line.

use crate::plural::forms;
use crate::template::{Part, Template};
use crate::{Body, Locale};

/// What stands between plural forms.
const BETWEEN: &str = "\t";

/// What the program of `english` reads of a language. Both have passed the check.
pub fn wire(english: &Locale, locale: &Locale) -> String {
    let direction = if locale.right_to_left { "rtl" } else { "ltr" };
    let mut out = format!("{} {direction} {:016x}\n", locale.language, shape(english));
    for message in &english.messages {
        let places = message.body.places();
        let Some(own) = locale.message(&message.path) else { continue };
        let lines: Vec<String> = match &own.body {
            Body::Text(text) => vec![line(text, &places)],
            Body::List(texts) => texts.iter().map(|text| line(text, &places)).collect(),
            Body::Forms { forms: own, .. } => {
                let order = forms(&locale.language).unwrap_or_default();
                let ordered = order.iter().filter_map(|form| own.iter().find(|(other, _)| other == form));
                vec![ordered.map(|(_, text)| line(text, &places)).collect::<Vec<_>>().join(BETWEEN)]
            }
        };
        for line in lines {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

/// A number for the keys, their kinds and places, in their order: FNV-1a.
pub fn shape(english: &Locale) -> u64 {
    let mut all = String::new();
    for message in &english.messages {
        let kind = match &message.body {
            Body::Text(_) => "text".to_owned(),
            Body::List(texts) => format!("list of {}", texts.len()),
            Body::Forms { .. } => "forms".to_owned(),
        };
        all.push_str(&format!("{} {kind} {:?}\n", message.key(), message.body.places()));
    }
    all.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn line(text: &Template, places: &[&str]) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Place(name) => {
            let number = places.iter().position(|place| place == name).unwrap_or(0);
            format!("{{{number}}}")
        }
    };
    text.parts.iter().map(part).collect()
}
