//! The figure of section “The drill”: what an incident has cost so far, along a reader's path, and where that lies among all paths.

use crate::engine::Error;
use crate::engine::jobs::watching::Drilled;
use crate::engine::monitor::drill::inject::Kind;
use crate::engine::monitor::drill::paths::{debrief, number};
use crate::engine::monitor::drill::{After, Choice, INJECTS, Path, Set};
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{decimal, grouped, known};
use crate::figures::plain;
use crate::figures::table::{Table, TableRow};
use crate::words::{Count, Words};
use rust_decimal::Decimal;
use std::sync::Arc;

pub mod briefing;
mod draw;

pub use draw::HEIGHTS;

/// The figure's name in the page and in file names.
pub const NAME: &str = "drill";

/// Minutes after an inject at which its state is looked at.
const MINUTES: [u32; 3] = [1, 5, 30];

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct DrillFigure {
    /// What goes wrong.
    pub set: Set,
    /// What has been chosen so far.
    pub chosen: Vec<Choice>,
    /// Accounts before the first inject, and the fund, micro-units.
    start: (u32, i64),
    /// A path that begins as was chosen.
    own: Path,
    /// All paths, by their numbers; none where only one was computed.
    all: Arc<Vec<Path>>,
}

impl DrillFigure {
    /// After some choices among all paths. Errors: they are not all there.
    pub fn of(set: Set, drilled: &Drilled, chosen: &[Choice]) -> Result<Self, Error> {
        let all = drilled.all()?;
        let mut choices = [Choice::Wait; INJECTS];
        for (slot, choice) in choices.iter_mut().zip(chosen) {
            *slot = *choice;
        }
        let wanted = crate::engine::Cause::WrongCount { found: all.len(), wanted: number(choices) };
        let own = all.get(number(choices)).copied().ok_or(wanted)?;
        let chosen = chosen.iter().take(INJECTS).copied().collect();
        Ok(Self { set, chosen, start: drilled.start, own, all: Arc::new(all) })
    }

    /// One path, with none to compare it with.
    #[must_use]
    pub fn alone(set: Set, (start, own): ((u32, i64), Path)) -> Self {
        Self { set, chosen: own.choices.to_vec(), start, own, all: Arc::default() }
    }

    /// True once every inject has its choice.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.chosen.len() >= INJECTS
    }

    /// What goes wrong, in turn: places in the lists of words.
    #[must_use]
    pub fn kinds(&self) -> Vec<usize> {
        kinds(self.set)
    }

    /// What came of the last choice, at each look; `None` before the first.
    #[must_use]
    pub fn last(&self) -> Option<(Choice, [After; 3])> {
        let at = self.chosen.len().checked_sub(1)?;
        Some((*self.chosen.get(at)?, *self.own.after.get(at)?))
    }

    /// Looks that have been, from the first.
    fn looks(&self) -> impl Iterator<Item = After> + '_ {
        self.own.after.iter().take(self.chosen.len()).flatten().copied()
    }

    /// The reader's path among all; `None` before the end, or where no others were computed.
    fn debrief(&self) -> Option<crate::engine::monitor::drill::Debrief> {
        let choices: [Choice; INJECTS] = self.chosen.clone().try_into().ok()?;
        debrief(&self.all, choices).ok()
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.drill();
        let after = self.looks().last();
        let Some(after) = after else {
            return w.title_start(&words.numbers().ungrouped(self.start.0), &money(self.start.1, words));
        };
        let closed = words.numbers().ungrouped(after.closed);
        let counted = Count::of(after.closed.into(), &closed);
        let cost = money(after.cost(), words);
        match self.debrief() {
            Some(debrief) => {
                let better = grouped(Decimal::from(debrief.better), 0, words);
                w.title_end(&better, &cost)
            }
            None if self.is_over() => w.title_waiting(counted, &cost),
            None => w.title_under_way(counted, &cost, &words.numbers().ungrouped(self.chosen.len())),
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.drill();
        let Some(after) = self.looks().last() else {
            return w.sentence_start(&words.numbers().ungrouped(self.start.0), &money(self.start.1, words));
        };
        let closed = words.numbers().ungrouped(after.closed);
        let mut said = vec![w.sentence(
            Count::of(after.closed.into(), &closed),
            &money(after.cost(), words),
            &money(after.forced, words),
            &money(after.fund, words),
            &w.when(&words.numbers().ungrouped(self.chosen.len())),
        )];
        if let Some(debrief) = self.debrief() {
            said.push(
                w.sentence_end(&money(debrief.best.end().cost(), words), &money(debrief.worst.end().cost(), words)),
            );
        }
        said.join(" ")
    }
}

/// What goes wrong in a set, in turn: places in the lists of words.
#[must_use]
pub fn kinds(set: Set) -> Vec<usize> {
    let place = |kind| match kind {
        Kind::StaleMark => 0,
        Kind::TradeGap => 1,
        Kind::Maintenance => 2,
        Kind::FeeChange => 3,
        Kind::Depeg => 4,
        Kind::CapWritten => 5,
    };
    set.injects().map(|injects| injects.iter().map(|inject| place(inject.kind)).collect()).unwrap_or_default()
}

/// Micro-units as whole money.
#[must_use]
pub fn money(micros: i64, words: &Words) -> String {
    grouped(Decimal::new(micros, 6), 0, words)
}

/// The name of a choice.
#[must_use]
pub fn choice(choice: Choice, words: &'static Words) -> &'static str {
    let at = Choice::ALL.iter().position(|one| *one == choice).unwrap_or(0);
    words.drill().choices().get(at).copied().unwrap_or_default()
}

impl Figure for DrillFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.drill();
        Text {
            title: self.title(words),
            subtitle: w.subtitle().to_owned(),
            sentence: self.sentence(words),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.drill();
        let names = w.injects();
        let cell = |micros: i64| (money(micros, words), plain::rounded(Decimal::new(micros, 6), 2));
        let count = |n: u32| (words.numbers().ungrouped(n), n.to_string());
        let mut rows = Vec::new();
        for (at, (looks, kind)) in self.own.after.iter().zip(self.kinds()).take(self.chosen.len()).enumerate() {
            for (after, minutes) in looks.iter().zip(MINUTES) {
                let number = words.numbers().ungrouped(at.saturating_add(1));
                let name = names.get(kind).copied().unwrap_or_default();
                rows.push(TableRow {
                    head: w.row(&number, &words.numbers().ungrouped(minutes), name),
                    cells: vec![
                        count(after.closed),
                        cell(after.forced),
                        cell(after.cost()),
                        cell(after.spent),
                        cell(after.fund),
                    ],
                    here: false,
                });
            }
        }
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}

/// Micro-units as a number to draw by.
fn drawn(micros: i64) -> f64 {
    crate::figures::chart::projection::number(Decimal::new(micros, 6))
}

/// A number of an axis, in thousands where it is that large.
fn short(value: Decimal, words: &Words) -> String {
    known(decimal(crate::figures::chart::projection::number(value)), words, |value| grouped(value, 0, words))
}
