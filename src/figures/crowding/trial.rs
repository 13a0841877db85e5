//! The figure of the trial: how many crowded markets each metric and their combination find, at one false-alarm rate; and what is left of that
//! where one metric is missing.

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
pub const HEIGHTS: (u32, u32) = (310, 360);

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct TrialFigure {
    tried: Arc<Tried>,
    /// The metric that is missing, by its place.
    missing: Option<usize>,
}

impl TrialFigure {
    /// Of a trial, with a metric that is missing, by its place.
    #[must_use]
    pub const fn of(tried: Arc<Tried>, missing: Option<usize>) -> Self {
        Self { tried, missing }
    }

    /// What is rated: each metric, the missing one not known, and last the combination of those there are.
    fn rated(&self) -> Vec<Option<RatedOf>> {
        let mut rated: Vec<Option<RatedOf>> = self.tried.rated.iter().copied().map(Some).collect();
        if let Some(missing) = self.missing {
            if let Some(single) = rated.get_mut(missing) {
                *single = None;
            }
            if let Some(last) = rated.last_mut() {
                *last = self.tried.without.get(missing).and_then(|all| all.first()).copied();
            }
        }
        rated
    }

    /// The best single metric, and the combination; `None` where the trial has no results.
    fn best(&self) -> Option<((usize, RatedOf), RatedOf)> {
        let rated = self.rated();
        let (combination, single) = rated.split_last()?;
        let single = single.iter().enumerate().filter_map(|(at, rated)| Some((at, (*rated)?)));
        Some((single.max_by(|(_, a), (_, b)| a.rate().total_cmp(&b.rate()))?, (*combination)?))
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
        let name_of = |metric: usize| w.metrics().get(metric).copied().unwrap_or_default();
        // It wins where its interval lies above the other's.
        let wins = combination.interval.0 > best.interval.1;
        match (wins, self.missing, self.tried.rated.last()) {
            (true, Some(missing), Some(all)) => w.title_without(&rate(*all), &rate(combination), name_of(missing)),
            (true, ..) => w.title_wins(&rate(best), &rate(combination)),
            (false, ..) => w.title_not(&rate(best), &rate(combination), name_of(name)),
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.trial();
        let part = |(name, rated): (&str, Option<RatedOf>)| {
            let rated = rated?;
            let [hits, low, high] =
                [rated.rate(), rated.interval.0, rated.interval.1].map(|of| percent(100.0 * of, 0, words));
            Some(w.part(&high, &hits, &low, name))
        };
        let parts: Vec<String> = w.metrics().into_iter().zip(self.rated()).filter_map(part).collect();
        let crowded = self.tried.rated.first().map_or(0, |rated| rated.hits.1);
        let crowded = words.numbers().grouped(Decimal::from(crowded), 0);
        let promised = percent(100.0 * self.tried.made.1, 0, words);
        let said = w.sentence(&crowded, &parts.join(words.lists().comma()), &promised);
        self.told_apart(words).map_or(said.clone(), |more| format!("{said} {more}"))
    }

    /// What a missing metric costs, however it is met; or, where none is, what the three of the note find by themselves.
    fn told_apart(&self, words: &'static Words) -> Option<String> {
        let w = words.trial();
        let said = |part: f64| percent(100.0 * part, 0, words);
        let without = |missing: usize| self.tried.without.get(missing).map(Vec::as_slice);
        match self.missing {
            Some(missing) => {
                let [own, dropped, nought] = without(missing)? else { return None };
                let name = w.metrics().get(missing).copied().unwrap_or_default();
                let alarms = |of: &RatedOf| percent(100.0 * of.alarm_rate(), 1, words);
                Some(w.without(&alarms(dropped), name, &said(nought.rate()), &alarms(own), &said(own.rate())))
            }
            None => Some(w.three(&said(without(super::OPEN_INTEREST)?.first()?.rate()))),
        }
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
        let row = |head: String, rated: Option<RatedOf>| {
            let not_known = || (words.numbers().not_known().to_owned(), String::new());
            let part = |of: &dyn Fn(RatedOf) -> f64| rated.map_or_else(not_known, |r| cell(100.0 * of(r), 1, words));
            let cells = vec![
                rated.map_or_else(not_known, |r| cell(r.limit, 2, words)),
                rated.map_or_else(not_known, |r| crate::figures::numbers::count_cell(f64::from(r.hits.0), words)),
                part(&|r| r.rate()),
                part(&|r| r.interval.0),
                part(&|r| r.interval.1),
                part(&|r| r.alarm_rate()),
            ];
            TableRow { head, cells, here: false }
        };
        let names = w.metrics();
        let mut rows: Vec<TableRow> =
            names.iter().zip(self.rated()).map(|(name, rated)| row((*name).to_owned(), rated)).collect();
        for (missing, all) in self.tried.without.iter().enumerate() {
            let name = names.get(missing).copied().unwrap_or_default();
            let of = |(met, rated): (&str, &RatedOf)| TableRow {
                here: self.missing == Some(missing),
                ..row(w.without_row(met, name), Some(*rated))
            };
            rows.extend(w.met().into_iter().zip(all).map(of));
        }
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
        let rated = self.rated();
        let step = (bottom - 6.0) / f64::from(u32::try_from(rated.len().max(1)).unwrap_or(1));
        let last = rated.len().saturating_sub(1);
        for ((n, name), rated) in (0_u32..).zip(names).zip(rated) {
            let y = 6.0 + step * (f64::from(n) + if narrow { 0.68 } else { 0.5 });
            let is_all = usize::try_from(n).is_ok_and(|n| n == last);
            let kind = Type::new(15.0, if is_all { TEXT } else { LABEL });
            let kind = if is_all { kind.strong() } else { kind };
            let at = if narrow { (0.0, y - 22.0) } else { (0.0, y) };
            pen.text(at, name, kind)?;
            let Some(rated) = rated else {
                pen.text((left + 8.0, y), words.numbers().not_known(), Type::new(14.0, TICK))?;
                continue;
            };
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
