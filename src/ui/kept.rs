//! What is kept for as long as the page stands and watched by nobody.

use crate::engine::band::{self, Edges};
use crate::engine::scenario::Scenario;
use crate::ui::state::Answer;
use std::sync::{Arc, Mutex, PoisonError};

/// The edges of the last scenario that was asked about: the guard that lets a change through has computed them already.
pub type Known = &'static Mutex<Option<(Scenario, Arc<Edges>)>>;

/// Something that lives as long as the page, which has no end. Not watched by anybody, so it needs no signal.
pub fn for_the_page<T>(value: T) -> &'static Mutex<T> {
    Box::leak(Box::new(Mutex::new(value)))
}

/// Works with what is kept. The page has one thread, and nothing panics while it holds this.
pub fn with<T, R>(shared: &Mutex<T>, work: impl FnOnce(&mut T) -> R) -> R {
    work(&mut shared.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Both edges of a scenario, from what is kept or worked out. Errors: as the band's.
pub fn edges_of(known: Known, scenario: Scenario) -> Answer<Edges> {
    if let Some((_, edges)) = with(known, |k| k.clone()).filter(|(s, _)| *s == scenario) {
        return Ok(edges);
    }
    let edges = Arc::new(band::edges(&scenario.question()?)?);
    with(known, |k| *k = Some((scenario, Arc::clone(&edges))));
    Ok(edges)
}
