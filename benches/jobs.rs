//! What is timed, natively (`recompute.rs`) and as WebAssembly (`web/`): the same jobs by the same names.

use cascade_notes::engine::Error;
use cascade_notes::engine::band::{edges, edges::conservative};
use cascade_notes::engine::scenario::Scenario;
use cascade_notes::figures::days::LAST_DAY;
use cascade_notes::figures::recompute::recompute;
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::{BookFigure, Figure, StaircaseFigure};
use cascade_notes::words::english;

/// A job answers the scenario with a number that depends on all of its work.
pub type Job = fn(&Scenario) -> Result<usize, Error>;

/// Every job by its name. Each has a row in `cargo xtask bench`.
pub const JOBS: [(&str, Job); 6] = [
    ("recompute", recompute),
    ("edge", edge),
    ("days", days),
    ("days-naive", days_naive),
    ("staircase", staircase),
    ("thin-book", thin_book),
];

/// Model and words of the staircase of funding.
fn staircase(scenario: &Scenario) -> Result<usize, Error> {
    Ok(StaircaseFigure::of(scenario, Reveal::All)?.text(english()).sentence.len())
}

/// Models and words of the book, of cost by size, and of the three books.
fn thin_book(scenario: &Scenario) -> Result<usize, Error> {
    let book = BookFigure::of(scenario, Reveal::All)?;
    let figures: [&dyn Figure; 3] = [&book, &*book.cost, &*book.depths];
    Ok(figures.iter().map(|figure| figure.text(english()).sentence.len()).fold(0, usize::saturating_add))
}

/// The conservative edge of one day.
fn edge(scenario: &Scenario) -> Result<usize, Error> {
    conservative(&scenario.question()?).map(|trigger| usize::from(trigger.price().is_some()))
}

/// The conservative edge of every day, as the first figure computes it.
fn days(scenario: &Scenario) -> Result<usize, Error> {
    let mut question = scenario.question()?;
    let mut found = 0_usize;
    for day in 0..=LAST_DAY {
        question.payments = scenario.payments(day);
        found = found.saturating_add(usize::from(conservative(&question)?.price().is_some()));
    }
    Ok(found)
}

/// The same from the whole answer of each day, where only one of its edges is wanted.
fn days_naive(scenario: &Scenario) -> Result<usize, Error> {
    let mut question = scenario.question()?;
    let mut found = 0_usize;
    for day in 0..=LAST_DAY {
        question.payments = scenario.payments(day);
        found = found.saturating_add(usize::from(edges(&question)?.conservative.price().is_some()));
    }
    Ok(found)
}
