//! Drawing the comparison of venues: a row and a dot for each.

use super::{Row, VenuesFigure};
use crate::engine::Error;
use crate::engine::margin::Contract;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::projection::{Area, Plot, Scale, number};
use crate::figures::chart::text::{Anchor, Type, widest};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::grouped;
use crate::figures::theme::{BAND, LABEL, LIQUIDATION, REFERENCE, RULE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// Room above the first row and under the last.
const ABOVE: f64 = 26.0;
const UNDER: f64 = 8.0;

/// Size of the names beside the rows, and of the dates behind them.
const NAME: f64 = 15.0;
const DATE: f64 = 14.0;

/// Height of a row: wide, and narrow, where the name stands above its dot.
pub const ROW: (u32, u32) = (26, 44);

/// Height of the picture for a number of rows: wide, narrow.
#[must_use]
pub fn heights(rows: usize) -> (u32, u32) {
    let rows = u32::try_from(rows).unwrap_or(20);
    let tall = |row: u32| row.saturating_mul(rows).saturating_add(34);
    (tall(ROW.0), tall(ROW.1))
}

struct Picture<'a> {
    figure: &'a VenuesFigure,
    words: &'static Words,
    narrow: bool,
    /// Prices from left to right.
    plot: Plot,
    width: f64,
    row: f64,
}

pub(super) fn draw(
    figure: &VenuesFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let narrow = frame.is_narrow();
    let width = f64::from(frame.width);
    let row = f64::from(if narrow { ROW.1 } else { ROW.0 });
    let names = widest(figure.rows.iter().map(|r| words.venue(r.question.venue.id)), NAME, true);
    let dates = widest(figure.rows.iter().map(|r| r.date(words)), DATE, false);
    let area = Area {
        left: if narrow { 10.0 } else { 8.0 + names + 16.0 + dates + 20.0 },
        top: ABOVE,
        right: width - 30.0,
        bottom: ABOVE + row * f64::from(u32::try_from(figure.rows.len()).unwrap_or(20)) + UNDER,
    };
    let x = Scale::of(&figure.axis, area.across());
    let picture =
        Picture { figure, words, narrow, plot: Plot { area, x, y: Scale::new((0.0, 1.0), area.upward()) }, width, row };
    let mut board = Board::new(frame, medium);
    board.layer("axes", &|pen| picture.axes(pen))?;
    board.layer("rows", &|pen| {
        for (n, row) in (0u32..).zip(&figure.rows) {
            picture.draw_row(pen, ABOVE + picture.row * f64::from(n), row)?;
        }
        Ok(())
    })?;
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Picture<'_> {
    fn x(&self, price: Decimal) -> f64 {
        self.plot.x.place_within(number(price), (0.0, 1.0))
    }

    fn axes(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let bottom = self.plot.area.bottom;
        for tick in &self.figure.axis.ticks {
            let x = self.x(*tick);
            pen.line(&[(x, ABOVE - 6.0), (x, bottom)], RULE, 1.0)?;
            let label = grouped(*tick, self.figure.axis.digits, self.words);
            pen.text((x, 9.0), &label, Type::new(14.0, TICK).anchored(Anchor::Middle))?;
        }
        Ok(())
    }

    fn draw_row(&self, pen: &Pen<'_, '_>, top: f64, row: &Row) -> Result<(), Error> {
        let chosen = row.question.venue.id == self.figure.chosen;
        if chosen {
            pen.bar((0.0, top), (self.width, top + self.row), BAND)?;
        }
        let (name_y, y) =
            if self.narrow { (top + 13.0, top + 31.0) } else { (top + self.row / 2.0, top + self.row / 2.0) };
        let name = Type::new(if self.narrow { 14.0 } else { NAME }, if chosen { TEXT } else { LABEL });
        pen.text((8.0, name_y), self.words.venue(row.question.venue.id), if chosen { name.strong() } else { name })?;
        let date = Type::new(DATE, TICK).anchored(Anchor::End);
        let at = if self.narrow { self.width - 8.0 } else { self.plot.area.left - 20.0 };
        pen.text((at, name_y), row.date(self.words), date)?;
        let kind = Type::new(15.0, TEXT);
        let kind = if chosen { kind.strong() } else { kind };
        let label = self.figure.said(row, self.words);
        let Some(price) = row.price() else {
            return pen.text((self.plot.area.left, y), &label, kind);
        };
        let x = self.x(price);
        if let Some(before) = self.pinned(row) {
            pen.dot((self.x(before), y), 4.0, REFERENCE, true)?;
        }
        // A ring for a contract measured in coin, a disc for the others.
        let inverse = row.question.position.contract == Contract::Inverse;
        pen.dot((x, y), 5.0, LIQUIDATION, inverse)?;
        let room = self.plot.area.right + 26.0 - x;
        let wide = kind.width(&label) + 12.0;
        if room > wide {
            pen.text((x + 11.0, y), &label, kind)
        } else {
            pen.text((x - 11.0, y), &label, kind.anchored(Anchor::End))
        }
    }

    fn pinned(&self, row: &Row) -> Option<Decimal> {
        let same = |r: &&Row| r.question.venue.id == row.question.venue.id;
        let before = self.figure.pinned.as_ref()?.rows.iter().find(same)?;
        before.price()
    }
}
