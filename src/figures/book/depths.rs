//! The same close in a thin, this, and a deep book: how far the price is carried, coin by coin.

use super::{Close, Order, money_cell, percent_fine, usd};
use crate::engine::Error;
use crate::engine::scenario::Scenario;
use crate::engine::scenario::forced_close::Book;
use crate::engine::units::{Checked as _, Price, Quantity, Saturating as _};
use crate::figures::chart::axis::Axis;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::layout;
use crate::figures::chart::projection::{Area, Plot, Point, Scale, number};
use crate::figures::chart::text::{Anchor, Type, wrapped};
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{exact, grouped};
use crate::figures::plain;
use crate::figures::table::{Table, TableRow};
use crate::figures::theme::{FEE, LABEL, LINK, PAPER, PRICE, RULE, TEXT};
use crate::words::Words;
use rust_decimal::Decimal;

/// The figure's name in the page and in file names.
pub const NAME: &str = "depths";

/// The boxes it is drawn for: under the ladder, and on the narrowest phone.
pub const FRAMES: (Frame, Frame) = (Frame { width: 640, height: 260 }, Frame { width: 288, height: 260 });

/// By what every depth is multiplied: a quarter, as it is, four times.
pub const DEEPER: [Decimal; 3] =
    [Decimal::from_parts(25, 0, 0, false, 2), Decimal::ONE, Decimal::from_parts(4, 0, 0, false, 0)];

/// Places at which the path of a modelled book is drawn.
const PLACES: u32 = 24;

/// Below this width names move into the plots.
const NARROW: u32 = 400;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// Coins traded, and how far from the mark in per cent the next one is.
    pub path: Vec<(Decimal, Decimal)>,
    /// What the close got and gave; `None` where nothing rests.
    pub order: Option<Order>,
    /// How far its average and its last coin lie from the mark, in per cent.
    pub away: Option<[Decimal; 2]>,
}

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepthsFigure {
    /// One for each of [`DEEPER`].
    pub panels: [Panel; 3],
    close: Close,
}

impl DepthsFigure {
    pub(super) fn of(scenario: &Scenario, close: Close) -> Self {
        Self { panels: DEEPER.map(|deeper| panel(scenario, deeper, close)), close }
    }

    fn cost(&self, panel: &Panel, words: &'static Words) -> String {
        match panel.order.as_ref().and_then(Order::whole) {
            Some(order) => usd(order.cost, words),
            None => words.depths().unknown().to_owned(),
        }
    }

    fn costs(&self, words: &'static Words) -> [String; 3] {
        self.panels.each_ref().map(|panel| self.cost(panel, words))
    }

    /// The deepest price of the three, in per cent from the mark.
    fn most(&self) -> Decimal {
        let ends = self.panels.iter().flat_map(|panel| &panel.path).map(|place| place.1);
        ends.fold(Decimal::new(1, 2), Decimal::max)
    }
}

fn panel(scenario: &Scenario, deeper: Decimal, close: Close) -> Panel {
    let none = Panel { path: Vec::new(), order: None, away: None };
    let Ok(book) = scenario.book_met(deeper) else { return none };
    let Ok(order) = Order::of(&book, close.coins, close.margin) else { return none };
    let away = |price: Price| {
        book.taker.cost(book.mark, price).map_or(Decimal::ZERO, |cost| cost.get().sat_mul(Decimal::ONE_HUNDRED))
    };
    let path = path(&book, close.coins.get(), away).unwrap_or_default();
    Panel { path, order: Some(order), away: Some([away(order.fill.average), away(order.fill.last)]) }
}

/// The price of each coin of an order, as corners.
fn path(book: &Book, order: Decimal, away: impl Fn(Price) -> Decimal) -> Result<Vec<(Decimal, Decimal)>, Error> {
    let mut path = Vec::new();
    if let Some(levels) = book.levels() {
        let mut coins = Decimal::ZERO;
        for level in levels {
            if coins >= order {
                break;
            }
            let price = away(level.price);
            path.push((coins, price));
            coins = coins.plus(level.size.get())?.min(order);
            path.push((coins, price));
        }
        return Ok(path);
    }
    path.push((Decimal::ZERO, Decimal::ZERO));
    for n in 1..=PLACES {
        let coins = order.times(Decimal::from(n))?.over(Decimal::from(PLACES))?;
        path.push((coins, away(book.fill(Quantity::new(coins)?)?.last)));
    }
    Ok(path)
}

