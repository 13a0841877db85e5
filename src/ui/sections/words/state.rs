//! What the terms and checks of the page are derived from.

use crate::engine::band::Edges;
use crate::engine::checks::Month;
use crate::engine::scenario::Scenario;
use crate::figures::{ChecklistFigure, TermsFigure};
use crate::ui::state::Answer;
use leptos::prelude::*;
use std::sync::Arc;

/// Terms and checks of the reader's trade.
#[derive(Clone, Copy)]
pub struct Lexicon {
    /// The sketch, with what every term comes to.
    pub terms: Memo<Answer<TermsFigure>>,
    /// Every check, run.
    pub checklist: Memo<Answer<ChecklistFigure>>,
    /// This month, once the page is alive: what the build renders is of none.
    pub today: RwSignal<Option<Month>>,
}

impl Lexicon {
    /// Of a scenario; `edges` are the two prices of it.
    pub fn new(scenario: RwSignal<Scenario>, edges: impl Fn() -> Answer<Edges> + Send + Sync + 'static) -> Self {
        // A step of the cascade changes none of it.
        let trade = Memo::new(move |_| scenario.get().of_trade());
        let terms = Memo::new(move |_| Ok(Arc::new(TermsFigure::with(&trade.get(), edges().ok().as_deref()))));
        let today = RwSignal::new(None);
        let checklist = Memo::new(move |_| Ok(Arc::new(ChecklistFigure::of(&trade.get(), today.get()))));
        Self { terms, checklist, today }
    }
}
