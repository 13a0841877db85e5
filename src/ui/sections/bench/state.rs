//! What the parts share.

use crate::engine::jobs::watching::Benched;
use crate::engine::scenario::Scenario;
use crate::figures::BenchFigure;
use crate::figures::bench::sheet::Sheet;
use crate::ui::tasks::TaskWork;
use leptos::prelude::*;
use std::sync::Arc;

/// A text for the worker.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedRows {
    /// Counts them.
    pub id: u32,
    /// The text; empty for the small broken table.
    pub text: Arc<str>,
    /// Whether its rows are new, or mended.
    pub fresh: bool,
}

/// What the parts share.
#[derive(Clone, Copy)]
pub struct Bench {
    /// What was answered last.
    pub benched: RwSignal<Option<Arc<Benched>>>,
    /// The rows with their repairs; `None` before the worker has answered.
    pub sheet: RwSignal<Option<Sheet>>,
    /// The rows that are listed, by their numbers: those that were broken when they came.
    pub listed: RwSignal<Vec<usize>>,
    /// What is asked.
    pub asked: RwSignal<AskedRows>,
    /// Why the reader's own could not be used; empty where they could.
    pub wrong: RwSignal<String>,
    /// How far the worker is.
    pub work: RwSignal<TaskWork>,
    /// The figure.
    pub figure: Memo<Option<Arc<BenchFigure>>>,
}

impl Bench {
    /// Nothing known yet.
    pub fn new(scenario: Signal<Scenario>) -> Self {
        let (benched, sheet) = (RwSignal::new(built()), RwSignal::new(None::<Sheet>));
        let trade = Memo::new(move |_| scenario.get().of_position());
        let figure = Memo::new(move |_| {
            let benched = benched.get()?;
            let numbers = sheet.with(|sheet| sheet.as_ref().map(Sheet::numbers).unwrap_or_default());
            // Rows that the worker has not seen yet are those of its last answer.
            let numbers = if numbers.len() == benched.counts.0 { numbers } else { Vec::new() };
            Some(Arc::new(BenchFigure::of(benched, numbers, &trade.get())))
        });
        Self {
            benched,
            sheet,
            listed: RwSignal::new(Vec::new()),
            asked: RwSignal::new(AskedRows { id: 0, text: Arc::from(""), fresh: true }),
            wrong: RwSignal::new(String::new()),
            work: RwSignal::new(TaskWork::default()),
            figure,
        }
    }

    /// Asks for new rows.
    pub fn bring(self, text: &str) {
        self.ask(text, true);
    }

    fn ask(self, text: &str, fresh: bool) {
        self.asked.update(|asked| {
            *asked = AskedRows { id: asked.id.wrapping_add(1), text: Arc::from(text), fresh };
        });
    }

    /// Does something to the rows, and has them watched again where that changed anything.
    pub fn change(self, change: impl FnOnce(&mut Sheet) -> bool) {
        let text = self.sheet.try_update(|sheet| {
            let sheet = sheet.as_mut()?;
            change(sheet).then(|| sheet.text())
        });
        if let Some(text) = text.flatten() {
            self.ask(&text, false);
        }
    }
}

/// The broken table, for the build to draw.
#[cfg(not(target_arch = "wasm32"))]
fn built() -> Option<Arc<Benched>> {
    use crate::engine::jobs::watching::{answer, bench};
    use std::sync::OnceLock;
    static BUILT: OnceLock<Option<Arc<Benched>>> = OnceLock::new();
    BUILT.get_or_init(|| answer(bench::Bench::new("")).ok().map(Arc::new)).clone()
}

#[cfg(target_arch = "wasm32")]
fn built() -> Option<Arc<Benched>> {
    None
}
