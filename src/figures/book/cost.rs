//! What a close costs, by its size: convex, because each further coin meets a worse price.

use super::{Close, amount, money_cell, percent_fine, usd};
use crate::engine::Error;
use crate::engine::scenario::forced_close::Book;
use crate::engine::units::{Checked as _, Money, Quantity, Saturating as _};
use crate::figures::chart::axis::Axis;
use crate::figures::chart::board::{Board, Pen, pill_width};
use crate::figures::chart::layout;
use crate::figures::chart::projection::{Area, Plot, Point, Scale, number};
use crate::figures::chart::text::{Anchor, Type, wrapped};
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{exact, grouped};
use crate::figures::plain;
use crate::figures::reveal::Reveal;
use crate::figures::table::{Table, TableRow};
use crate::figures::theme::{FEE, LINK, PAPER, REFERENCE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// The figure's name in the page and in file names.
pub const NAME: &str = "close-cost";

/// The boxes it is drawn for: beside the ladder, and on the narrowest phone.
pub const FRAMES: (Frame, Frame) = (Frame { width: 464, height: 300 }, Frame { width: 288, height: 240 });

/// Places at which the curve of a modelled book is drawn.
const PLACES: u32 = 48;

/// A size and what closing it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Coins.
    pub coins: Decimal,
    /// What they give away against the mark.
    pub cost: Money,
}

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostFigure {
    /// From nothing upward: the corners of a ladder, places on a curve.
    pub places: Vec<Place>,
    /// The close; its cost is not known where the book ends before.
    pub here: (Decimal, Option<Money>),
    /// The same at twice the size.
    pub double: Option<Money>,
    /// Coins that the ladder holds; a modelled book has no end, and one without levels begins with it.
    pub ends: Option<Decimal>,
    /// Last size of the picture. It does not depend on the close, so that a hand that moves the close has it stand still.
    pub last: Decimal,
    /// What is shown beyond the close.
    pub reveal: Reveal,
    close: Close,
}

impl CostFigure {
    /// The model of a close; `None` for a book in which nothing rests. Errors: overflow.
    pub(super) fn of(book: Option<&Book>, close: Close, reveal: Reveal) -> Result<Self, Error> {
        let nothing = Place { coins: Decimal::ZERO, cost: Money::ZERO };
        let mut places = vec![nothing];
        let (mut ends, mut last) = (None, Decimal::ONE);
        let cost = |coins: Decimal| {
            let fill = book?.fill(Quantity::new(coins).ok()?).ok()?;
            fill.unfilled.is_zero().then(|| fill.given_away(book?.mark).ok()).flatten()
        };
        match book.map(|book| (book, book.levels())) {
            None => ends = Some(Decimal::ZERO),
            Some((_, Some(levels))) => {
                let mut coins = Decimal::ZERO;
                for level in levels {
                    coins = coins.plus(level.size.get())?;
                    places.extend(cost(coins).map(|cost| Place { coins, cost }));
                }
                ends = Some(coins);
                // Room for what is not known.
                last = coins.times(Decimal::new(135, 2))?;
            }
            Some((book, None)) => {
                // Twice what moves the price by one per cent.
                let percent = book.within(Decimal::new(1, 2))?.unwrap_or(Decimal::ONE);
                last = percent.over(book.mark.get())?.times(Decimal::TWO)?;
                for n in 1..=PLACES {
                    let coins = last.times(Decimal::from(n))?.over(Decimal::from(PLACES))?;
                    places.extend(cost(coins).map(|cost| Place { coins, cost }));
                }
            }
        }
        let coins = close.coins.get();
        let double = coins.times(Decimal::TWO).ok().and_then(cost);
        Ok(Self { places, here: (coins, cost(coins)), double, ends, last, reveal, close })
    }

    /// How many times the cost of the close its double costs; `None` where either is not known, or nothing is given away.
    #[must_use]
    pub fn ratio(&self) -> Option<Decimal> {
        let here = self.here.1.filter(|cost| *cost > Money::ZERO)?;
        Some(self.double?.get().sat_div(here.get()))
    }

