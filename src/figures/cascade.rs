//! The figure of the cascade: symbols, accounts and what joins them, round by round.
//!
//! One model says it, draws it and tabulates it: nodes and edges come from a [`Narration`] (`ties`), stand where the preset and the frame put them
//! (`layout`), are joined and labelled where there is room (`scene`, `labels`), and are told in words (`told`, `targets`, `tables`).
//! Source: cascade-model section 6.

use crate::engine::Error;
use crate::engine::cascade::narration::Narration;
use crate::engine::scenario::presets::{Layout as Accounts, SymbolRow};
use crate::engine::scenario::{Cutting, ParameterId, Scenario};
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::many;
use crate::figures::table::Table;
use crate::words::Words;
use rust_decimal::Decimal;
use std::sync::Arc;

pub mod cut;
pub mod labels;
pub mod layout;
pub mod legend;
pub mod link;
mod lit;
pub mod scene;
pub mod shapes;
pub mod targets;
pub mod ties;

mod draw;
pub mod names;
mod narration;
mod tables;

pub use cut::Cut;
pub use legend::{LegendEntry, Mark};
pub use targets::{Target, TargetKind};

/// The figure's name in the page and in file names.
pub const NAME: &str = "cascade";

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct CascadeFigure {
    /// The run.
    pub narration: Arc<Narration>,
    /// The round shown; 0 before anybody fell.
    pub round: usize,
    /// What is cut out of the run; `None` for the run itself.
    pub cut: Option<Arc<Cut>>,
    symbols: &'static [SymbolRow],
    correlation: Decimal,
    correlated: bool,
    lettered: bool,
    /// Steps in which the shock comes.
    steps: u32,
}

impl CascadeFigure {
    /// The model of a run of a scenario at a round; past its end it is the last.
    #[must_use]
    pub fn of(scenario: &Scenario, narration: Arc<Narration>, round: usize) -> Self {
        let preset = scenario.preset();
        let round = round.min(narration.rounds.len());
        Self {
            narration,
            round,
            cut: None,
            symbols: preset.symbols,
            correlation: scenario.number(ParameterId::Correlation),
            correlated: ties::correlates(scenario),
            lettered: matches!(preset.layout, Accounts::Given(_)),
            steps: preset.steps.0,
        }
    }

    /// The same of a run out of which something is cut: it is shown without that, and says so.
    #[must_use]
    pub fn without(self, cut: Option<Arc<Cut>>) -> Self {
        Self { cut, ..self }
    }

    fn lacks(&self, what: Cutting) -> bool {
        self.cut.as_ref().is_some_and(|cut| cut.what == what)
    }

    /// The square that is kept out of the run.
    #[must_use]
    pub fn kept_out(&self) -> Option<usize> {
        self.cut.as_ref().filter(|cut| cut.what == Cutting::Account).map(|cut| cut.which)
    }

    /// Accounts that take part in the run.
    #[must_use]
    pub fn accounts(&self) -> f64 {
        let out = self.kept_out().and_then(|square| self.narration.squares.get(square)).map_or(0.0, |s| s.members);
        self.narration.accounts - out
    }
}

impl Figure for CascadeFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.cascade();
        let (round, rounds) = (many(self.round, words), many(self.narration.rounds.len(), words));
        Text {
            title: cut::titled(self.cut.as_deref(), self.title(words), words),
            subtitle: if self.round == 0 { w.subtitle_before().to_owned() } else { w.subtitle(&round, &rounds) },
            sentence: self.sentence(words),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        self.parts_table(words)
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        Ok(draw::draw(self, words, frame, medium))
    }
}
