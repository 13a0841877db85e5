//! Everything that one change of a setting makes anew, for the benchmarks. Nothing on the page calls it.

use crate::engine::Error;
use crate::engine::scenario::Scenario;
use crate::figures::bindings::bindings;
use crate::figures::reveal::Reveal;
use crate::figures::{
    BookFigure, BudgetFigure, ChecklistFigure, EquityFigure, Figure, Frame, GapFigure, HorizonFigure, MakersFigure,
    Medium, StaircaseFigure, TermsFigure, VenuesFigure, WaterfallFigure, book, budget, checklist, horizon, makers,
    terms, venues, waterfall,
};
use crate::words::english;

/// Width for which pictures are drawn: that of a figure beside its words.
const WIDTH: u32 = 640;

/// Computes every figure's model, draws it, says it, and fills the live words. Gives the length of all that, so that no part of it
/// can be left out by an optimiser.
pub fn recompute(scenario: &Scenario) -> Result<usize, Error> {
    let words = english();
    let gap = GapFigure::of(scenario, Reveal::All)?;
    let budget_figure = BudgetFigure::with(scenario, &gap.edges)?;
    let equity = EquityFigure::of(scenario, Reveal::All, None)?;
    let venues = VenuesFigure::of(scenario)?;
    let months = HorizonFigure::of(scenario, Reveal::All)?;
    let formula = venues.formula.as_ref().map(|f| f.tokens.iter().map(|token| token.shown(words)).collect::<String>());
    let (thin_book, staircase) = (BookFigure::of(scenario, Reveal::All)?, StaircaseFigure::of(scenario, Reveal::All)?);
    let (close, quotes) = (WaterfallFigure::of(scenario, Reveal::All)?, MakersFigure::of(scenario, Reveal::All)?);
    let sketch = TermsFigure::with(scenario, Some(&gap.edges));
    let said = [formula.unwrap_or_default(), thin_book.cost.question(words), budget_figure.verdict(words)];
    let ([_, count], [_, chance]) = (months.count(words), months.chance(words));
    let live = Some([count.as_str(), &chance]);
    let bindings = bindings(scenario, &gap.edges, &budget_figure, &equity, live, words);
    let texts = bindings.iter().map(|(_, text)| text).chain(&said);
    let mut length = texts.fold(0, |sum, text| usize::saturating_add(sum, text.len()));
    let figures: Vec<(Box<dyn Figure>, u32)> = vec![
        // One line for each figure, with the height it is drawn at.
        (Box::new(gap), 400),
        (Box::new(equity), 400),
        (Box::new(venues), venues::draw::HEIGHTS.0),
        (Box::new((*thin_book.depths).clone()), book::depths::FRAMES.0.height),
        (Box::new((*thin_book.cost).clone()), book::cost::FRAMES.0.height),
        (Box::new(thin_book), book::HEIGHTS.0),
        (Box::new(staircase), 400),
        (Box::new(sketch), terms::layout::HEIGHTS.0),
        (Box::new(ChecklistFigure::of(scenario, None)), checklist::HEIGHTS.0),
        (Box::new(close), waterfall::HEIGHTS.0),
        (Box::new(quotes), makers::HEIGHTS.0),
        (Box::new(budget_figure), budget::HEIGHTS.0),
        (Box::new((*months.multiples).clone()), horizon::multiples::FRAMES.0.height),
        (Box::new(months), horizon::HEIGHTS.0),
    ];
    for (figure, height) in figures {
        let text = figure.text(words);
        let svg = figure.svg(words, Frame::new(WIDTH, height), Medium::Page)?;
        for part in [text.title.as_str(), &text.subtitle, &text.sentence, &text.leaves_out, &svg] {
            length = length.saturating_add(part.len());
        }
    }
    Ok(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scenario::ParameterId;

    #[test]
    fn it_answers_the_scenario() {
        let other = Scenario::default().with_written(ParameterId::Days, "7").unwrap();
        assert!(recompute(&Scenario::default()).unwrap() > 10_000);
        assert_ne!(recompute(&Scenario::default()).unwrap(), recompute(&other).unwrap());
    }
}
