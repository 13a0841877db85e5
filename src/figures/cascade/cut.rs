//! What is cut out of a run that is shown without it.

use super::CascadeFigure;
use crate::engine::cascade::narration::Narration;
use crate::engine::scenario::{Cutting, ParameterId, Scenario};
use crate::words::Words;
use rust_decimal::prelude::ToPrimitive as _;
use std::sync::Arc;

/// Something that is cut.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    /// What it is.
    pub what: Cutting,
    /// Which square or symbol, from 0; 0 where there is no choice.
    pub which: usize,
    /// The run with nothing cut: its squares have the names.
    whole: Arc<CascadeFigure>,
}

impl Cut {
    /// A cut of a run.
    #[must_use]
    pub fn new(scenario: &Scenario, whole: &Arc<Narration>, what: Cutting, which: usize) -> Self {
        let which = if matches!(what, Cutting::Account | Cutting::Book) { which } else { 0 };
        Self { what, which, whole: Arc::new(CascadeFigure::of(scenario, Arc::clone(whole), 0)) }
    }

    /// What a scenario cuts; `None` for nothing.
    #[must_use]
    pub fn of(scenario: &Scenario, whole: &Arc<Narration>) -> Option<Self> {
        let what = scenario.cut();
        let which = scenario.number(ParameterId::CutWhich).to_usize().unwrap_or(1).saturating_sub(1);
        (what != Cutting::Nothing).then(|| Self::new(scenario, whole, what, which))
    }

    /// Its name, as it is offered.
    #[must_use]
    pub fn name(&self, words: &'static Words) -> String {
        let w = words.play();
        match self.what {
            Cutting::Nothing => String::new(),
            Cutting::Account => w.cut_account(&self.whole.square_name(words, self.which)),
            Cutting::Sharing => w.cut_sharing().to_owned(),
            Cutting::Book => w.cut_book(self.whole.symbol_name(words, self.which)),
            Cutting::Correlation => w.cut_correlation().to_owned(),
            Cutting::Delay => w.cut_delay().to_owned(),
        }
    }
}

/// A title of the run that is shown: where something is cut out of it, it says so.
#[must_use]
pub fn titled(cut: Option<&Cut>, title: String, words: &'static Words) -> String {
    match cut {
        Some(cut) => words.play().cut_title(&cut.name(words), &title),
        None => title,
    }
}
