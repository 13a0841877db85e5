//! The figure of the trial: how many crowded markets each metric and their combination find, at one false-alarm rate.

use crate::engine::Error;
use crate::engine::jobs::watching::Tried;
use crate::engine::jobs::watching::trial::RatedOf;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::projection::Scale;
use crate::figures::chart::text::{Anchor, Type, widest};
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{cell, percent};
use crate::figures::table::{Table, TableRow};
use crate::figures::theme::{EQUITY, LABEL, LEVEL, PRICE, RULE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;
use std::sync::Arc;

/// The figure's name in the page and in file names.
pub const NAME: &str = "trial";

/// Height of the picture: wide, narrow. The style sheet reserves the same.
pub const HEIGHTS: (u32, u32) = (260, 300);

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct TrialFigure {
    tried: Arc<Tried>,
}

impl TrialFigure {
    /// Of a trial.
    #[must_use]
    pub const fn of(tried: Arc<Tried>) -> Self {
        Self { tried }
    }

    /// The best single metric, and the combination; `None` where the trial has no results.
    fn best(&self) -> Option<((usize, RatedOf), RatedOf)> {
        let (combination, single) = self.tried.rated.split_last()?;
        let best = single.iter().enumerate().max_by(|(_, a), (_, b)| a.rate().total_cmp(&b.rate()))?;
        Some(((best.0, *best.1), *combination))
    }

    /// The finding, said with a control.
    #[must_use]
    pub fn said(&self, words: &'static Words) -> String {
        self.title(words)
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.trial();
        let Some(((name, best), combination)) = self.best() else { return String::new() };
        let rate = |of: RatedOf| percent(100.0 * of.rate(), 0, words);
        // It wins where its interval lies above the other's.
        if combination.interval.0 > best.interval.1 {
            w.title_wins(&rate(best), &rate(combination))
        } else {
            let name = w.metrics().get(name).copied().unwrap_or_default();
            w.title_not(&rate(best), &rate(combination), name)
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.trial();
        let part = |(name, rated): (&str, &RatedOf)| {
            let [hits, low, high] =
                [rated.rate(), rated.interval.0, rated.interval.1].map(|of| percent(100.0 * of, 0, words));
            w.part(&high, &hits, &low, name)
        };
        let parts: Vec<String> = w.metrics().into_iter().zip(&self.tried.rated).map(part).collect();
        let crowded = self.tried.rated.first().map_or(0, |rated| rated.hits.1);
        let crowded = words.numbers().grouped(Decimal::from(crowded), 0);
        w.sentence(&crowded, &parts.join(words.lists().comma()), &percent(100.0 * self.tried.made.1, 0, words))
    }

    /// A few markets as they were made.
    #[must_use]
    pub fn sample(&self, words: &'static Words) -> Table {
        let w = words.trial();
        let rows = (1_usize..).zip(&self.tried.shown).map(|(n, (crowded, scores))| {
            let n = words.numbers().ungrouped(n);
            let score = |score: &Option<f64>| cell(score.unwrap_or(f64::NAN), 2, words);
            let head = if *crowded { w.crowded(&n) } else { w.calm(&n) };
            TableRow { head, cells: scores.iter().map(score).collect(), here: *crowded }
        });
        let rows = rows.collect();
        Table { caption: w.sample_table(), columns: Table::heads(&w.sample_columns()), rows }
    }
}

impl Figure for TrialFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.trial();
        Text {
            title: self.title(words),
            subtitle: w.subtitle(&percent(100.0 * self.tried.made.1, 0, words)),
            sentence: self.sentence(words),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.trial();
        let row = |(name, rated): (&str, &RatedOf)| {
            let alarms = f64::from(rated.alarms.0) / f64::from(rated.alarms.1.max(1));
            let hits = f64::from(rated.hits.0);
            TableRow {
                head: name.to_owned(),
                cells: vec![
                    cell(rated.limit, 2, words),
                    crate::figures::numbers::count_cell(hits, words),
                    cell(100.0 * rated.rate(), 1, words),
                    cell(100.0 * rated.interval.0, 1, words),
                    cell(100.0 * rated.interval.1, 1, words),
                    cell(100.0 * alarms, 1, words),
                ],
                here: false,
            }
        };
        let rows = w.metrics().into_iter().zip(&self.tried.rated).map(row).collect();
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        let mut board = Board::new(frame, medium);
        board.layer("known", &|pen| self.bars(pen, words, frame))?;
        let text = self.text(words);
        Ok(board.finish(&text.title, &text.sentence))
    }
}

impl TrialFigure {
    fn bars(&self, pen: &Pen<'_, '_>, words: &'static Words, frame: Frame) -> Result<(), Error> {
        let names = words.trial().metrics();
        let width = f64::from(frame.width);
        let narrow = frame.is_narrow();
        let left = if narrow { 0.0 } else { widest(names, 15.0, true) + 14.0 };
        let scale = Scale::new((0.0, 1.0), (left, width - 12.0));
        let bottom = f64::from(frame.height) - 34.0;
        for part in [0.0, 0.25, 0.5, 0.75, 1.0] {
            let x = scale.place(part);
            pen.line(&[(x, 6.0), (x, bottom)], RULE, 1.0)?;
            let anchor = if part <= 0.0 {
                Anchor::Start
            } else if part >= 1.0 {
                Anchor::End
            } else {
                Anchor::Middle
            };
            pen.text((x, bottom + 16.0), &percent(100.0 * part, 0, words), Type::new(14.0, TICK).anchored(anchor))?;
        }
        let step = (bottom - 6.0) / 4.0;
        for ((n, name), rated) in (0_u32..).zip(names).zip(&self.tried.rated) {
            let y = 6.0 + step * (f64::from(n) + if narrow { 0.68 } else { 0.5 });
            let is_all = n == 3;
            let kind = Type::new(15.0, if is_all { TEXT } else { LABEL });
            let kind = if is_all { kind.strong() } else { kind };
            let at = if narrow { (0.0, y - 22.0) } else { (0.0, y) };
            pen.text(at, name, kind)?;
            pen.bar((left, y - 9.0), (scale.place(rated.rate()), y + 9.0), if is_all { EQUITY } else { LEVEL })?;
            // The interval.
            let [low, high] = [rated.interval.0, rated.interval.1].map(|at| scale.place(at));
            pen.line(&[(low, y), (high, y)], PRICE, 2.5)?;
            for x in [low, high] {
                pen.line(&[(x, y - 5.0), (x, y + 5.0)], PRICE, 2.0)?;
            }
            let said = percent(100.0 * rated.rate(), 0, words);
            let kind = Type::new(14.0, TEXT).strong();
            let beside = high + 10.0;
            let inside = beside + kind.width(&said) > width;
            let (x, kind) = if inside { (low - 10.0, kind.anchored(Anchor::End)) } else { (beside, kind) };
            pen.text((x, y), &said, kind)?;
        }
        Ok(())
    }
}
