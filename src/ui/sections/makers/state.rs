//! What the section shares: its figure, and what of it is shown.

use crate::engine::scenario::Scenario;
use crate::figures::MakersFigure;
use crate::figures::bindings::Binding;
use crate::figures::reveal::Reveal;
use crate::ui::state::{Answer, words};
use crate::words::errors::sentence;
use leptos::prelude::*;
use std::sync::Arc;

/// Makers.
#[derive(Clone, Copy)]
pub struct Makers {
    /// Whether it is shown what twice the rebate does.
    pub reveal: RwSignal<Reveal>,
    /// Result, flow and depth.
    pub figure: Memo<Answer<MakersFigure>>,
}

impl Makers {
    /// Those of the position's book.
    #[must_use]
    pub fn of(position: Memo<Scenario>) -> Self {
        let reveal = RwSignal::new(Reveal::All);
        Self { reveal, figure: Memo::new(move |_| MakersFigure::of(&position.get(), reveal.get()).map(Arc::new)) }
    }

    /// The live words of the prose; why there are none, where there are none.
    pub fn places(self) -> Vec<Binding> {
        self.figure.with(|figure| match figure {
            Ok(figure) => figure.places(words()),
            Err(error) => vec![("makers-even", sentence(error, words())), ("makers-settle", sentence(error, words()))],
        })
    }
}
