//! The debrief: the reader's path among all of them, where it parted from the best and the worst, and the lines for a playbook.

use super::{DrillFigure, choice, money};
use crate::engine::monitor::drill::Path;
use crate::figures::plain;
use crate::figures::table::{Table, TableRow};
use crate::words::Words;
use rust_decimal::Decimal;

/// A debrief in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefing {
    /// What the path came to among all of them, and where it parted.
    pub sentences: Vec<String>,
    /// The timeline.
    pub table: Table,
    /// What each thing that went wrong teaches, once.
    pub lessons: Vec<Lesson>,
}

/// One thing that went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lesson {
    /// What it is called.
    pub name: &'static str,
    /// What was known when it had to be decided.
    pub known: &'static str,
    /// The line for the playbook.
    pub line: &'static str,
}

impl DrillFigure {
    /// The debrief; `None` before every inject has its choice.
    #[must_use]
    pub fn briefing(&self, words: &'static Words) -> Option<Briefing> {
        let w = words.drill();
        let found = self.debrief()?;
        let number = |at: usize| words.numbers().ungrouped(at.saturating_add(1));
        let cost = |path: &Path| money(path.end().cost(), words);
        let better = words.numbers().grouped(Decimal::from(found.better), 0);
        let mut sentences = vec![w.rank(&cost(&found.best), &better, &cost(&found.own), &cost(&found.worst))];
        let chosen = |path: &Path, at: usize| path.choices.get(at).map(|one| choice(*one, words)).unwrap_or_default();
        sentences.push(match found.parted {
            Some(at) if found.better > 0 => {
                let apart = found.own.end().cost().saturating_sub(found.best.end().cost());
                w.parted(&money(apart, words), chosen(&found.best, at), &number(at), chosen(&found.own, at))
            }
            Some(_) | None => w.best_is_yours().to_owned(),
        });
        if let Some(at) = found.parted_worst {
            sentences.push(w.parted_worst(&number(at), chosen(&found.worst, at)));
        }
        let (names, kinds) = (w.injects(), self.kinds());
        let rows = kinds.iter().enumerate().map(|(at, kind)| {
            let of = |path: &Path| {
                let looks = path.after.get(at).copied().unwrap_or([found.own.end(); 3]);
                let [.., end] = looks;
                let gone = (money(end.cost(), words), plain::rounded(Decimal::new(end.cost(), 6), 2));
                (looks, gone)
            };
            let said = |path: &Path| (chosen(path, at).to_owned(), chosen(path, at).to_owned());
            let (looks, gone) = of(&found.own);
            let closed = looks.map(|after| words.numbers().ungrouped(after.closed)).join(words.lists().comma());
            TableRow {
                head: format!("{}. {}", number(at), names.get(*kind).copied().unwrap_or_default()),
                cells: vec![
                    said(&found.own),
                    (closed.clone(), closed),
                    gone,
                    said(&found.best),
                    of(&found.best).1,
                    said(&found.worst),
                    of(&found.worst).1,
                ],
                here: found.parted == Some(at) && found.better > 0,
            }
        });
        let table =
            Table { caption: w.debrief_table(), columns: Table::heads(&w.debrief_columns()), rows: rows.collect() };
        let mut seen: Vec<usize> = Vec::new();
        for kind in kinds {
            if !seen.contains(&kind) {
                seen.push(kind);
            }
        }
        let (stories, lines) = (w.stories(), w.lessons());
        let lesson = |kind: &usize| {
            let (name, known, line) = (*names.get(*kind)?, *stories.get(*kind)?, *lines.get(*kind)?);
            Some(Lesson { name, known, line })
        };
        let lessons = seen.iter().filter_map(lesson).collect();
        Some(Briefing { sentences, table, lessons })
    }
}
