//! A language that nobody speaks: English, accented, longer by two fifths, and between brackets. What is said without the words shows
//! by its plain letters, and labels that have no room for another language are cut. For tests; no page is built in it.

use crate::template::{Part, Template};
use crate::{Body, Locale};

/// Letters of a word that is added.
const LONGEST: usize = 9;

const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED: &str = "áƀçðéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŢÚṼŴẊÝŽ";

/// English as the pseudo-language, with English plural forms.
pub fn pseudo(english: &Locale) -> Locale {
    let mut locale = english.clone();
    for message in &mut locale.messages {
        match &mut message.body {
            Body::Text(text) => distort(text),
            Body::List(texts) => texts.iter_mut().for_each(distort),
            Body::Forms { forms, .. } => forms.iter_mut().for_each(|(_, text)| distort(text)),
        }
    }
    locale
}

fn distort(text: &mut Template) {
    let said: usize =
        text.parts.iter().map(|part| if let Part::Text(text) = part { text.trim().chars().count() } else { 0 }).sum();
    // The brackets are part of it.
    let more = words(said.saturating_mul(2).div_ceil(5).saturating_sub(2));
    for part in &mut text.parts {
        if let Part::Text(text) = part {
            *text = text.chars().map(accented).collect();
        }
    }
    let spaces = |part: Option<&Part>, end: bool| match part {
        Some(Part::Text(text)) if end => text.len().saturating_sub(text.trim_end().len()),
        Some(Part::Text(text)) => text.len().saturating_sub(text.trim_start().len()),
        _ => 0,
    };
    // What joins two parts of a list keeps its spaces outside.
    let (before, after) = (spaces(text.parts.first(), false), spaces(text.parts.last(), true));
    if let Some(Part::Text(first)) = text.parts.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Part::Text(last)) = text.parts.last_mut() {
        *last = last.trim_end().to_owned();
    }
    text.parts.insert(0, Part::Text(format!("{}[", " ".repeat(before))));
    text.parts.push(Part::Text(format!("{more}]{}", " ".repeat(after))));
}

/// So many letters more, in words that a line can break between.
fn words(letters: usize) -> String {
    (1..=letters).map(|n| if n.is_multiple_of(LONGEST) { ' ' } else { 'ŝ' }).collect()
}

fn accented(letter: char) -> char {
    PLAIN.chars().zip(ACCENTED.chars()).find(|(plain, _)| *plain == letter).map_or(letter, |(_, accented)| accented)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let mut template = Template::read(text).unwrap_or_else(|_| unreachable!());
        distort(&mut template);
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Place(name) => format!("{{{name}}}"),
        };
        template.parts.iter().map(part).collect()
    }

    #[test]
    fn a_text_is_longer_and_has_no_plain_letter() {
        assert_eq!(said("Days held"), "[Ðáýš ĥéļðŝŝ]");
        assert_eq!(said("{gap} USD apart"), "[{gap} ÚŠÐ áþáŕţŝŝ]");
        assert_eq!(said(" and "), " [áñð] ");
        assert_eq!(PLAIN.chars().count(), ACCENTED.chars().count());
        assert!(ACCENTED.chars().all(|letter| !letter.is_ascii()));
    }
}