    /// Which of the three answers of the bet holds: twice as much, up to three times, more.
    #[must_use]
    pub fn answer(&self) -> Option<usize> {
        let ratio = self.ratio()?.round_dp(1);
        Some(if is_even(ratio) {
            0
        } else if ratio <= Decimal::from(3) {
            1
        } else {
            2
        })
    }

    /// The question of the bet.
    #[must_use]
    pub fn question(&self, words: &'static Words) -> String {
        let cost = self.here.1.map(|cost| usd(cost, words)).unwrap_or_default();
        words.close_cost().question(&cost, &self.size(self.here.0, words))
    }

    /// What the bet comes to, in words.
    #[must_use]
    pub fn answer_in_words(&self, words: &'static Words) -> String {
        match (self.double, self.ratio()) {
            (Some(double), Some(ratio)) if is_even(ratio) => words.close_cost().reveal_even(&usd(double, words)),
            (Some(double), Some(ratio)) => words.close_cost().reveal(&usd(double, words), &grouped(ratio, 1, words)),
            _ => words.close_cost().not_known().to_owned(),
        }
    }

    fn size(&self, coins: Decimal, words: &Words) -> String {
        words.numbers().with_unit(&exact(coins.round_dp(8), words), self.close.coin)
    }

    fn hides(&self) -> bool {
        self.reveal == Reveal::Hidden && self.ratio().is_some()
    }

    fn title(&self, words: &'static Words) -> String {
        let w = words.close_cost();
        match (self.hides(), self.ratio(), self.here.1) {
            (true, ..) => w.title_hidden().to_owned(),
            (_, Some(ratio), _) if is_even(ratio) => w.title_even().to_owned(),
            (_, Some(ratio), _) => w.title(&grouped(ratio, 1, words)),
            (_, None, Some(_)) => w.title_not_double().to_owned(),
            (_, None, None) => w.title_not_known().to_owned(),
        }
    }

    fn sentence(&self, words: &'static Words) -> String {
        let w = words.close_cost();
        let mut text = match self.here.1 {
            Some(cost) => w.sentence(&usd(cost, words), &self.size(self.here.0, words)),
            None => w.sentence_not_known(&self.size(self.here.0, words)),
        };
        if !self.hides() && self.here.1.is_some() {
            text.push(' ');
            text.push_str(&self.answer_in_words(words));
        }
        if let Some(ends) = self.ends {
            text.push(' ');
            text.push_str(&w.ends(&self.size(ends.round_dp(4), words)));
        }
        text
    }

    fn row(&self, coins: Decimal, cost: Option<Money>, words: &'static Words) -> TableRow {
        let none = || (words.numbers().not_known().to_owned(), String::new());
        let share = |cost: Money| {
            // A position of another size has another margin, in proportion.
            let margin = self.close.margin.get().sat_mul(coins).sat_div(self.here.0);
            let share = cost.get().sat_div(margin);
            (percent_fine(share, words), plain::number(share.sat_mul(Decimal::ONE_HUNDRED)))
        };
        let each = |cost: Money| money_cell(cost.get().sat_div(coins), words);
        TableRow {
            head: exact(coins.round_dp(4), words),
            cells: vec![
                cost.map_or_else(none, |cost| money_cell(cost.get(), words)),
                cost.filter(|_| !coins.is_zero()).map_or_else(none, each),
                cost.filter(|_| !coins.is_zero()).map_or_else(none, share),
            ],
            here: coins == self.here.0,
        }
    }
}

