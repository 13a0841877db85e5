//! What is timed, natively (`recompute.rs`) and as WebAssembly (`web/`): the same jobs by the same names.

use cascade_notes::engine::Error;
use cascade_notes::engine::band::{edges, edges::conservative};
use cascade_notes::engine::scenario::Scenario;
use cascade_notes::figures::days::LAST_DAY;
use cascade_notes::figures::recompute::recompute;

/// A job answers the scenario with a number that depends on all of its work.
pub type Job = fn(&Scenario) -> Result<usize, Error>;

/// Every job by its name. Each has a row in `cargo xtask bench`.
pub const JOBS: [(&str, Job); 4] =
    [("recompute", recompute), ("edge", edge), ("days", days), ("days-naive", days_naive)];

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
