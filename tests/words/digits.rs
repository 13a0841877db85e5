//! Numbers in a made-up language: Arabic-Indic digits, a comma before decimals and points between thousands, the minus behind the number and the
//! per cent before it. Whatever figures and messages say of a number is said so; nothing of the page's own is left in between.

use super::said::{self, Said};
use cascade_notes::engine::margin::venue::MODELS;
use cascade_notes::engine::scenario::{ParameterId, Scenario};
use cascade_notes::words::errors::sentence;
use cascade_notes::words::{Count, Words};
use std::sync::OnceLock;

/// How the language writes: key and text of the table `[format]`.
const FORMAT: [(&str, &str); 8] = [
    ("digits", "٠١٢٣٤٥٦٧٨٩"),
    ("decimal", "٫"),
    ("group", "٬"),
    ("negative", "#⁻"),
    ("positive", "#⁺"),
    ("percent", "٪#"),
    ("unit", "¤ #"),
    ("power", "¤^ × #"),
];

/// English without its own digits, and with numbers of another kind.
fn other() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let english = std::fs::read_to_string("locales/en.toml").unwrap();
        let mut table = String::new();
        let lines = english.lines().map(|line| {
            if line.starts_with('[') {
                line.clone_into(&mut table);
            }
            let own = FORMAT.iter().find(|(key, _)| table == "[format]" && line.starts_with(&format!("{key} = ")));
            match (own, line.starts_with('#'), line.starts_with("direction")) {
                (Some((key, text)), ..) => format!("{key} = \"{text}\""),
                (_, false, false) if table != "[format]" => without_digits(line),
                _ => line.to_owned(),
            }
        });
        let other: String = lines.map(|line| line + "\n").collect();
        let folder = std::env::temp_dir().join(format!("cascade-notes-digits-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("en.toml"), other).unwrap();
        let locales = words_build::read(&folder).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        let wire = words_build::wire(&locales[0], &locales[0]);
        Words::read(Box::leak(wire.into_boxed_str()))
    })
}

/// A line whose texts hold no digits: the escapes of no-break spaces and keys stay.
fn without_digits(line: &str) -> String {
    let Some((key, text)) = line.split_once('=') else {
        // A text of a list.
        return if line.trim_start().starts_with('"') { stripped(line) } else { line.to_owned() };
    };
    format!("{key}={}", stripped(text))
}

fn stripped(text: &str) -> String {
    let spaced = text.replace("\\u00A0", "\u{a0}").replace("\\u00a0", "\u{a0}");
    spaced.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// What a reader sees of some markup: what stands between tags.
fn seen(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once('>').map_or("", |(_, beyond)| beyond);
    }
    out.push_str(rest);
    MODELS.iter().fold(out, |text, model| text.replace(model.name, " "))
}

/// True for the day, month or year since when a rule is on record: dates are data.
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    parts.len() <= 3
        && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        && parts.first().is_some_and(|year| year.len() == 4 && year.starts_with("20"))
}

/// Words with a digit or a minus that is not the language's own. What is written for other programs has its own form, and the count of months is
/// handed in by the test itself.
fn leftovers(all: Vec<Said>) -> Vec<String> {
    let mut found = Vec::new();
    for (place, text) in all {
        if text.contains("\r\n") || place.contains(": place months") {
            continue;
        }
        let text = seen(&text);
        let own = |word: &&str| word.contains(|c: char| c.is_ascii_digit() || c == '\u{2212}') && !is_date(word);
        if let Some(word) = text.split([' ', '\u{a0}', ',']).find(own) {
            found.push(format!("{place}: {word} in {text:.200}"));
        }
    }
    found.dedup();
    found
}

#[test]
fn figures_of_one_position_write_numbers_as_the_language_does() {
    assert_eq!(leftovers(said::of_one_position(other())), Vec::<String>::new());
}

#[test]
fn figures_of_a_market_write_numbers_as_the_language_does() {
    assert_eq!(leftovers(said::of_markets(other())), Vec::<String>::new());
}

#[test]
fn errors_write_numbers_as_the_language_does() {
    let typed = |id, text| sentence(&Scenario::default().with_typed(id, text).unwrap_err(), other());
    let said = typed(ParameterId::FundingRate, "-1000");
    assert!(said.contains("١٬٠٠٠⁻") && said.contains("٤⁻") && said.contains("% ٤"), "{said}");
}

#[test]
fn a_number_in_other_digits_chooses_its_form() {
    assert_eq!(Count::read("١٢").number, Some(12));
    assert_eq!(Count::read("۱").number, Some(1));
    assert_eq!([Count::read("١٬٠٠٠").number, Count::read("?").number, Count::read("").number], [None; 3]);
}
