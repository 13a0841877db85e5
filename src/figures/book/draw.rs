//! Drawing the book: a bar for each level, dark as far as it is taken, under the line of the mark.

use super::{BookFigure, coins_left, distance};
use crate::engine::Error;
use crate::engine::units::Price;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::layout::MARGIN;
use crate::figures::chart::projection::Scale;
use crate::figures::chart::text::{Anchor, Type, widest};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::grouped;
use crate::figures::theme::{FEE, LABEL, LEVEL, LINK, LIQUIDATION, PAPER, PRICE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Height of the line of the mark.
const MARK: f64 = 24.0;

/// Where the levels begin, and what is left under them.
const TOP: f64 = 40.0;
const FOOT: f64 = 28.0;

/// Half the height of a bar.
const HALF: f64 = 11.0;

/// The thumb at the end of a bar: width, height, radius.
const THUMB: (f64, f64, f64) = (10.0, 28.0, 3.0);

/// Size of everything written.
const SIZE: f64 = 14.0;

/// Where everything lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Depths, from the price column rightward.
    pub depth: Scale,
    /// Ends of the longest bar.
    pub span: (f64, f64),
    /// Middle of each level, from above.
    pub rows: Vec<f64>,
    pitch: f64,
    narrow: bool,
    /// Where prices end.
    prices: f64,
}

/// The layout in a frame. Distances stand beside the prices where there is room for them.
#[must_use]
pub fn layout(figure: &BookFigure, words: &'static Words, frame: Frame) -> Layout {
    let narrow = frame.is_narrow();
    let price = |price: Price| figure.format.short(price.get(), words);
    let prices =
        figure.rows.iter().map(|row| row.price).chain([figure.mark]).chain(figure.prices().into_iter().flatten());
    let away = figure.rows.iter().map(|row| distance(row.away, words));
    let beside = if narrow { 0.0 } else { widest(away, SIZE, false) + 18.0 };
    let prices = MARGIN + beside + widest(prices.map(price), SIZE, true);
    let left = prices + 12.0;
    let room = 16.0 + widest([grouped(figure.reach(), 0, words)], SIZE, false) + MARGIN;
    let span = (left, f64::from(frame.width) - room);
    let count = u32::try_from(figure.rows.len()).map_or(1.0, f64::from).max(1.0);
    let pitch = (f64::from(frame.height) - TOP - FOOT) / count;
    let rows = (0_u32..).zip(&figure.rows).map(|(n, _)| TOP + pitch * (f64::from(n) + 0.5)).collect();
    let most = figure.reach().to_f64().unwrap_or(1.0);
    Layout { depth: Scale::new((0.0, most), span), span, rows, pitch, narrow, prices }
}

struct Picture<'a> {
    figure: &'a BookFigure,
    words: &'static Words,
    layout: Layout,
    width: f64,
    height: f64,
}

pub(super) fn draw(figure: &BookFigure, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
    let layout = layout(figure, words, frame);
    let picture = Picture { figure, words, layout, width: f64::from(frame.width), height: f64::from(frame.height) };
    let mut board = Board::new(frame, medium);
    board.layer("axes", &|pen| picture.mark(pen))?;
    board.layer("known", &|pen| {
        picture.levels(pen)?;
        picture.outcome(pen)
    })?;
    if figure.is_ladder {
        for (row, y) in figure.rows.iter().zip(&picture.layout.rows) {
            board.card((picture.layout.depth.at(row.depth), *y), THUMB, Some(PAPER), (LINK, 1.5));
        }
    }
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

fn label() -> Type {
    Type::new(SIZE, LABEL)
}

impl Picture<'_> {
    fn price(&self, price: Price) -> String {
        self.figure.format.short(price.get(), self.words)
    }

    /// The price that everything is held against.
    fn mark(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let kind = Type::new(SIZE, PRICE).strong();
        let name = self.words.book().mark();
        pen.text((self.layout.prices, MARK), &self.price(self.figure.mark), kind.anchored(Anchor::End))?;
        let end = self.width - MARGIN - kind.width(name) - 8.0;
        pen.line(&[(self.layout.span.0, MARK), (end, MARK)], PRICE, 2.0)?;
        pen.text((self.width - MARGIN, MARK), name, kind.anchored(Anchor::End))
    }

    fn levels(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let left = self.layout.span.0;
        for (row, y) in self.figure.rows.iter().zip(&self.layout.rows) {
            let taken_all = row.taken > Decimal::ZERO;
            let kind = if taken_all { Type::new(SIZE, TEXT).strong() } else { label() };
            pen.text((self.layout.prices, *y), &self.price(row.price), kind.anchored(Anchor::End))?;
            if !self.layout.narrow {
                pen.text((MARGIN, *y), &distance(row.away, self.words), Type::new(SIZE, TICK))?;
            }
            let (full, taken) = (self.layout.depth.at(row.depth), self.layout.depth.at(row.taken));
            let box_of =
                |to: f64| [(left, y - HALF), (to, y - HALF), (to, y + HALF), (left, y + HALF), (left, y - HALF)];
            pen.bar((left, y - HALF), (full, y + HALF), LEVEL)?;
            pen.bar((left, y - HALF), (taken, y + HALF), FEE)?;
            pen.line(&box_of(full), LINK, 1.0)?;
            pen.text((full + 14.0, *y), &grouped(row.depth, 0, self.words), label())?;
        }
        Ok(())
    }

    /// Average, worst, and what found no price.
    fn outcome(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let w = self.words.book();
        let strong = Type::new(SIZE, TEXT).strong();
        let Ok(order) = &self.figure.order else { return Ok(()) };
        let (average, last) = (order.fill.average, order.fill.last);
        let row_of = |price: Price| self.figure.rows.iter().position(|row| self.figure.no_better(row.price, price));
        let under = |at: Option<usize>| match at.and_then(|at| self.layout.rows.get(at)) {
            Some(y) => y + HALF + (self.layout.pitch / 2.0 - HALF).min(9.0) + 1.0,
            None => self.height - FOOT + 6.0,
        };
        // Nearer than the level it has the gap above that; at a level itself it is the worst price too.
        let at_level = self.figure.rows.iter().any(|row| row.price == average && row.taken > Decimal::ZERO);
        let worst = self.price(last);
        let said = if at_level && average == last { w.average_and_worst(&worst) } else { w.worst(&worst) };
        pen.text((MARGIN, under(row_of(last))), &said, strong)?;
        if !(at_level && average == last) {
            let y = match row_of(average).and_then(|at| self.layout.rows.get(at)) {
                Some(y) => y - self.layout.pitch / 2.0,
                None => self.height - FOOT - 9.0,
            };
            let name = w.average();
            let end = self.width - MARGIN - strong.width(name) - 8.0;
            pen.text((self.layout.prices, y), &self.price(average), strong.anchored(Anchor::End))?;
            pen.dashes(&[(self.layout.span.0, y), (end, y)], TEXT, 1.5, (5.0, 4.0))?;
            pen.text((self.width - MARGIN, y), name, strong.anchored(Anchor::End))?;
        }
        if order.whole().is_none() {
            let left = w.no_price(coins_left(order, self.words).count());
            let kind = Type::new(SIZE, LIQUIDATION).strong();
            pen.text((MARGIN, self.height - 8.0), &left, kind)?;
        }
        Ok(())
    }
}
