//! Fills the page at build time: default pictures in their places, live numbers in the prose.

use crate::engine::jobs::JobRunner;
use crate::engine::scenario::Scenario;
use crate::figures::{CascadeFigure, CurveFigure, Figure, Frame, LedgerFigure, PathFigure};
use crate::figures::{html, static_html};
use crate::figures::{ledger, path, sources};
use crate::words::Words;
use std::sync::Arc;

/// Wide and narrow frames of a prerendered chart. The narrow one is drawn for the narrowest phone, so that its text
/// is never below 14 px as rendered.
pub const CHART: (Frame, Frame) = (Frame { width: 640, height: 400 }, Frame { width: 288, height: 216 });

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

/// Fills what no component renders into a page in a language. Errors: words of another language, a place that the program does not know, or a place it needs that the
/// page lacks.
pub fn page(source: &str, words: &'static Words) -> Result<String, String> {
    if language(source) != Some(words.language) {
        return Err(format!("the words are `{}`, and the page is not", words.language));
    }
    let scenario = Scenario::default();
    let said = |e: crate::engine::Error| crate::words::errors::sentence(&e, words);
    let run = Run::of(&scenario).map_err(said)?;
    let graph = high((run.graph.height(640), run.graph.height(288)));
    let figures: [(&dyn Figure, (Frame, Frame)); 4] = [
        (&run.graph, graph),
        (&run.curve, high((300, 216))),
        (&run.path, high(path::draw::heights(run.path.panels()))),
        (&run.ledger, high(ledger::HEIGHTS)),
    ];
    let mut page = source.to_owned();
    for (figure, (wide, narrow)) in figures {
        let inside_of_it = static_html::figure(figure, words, wide, narrow).map_err(said)?;
        page = inside(&page, &format!("data-figure=\"{}\"", figure.name()), "</figure>", &inside_of_it)?;
    }
    let narration: String =
        run.graph.narration_sentences(words).iter().map(|text| format!("<p>{}</p>", html::escape(text))).collect();
    page = inside(&page, "data-island=\"narration\"", "</div>", &narration)?;
    page = inside(&page, "data-sources", "</div>", &sources::table(words))?;
    Ok(page)
}

/// The figures of the cascade as it begins: the graph before the shock, as the section opens, and beside it where the run goes.
struct Run {
    graph: CascadeFigure,
    curve: CurveFigure,
    path: PathFigure,
    ledger: LedgerFigure,
}

impl Run {
    fn of(scenario: &Scenario) -> Result<Self, crate::engine::Error> {
        let answer = JobRunner::default().answer(scenario)?;
        let narration = Arc::new(answer.narration.unwrap_or_default());
        let curve = Arc::new(answer.curve.unwrap_or_default());
        let end = narration.rounds.len();
        Ok(Self {
            graph: CascadeFigure::of(scenario, Arc::clone(&narration), 0),
            curve: CurveFigure::of(scenario, curve, Arc::clone(&narration)),
            path: PathFigure::of(scenario, Arc::clone(&narration), end),
            ledger: LedgerFigure::of(scenario, narration, end),
        })
    }
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
