//! Nothing is said but by the words: in a made-up language without plain letters, every plain letter of the output is data.

use super::said::{self, Said};
use cascade_notes::engine::margin::venue::MODELS;
use cascade_notes::engine::scenario::parameters::{ChoiceValue as _, PresetId};
use cascade_notes::words::Words;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

/// The made-up language.
pub fn pseudo() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let locales = words_build::read(Path::new("locales")).unwrap();
        let made_up = words_build::pseudo(&locales[0]);
        Words::read(Box::leak(words_build::wire(&locales[0], &made_up).into_boxed_str()))
    })
}

/// Names of the world, which no language changes: coins, venues and their tables.
fn data() -> Vec<String> {
    let coins = ["BTC", "ETH"]
        .into_iter()
        .chain(PresetId::ALL.iter().flat_map(|id| id.preset().symbols).map(|symbol| symbol.name));
    // Tables are named by whose they are.
    let models = MODELS.iter().map(|model| model.name);
    let tables = models.filter(|name| name.split([' ', ',']).count() < 3 && *name != "Generic");
    let mut names: Vec<String> =
        coins.filter(|name| name.to_uppercase() == **name).chain(tables).map(str::to_owned).collect();
    // The longest first: what is left of one name must not be taken for another.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// The runs of plain letters in a text.
fn runs(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

/// What a reader sees or hears of some markup: what stands between tags, and in the attributes that are spoken.
fn heard(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let (tag, beyond) = after.split_once('>').unwrap_or((after, ""));
        for attribute in ["aria-label=\"", "aria-valuetext=\"", "title=\""] {
            if let Some((_, value)) = tag.split_once(attribute) {
                out.push_str(&format!(" {} ", value.split_once('"').unwrap_or((value, "")).0));
            }
        }
        out.push(' ');
        rest = beyond;
    }
    out.push_str(rest);
    for entity in ["&amp;", "&lt;", "&gt;", "&quot;"] {
        out = out.replace(entity, " ");
    }
    out
}

/// Plain words with the first places they were said in.
fn plain(all: Vec<Said>) -> BTreeMap<String, String> {
    let data = data();
    let mut found = BTreeMap::new();
    for (place, text) in all {
        let text = heard(&text);
        let said = data.iter().fold(text.clone(), |text, name| text.replace(name.as_str(), " "));
        // One letter names an account, or stands for a number in a formula.
        for run in runs(&said).into_iter().filter(|run| run.len() > 1) {
            found.entry(run).or_insert_with(|| format!("{place}: {text:.200}"));
        }
    }
    found
}

#[test]
fn figures_of_one_position_say_nothing_but_by_the_words() {
    assert_eq!(plain(said::of_one_position(pseudo())), BTreeMap::new());
}

#[test]
fn figures_of_a_market_say_nothing_but_by_the_words() {
    assert_eq!(plain(said::of_markets(pseudo())), BTreeMap::new());
}

#[test]
fn errors_say_nothing_but_by_the_words() {
    // Not the letters of a reader's own: a choice that is typed is one of the words that links hold.
    let mut found = plain(super::errors::of_errors(pseudo()));
    found.retain(|_, said| !said.contains("typed: "));
    assert_eq!(found, BTreeMap::new());
}

#[test]
fn settings_say_nothing_but_by_the_words() {
    assert_eq!(plain(said::of_settings(pseudo())), BTreeMap::new());
}

#[test]
fn the_made_up_language_is_heard() {
    let text = pseudo().gap().handle_value("3", "4");
    assert_eq!(text, "[ðáý 3, 4 ÚŠÐ áþáŕţŝŝŝŝ]");
    assert_eq!(
        heard("<text x=\"1\" aria-label=\"a &amp; b\">c</text>d").split_whitespace().collect::<Vec<_>>(),
        ["a", "b", "c", "d"]
    );
}