impl Figure for DepthsFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.depths();
        let [thin, own, deep] = self.costs(words);
        Text {
            title: w.title(&deep, &own, &thin),
            subtitle: w.subtitle().to_owned(),
            sentence: w.sentence(
                &deep,
                &own,
                &words.numbers().with_unit(&exact(self.close.coins.get(), words), self.close.coin),
                &thin,
            ),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.depths();
        let none = || (words.numbers().not_known().to_owned(), String::new());
        let rows = self.panels.iter().zip(w.rows()).enumerate().map(|(n, (panel, head))| {
            let order = panel.order.as_ref();
            let whole = order.and_then(Order::whole);
            let price = |price: Price| {
                let digits = self.close.format.table;
                (grouped(price.get(), digits, words), plain::rounded(price.get(), digits))
            };
            let share = whole.and_then(|order| order.of_margin).map(|share| {
                (percent_fine(share.get(), words), plain::number(share.get().sat_mul(Decimal::ONE_HUNDRED)))
            });
            let filled = order.map(|order| order.fill.filled.get());
            let cells = vec![
                filled.map_or_else(none, |coins| (exact(coins.round_dp(4), words), plain::number(coins))),
                order.map_or_else(none, |order| price(order.fill.average)),
                order.map_or_else(none, |order| price(order.fill.last)),
                whole.map_or_else(none, |order| money_cell(order.cost.get(), words)),
                share.unwrap_or_else(none),
            ];
            TableRow { head: head.to_owned(), cells, here: n == 1 }
        });
        Table { caption: w.table(), columns: w.columns(self.close.coin).into(), rows: rows.collect() }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        let narrow = frame.width < NARROW;
        // Downward from the mark: ticks count what is given away.
        let axis = Axis::within(Decimal::ZERO, self.most().sat_mul(Decimal::new(105, 2)), 4);
        let left = layout::room_for_ticks(&axis, layout::ASIDE, words);
        let (top, bottom) = (36.0, f64::from(frame.height) - 52.0);
        let between = if narrow { 8.0 } else { 18.0 };
        let width = (f64::from(frame.width) - 4.0 - left + between) / 3.0;
        let mut board = Board::new(frame, medium);
        for (n, (panel, name)) in (0_u32..).zip(self.panels.iter().zip(words.depths().names())) {
            let left = left + width * f64::from(n);
            let area = Area { left, top, right: left + width - between, bottom };
            let x = Scale::new((0.0, number(self.close.coins.get())), area.across());
            let plot = Plot { area, x, y: Scale::of(&axis, (top, bottom)) };
            let picture = Picture { figure: self, words, plot, axis: &axis, panel };
            board.layer("axes", &|pen| picture.axes(pen, n == 0, name))?;
            board.layer("known", &|pen| picture.path(pen))?;
        }
        let text = self.text(words);
        Ok(board.finish(&text.title, &text.sentence))
    }
}

struct Picture<'a> {
    figure: &'a DepthsFigure,
    words: &'static Words,
    plot: Plot,
    axis: &'a Axis,
    panel: &'a Panel,
}

impl Picture<'_> {
    fn axes(&self, pen: &Pen<'_, '_>, first: bool, name: &str) -> Result<(), Error> {
        let Area { left, right, bottom, .. } = self.plot.area;
        pen.text((left, 13.0), name, Type::new(15.0, TEXT).strong())?;
        for value in &self.axis.ticks {
            let y = self.plot.y.at(*value);
            pen.line(&[(left, y), (right, y)], RULE, 1.0)?;
            if first {
                let label = grouped(*value, self.axis.digits, self.words);
                pen.text((left - layout::ASIDE, y), &label, layout::tick().anchored(Anchor::End))?;
            }
        }
        let coins = exact(self.figure.close.coins.get(), self.words);
        pen.text((left, bottom + 15.0), &exact(Decimal::ZERO, self.words), layout::tick())?;
        pen.text((right, bottom + 15.0), &coins, layout::tick().anchored(Anchor::End))
    }

    /// What is given away, as the area between the mark and the price of each coin; its average; its sum.
    fn path(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, right, top, bottom } = self.plot.area;
        let line: Vec<Point> =
            self.panel.path.iter().map(|(coins, away)| (self.plot.x.at(*coins), self.plot.y.at(*away))).collect();
        if let Some(last) = line.last() {
            let mut area = vec![(left, top)];
            area.extend(&line);
            area.push((last.0, top));
            pen.area(&area, FEE)?;
            pen.line(&line, TEXT, 1.5)?;
        }
        pen.line(&[(left, top), (right, top)], PRICE, 2.0)?;
        let whole = self.panel.order.as_ref().and_then(Order::whole);
        match (whole, self.panel.away) {
            (Some(_), Some([average, _])) => {
                let y = self.plot.y.at(average);
                // On paper of its own: it lies on what is filled and beside it.
                pen.line(&[(left, y), (right, y)], PAPER, 3.5)?;
                pen.dashes(&[(left, y), (right, y)], TEXT, 1.5, (5.0, 4.0))?;
            }
            _ => {
                // The rest finds no price.
                let from = line.last().map_or(left, |last| last.0);
                pen.dashes(&[(from, top), (from, bottom)], LINK, 1.5, (2.0, 4.0))?;
                let kind = Type::new(14.0, LABEL).anchored(Anchor::End);
                for (n, word) in (0_u32..).zip(wrapped(self.words.depths().no_price(), kind, right - from - 4.0)) {
                    pen.text((right, bottom - 34.0 + 17.0 * f64::from(n)), &word, kind)?;
                }
            }
        }
        let said = match whole {
            Some(order) => usd(order.cost, self.words),
            None => self.words.numbers().not_known().to_owned(),
        };
        let at = (f64::midpoint(left, right), bottom + 39.0);
        pen.text(at, &said, Type::new(15.0, TEXT).strong().anchored(Anchor::Middle))
    }
}
