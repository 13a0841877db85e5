//! Fills the page at build time: default pictures in their places, live numbers in the prose.

use crate::engine::jobs::JobRunner;
use crate::engine::scenario::Scenario;
use crate::figures::bindings::bindings;
use crate::figures::reveal::Reveal;
use crate::figures::{
    BudgetFigure, CascadeFigure, CurveFigure, EquityFigure, Figure, Frame, GapFigure, HorizonFigure, LedgerFigure,
    PathFigure, VenuesFigure,
};
use crate::figures::{budget, horizon, ledger, path, sources, venues};
use crate::figures::{html, static_html};
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
    let gap = GapFigure::of(&scenario, Reveal::All).map_err(said)?;
    let equity = EquityFigure::of(&scenario, Reveal::All, None).map_err(said)?;
    let venues = VenuesFigure::of(&scenario).map_err(said)?;
    let budget_figure = BudgetFigure::of(&scenario).map_err(said)?;
    let horizon = HorizonFigure::of(&scenario, Reveal::All).map_err(said)?;
    let rows = high(venues::draw::heights(venues.rows.len()));
    let run = Run::of(&scenario).map_err(said)?;
    let graph = high((run.graph.height(640), run.graph.height(288)));
    let figures: [(&dyn Figure, (Frame, Frame)); 9] = [
        (&equity, CHART),
        (&venues, rows),
        (&budget_figure, high(budget::HEIGHTS)),
        (&horizon, high(horizon::HEIGHTS)),
        (&*horizon.multiples, horizon::multiples::FRAMES),
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
    let ([_, months], [_, chance]) = (horizon.count(words), horizon.chance(words));
    let months = Some([months.as_str(), &chance]);
    let bindings = bindings(&scenario, &gap.edges, &budget_figure, &equity, months, words);
    for attribute in ["data-bind", "data-scrub"] {
        page = leaves(&page, attribute, &bindings)?;
    }
    Ok(page)
}

/// The figures of the cascade as it begins.
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
            graph: CascadeFigure::of(scenario, Arc::clone(&narration), end),
            curve: CurveFigure::of(scenario, curve, Arc::clone(&narration)),
            path: PathFigure::of(scenario, Arc::clone(&narration), end),
            ledger: LedgerFigure::of(scenario, narration, end),
        })
    }
}

/// Replaces what stands between the tag with `mark` and `close`. Errors: the page has no such place.
pub fn inside(page: &str, mark: &str, close: &str, content: &str) -> Result<String, String> {
    let missing = || format!("index.html has no element with {mark}");
    let (before, rest) = page.split_once(mark).ok_or_else(missing)?;
    let (tag_end, rest) = rest.split_once('>').ok_or_else(missing)?;
    let (_, after) = rest.split_once(close).ok_or_else(missing)?;
    Ok(format!("{before}{mark}{tag_end}>{content}{close}{after}"))
}

/// Fills every element that carries `attribute` and holds text only.
fn leaves(page: &str, attribute: &str, values: &[(&'static str, String)]) -> Result<String, String> {
    let mark = format!("{attribute}=\"");
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(&mark) {
        let (name, after) = after.split_once('"').ok_or_else(|| format!("{attribute} is not closed in index.html"))?;
        let (tag_end, after) =
            after.split_once('>').ok_or_else(|| format!("the tag of {attribute}={name} is not closed"))?;
        let (_, after) =
            after.split_once('<').ok_or_else(|| format!("the element of {attribute}={name} is not closed"))?;
        let (_, text) = values
            .iter()
            .find(|(n, _)| *n == name)
            .ok_or_else(|| format!("index.html asks for {attribute}={name}, which no scenario answers"))?;
        out.push_str(&format!("{before}{mark}{name}\"{tag_end}>{}<", html::escape(text)));
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
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

    #[test]
    fn the_page_is_filled_with_the_default_numbers() {
        let page = page(include_str!("../../index.html"), english()).unwrap();
        for text in [">54,271<", ">55,204<", ">58\u{a0}%<", "30 of 50 months", "<svg "] {
            assert!(page.contains(text), "{text}");
        }
    }

    #[test]
    fn a_place_nobody_answers_for_is_an_error() {
        let source = include_str!("../../index.html").replace("data-bind=\"optimistic\"", "data-bind=\"optimist\"");
        assert!(page(&source, english()).unwrap_err().contains("optimist"));
    }
}
