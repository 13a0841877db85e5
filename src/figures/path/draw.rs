//! Drawing the path figure: one panel for each symbol, all on one vertical scale.

use super::{PathFigure, Prices};
use crate::engine::Error;
use crate::figures::amount;
use crate::figures::chart::axis::Axis;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::labels::{spread, thinned, within};
use crate::figures::chart::layout::{self, MARGIN};
use crate::figures::chart::projection::{Area, Plot, Point};
use crate::figures::chart::text::{Anchor, Type, fitted};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::grouped;
use crate::figures::numbers::{decimal, percent};
use crate::figures::theme::{BAND, Ink, LINK, LIQUIDATION, PRICE, REFERENCE, RULE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// Heights of the picture for so many symbols, in CSS pixels: wide, narrow.
#[must_use]
pub fn heights(symbols: usize) -> (u32, u32) {
    (300, if symbols > 2 { 320 } else { 216 })
}

/// Between the vertical axis and its figures.
const ASIDE: f64 = 8.0;

/// Between a piece of a line in the legend and its name.
const SAMPLE: f64 = 28.0;

/// Between two panels.
const GUTTER: f64 = 20.0;

/// Rounds up to which every one has its point.
const FEW: usize = 12;

/// A line's name, its ink, and what it shows.
type Line = (&'static str, Ink, fn(Prices) -> f64);

struct Picture<'a> {
    figure: &'a PathFigure,
    words: &'static Words,
    prices: Axis,
    along: Axis,
    narrow: bool,
    width: f64,
}

/// Where one panel lies.
#[derive(Debug, Clone, Copy)]
struct Panel {
    symbol: usize,
    plot: Plot,
    /// True for the first of its row, which has the figures of the vertical axis.
    first: bool,
}

pub(super) fn draw(figure: &PathFigure, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
    let (narrow, width) = (frame.is_narrow(), f64::from(frame.width));
    let along = Axis::within(Decimal::ZERO, decimal(figure.along(figure.last())).unwrap_or(Decimal::ONE), 4);
    let picture = Picture { figure, words, prices: figure.axis(if narrow { 3 } else { 4 }), along, narrow, width };
    let panels = picture.panels(frame);
    let mut board = Board::new(frame, medium);
    board.layer("axes", &|pen| {
        panels.iter().try_for_each(|p| picture.axes(pen, p))?;
        if panels.is_empty() {
            pen.text((12.0, 40.0), words.path().title_missing(), Type::new(15.0, TICK))?;
        } else if narrow {
            picture.legend(pen)?;
        }
        Ok(())
    })?;
    board.layer("ahead", &|pen| panels.iter().try_for_each(|p| picture.ahead(pen, p)))?;
    board.layer("known", &|pen| panels.iter().try_for_each(|p| picture.known(pen, p)))?;
    board.layer("now", &|pen| {
        panels.iter().try_for_each(|p| picture.now(pen, p))?;
        panels.last().filter(|_| !narrow).map_or(Ok(()), |p| picture.names(pen, p))
    })?;
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Picture<'_> {
    #[allow(clippy::cast_precision_loss)]
    fn panels(&self, frame: Frame) -> Vec<Panel> {
        let count = self.figure.panels();
        let columns = if self.narrow { count.min(2) } else { count }.max(1);
        let lines = count.div_ceil(columns).max(1);
        let left = layout::room_for_ticks(&self.prices, ASIDE, self.words);
        let (aside, above) = if self.narrow { (8.0, self.legend_height()) } else { (self.room_for_names(), 0.0) };
        let step = (f64::from(frame.width) - left - aside + GUTTER) / columns as f64;
        let height = (f64::from(frame.height) - above) / lines as f64;
        let panel = |symbol: usize| {
            let column = symbol.checked_rem(columns).unwrap_or(0);
            let (x, y) =
                (left + step * column as f64, above + height * symbol.checked_div(columns).unwrap_or(0) as f64);
            let head = if self.narrow { 24.0 } else { 32.0 };
            let area = Area { left: x, top: y + head, right: x + step - GUTTER, bottom: y + height - 26.0 };
            Panel { symbol, plot: Plot::of(area, &self.along, &self.prices), first: column == 0 }
        };
        (0..count).map(panel).collect()
    }

    fn x(&self, panel: &Panel, along: f64) -> f64 {
        panel.plot.x.place_within(along, (0.0, 1.0))
    }

    fn y(&self, panel: &Panel, price: f64) -> f64 {
        panel.plot.y.place(price)
    }

    fn line(&self, panel: &Panel, from: usize, to: usize, of: fn(Prices) -> f64) -> Vec<Point> {
        let points = (from..=to).filter_map(|round| {
            let (along, value) = (self.figure.along(round), of(self.figure.prices(panel.symbol, round)));
            (along.is_finite() && value.is_finite()).then(|| (self.x(panel, along), self.y(panel, value)))
        });
        thinned(&points.collect::<Vec<_>>())
    }

    fn axes(&self, pen: &Pen<'_, '_>, panel: &Panel) -> Result<(), Error> {
        let tick = Type::new(14.0, TICK);
        let every = if panel.plot.area.bottom - panel.plot.area.top < 90.0 { 2 } else { 1 };
        // From zero, which is always a tick.
        for value in &self.prices.ticks {
            let y = panel.plot.y.at(*value);
            pen.line(
                &[(panel.plot.area.left, y), (panel.plot.area.right, y)],
                if value.is_zero() { LINK } else { RULE },
                1.0,
            )?;
            let odd = !value.is_zero() && *value != self.prices.low && *value != self.prices.high;
            if panel.first && (every == 1 || !odd) {
                pen.text(
                    (panel.plot.area.left - 8.0, y),
                    &grouped(*value, self.prices.digits, self.words),
                    tick.anchored(Anchor::End),
                )?;
            }
        }
        let now = self.figure.along(self.figure.round);
        let at = self.x(panel, now);
        let digits = u32::from(self.figure.clock().1 > 0 && now < 10.0 && (now - libm::floor(now)).abs() > 0.05);
        let wide = panel.plot.area.right - panel.plot.area.left > 180.0;
        for value in &self.along.ticks {
            let x = panel.plot.x.at(*value);
            let outer = value.is_zero() || *value == self.along.high;
            // Half a round is none.
            let whole = self.along.digits == 0 || self.figure.clock().1 > 0;
            if whole && (wide || outer) && (x - at).abs() > if wide { 30.0 } else { 42.0 } {
                self.below(pen, panel, x, &grouped(*value, self.along.digits, self.words), tick)?;
            }
        }
        let here = decimal(now).map_or_else(String::new, |v| grouped(v, digits, self.words));
        self.below(pen, panel, at, &here, Type::new(14.0, TEXT).strong())
    }

    /// A figure under a panel, which stays within it where panels stand close together.
    fn below(&self, pen: &Pen<'_, '_>, panel: &Panel, x: f64, text: &str, kind: Type) -> Result<(), Error> {
        let kind = within(kind, x, text, (panel.plot.area.left - MARGIN, panel.plot.area.right + MARGIN));
        pen.text((x, panel.plot.area.bottom + 15.0), text, kind)
    }

    /// What the reader has not come to yet: lines without their colours.
    fn ahead(&self, pen: &Pen<'_, '_>, panel: &Panel) -> Result<(), Error> {
        let (now, last) = (self.figure.round, self.figure.last());
        if now >= last {
            return Ok(());
        }
        pen.dashes(&self.line(panel, now, last, |p| p.outside), LINK, 1.0, (4.0, 4.0))?;
        pen.line(&self.line(panel, now, last, |p| p.mid), LINK, 1.0)
    }

    fn known(&self, pen: &Pen<'_, '_>, panel: &Panel) -> Result<(), Error> {
        let to = if self.figure.rounds() == 0 { self.figure.last() } else { self.figure.round };
        let outside = self.line(panel, 0, to, |p| p.outside);
        let mid = self.line(panel, 0, to, |p| p.mid);
        if mid.len() > 1 && outside.len() > 1 {
            pen.area(&outside.iter().chain(mid.iter().rev()).copied().collect::<Vec<_>>(), BAND)?;
        }
        if self.figure.lags() {
            pen.line(&self.line(panel, 0, to, |p| p.mark), REFERENCE, 1.0)?;
        }
        pen.line(&mid, LIQUIDATION, 2.5)?;
        pen.dashes(&outside, PRICE, 2.0, (8.0, 5.0))?;
        if self.figure.rounds() <= FEW {
            mid.iter().take(to).skip(1).try_for_each(|at| pen.dot(*at, 3.0, LIQUIDATION, false))?;
        }
        Ok(())
    }

    fn now(&self, pen: &Pen<'_, '_>, panel: &Panel) -> Result<(), Error> {
        let prices = self.figure.prices(panel.symbol, self.figure.round);
        let name = amount::symbol(self.figure.preset, panel.symbol, self.words);
        let heading = Type::new(15.0, TEXT).strong();
        let y = panel.plot.area.top - if self.narrow { 14.0 } else { 20.0 };
        let fall = percent(prices.mid, 1, self.words);
        let (from, to) = (panel.plot.area.left, panel.plot.area.right + MARGIN);
        let name = fitted(&name, heading, to - from - 8.0 - heading.width(&fall));
        pen.text((from, y), &name, heading)?;
        pen.text((from + heading.width(&name) + 8.0, y), &fall, Type { ink: LIQUIDATION, ..heading })?;
        let x = self.x(panel, self.figure.along(self.figure.round));
        pen.line(&[(x, panel.plot.area.top - 4.0), (x, panel.plot.area.bottom)], REFERENCE, 1.0)?;
        if prices.outside.is_finite() {
            pen.dot((x, self.y(panel, prices.outside)), 4.5, PRICE, true)?;
        }
        if prices.mid.is_finite() {
            pen.dot((x, self.y(panel, prices.mid)), 5.0, LIQUIDATION, false)?;
        }
        Ok(())
    }

    /// Names of the lines with their inks, the mark's only where it lags.
    fn lines(&self) -> impl Iterator<Item = Line> {
        let w = self.words.path();
        let all: [Line; 3] =
            [(w.outside(), PRICE, |p| p.outside), (w.mid(), LIQUIDATION, |p| p.mid), (w.mark(), REFERENCE, |p| p.mark)];
        all.into_iter().take(if self.figure.lags() { 3 } else { 2 })
    }

    /// Beside the last panel: the lines by name, and what the horizontal axis counts.
    fn names(&self, pen: &Pen<'_, '_>, panel: &Panel) -> Result<(), Error> {
        let w = self.words.path();
        let end = self.figure.prices(panel.symbol, self.figure.last());
        let known = self.lines().filter(|(_, _, of)| of(end).is_finite());
        let labels = known.map(|(name, ink, of)| (self.y(panel, of(end)), (name, ink))).collect();
        for (y, (name, ink)) in spread(labels, 18.0, panel.plot.area.top, panel.plot.area.bottom - 2.0) {
            pen.text((panel.plot.area.right + 12.0, y), name, name_kind(ink))?;
        }
        let clock = w.clocks().get(self.figure.clock().1).copied().unwrap_or_default();
        pen.text((panel.plot.area.right + 16.0, panel.plot.area.bottom + 15.0), clock, Type::new(14.0, TICK))
    }

    /// Room that the names take beside the last panel.
    fn room_for_names(&self) -> f64 {
        let clock = self.words.path().clocks().get(self.figure.clock().1).copied().unwrap_or_default();
        let names = self.lines().map(|(name, ink, _)| (12.0, name_kind(ink), name));
        layout::room_for_names(names.chain([(16.0, layout::tick(), clock)]))
    }

    /// Where each name of the legend stands: one after another, in as many lines as they need.
    fn legend_places(&self) -> Vec<Point> {
        let (mut x, mut y) = (0.0, 10.0);
        let mut places = Vec::new();
        for (name, ink, _) in self.lines() {
            let wide = SAMPLE + legend_kind(ink).width(name);
            if x > 0.0 && x + wide > self.width {
                (x, y) = (0.0, y + 20.0);
            }
            places.push((x, y));
            x += wide + 14.0;
        }
        places
    }

    fn legend_height(&self) -> f64 {
        self.legend_places().last().map_or(0.0, |(_, y)| y + 13.0)
    }

    /// Without room beside the panels the names stand above them, each with a piece of its line.
    fn legend(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        for ((name, ink, _), (x, y)) in self.lines().zip(self.legend_places()) {
            let sample = [(x, y), (x + 22.0, y)];
            match ink {
                PRICE => pen.dashes(&sample, ink, 2.0, (8.0, 5.0))?,
                REFERENCE => pen.line(&sample, ink, 1.0)?,
                _ => pen.line(&sample, ink, 2.5)?,
            }
            let kind = legend_kind(ink);
            pen.text((x + SAMPLE, y), &fitted(name, kind, self.width - x - SAMPLE), kind)?;
        }
        Ok(())
    }
}

/// How a line's name is set beside its panel.
fn name_kind(ink: Ink) -> Type {
    Type::new(15.0, ink).strong()
}

/// How it is set above the panels.
fn legend_kind(ink: Ink) -> Type {
    Type::new(14.0, ink).strong()
}
