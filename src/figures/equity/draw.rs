//! Drawing the equity figure.

use super::lines::{across, between, down};
use super::{EquityFigure, bet};
use crate::engine::Error;
use crate::engine::margin::{Contract, Side};
use crate::engine::units::{Price, Saturating as _, in_order};
use crate::figures::chart::axis::Axis;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::labels::within;
use crate::figures::chart::layout::{ASIDE, MARGIN, TICK_SIZE, room_for_ticks, rules, tick};
use crate::figures::chart::projection::{Area, Plot, Point, number};
use crate::figures::chart::text::{Anchor, Type, widest};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::grouped;
use crate::figures::reveal::Reveal;
use crate::figures::theme::{BAND, EQUITY, LABEL, LINK, LIQUIDATION, PRICE, REFERENCE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// Points of a curve.
const POINTS: i64 = 48;

/// Where the plot lies in its frame, and where the two handles stand, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    /// Prices from left to right, amounts from below to above.
    pub plot: Plot,
    /// The entry's handle.
    pub entry: f64,
    /// The mark's handle: across and down.
    pub mark: Point,
}

/// How far prices and amounts may stand outside the plot, in parts of it.
const OVER: [(f64, f64); 2] = [(-0.2, 1.2), (-0.05, 1.05)];

pub(super) struct Picture<'a> {
    pub(super) figure: &'a EquityFigure,
    pub(super) words: &'static Words,
    pub(super) amounts: Axis,
    pub(super) layout: Layout,
}

/// Where things stand in a frame.
#[must_use]
pub fn layout(figure: &EquityFigure, words: &Words, frame: Frame) -> Layout {
    let amounts = figure.amounts();
    let area = Area {
        left: room_for_ticks(&amounts, ASIDE, words),
        top: 40.0,
        right: f64::from(frame.width) - 18.0,
        bottom: f64::from(frame.height) - 28.0,
    };
    let layout = Layout { plot: Plot::of(area, &figure.axis, &amounts), entry: 0.0, mark: (0.0, 0.0) };
    let mark = figure.mark.get().clamp(figure.axis.low, figure.axis.high);
    let equity = figure.equity(mark).unwrap_or_default();
    // One above what is shown stands at the upper end, clear of the entry's pill.
    let y = if equity > amounts.high { area.top + 22.0 } else { layout.y(equity) };
    Layout { entry: layout.x(figure.question.position.entry.get()), mark: (layout.x(mark), y), ..layout }
}

impl Layout {
    fn x(&self, price: Decimal) -> f64 {
        self.plot.x.place_within(number(price), OVER[0])
    }

    fn y(&self, amount: Decimal) -> f64 {
        self.plot.y.place_within(number(amount), OVER[1])
    }
}

impl EquityFigure {
    /// Prices at which the lines are drawn: straight lines need their ends and the floors of the table.
    pub(super) fn prices(&self, shown: &Axis) -> Vec<Decimal> {
        let (low, high) = (shown.low, shown.high);
        let position = &self.question.position;
        let parts = if position.contract == Contract::Linear { 1 } else { POINTS };
        let step = high.sat_sub(low).sat_div(Decimal::from(parts));
        // A price of zero is none: the first point is a little above it.
        let first = low.max(high.sat_div(Decimal::from(1000)));
        let mut prices: Vec<Decimal> =
            (0..=parts).map(|n| low.sat_add(step.sat_mul(Decimal::from(n))).max(first)).collect();
        for bracket in self.question.tiers.brackets() {
            let floor = position.price_at_notional(bracket.floor, Decimal::ONE).ok().flatten().map(Price::get);
            if let Some(floor) = floor.filter(|f| (low..=high).contains(f)) {
                // Just on either side, where the requirement may jump.
                let hair = high.sat_sub(low).sat_div(Decimal::from(100_000));
                prices.extend([floor.sat_sub(hair).max(first), floor, floor.sat_add(hair)]);
            }
        }
        in_order(prices, |p| *p)
    }

    /// The amounts shown: around the crossing where it is framed, else all.
    fn amounts(&self) -> Axis {
        match self.close {
            Some(required) => {
                let part = |tenths: i64| required.sat_mul(Decimal::new(tenths, 1));
                Axis::within(part(-5), part(62), 4)
            }
            None => self.all_amounts(&self.axis),
        }
    }