impl Figure for CostFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.close_cost();
        Text {
            title: self.title(words),
            subtitle: w.subtitle(self.close.coin),
            sentence: self.sentence(words),
            leaves_out: w.leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let every = if self.ends.is_some() { 1 } else { 6 };
        let mut rows: Vec<(Decimal, Option<Money>)> =
            self.places.iter().step_by(every).skip(1).map(|place| (place.coins, Some(place.cost))).collect();
        rows.push(self.here);
        rows.push((self.here.0.sat_mul(Decimal::TWO), self.double));
        let mut rows = crate::engine::units::in_order(rows, |row| row.0);
        rows.dedup_by_key(|row| row.0);
        let shown = rows.into_iter().filter(|row| !self.hides() || row.0 <= self.here.0);
        let w = words.close_cost();
        Table {
            caption: w.table(),
            columns: w.columns(self.close.coin).into(),
            rows: shown.map(|(coins, cost)| self.row(coins, cost, words)).collect(),
        }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        let picture = Picture { figure: self, words, plot: plot(self, words, frame), axis: axis(self) };
        let hidden = self.hides() && medium == Medium::Page;
        let mut board = Board::new(frame, medium);
        board.layer("axes", &|pen| picture.axes(pen))?;
        board.layer("known", &|pen| picture.so_far(pen))?;
        board.layer(if hidden { "unknown" } else { "beyond" }, &|pen| {
            if hidden { picture.question(pen) } else { picture.rest(pen) }
        })?;
        board.layer("now", &|pen| picture.now(pen))?;
        let stands = self.size(self.here.0, words);
        let half = pill_width(&stands) / 2.0;
        board.pill((picture.x(self.here.0).max(half).min(f64::from(frame.width) - half), 14.0), &stands, TEXT);
        let text = self.text(words);
        Ok(board.finish(&text.title, &text.sentence))
    }
}

/// True where twice the size costs what is read as twice as much.
fn is_even(ratio: Decimal) -> bool {
    ratio.round_dp(1) <= Decimal::TWO
}

fn axis(figure: &CostFigure) -> Axis {
    let most = figure.places.iter().map(|place| place.cost.get()).fold(Decimal::ZERO, Decimal::max);
    Axis::within(Decimal::ZERO, if most.is_zero() { Decimal::ONE } else { most }, 4)
}

/// Where the plot lies inside a frame: sizes from left to right.
#[must_use]
pub fn plot(figure: &CostFigure, words: &'static Words, frame: Frame) -> Plot {
    let axis = axis(figure);
    let area = Area {
        left: layout::room_for_ticks(&axis, layout::ASIDE, words),
        top: 40.0,
        right: f64::from(frame.width) - 10.0,
        bottom: f64::from(frame.height) - 44.0,
    };
    Plot { area, x: Scale::new((0.0, number(figure.last)), area.across()), y: Scale::of(&axis, area.upward()) }
}

struct Picture<'a> {
    figure: &'a CostFigure,
    words: &'static Words,
    plot: Plot,
    axis: Axis,
}

