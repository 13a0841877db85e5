//! Fills the page at build time: frames of its pictures, and its places.

use crate::figures::{Frame, glossary, sources};
use crate::words::Words;

/// Wide and narrow frames of a prerendered chart. The narrow one is drawn for the narrowest phone, so that its text
/// is never below 14 px as rendered.
pub const CHART: (Frame, Frame) = (Frame { width: 640, height: 400 }, Frame { width: 288, height: 216 });

/// Width of the wide picture of the build, in CSS pixels.
pub const WIDE: u32 = 640;

/// Width of the narrow one.
pub const NARROW: u32 = 288;

/// The same with heights of its own: wide, narrow.
#[must_use]
pub fn high((wide, narrow): (u32, u32)) -> (Frame, Frame) {
    (Frame { width: 640, height: wide }, Frame { width: 288, height: narrow })
}

/// The language that a page names on its root element.
#[must_use]
pub fn language(source: &str) -> Option<&str> {
    let (_, rest) = source.split_once("<html")?;
    let (_, rest) = rest.split_once('>')?.0.split_once("lang=\"")?;
    rest.split_once('"').map(|(language, _)| language)
}

/// Fills what no component renders into a page in a language: the table of sources and the glossary. Errors: words of another language, a place that the
/// page lacks, or a word that leads to no term.
pub fn page(source: &str, words: &'static Words) -> Result<String, String> {
    if language(source) != Some(words.language) {
        return Err(format!("the words are `{}`, and the page is not", words.language));
    }
    if let Some(key) = glossary::unknown(source).first() {
        return Err(format!("index.html leads to #term-{key}, which is no term of the glossary"));
    }
    let page = inside(source, "data-sources", "</div>", &sources::table(words))?;
    inside(&page, "data-glossary", "</dl>", &glossary::list(words))
}

/// Replaces what stands between each tag with `mark` and the next `close`. Errors: the page has no such place, or one that is not closed.
pub fn inside(page: &str, mark: &str, close: &str, content: &str) -> Result<String, String> {
    let unclosed = || format!("the element with {mark} is not closed in index.html");
    if !page.contains(mark) {
        return Err(format!("index.html has no element with {mark}"));
    }
    let mut pieces = page.split(mark);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (tag_end, rest) = piece.split_once('>').ok_or_else(unclosed)?;
        let (_, after) = rest.split_once(close).ok_or_else(unclosed)?;
        out.push_str(&format!("{mark}{tag_end}>{content}{close}{after}"));
    }
    Ok(out)
}

/// What an attribute says, wherever a page carries it.
pub fn named<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let mark = format!("{attribute}=\"");
    page.split(&mark).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::english;

    #[test]
    fn a_page_is_filled_in_its_own_language_alone() {
        assert_eq!(language("<!doctype html>\n<html dir=\"rtl\" lang=\"ar\">"), Some("ar"));
        assert_eq!(language("<html><p lang=\"ar\">"), None);
        let other = include_str!("../../index.html").replacen("lang=\"en\"", "lang=\"ar\"", 1);
        assert_eq!(page(&other, english()).unwrap_err(), "the words are `en`, and the page is not");
    }
}
