//! Drawing the waterfall: what is paid out of the margin, whose it becomes, and the distance that the price had left.

use super::parts::{EVERYBODY, segments};
use super::rows::{beside, name, who};
use super::{Part, PartKind, Segment, WaterfallFigure, Who};
use crate::engine::Error;
use crate::engine::margin::Side;
use crate::engine::scenario::Close;
use crate::engine::units::{Price, Saturating as _};
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::layout::MARGIN;
use crate::figures::chart::projection::{Scale, number};
use crate::figures::chart::text::{Anchor, Type, fitted, widest, wrapped};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{grouped, share};
use crate::figures::reveal::Reveal;
use crate::figures::theme::{EQUITY, FEE, Ink, LABEL, LINK, LIQUIDATION, PRICE, REFERENCE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// Height of the picture: wide, and narrow, where names stand above their bars. The style sheet reserves the same.
pub const HEIGHTS: (u32, u32) = (420, 548);

/// Height of a bar.
const BAR: f64 = 18.0;

/// Height of all rows, however many: wide, narrow.
const ROWS: (f64, f64) = (206.0, 268.0);

/// Names and amounts.
const VALUE: f64 = 15.0;

/// Between the lines of text.
const LINE: f64 = 19.0;

fn ink(to: Option<Who>) -> Ink {
    match to {
        Some(Who::Makers) => PRICE,
        Some(Who::Venue) => FEE,
        Some(Who::Fund) => REFERENCE,
        Some(Who::Owner) => EQUITY,
        None => LIQUIDATION,
    }
}

struct Picture<'a> {
    figure: &'a WaterfallFigure,
    words: &'static Words,
    narrow: bool,
    width: f64,
    left: f64,
    scale: Scale,
    step: f64,
}