impl Picture<'_> {
    /// The place of a size, kept within the plot.
    fn x(&self, coins: Decimal) -> f64 {
        self.plot.x.place_within(number(coins), (0.0, 1.0))
    }

    fn point(&self, place: Place) -> Point {
        (self.x(place.coins), self.plot.y.place_within(number(place.cost.get()), (0.0, 1.0)))
    }

    fn here(&self) -> Option<Place> {
        let (coins, cost) = self.figure.here;
        cost.map(|cost| Place { coins, cost })
    }

    fn axes(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        layout::rules(pen, &self.plot, &self.axis, (layout::ASIDE, true), self.words)?;
        let along = Axis::within(Decimal::ZERO, self.figure.last, if self.plot.area.right < 400.0 { 3 } else { 5 });
        layout::under(pen, &self.plot, along.ticks.iter().copied(), along.digits, self.words)?;
        let name = self.words.close_cost().axis(self.figure.close.coin);
        let at = (f64::midpoint(self.plot.area.left, self.plot.area.right), self.plot.area.bottom + 35.0);
        pen.text(at, &name, layout::tick().anchored(Anchor::Middle))?;
        self.end(pen)
    }

    /// Where the ladder ends, and what is known of the rest.
    fn end(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Some(ends) = self.figure.ends else { return Ok(()) };
        let (x, Area { top, right, bottom, .. }) = (self.x(ends), self.plot.area);
        pen.dashes(&[(x, top), (x, bottom)], LINK, 1.5, (2.0, 4.0))?;
        let kind = Type::new(14.0, TICK).anchored(Anchor::Middle);
        let lines = wrapped(self.words.numbers().not_known(), kind, right - x - 8.0);
        let mut y = f64::midpoint(top, bottom);
        for line in lines {
            pen.text((f64::midpoint(x, right), y), &line, kind)?;
            y += 18.0;
        }
        Ok(())
    }

    /// The curve between two sizes.
    fn curve(&self, pen: &Pen<'_, '_>, from: Decimal, to: Decimal) -> Result<(), Error> {
        let inside = self.figure.places.iter().copied().filter(|place| place.coins > from && place.coins < to);
        let mut line: Vec<Place> = inside.collect();
        line.extend(self.here());
        line.extend(self.figure.places.iter().copied().filter(|place| place.coins == from || place.coins == to));
        let line = crate::engine::units::in_order(line, |place| place.coins);
        let line: Vec<Point> = line
            .into_iter()
            .filter(|place| place.coins >= from && place.coins <= to.min(self.figure.last))
            .map(|place| self.point(place))
            .collect();
        if line.len() > 1 { pen.line(&line, FEE, 2.5) } else { Ok(()) }
    }

    fn so_far(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        self.curve(pen, Decimal::ZERO, self.figure.here.0)
    }

    fn question(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let ends = self.figure.ends.unwrap_or(self.figure.last);
        let x = f64::midpoint(self.x(self.figure.here.0), self.x(ends));
        let kind = Type::new(44.0, TICK).anchored(Anchor::Middle);
        pen.text((x, f64::midpoint(self.plot.area.top, self.plot.area.bottom)), "?", kind)
    }

    /// What is beyond the close: the curve, what twice the size would cost in proportion, and what it costs.
    fn rest(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        self.curve(pen, self.figure.here.0, self.figure.last)?;
        let (Some(here), Some(double)) = (self.here(), self.figure.double) else { return Ok(()) };
        let coins = here.coins.sat_mul(Decimal::TWO);
        if coins > self.figure.last {
            return Ok(());
        }
        let w = self.words.close_cost();
        let even = Place { coins, cost: Money::new(here.cost.get().sat_mul(Decimal::TWO)) };
        let (even_at, at) = (self.point(even), self.point(Place { coins, cost: double }));
        pen.dashes(&[self.point(here), even_at], REFERENCE, 1.5, (6.0, 5.0))?;
        pen.line(&[even_at, at], REFERENCE, 1.0)?;
        pen.dot(even_at, 4.0, REFERENCE, true)?;
        pen.dot(at, 5.5, FEE, false)?;
        let texts = [w.double(&amount(double, self.words)), w.even(&amount(even.cost, self.words))];
        let kinds = [Type::new(15.0, TEXT).strong(), Type::new(14.0, TICK)];
        let wide = kinds.iter().zip(&texts).map(|(kind, text)| kind.width(text)).fold(0.0, f64::max);
        // To the right, where the curve lies above; where there is no room, to the left, where it lies below.
        let fits = at.0 + 12.0 + wide < self.plot.area.right;
        let first = if fits { at.1 + 8.0 } else { (at.1 - 30.0).max(self.plot.area.top + 6.0) };
        let second =
            if fits { (even_at.1 + 2.0).max(first + 18.0).min(self.plot.area.bottom - 8.0) } else { first + 18.0 };
        for ((kind, text), y) in kinds.into_iter().zip(&texts).zip([first.min(second - 18.0), second]) {
            let (x, kind) = if fits { (at.0 + 12.0, kind) } else { (at.0 - 12.0, kind.anchored(Anchor::End)) };
            // The line of the ladder's end may pass here.
            let (from, to) = kind.span(x, text);
            pen.bar((from - 2.0, y - 9.0), (to + 2.0, y + 9.0), PAPER)?;
            pen.text((x, y), text, kind)?;
        }
        Ok(())
    }

    fn now(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let x = self.x(self.figure.here.0);
        pen.line(&[(x, 27.0), (x, self.plot.area.bottom)], REFERENCE, 1.0)?;
        match self.here() {
            Some(here) => pen.dot(self.point(here), 5.5, FEE, false),
            None => Ok(()),
        }
    }
}

/// Coins at a part of the way along the picture: as many digits as a hand can hit.
#[must_use]
pub fn coins_at(figure: &CostFigure, part: f64) -> Decimal {
    Axis::within(Decimal::ZERO, figure.last, 5).value_at(part)
}
