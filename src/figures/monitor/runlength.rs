//! The figure of run lengths: what a limit is worth as printed, what is left of it, and what it costs in delay.

use crate::engine::Error;
use crate::engine::jobs::watching::Limits;
use crate::figures::chart::axis::Axis;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::labels::within;
use crate::figures::chart::layout;
use crate::figures::chart::projection::{Area, Plot, Point, Scale};
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{cell, decimal, shown};
use crate::figures::spans::span;
use crate::figures::table::{Table, TableRow};
use crate::figures::theme::{LABEL, LINK, LIQUIDATION, PRICE, RULE, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// The figure's name in the page and in file names.
pub const NAME: &str = "runlength";

/// Height of the picture: wide, narrow. The style sheet reserves the same.
pub const HEIGHTS: (u32, u32) = (300, 300);

/// The model.
#[derive(Debug, Clone, PartialEq)]
pub struct RunLengthFigure {
    limits: Limits,
}

impl RunLengthFigure {
    /// Of the limits of a watch.
    #[must_use]
    pub const fn of(limits: Limits) -> Self {
        Self { limits }
    }

    /// The finding, said with a control.
    #[must_use]
    pub fn said(&self, words: &'static Words) -> String {
        self.title(words)
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.runlength();
        let (nominal, delay) = (span(Some(self.limits.nominal), words), shown(self.limits.delay, 1, words));
        match self.limits.corrected {
            Some(corrected) => w.title(&span(Some(corrected), words), &delay, &nominal),
            None => w.title_unrated(&delay, &nominal),
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.runlength();
        let limits = &self.limits;
        let nominal = span(Some(limits.nominal), words);
        let mut said = vec![w.sentence(&shown(limits.delay, 1, words), &shown(limits.limit, 2, words), &nominal)];
        let left: Vec<String> =
            self.corrections(words).into_iter().map(|(name, left)| w.named(name, &span(left, words))).collect();
        if let Some(corrected) = limits.corrected {
            said.push(w.corrections(&span(Some(corrected), words), &left.join(words.lists().comma())));
        }
        said.join(" ")
    }

    /// Corrections that take something away, each with what it leaves.
    fn corrections(&self, words: &'static Words) -> Vec<(&'static str, Option<f64>)> {
        let less = |left: &Option<f64>| left.is_none_or(|left| left < 0.995 * self.limits.nominal);
        let all = words.runlength().names().into_iter().zip(self.limits.alone.iter().copied());
        all.filter(|(_, left)| less(left)).collect()
    }
}

impl Figure for RunLengthFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.runlength();
        Text {
            title: self.title(words),
            subtitle: w.subtitle().to_owned(),
            sentence: self.sentence(words),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.runlength();
        let row = |head: String, nominal: Option<f64>, delay: Option<f64>, here| {
            let number = |value: Option<f64>, digits| {
                value
                    .map_or_else(|| (words.monitor().not_rated().to_owned(), String::new()), |v| cell(v, digits, words))
            };
            let delay = delay.map_or_else(Default::default, |delay| number(Some(delay), 1));
            TableRow { head, cells: vec![number(nominal, 0), delay], here }
        };
        let limits = &self.limits;
        let mut rows: Vec<TableRow> = limits
            .curve
            .iter()
            .map(|(limit, nominal, delay)| row(shown(*limit, 0, words), Some(*nominal), Some(*delay), false))
            .collect();
        let in_force = w.in_force(&shown(limits.limit, 2, words));
        rows.push(row(in_force, Some(limits.nominal), Some(limits.delay), true));
        rows.extend(self.corrections(words).into_iter().map(|(name, left)| row(name.to_owned(), left, None, false)));
        rows.push(row(w.corrected().to_owned(), limits.corrected, None, false));
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        let picture = Picture::of(self, words, frame);
        let mut board = Board::new(frame, medium);
        board.layer("axes", &|pen| picture.axes(pen))?;
        board.layer("known", &|pen| picture.curve(pen))?;
        let text = self.text(words);
        Ok(board.finish(&text.title, &text.sentence))
    }
}

/// Spans that the axis across names, in seconds.
const NAMED: [f64; 6] = [60.0, 3_600.0, 86_400.0, 604_800.0, 2_592_000.0, 31_536_000.0];
/// The ends of that axis, in seconds: half a minute and two years.
const ENDS: (f64, f64) = (30.0, 6.3e7);

struct Picture<'a> {
    figure: &'a RunLengthFigure,
    words: &'static Words,
    plot: Plot,
    up: Axis,
    narrow: bool,
}

