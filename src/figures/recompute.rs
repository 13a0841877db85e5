//! Everything that one change of a setting makes anew, for the benchmarks. Nothing on the page calls it.

use crate::engine::Error;
use crate::engine::scenario::Scenario;
use crate::figures::bindings::bindings;
use crate::figures::gap::Reveal;
use crate::figures::{BudgetFigure, Figure, Frame, GapFigure, Medium, budget};
use crate::words::english;

/// Width for which pictures are drawn: that of a figure beside its words.
const WIDTH: u32 = 640;

/// Computes every figure's model, draws it, says it, and fills the live words. Gives the length of all that, so that no part of it
/// can be left out by an optimiser.
pub fn recompute(scenario: &Scenario) -> Result<usize, Error> {
    let words = english();
    let budget_figure = BudgetFigure::of(scenario)?;
    let mut length = bindings(scenario, &budget_figure, words)
        .iter()
        .fold(0, |sum, (_, text)| usize::saturating_add(sum, text.len()));
    let figures: Vec<(Box<dyn Figure>, u32)> = vec![
        // One line for each figure, with the height it is drawn at.
        (Box::new(GapFigure::of(scenario, Reveal::All)?), 400),
        (Box::new(budget_figure), budget::HEIGHTS.0),
    ];
    for (figure, height) in figures {
        let text = figure.text(words);
        let svg = figure.svg(words, Frame::new(WIDTH, height), Medium::Page)?;
        for part in [text.title.as_str(), &text.subtitle, &text.sentence, text.leaves_out, &svg] {
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