pub(super) fn draw(
    figure: &WaterfallFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let (narrow, width) = (frame.is_narrow(), f64::from(frame.width));
    let w = words.waterfall();
    let names = figure.parts.iter().map(|part| name(part.kind, words)).chain([w.margin(), w.whose()]);
    let amounts = figure.parts.iter().map(|part| beside(figure, part.kind, part.shown, words));
    let amounts = amounts.chain([grouped(figure.margin, figure.digits, words)]);
    let left = if narrow { 0.0 } else { widest(names, VALUE, true) + 14.0 };
    let right = width - 9.0 - widest(amounts, VALUE, false) - MARGIN;
    let low = figure.parts.iter().fold(Decimal::ZERO, |low, part| low.min(part.low));
    let high = figure.parts.iter().fold(Decimal::ZERO, |high, part| high.max(part.high));
    let scale = Scale::new((number(low), number(high)), (left, right));
    let count = u32::try_from(figure.parts.len()).unwrap_or(0);
    let step = if narrow { ROWS.1 } else { ROWS.0 } / f64::from(count.saturating_add(1));
    let picture = Picture { figure, words, narrow, width, left, scale, step };
    let hidden = figure.reveal == Reveal::Hidden && figure.answer().is_some() && medium == Medium::Page;
    let mut board = Board::new(frame, medium);
    match &figure.close {
        None => board.layer("known", &|pen| picture.nothing(pen))?,
        Some(close) => {
            board.layer("known", &|pen| {
                picture.margin(pen)?;
                picture.distance(pen, close)
            })?;
            board.layer(if hidden { "unknown" } else { "beyond" }, &|pen| {
                if hidden { picture.question(pen) } else { picture.rest(pen) }
            })?;
        }
    }
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Picture<'_> {
    fn x(&self, value: Decimal) -> f64 {
        self.scale.at(value)
    }

    fn nothing(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let (kind, mut y) = (Type::new(VALUE, LABEL), 40.0);
        for line in wrapped(self.words.waterfall().never(), kind, self.width) {
            pen.text((0.0, y), &line, kind)?;
            y += LINE;
        }
        Ok(())
    }

    /// Top of the bar of a row.
    fn top(&self, row: f64) -> f64 {
        row * self.step + if self.narrow { LINE + 1.0 } else { 4.0 }
    }

    /// Where the strip begins.
    fn strip(&self) -> f64 {
        if self.narrow { ROWS.1 + 34.0 } else { ROWS.0 + 18.0 }
    }

    /// A row: its name, its bar, and the amount beside the end of the bar.
    fn row(
        &self,
        pen: &Pen<'_, '_>,
        row: f64,
        (label, said): (&str, &str),
        (low, high): (Decimal, Decimal),
        ink: Ink,
    ) -> Result<(), Error> {
        let (top, from, to) = (self.top(row), self.x(low), self.x(high));
        if self.narrow {
            pen.text((0.0, top - 10.0), &fitted(label, Type::new(14.0, LABEL), self.width), Type::new(14.0, LABEL))?;
        } else {
            pen.text((self.left - 14.0, top + 9.0), label, Type::new(VALUE, LABEL).anchored(Anchor::End))?;
        }
        if low == high {
            pen.line(&[(to, top), (to, top + BAR)], LINK, 1.0)?;
            return pen.text((to + 9.0, top + 9.0), said, Type::new(VALUE, TICK));
        }
        // A part too small for a pixel still shows as one.
        pen.bar((from.min(to - 1.0), top), (to, top + BAR), ink)?;
        pen.text((to + 9.0, top + 9.0), said, Type::new(VALUE, TEXT))
    }

    fn margin(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let margin = self.figure.close.as_ref().map_or(Decimal::ZERO, |close| close.waterfall().margin.get());
        let said = grouped(self.figure.margin, self.figure.digits, self.words);
        let ends = (margin.min(Decimal::ZERO), margin.max(Decimal::ZERO));
        self.row(pen, 0.0, (self.words.waterfall().margin(), &said), ends, EQUITY)
    }

    fn question(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let at = (f64::midpoint(self.left, self.width), f64::midpoint(self.top(1.0), self.strip()));
        pen.text(at, "?", Type::new(44.0, TICK).anchored(Anchor::Middle))
    }

    /// What is paid, and whose it becomes.
    fn rest(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let mut row = 1.0;
        let zero = self.x(Decimal::ZERO);
        if self.figure.parts.iter().any(|part| part.low < Decimal::ZERO) {
            pen.line(&[(zero, self.top(0.0)), (zero, self.strip() - 8.0)], LINK, 1.0)?;
        }
        let mut level = self.figure.close.as_ref().map_or(Decimal::ZERO, |close| close.waterfall().margin.get());
        for part in &self.figure.parts {
            if !self.narrow {
                let x = self.x(level);
                pen.dashes(&[(x, self.top(row - 1.0) + BAR), (x, self.top(row))], LINK, 1.0, (2.0, 3.0))?;
            }
            let said = beside(self.figure, part.kind, part.shown, self.words);
            let label = name(part.kind, self.words);
            self.row(pen, row, (label, &said), (part.low, part.high), ink(part.to))?;
            level = after(part, level);
            row += 1.0;
        }
        self.whose(pen)
    }

    /// The strip of those who received, on the scale of the margin.
    fn whose(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let top = self.strip();
        let strong = Type::new(VALUE, TEXT).strong();
        let title = self.words.waterfall().whose();
        if self.narrow {
            pen.text((0.0, top - 12.0), title, strong)?;
        } else {
            pen.text((self.left - 14.0, top + 9.0), title, strong.anchored(Anchor::End))?;
        }
        for Segment { who, low, high } in segments(&self.figure.parts) {
            let (from, to) = (self.x(low), self.x(high));
            pen.bar((from, top), ((to - 2.0).max(from + 1.0), top + BAR), ink(Some(who)))?;
        }
        self.names(pen, top + BAR + 15.0)
    }

    /// Who they are, each with a sample of the colour: two beside each other where there is room.
    fn names(&self, pen: &Pen<'_, '_>, top: f64) -> Result<(), Error> {
        let (plain, name) = (Type::new(VALUE, LABEL), Type::new(VALUE, TEXT));
        let half = (self.width - self.left) / 2.0;
        let mut place = (self.left, top);
        for one in EVERYBODY {
            let shown = self.figure.received(one);
            let (x, y) = place;
            pen.bar((x, y - 6.0), (x + 12.0, y + 6.0), ink(Some(one)))?;
            let label = who(one, self.words);
            pen.text((x + 19.0, y), label, plain)?;
            let mut said = self.figure.amount(shown, self.words);
            // Of more than there is there is no share.
            if self.figure.margin > Decimal::ZERO && !shown.is_zero() && shown <= self.figure.margin {
                said = format!("{said} \u{b7} {}", share(shown, self.figure.margin, self.words));
            }
            pen.text((x + 19.0 + plain.width(label) + 8.0, y), &said, name)?;
            place = match (self.narrow, x > self.left) {
                (false, false) => (self.left + half, y),
                _ => (self.left, y + LINE + 1.0),
            };
        }
        Ok(())
    }

    /// From where the margin is gone to the entry, and what it meets on the way: the three prices, the farthest from the entry on top.
    fn distance(&self, pen: &Pen<'_, '_>, close: &Close) -> Result<(), Error> {
        let w = self.words.waterfall();
        let economic = close.marks.economic.price().filter(|_| close.whole.unfilled.is_zero());
        let prices = [close.marks.outside.price(), close.marks.within.price(), economic].map(|p| p.map(Price::get));
        let Some(bust) = close.bankruptcy.map(Price::get) else { return Ok(()) };
        let marks: Vec<(&str, Decimal)> =
            w.mark_names().into_iter().zip(prices).filter_map(|(name, price)| Some((name, price?))).collect();
        let Some((_, last)) = marks.last() else { return Ok(()) };
        let said = |name: &str, price: Decimal| format!("{name} {}", self.figure.format.short(price, self.words));
        let kind = Type::new(14.0, LABEL);
        let room = widest(marks.iter().map(|(name, price)| said(name, *price)), 14.0, false) + 16.0;
        let long = self.figure.side == Side::Long;
        // Toward the entry there is room for the names.
        let (far, near) = if long { (6.0, self.width - room) } else { (self.width - 6.0, room) };
        let ends = marks.iter().fold(*last, |most, (_, price)| if (*price > most) == long { *price } else { most });
        let scale = Scale::new((number(bust), number(ends)), (far, near));
        let y =
            if self.narrow { self.strip() + BAR + 15.0 + 4.0 * (LINE + 1.0) + 44.0 } else { self.strip() + BAR + 96.0 };
        let (entry, gone) = (if long { self.width - 2.0 } else { 2.0 }, far);
        let toward = if long { Anchor::Start } else { Anchor::End };
        let back = if long { Anchor::End } else { Anchor::Start };
        pen.line(&[(gone, y), (near, y)], REFERENCE, 1.5)?;
        pen.dashes(&[(near, y), (entry, y)], REFERENCE, 1.5, (2.0, 4.0))?;
        pen.line(&[(gone, y - 6.0), (gone, y + 6.0)], REFERENCE, 1.5)?;
        let edge = if long { 0.0 } else { self.width };
        pen.text((edge, y - 16.0), &said(w.bankruptcy(), bust), kind.anchored(toward))?;
        let far_end = if long { self.width } else { 0.0 };
        pen.text((far_end, y - 16.0), &said(w.entry(), self.figure.entry.get()), kind.anchored(back))?;
        let mut row = y + 18.0;
        for (name, price) in marks.iter().rev() {
            let x = scale.at(*price);
            pen.line(&[(x, y), (x, row)], LINK, 1.0)?;
            // Where this trade's rule acts.
            let acts = (*price).sat_sub(close.mark.get()).abs() < Decimal::new(1, 9);
            pen.dot((x, y), 4.5, LIQUIDATION, !acts)?;
            let aside = if long { 6.0 } else { -6.0 };
            pen.text((x + aside, row), &said(name, *price), kind.anchored(toward))?;
            row += LINE;
        }
        Ok(())
    }
}

/// The level of the margin after a part.
fn after(part: &Part, level: Decimal) -> Decimal {
    match part.kind {
        PartKind::FromFund | PartKind::FromWinners | PartKind::Shared => part.high,
        PartKind::ToOwner | PartKind::ToFund | PartKind::InPosition => level.sat_sub(part.amount),
        PartKind::Slippage | PartKind::ClosingFee | PartKind::LiquidationFee => part.low,
    }
}
