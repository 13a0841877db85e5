//! What figures, controls and messages say: one file of texts per language in `locales/`, by key, so that a language can be added
//! without touching code. The build checks every language against English and writes an accessor for each message, with the
//! message's places as arguments in the order of the alphabet; the reader's language is fetched beside the page and is not in the program.
//!
//! Lives here: the reading of a fetched file, the filling of its texts, plural forms, `numbers` (how the language writes
//! them), and `errors`: the engine's errors as sentences. May use: `engine` ids and errors.

pub mod errors;
mod numbers;
mod plural;
mod table;

pub use numbers::NumberFormat;
pub use plural::{Form, form, forms};
pub use table::{CheckWords, ParameterWords};

use std::str::FromStr as _;
use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// English as it is fetched. Compiled in only where it is named: in tests, and in the build that fills the page.
pub const ENGLISH: &str = include_str!(concat!(env!("OUT_DIR"), "/en.txt"));

/// Around what is filled into a text of the other direction: first strong isolate, pop directional isolate.
const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

/// A language's texts.
#[derive(Debug)]
pub struct Words {
    /// BCP 47 tag.
    pub language: &'static str,
    /// What is filled in may be of the other direction.
    right_to_left: bool,
    texts: Vec<&'static str>,
}

/// A number that a sentence is about: it stands in it and chooses its form.
#[derive(Debug, Clone, Copy)]
pub struct Count<'a> {
    /// The number; None where it has decimals, or is not known.
    pub number: Option<u64>,
    /// As it stands in the sentence.
    pub text: &'a str,
}

impl<'a> Count<'a> {
    /// A whole number.
    #[must_use]
    pub const fn of(number: u64, text: &'a str) -> Self {
        Self { number: Some(number), text }
    }

    /// A number as it was written; one that is grouped, has decimals or is not known takes the form of those with decimals.
    #[must_use]
    pub fn read(text: &'a str) -> Self {
        let add = |sum: u64, digit: u32| sum.checked_mul(10)?.checked_add(digit.into());
        let number = text.chars().try_fold(0, |sum, letter| add(sum, digit(letter)?)).filter(|_| !text.is_empty());
        Self { number, text }
    }

    /// A number that is whole but for rounding; where it is not known, it takes the form of a number with decimals.
    #[must_use]
    pub fn rounded(number: f64, text: &'a str) -> Self {
        // The largest that is a whole number for certain.
        const MOST: f64 = 9_007_199_254_740_991.0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let number = (number > -0.5 && number < MOST).then(|| libm::round(number) as u64);
        Self { number, text }
    }
}

/// The digit that a letter is, in the scripts whose digits a language may write.
fn digit(letter: char) -> Option<u32> {
    // Nought of Latin, Arabic, Persian, Devanagari and Bengali; nine more follow each.
    const NOUGHTS: [u32; 5] = [0x30, 0x660, 0x6f0, 0x966, 0x9e6];
    NOUGHTS.iter().find_map(|nought| u32::from(letter).checked_sub(*nought).filter(|digit| *digit < 10))
}

impl Words {
    /// Reads a language's file. A text that is missing is empty: so are all where the file belongs to another program.
    #[must_use]
    pub fn read(file: &'static str) -> Self {
        let mut lines = file.lines();
        let mut header = lines.next().unwrap_or_default().split(' ');
        let (language, direction) = (header.next().unwrap_or_default(), header.next());
        let texts = if header.next() == Some(SHAPE) { lines.collect() } else { Vec::new() };
        Self { language, right_to_left: direction == Some("rtl"), texts }
    }