    /// All amounts at the prices of an axis.
    pub(super) fn all_amounts(&self, prices: &Axis) -> Axis {
        let (first, last) = (prices.low.max(prices.high.sat_div(Decimal::from(20))), prices.high);
        let mut values: Vec<Decimal> =
            [first, last, self.mark.get()].iter().filter_map(|p| self.equity(*p).ok()).collect();
        values.extend([first, last].iter().filter_map(|p| self.required(*p).ok()));
        values.push(Decimal::ZERO);
        Axis::around(values.into_iter(), 4)
    }
}

pub(super) fn draw(
    figure: &EquityFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let layout = layout(figure, words, frame);
    let picture = Picture { figure, words, amounts: figure.amounts(), layout };
    let hidden = figure.reveal == Reveal::Hidden && medium == Medium::Page;
    let mut board = Board::new(frame, medium);
    if !hidden {
        board.layer("beyond", &|pen| picture.zone(pen))?;
    }
    board.layer("axes", &|pen| picture.axes(pen))?;
    if let Some(pinned) = &figure.pinned {
        board.layer("pinned", &|pen| picture.ghost(pen, pinned))?;
    }
    board.layer("lines", &|pen| picture.lines(pen))?;
    if let Some(Ok(adding)) = figure.adding.as_ref().filter(|_| !hidden) {
        board.layer("adding", &|pen| picture.added(pen, adding))?;
    }
    if figure.close.is_some() {
        board.layer("whole", &|pen| picture.inset(pen))?;
    }
    if !hidden {
        board.layer("beyond", &|pen| picture.crossing(pen))?;
    }
    board.layer("marks", &|pen| picture.marks(pen))?;
    if (layout.plot.area.left - 4.0..=layout.plot.area.right + 4.0).contains(&layout.entry) {
        board.pill((layout.entry, 15.0), words.equity().entry(), REFERENCE);
    }
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Picture<'_> {
    fn x(&self, price: Decimal) -> f64 {
        self.layout.x(price)
    }

    fn y(&self, amount: Decimal) -> f64 {
        self.layout.y(amount)
    }

    /// 1 where losing is to the left, -1 where it is to the right.
    pub(super) fn way(&self) -> f64 {
        match self.figure.question.position.side {
            Side::Long => 1.0,
            Side::Short => -1.0,
        }
    }

    fn axes(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, right, bottom, .. } = self.layout.plot.area;
        rules(pen, &self.layout.plot, &self.amounts, (ASIDE, true), self.words)?;
        for value in self.figure.axis.ticks.iter().step_by(self.every()) {
            let x = self.x(*value);
            let label = grouped(*value, self.figure.axis.digits, self.words);
            pen.line(&[(x, bottom), (x, bottom + 5.0)], LINK, 1.0)?;
            pen.text((x, bottom + 17.0), &label, within(tick(), x, &label, (left - MARGIN, right + 18.0 - MARGIN)))?;
        }
        Ok(())
    }

    /// Every so many of the prices under the plot has room for its figures.
    fn every(&self) -> usize {
        let axis = &self.figure.axis;
        let wide = widest(axis.ticks.iter().map(|t| grouped(*t, axis.digits, self.words)), TICK_SIZE, false) + 12.0;
        let apart = match axis.ticks.as_slice() {
            [a, b, ..] => self.layout.plot.x.at(*b) - self.layout.plot.x.at(*a),
            _ => wide,
        };
        (1..8).find(|n| apart * f64::from(*n) >= wide).map_or(1, |n| usize::try_from(n).unwrap_or(1))
    }

    /// Where the position would be liquidatable: from the crossing on, but for the safe stretches.
    fn zone(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, top, right, bottom } = self.layout.plot.area;
        let Some(price) = self.figure.ruling.printed.price() else { return Ok(()) };
        let far = if self.way() > 0.0 { left } else { right };
        // Not `clamp`, which can panic in words and brings the printing of floats with them.
        let within = |x: f64| x.max(left).min(right);
        let area = |pen: &Pen<'_, '_>, from: f64, to: f64| {
            let (a, b) = (within(from), within(to));
            if (a - b).abs() < 0.5 {
                return Ok(());
            }
            pen.area(&[(a, top), (b, top), (b, bottom), (a, bottom)], BAND)
        };
        let mut from = self.x(price.get());
        for (gap, end) in &self.figure.ruling.safe_gaps {
            area(pen, from, self.x(gap.get()))?;
            let to = end.map_or(far, |end| self.x(end.get()));
            if (self.x(gap.get()) - to).abs() > 30.0 {
                let middle = f64::midpoint(self.x(gap.get()), to);
                pen.text(
                    (middle, top + 12.0),
                    self.words.equity().safe(),
                    Type::new(14.0, TICK).anchored(Anchor::Middle),
                )?;
            }
            from = to;
        }
        area(pen, from, far)
    }

    pub(super) fn curve(&self, of: &dyn Fn(Decimal) -> Result<Decimal, Error>) -> Vec<Point> {
        let amount = |p: &Decimal| of(*p).ok().map(|a| (self.x(*p), self.layout.plot.y.at(a)));
        let points: Vec<Point> = self.figure.prices(&self.figure.axis).iter().filter_map(amount).collect();
        let Area { top, bottom, .. } = self.layout.plot.area;
        between(&points, (top - 8.0, bottom + 8.0))
    }

    fn lines(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, right, .. } = self.layout.plot.area;
        let w = self.words.equity();
        let required = self.curve(&|p| self.figure.required(p));
        if required.len() > 1 {
            pen.line(&required, LIQUIDATION, 2.0)?;
        }
        let equity = self.curve(&|p| self.figure.equity(p));
        if equity.len() > 1 {
            pen.line(&equity, EQUITY, 2.5)?;
        }
        self.name_equity(pen, &equity)?;
        let (at, anchor) = if self.way() > 0.0 { (right, Anchor::End) } else { (left + 6.0, Anchor::Start) };
        let end = if self.way() > 0.0 { required.last() } else { required.first() };
        if let Some((_, y)) = end {
            let y = if self.has_room_under(*y) { y + 14.0 } else { y - 12.0 };
            pen.text((at, y), w.required_line(), Type::new(15.0, LIQUIDATION).strong().anchored(anchor))?;
        }
        Ok(())
    }

    /// The name of the equity line, on its losing side: where the crossing is framed, beside its upper part; else toward the safe end, where the two
    /// lines are farthest apart. Never on the line of the entry.
    fn name_equity(&self, pen: &Pen<'_, '_>, equity: &[Point]) -> Result<(), Error> {
        let Area { left, top, right, bottom } = self.layout.plot.area;
        let anchor = if self.way() > 0.0 { Anchor::End } else { Anchor::Start };
        let kind = Type::new(15.0, LABEL).strong().anchored(anchor);
        let name = self.words.equity().equity_line();
        let middle = f64::midpoint(right, left);
        let at = if self.figure.close.is_some() {
            let height = top + (bottom - top) * 0.3;
            across(equity, height)
        } else {
            middle + (right - left) * 0.3 * self.way()
        };
        let Some(y) = down(equity, at) else { return Ok(()) };
        let up = if self.figure.close.is_some() { 0.0 } else { 14.0 };
        let mut x = at - 8.0 * self.way();
        let (from, to) = kind.span(x, name);
        if from - 8.0 < self.layout.entry && self.layout.entry < to + 8.0 {
            x = self.layout.entry - 10.0 * self.way();
        }
        pen.text((x, y - up), name, kind)
    }

    fn has_room_under(&self, y: f64) -> bool {
        self.layout.plot.area.bottom - y > 30.0
    }

    fn crossing(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, right, bottom, .. } = self.layout.plot.area;
        let entry = self.layout.entry;
        let Some(price) = self.figure.ruling.printed.price().map(Price::get) else { return Ok(()) };
        let x = self.x(price);
        if x < left - 1.0 || x > right + 1.0 {
            return Ok(());
        }
        let y = self.y(self.figure.required(price).unwrap_or_default());
        pen.line(&[(x, y), (x, bottom)], LIQUIDATION, 1.5)?;
        pen.dot((x, y), 6.0, LIQUIDATION, false)?;
        let label = self.figure.format.short(price, self.words);
        let strong = Type::new(20.0, TEXT).strong();
        let wide = strong.width(&label) + 14.0;
        // On the side of the loss where there is room, else toward the entry.
        let lossward = if self.way() > 0.0 { x - left > wide } else { right - x > wide };
        let leftward = (self.way() > 0.0) == lossward;
        let (at, anchor) = if leftward { (x - 9.0, Anchor::End) } else { (x + 9.0, Anchor::Start) };
        let height = if self.has_room_under(y) { f64::midpoint(y, bottom) + 4.0 } else { y - 24.0 };
        pen.text((at, height), &label, strong.anchored(anchor))?;
        // How far from entry, on a line between the two.
        if let Some(distance) = self.figure.distance()
            && (x - entry).abs() > 96.0
            && (entry - x) * self.way() > 0.0
        {
            let at = self.layout.plot.area.top + 14.0;
            pen.line(&[(x, at - 5.0), (x, at + 5.0)], REFERENCE, 1.0)?;
            pen.line(&[(x, at), (entry, at)], REFERENCE, 1.0)?;
            let middle = (f64::midpoint(x, entry), at + 13.0);
            let kind = Type::new(16.0, TEXT).strong().anchored(Anchor::Middle);
            pen.text(middle, &bet::percent(distance, self.words), kind)?;
        }
        if let Some(bust) = self.figure.bankruptcy.map(|p| self.x(p.get()))
            && (bust - x).abs() > 10.0
            && (left..=right).contains(&bust)
        {
            pen.dot((bust, self.y(Decimal::ZERO)), 4.5, EQUITY, true)?;
        }
        Ok(())
    }

    fn marks(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, right, bottom, .. } = self.layout.plot.area;
        let Layout { entry, mark: (x, y), .. } = self.layout;
        if (left - 4.0..=right + 4.0).contains(&entry) {
            pen.dashes(&[(entry, 28.0), (entry, bottom)], REFERENCE, 1.0, (2.0, 3.0))?;
        }
        pen.line(&[(x, y), (x, bottom)], PRICE, 1.0)?;
        pen.dot((x, y), 7.0, PRICE, false)?;
        let label =
            format!("{} {}", self.words.equity().mark(), self.figure.format.short(self.figure.mark.get(), self.words));
        let kind = Type::new(15.0, PRICE).strong();
        let wide = kind.width(&label) + 14.0;
        // Off the equity line: below it on a long's chart lies to the right.
        let rightward = if self.way() > 0.0 { right - x > wide } else { x - left < wide };
        let (at, anchor) = if rightward { (x + 12.0, Anchor::Start) } else { (x - 12.0, Anchor::End) };
        // A mark whose equity lies above what is shown stands at the upper end, under the line of the distance.
        if self.figure.equity(self.figure.mark.get()).is_ok_and(|equity| equity > self.amounts.high) {
            return pen.text(
                (at, self.layout.plot.area.top + 46.0),
                &format!("{label} \u{2191}"),
                kind.anchored(anchor),
            );
        }
        let under = if (self.way() > 0.0) == rightward { 14.0 } else { -14.0 };
        pen.text((at, y + under), &label, kind.anchored(anchor))
    }

    /// The pinned position's lines, where they are in the same currency, and its liquidation price.
    fn ghost(&self, pen: &Pen<'_, '_>, pinned: &EquityFigure) -> Result<(), Error> {
        let Area { left, top, right, bottom } = self.layout.plot.area;
        if pinned.unit == self.figure.unit {
            let line = self.curve(&|p| pinned.equity(p));
            pen.dashes(&line, REFERENCE, 1.5, (7.0, 5.0))?;
        }
        if let Some(price) = pinned.ruling.printed.price().filter(|_| self.figure.reveal != Reveal::Hidden) {
            let x = self.x(price.get());
            if (left..=right).contains(&x) {
                pen.dashes(&[(x, top + 24.0), (x, bottom)], REFERENCE, 1.5, (7.0, 5.0))?;
                let kind = Type::new(15.0, REFERENCE).strong().anchored(Anchor::Middle);
                pen.text((x, top + 14.0), self.words.compare().ghost(), kind)?;
            }
        }
        Ok(())
    }
}