impl<'a> Picture<'a> {
    fn of(figure: &'a RunLengthFigure, words: &'static Words, frame: Frame) -> Self {
        let most = figure.limits.curve.iter().map(|(.., delay)| *delay).fold(figure.limits.delay, f64::max);
        let up = Axis::within(Decimal::ZERO, decimal(most).unwrap_or(Decimal::TEN), 4);
        let left = layout::room_for_ticks(&up, layout::ASIDE, words);
        let (width, height) = (f64::from(frame.width), f64::from(frame.height));
        let area = Area { left, top: 34.0, right: width - 12.0, bottom: height - 48.0 };
        let x = Scale::new((libm::log(ENDS.0), libm::log(ENDS.1)), area.across());
        let plot = Plot { area, x, y: Scale::of(&up, area.upward()) };
        Self { figure, words, plot, up, narrow: frame.is_narrow() }
    }

    fn at(&self, run_length: f64, delay: f64) -> Point {
        let x = self.plot.x.place_within(libm::log(run_length.max(1.0)), (0.0, 1.0));
        (x, self.plot.y.place_within(delay, (0.0, 1.05)))
    }

    fn axes(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let w = self.words.runlength();
        let Area { left, right, top, bottom } = self.plot.area;
        layout::rules(pen, &self.plot, &self.up, (layout::ASIDE, true), self.words)?;
        pen.text((0.0, top - 20.0), w.axis_up(), Type::new(14.0, LABEL))?;
        for (n, seconds) in NAMED.into_iter().enumerate() {
            // On a phone an hour and a week.
            if self.narrow && n != 1 && n != 3 {
                continue;
            }
            let (x, _) = self.at(seconds, 0.0);
            pen.line(&[(x, top), (x, bottom)], RULE, 1.0)?;
            let said = span(Some(seconds), self.words);
            let kind = within(layout::tick(), x, &said, (left, right));
            pen.text((x, bottom + 17.0), &said, kind)?;
        }
        let across = Type::new(14.0, TICK).anchored(Anchor::Middle);
        pen.text((f64::midpoint(left, right), bottom + 37.0), w.axis_across(), across)
    }

    fn curve(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let limits = &self.figure.limits;
        let w = self.words.runlength();
        let points: Vec<Point> = limits
            .curve
            .iter()
            .filter(|(_, nominal, _)| (ENDS.0..=ENDS.1).contains(nominal))
            .map(|(_, nominal, delay)| self.at(*nominal, *delay))
            .collect();
        pen.line(&points, PRICE, 2.0)?;
        let now = self.at(limits.nominal, limits.delay);
        let Area { left, right, .. } = self.plot.area;
        if let Some(corrected) = limits.corrected {
            let left_of_it = self.at(corrected, limits.delay);
            pen.dashes(&[left_of_it, now], LINK, 1.5, (4.0, 3.0))?;
            pen.dot(left_of_it, 5.0, LIQUIDATION, true)?;
            let kind = within(Type::new(14.0, LIQUIDATION).strong(), left_of_it.0, w.corrected(), (left, right));
            pen.text((left_of_it.0, left_of_it.1 - 16.0), w.corrected(), kind)?;
        }
        pen.dot(now, 5.0, PRICE, false)?;
        let kind = within(Type::new(14.0, PRICE).strong(), now.0, w.printed(), (left, right));
        pen.text((now.0, now.1 + 18.0), w.printed(), kind)
    }
}