    /// The text in a line.
    fn text(&self, line: usize) -> &'static str {
        self.texts.get(line).copied().unwrap_or_default()
    }

    fn list<const N: usize>(&self, first: usize) -> [&'static str; N] {
        std::array::from_fn(|n| self.text(first.saturating_add(n)))
    }

    /// The text in a line with its places filled.
    fn filled(&self, line: usize, values: &[&str]) -> String {
        self.fill(self.text(line), values)
    }

    fn filled_list<const N: usize>(&self, first: usize, values: &[&str]) -> [String; N] {
        self.list(first).map(|text| self.fill(text, values))
    }

    /// The form in a line that goes with a number, with its places filled.
    fn counted(&self, line: usize, count: Count<'_>, values: &[&str]) -> String {
        let wanted = form(self.language, count.number);
        let place = forms(self.language).and_then(|all| all.iter().position(|form| *form == wanted)).unwrap_or(0);
        self.fill(self.text(line).split('\t').nth(place).unwrap_or_default(), values)
    }

    /// Fills `{0}`, `{1}` and so on. In a language written from right to left each is isolated, so that a Latin name or a signed
    /// number keeps its own order.
    fn fill(&self, template: &str, values: &[&str]) -> String {
        let mut text = String::with_capacity(template.len().saturating_add(32));
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (number, beyond) = after.split_once('}').unwrap_or_default();
            let value = usize::from_str(number).ok().and_then(|number| values.get(number)).copied().unwrap_or_default();
            if self.right_to_left {
                text.push(ISOLATE[0]);
                text.push_str(value);
                text.push(ISOLATE[1]);
            } else {
                text.push_str(value);
            }
            rest = beyond;
        }
        text.push_str(rest);
        text
    }

    /// The text of a key in a sorted table of keys; the key is given in parts.
    fn find(&self, keys: &[(&'static str, u16)], parts: &[&str]) -> Option<&'static str> {
        let wanted = || parts.iter().flat_map(|part| b".".iter().chain(part.as_bytes())).skip(1);
        let at = keys.binary_search_by(|(key, _)| key.as_bytes().iter().cmp(wanted())).ok()?;
        keys.get(at).map(|(_, line)| self.text(usize::from(*line)))
    }
}

/// The English texts.
#[must_use]
pub fn english() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::read(ENGLISH))
}

/// A list with something between its parts.
#[must_use]
pub fn joined<T: AsRef<str>>(parts: impl IntoIterator<Item = T>, between: &str) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(part.as_ref());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of one text.
    fn saying(language: &'static str, right_to_left: bool, text: &'static str) -> Words {
        Words { language, right_to_left, texts: vec![text] }
    }

    #[test]
    fn places_are_filled_once() {
        let words = saying("en", false, "{1} and {0}, {1}");
        assert_eq!(words.filled(0, &["{1}", "2"]), "2 and {1}, 2");
        assert_eq!(words.filled(7, &[]), "");
    }

    #[test]
    fn what_is_filled_in_is_isolated_where_the_text_runs_from_right_to_left() {
        let words = saying("ar", true, "سعر {0} الآن");
        assert_eq!(words.filled(0, &["BTC"]), "سعر \u{2068}BTC\u{2069} الآن");
    }

    #[test]
    fn a_number_chooses_its_form() {
        let said = |words: &Words, number| words.counted(0, Count { number, text: "" }, &["7"]);
        let words = saying("en", false, "{0} day\t{0} days");
        assert_eq!([Some(1), Some(2), Some(0), None].map(|n| said(&words, n)), ["7 day", "7 days", "7 days", "7 days"]);
        let words = saying("ar", false, "zero\tone\ttwo\tfew\tmany\tother");
        assert_eq!(
            [0, 1, 2, 3, 11, 100].map(|n| said(&words, Some(n))),
            ["zero", "one", "two", "few", "many", "other"]
        );
    }

    #[test]
    fn a_number_that_is_not_known_has_the_form_of_one_with_decimals() {
        let number = |value| Count::rounded(value, "").number;
        assert_eq!([0.9999, 0.0, -0.2, 1e300, f64::NAN].map(number), [Some(1), Some(0), Some(0), None, None]);
    }

    #[test]
    fn the_file_has_a_line_for_each_text() {
        assert_eq!(english().language, "en");
        assert_eq!(english().texts.len(), TEXTS);
        assert!(english().texts.iter().all(|text| !text.trim().is_empty()));
    }

    #[test]
    fn a_file_of_another_program_says_nothing() {
        let words = Words::read("xx ltr 0000\nsomething else");
        assert_eq!((words.language, words.controls().to_light()), ("xx", ""));
    }
}
