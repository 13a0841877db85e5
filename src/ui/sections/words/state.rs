//! What the terms and checks of the page are derived from.

use crate::engine::band::Edges;
use crate::engine::checks::Month;
use crate::engine::scenario::Scenario;
use crate::figures::{ChecklistFigure, TermsFigure};
use crate::ui::following::{Following, Section};
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
    /// Of the settings that the section follows; `edges` are the two prices under them.
    pub fn new(following: &Following, edges: impl Fn(Scenario) -> Answer<Edges> + Send + Sync + 'static) -> Self {
        // A step of the cascade changes none of it.
        let trade = following.of(Section::Words, Scenario::of_trade);
        let terms = Memo::new(move |_| {
            let trade = trade.get();
            Ok(Arc::new(TermsFigure::with(&trade, edges(trade).ok().as_deref())))
        });
        let today = RwSignal::new(None);
        let checklist = Memo::new(move |_| Ok(Arc::new(ChecklistFigure::of(&trade.get(), today.get()))));
        Self { terms, checklist, today }
    }
}
