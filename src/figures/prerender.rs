//! Fills the page at build time: default pictures in their places, live numbers in the prose.

use crate::engine::scenario::Scenario;
use crate::figures::bindings::bindings;
use crate::figures::gap::Reveal;
use crate::figures::html;
use crate::figures::{BudgetFigure, EquityFigure, Figure, Frame, GapFigure, HorizonFigure, VenuesFigure};
use crate::figures::{budget, horizon};
use crate::figures::{sources, venues};
use crate::words::english;

/// Wide and narrow frames of a prerendered chart. The narrow one is drawn for the narrowest phone, so that its text
/// is never below 14 px as rendered.
const CHART: (Frame, Frame) = (Frame { width: 640, height: 400 }, Frame { width: 288, height: 216 });

/// Fills `index.html`. Errors: a place that the program does not know, or a place it needs that the page lacks.
pub fn page(source: &str) -> Result<String, String> {
    let words = english();
    let scenario = Scenario::default();
    let said = |e: crate::engine::Error| e.to_string();
    let gap = GapFigure::of(&scenario, Reveal::All).map_err(said)?;
    let equity = EquityFigure::of(&scenario, Reveal::All, None).map_err(said)?;
    let venues = VenuesFigure::of(&scenario).map_err(said)?;
    let budget_figure = BudgetFigure::of(&scenario).map_err(said)?;
    let horizon = HorizonFigure::of(&scenario, Reveal::All).map_err(said)?;
    let high = |(wide, narrow)| (Frame { width: 640, height: wide }, Frame { width: 288, height: narrow });
    let rows = high(venues::draw::heights(venues.rows.len()));
    let figures: [(&dyn Figure, (Frame, Frame)); 6] = [
        (&gap, CHART),
        (&equity, CHART),
        (&venues, rows),
        (&budget_figure, high(budget::HEIGHTS)),
        (&horizon, high(horizon::HEIGHTS)),
        (&*horizon.multiples, horizon::multiples::FRAMES),
    ];
    let mut page = source.to_owned();
    for (figure, (wide, narrow)) in figures {
        let inside_of_it = html::figure(figure, words, wide, narrow).map_err(said)?;
        page = inside(&page, &format!("data-figure=\"{}\"", figure.name()), "</figure>", &inside_of_it)?;
    }
    page = inside(&page, "data-sources", "</div>", &sources::table(words))?;
    let bindings = bindings(&scenario, &gap.edges, &budget_figure, &equity, Some(&horizon), words);
    for attribute in ["data-bind", "data-scrub"] {
        page = leaves(&page, attribute, &bindings)?;
    }
    Ok(page)
}

/// Replaces what stands between the tag with `mark` and `close`.
fn inside(page: &str, mark: &str, close: &str, content: &str) -> Result<String, String> {
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

    #[test]
    fn the_page_is_filled_with_the_default_numbers() {
        let page = page(include_str!("../../index.html")).unwrap();
        for text in [">54,271<", ">55,204<", ">58\u{a0}%<", "54,271.36", "55,204.27", "30 of 50 months", "<svg "] {
            assert!(page.contains(text), "{text}");
        }
    }

    #[test]
    fn a_place_nobody_answers_for_is_an_error() {
        let source = include_str!("../../index.html").replace("data-bind=\"optimistic\"", "data-bind=\"optimist\"");
        assert!(page(&source).unwrap_err().contains("optimist"));
    }
}
