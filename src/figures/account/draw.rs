//! Drawing the account: equity and requirement along the common move, and where it ends.

use super::{AccountFigure, fraction};
use crate::engine::Error;
use crate::engine::units::Saturating as _;
use crate::figures::chart::axis::Axis;
use crate::figures::chart::board::{Board, Pen, pill_width};
use crate::figures::chart::labels::spread;
use crate::figures::chart::layout;
use crate::figures::chart::projection::{Area, Plot, Point};
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::theme::{BAND, EQUITY, Ink, LIQUIDATION, REFERENCE, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// Between the vertical axis and its figures.
const ASIDE: f64 = 8.0;

/// Above the plot: the pill of the end, and names of isolated positions.
const TOP: f64 = 56.0;

struct Picture<'a> {
    figure: &'a AccountFigure,
    words: &'static Words,
    across: Axis,
    up: Axis,
    plot: Plot,
    narrow: bool,
}

fn named(ink: Ink) -> Type {
    Type::new(15.0, ink).strong()
}

pub(super) fn draw(
    figure: &AccountFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let (w, narrow) = (words.account(), frame.is_narrow());
    let (from, to) = figure.span();
    let hundred = |value: Decimal| value.sat_mul(Decimal::ONE_HUNDRED);
    let across = Axis::within(hundred(from), hundred(to), if narrow { 4 } else { 7 });
    let values = figure.curve.iter().flat_map(|(_, equity, required)| [Some(*equity), *required]).flatten();
    let up = Axis::around(values.chain([Decimal::ZERO]), 4);
    let beside = [(10.0, named(EQUITY), w.equity()), (10.0, named(LIQUIDATION), w.required())];
    let area = Area {
        left: layout::room_for_ticks(&up, ASIDE, words),
        top: TOP,
        right: f64::from(frame.width) - if narrow { 12.0 } else { layout::room_for_names(beside) },
        bottom: f64::from(frame.height) - if narrow { 28.0 } else { 46.0 },
    };
    let picture = Picture { figure, words, plot: Plot::of(area, &across, &up), across, up, narrow };
    let mut board = Board::new(frame, medium);
    board.layer("axes", &|pen| picture.axes(pen))?;
    board.layer("curves", &|pen| picture.curves(pen))?;
    board.layer("ends", &|pen| picture.own_ends(pen))?;
    if let Some(end) = figure.ends.iter().find(|end| end.line.is_none()) {
        let label = fraction(end.fraction, words);
        let half = pill_width(&label) / 2.0;
        let x = picture.x(end.fraction).max(half).min(f64::from(frame.width) - half);
        board.pill((x, 16.0), &label, LIQUIDATION);
    }
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Picture<'_> {
    fn x(&self, fraction: Decimal) -> f64 {
        self.plot.x.at(fraction.sat_mul(Decimal::ONE_HUNDRED))
    }

    fn at(&self, fraction: Decimal, value: Decimal) -> Point {
        (self.x(fraction), self.plot.y.at(value))
    }

    fn axes(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        // What lies beyond the ends of the account.
        for end in self.figure.ends.iter().filter(|end| end.line.is_none()) {
            let (x, Area { left, right, top, bottom }) = (self.x(end.fraction), self.plot.area);
            let edge = if end.fraction.is_sign_negative() { left } else { right };
            if (x - edge).abs() > 1.0 && x >= left && x <= right {
                pen.area(&[(x, top), (edge, top), (edge, bottom), (x, bottom)], BAND)?;
            }
        }
        layout::rules(pen, &self.plot, &self.up, (ASIDE, true), self.words)?;
        layout::under(pen, &self.plot, self.across.ticks.iter().copied(), self.across.digits, self.words)?;
        if self.narrow {
            return Ok(());
        }
        let Area { left, right, bottom, .. } = self.plot.area;
        let at = (f64::midpoint(left, right), bottom + 36.0);
        pen.text(at, self.words.account().axis(), layout::tick().anchored(Anchor::Middle))
    }

    fn curves(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let w = self.words.account();
        let Area { top, bottom, right, .. } = self.plot.area;
        let now = self.x(Decimal::ZERO);
        pen.line(&[(now, top), (now, bottom)], REFERENCE, 1.0)?;
        let equity: Vec<Point> = self.figure.curve.iter().map(|(x, equity, _)| self.at(*x, *equity)).collect();
        let required: Vec<Point> =
            self.figure.curve.iter().filter_map(|(x, _, required)| Some(self.at(*x, (*required)?))).collect();
        if equity.is_empty() {
            return pen.text(
                self.plot.area.middle(),
                self.words.numbers().not_known(),
                Type::new(15.0, TICK).anchored(Anchor::Middle),
            );
        }
        pen.line(&required, LIQUIDATION, 2.5)?;
        pen.line(&equity, EQUITY, 2.0)?;
        for end in self.figure.ends.iter().filter(|end| end.line.is_none()) {
            let x = self.x(end.fraction);
            if x >= self.plot.area.left && x <= right {
                pen.dashes(&[(x, 29.0), (x, bottom)], LIQUIDATION, 1.5, (2.0, 4.0))?;
            }
        }
        let ends = [(equity.last(), w.equity(), EQUITY), (required.last(), w.required(), LIQUIDATION)];
        if self.narrow {
            // Above the plot, where both begin.
            let mut x = self.plot.area.left;
            for (_, name, ink) in ends.into_iter().filter(|(end, ..)| end.is_some()) {
                pen.text((x, 42.0), name, named(ink))?;
                x += named(ink).width(name) + 14.0;
            }
            return Ok(());
        }
        let labels = ends.into_iter().filter_map(|(end, name, ink)| Some((end?.1, (name, ink)))).collect();
        for (y, (name, ink)) in spread(labels, 19.0, top, bottom - 2.0) {
            pen.text((right + 10.0, y), name, named(ink))?;
        }
        Ok(())
    }

    /// Where isolated positions end by themselves: a dot each, and its name where there is room for it.
    fn own_ends(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, right, bottom, .. } = self.plot.area;
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for line in &self.figure.lines {
            let Some(x) = line.own_end.map(|end| self.x(end)).filter(|x| *x >= left && *x <= right) else { continue };
            pen.dashes(&[(x, bottom - 16.0), (x, bottom)], LIQUIDATION, 1.5, (2.0, 3.0))?;
            pen.dot((x, bottom), 5.0, LIQUIDATION, true)?;
            let (name, kind) = (self.figure.name_of(line, self.words), Type::new(14.0, LIQUIDATION));
            let half = kind.width(&name) / 2.0;
            let middle = x.max(left + half).min(right - half);
            let span = (middle - half - 6.0, middle + half + 6.0);
            if taken.iter().all(|other| other.1 < span.0 || other.0 > span.1) {
                pen.text((middle, bottom - 26.0), &name, kind.anchored(Anchor::Middle))?;
                taken.push(span);
            }
        }
        Ok(())
    }
}
