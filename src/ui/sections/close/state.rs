//! What the section shares: its figure, and what of it is shown.

use crate::engine::scenario::Scenario;
use crate::figures::WaterfallFigure;
use crate::figures::bindings::Binding;
use crate::figures::reveal::Reveal;
use crate::ui::state::{Answer, words};
use crate::words::errors::sentence;
use leptos::prelude::*;
use std::sync::Arc;

/// One forced close.
#[derive(Clone, Copy)]
pub struct Close {
    /// Whether it is shown who is paid.
    pub reveal: RwSignal<Reveal>,
    /// The waterfall.
    pub figure: Memo<Answer<WaterfallFigure>>,
}

impl Close {
    /// That of the position.
    #[must_use]
    pub fn of(position: Memo<Scenario>) -> Self {
        let reveal = RwSignal::new(Reveal::All);
        Self { reveal, figure: Memo::new(move |_| WaterfallFigure::of(&position.get(), reveal.get()).map(Arc::new)) }
    }

    /// The live words of the prose; why there are none, where there are none.
    pub fn places(self) -> Vec<Binding> {
        self.figure.with(|figure| match figure {
            Ok(figure) => figure.places(words()),
            Err(error) => vec![
                ("close-opening", sentence(error, words())),
                ("close-marks", words().waterfall().no_marks().to_owned()),
            ],
        })
    }
}
