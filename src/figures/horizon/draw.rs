//! Drawing the band over price and time, and under it the months as dots.

use super::plot::Plot;
use super::{HorizonFigure, MONTHS};
use crate::engine::Error;
use crate::engine::margin::Trigger;
use crate::figures::board::{Anchor, Board, PILL, Pen, Point, Type};
use crate::figures::days::LAST_DAY;
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::grouped;
use crate::figures::numbers::ungrouped;
use crate::figures::reveal::Reveal;
use crate::figures::theme::{LIQUIDATION, REFERENCE, RULE, TEXT, TICK};
use crate::words::{Count, Words};

/// Least distance between two lines of text.
const APART: f64 = 17.0;

/// Where the plot lies inside a frame, in CSS pixels: left, top, right, bottom.
#[must_use]
pub fn inset(figure: &HorizonFigure, frame: Frame) -> (f64, f64, f64, f64) {
    let axis = &figure.axis;
    let longest =
        axis.ticks.iter().map(|t| crate::engine::scenario::number::grouped(*t, axis.digits).len()).max().unwrap_or(6);
    #[allow(clippy::cast_precision_loss)]
    let left = 14.0 + longest as f64 * 7.2;
    let (right, under) = if frame.is_narrow() { (42.0, 118.0) } else { (104.0, 96.0) };
    (left, 36.0, f64::from(frame.width) - right, f64::from(frame.height) - under)
}

struct Picture<'a> {
    figure: &'a HorizonFigure,
    words: &'static Words,
    plot: Plot<'a>,
    width: f64,
    narrow: bool,
    hidden: bool,
}

/// A name at the right end of the plot: its height, the text, and how it is set.
type Name = (f64, String, Type);

pub(super) fn draw(
    figure: &HorizonFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let (left, top, right, bottom) = inset(figure, frame);
    let start = figure.weather.band.start;
    let plot = Plot { axis: &figure.axis, contours: &figure.contours, start, left, right, top, bottom };
    let hidden = figure.reveal == Reveal::Hidden && medium == Medium::Page;
    let picture = Picture { figure, words, plot, width: f64::from(frame.width), narrow: frame.is_narrow(), hidden };
    let mut board = Board::new(frame, medium);
    board.layer("axes", &|pen| picture.axes(pen))?;
    if !hidden {
        board.layer("beyond shade", &|pen| plot.shade(pen))?;
    }
    board.layer("mark", &|pen| picture.added(pen))?;
    board.layer("known", &|pen| {
        plot.reference(pen)?;
        plot.edges(pen, &figure.weather)?;
        picture.names(pen)
    })?;
    board.layer("now", &|pen| {
        plot.now(pen, &figure.weather, figure.today, 28.0, 6.0)?;
        picture.price(pen)
    })?;
    board.layer(if hidden { "unknown" } else { "beyond" }, &|pen| picture.months(pen))?;
    let day = words.gap().day(&ungrouped(figure.today, words));
    board.pill((plot.x(f64::from(figure.today)), 15.0), PILL, 26.0, &day, TEXT);
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Picture<'_> {
    fn axes(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Plot { axis, left, right, bottom, .. } = self.plot;
        let tick = Type::new(14.0, TICK);
        for value in &axis.ticks {
            let y = self.plot.y(*value);
            pen.line(&[(left, y), (right, y)], RULE, 1.0)?;
            pen.text((left - 10.0, y), &grouped(*value, axis.digits, self.words), tick.anchored(Anchor::End))?;
        }
        for day in [0, 15, 30, 45, LAST_DAY] {
            let x = self.plot.x(f64::from(day));
            pen.text((x, bottom + 17.0), &ungrouped(day, self.words), tick.anchored(Anchor::Middle))?;
        }
        if !self.narrow {
            pen.text((right + 16.0, bottom + 17.0), self.words.gap().days_held(), tick)?;
        }
        Ok(())
    }

    /// What stands at the right end: the shares of the contours, the names of the edges, and where paths begin.
    fn names(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Plot { right, top, bottom, .. } = self.plot;
        let share = Type::new(14.0, TICK);
        let mut names: Vec<Name> = Vec::new();
        // From the innermost on: where several leave the picture close together it is the one that counts.
        let mut most = right;
        for (level, end) in self.plot.ends().into_iter().rev().filter(|_| !self.hidden) {
            let text = self.words.numbers().percent(&ungrouped(level, self.words));
            if end.0 >= right - 0.5 && (end.1 - self.plot.end()).abs() > 0.5 {
                put(&mut names, (end.1, text, share));
            } else {
                most = self.leaving(pen, end, &text, most)?;
            }
        }
        let strong = Type::new(15.0, LIQUIDATION).strong();
        let [optimistic, conservative] = self.figure.weather.edges(LAST_DAY).map(|edge| self.plot.edge(edge));
        if self.narrow {
            self.names_within(pen)?;
        } else {
            let w = self.words.gap();
            for (y, name) in [(conservative, w.conservative()), (optimistic, w.optimistic())] {
                if let Some(y) = y {
                    put(&mut names, (y, name.to_owned(), strong));
                }
            }
        }
        let start = self.plot.y(self.plot.start.get());
        put(&mut names, (start, self.words.equity().entry().to_owned(), Type::new(14.0, REFERENCE)));
        part(&mut names, top, bottom);
        for (y, text, kind) in &names {
            pen.text((right + if self.narrow { 5.0 } else { 10.0 }, *y), text, *kind)?;
        }
        Ok(())
    }

    /// A contour that leaves the picture is named where it does, on its inner side, if there is room up to a place; gives where it begins.
    fn leaving(&self, pen: &Pen<'_, '_>, end: Point, text: &str, most: f64) -> Result<f64, Error> {
        let (from, y) = (end.0 + 4.0, end.1 - 11.0 * self.plot.way());
        // Not where the line of the present day stands.
        let today = self.plot.x(f64::from(self.figure.today));
        let from = if (from - 2.0..=from + 34.0).contains(&today) { today + 5.0 } else { from };
        if from + 32.0 > most {
            return Ok(most);
        }
        pen.text((from, y), text, Type::new(14.0, TEXT))?;
        Ok(from - 6.0)
    }

    /// Without room beside the plot the names of the edges stand inside, each on its outer side and where no line crosses it.
    fn names_within(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Plot { left, right, .. } = self.plot;
        let today = self.plot.x(f64::from(self.figure.today));
        let room = |from: f64| from + 96.0 < today || today < from;
        let (at, anchor) = if room(left + 4.0) { (left + 4.0, Anchor::Start) } else { (right - 4.0, Anchor::End) };
        let day = if anchor == Anchor::Start { 0 } else { LAST_DAY };
        let [optimistic, conservative] = self.figure.weather.edges(day).map(|edge| self.plot.edge(edge));
        let kind = Type::new(14.0, TEXT).strong().anchored(anchor);
        let way = self.plot.way();
        if let Some(y) = conservative {
            pen.text((at, y - 13.0 * way), self.words.gap().conservative(), kind)?;
        }
        if let Some(y) = optimistic {
            pen.text((at, y + 14.0 * way), self.words.gap().optimistic(), kind)?;
        }
        Ok(())
    }

    /// The day on which margin arrives: a mark on the axis, and a line up to where the edges jump.
    fn added(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Plot { left, right, bottom, top, .. } = self.plot;
        let Some((_, day)) = self.figure.added else { return Ok(()) };
        let x = self.plot.x(f64::from(day));
        let far = self.plot.end();
        let near = self.plot.edge(self.figure.weather.edges(day)[1]).unwrap_or(f64::midpoint(top, bottom));
        pen.dashes(&[(x, far), (x, near)], TEXT, 1.0, (2.0, 3.0))?;
        pen.area(&[(x - 6.0, bottom + 7.0), (x + 6.0, bottom + 7.0), (x, bottom)], TEXT)?;
        // Where neither the plot ends nor the line of the present day stands.
        let today = self.plot.x(f64::from(self.figure.today));
        let crossed = (x..x + 100.0).contains(&today);
        let rightward = x - left < 106.0 || (right - x > 106.0 && !crossed);
        let (at, anchor) = if rightward { (x + 6.0, Anchor::Start) } else { (x - 6.0, Anchor::End) };
        let y = far - 30.0 * self.plot.way();
        pen.text((at, y), self.words.horizon().added(), Type::new(14.0, TEXT).strong().anchored(anchor))
    }

    /// The conservative price on the day the reader stands on, between its edge and the start; or what stands in its place.
    fn price(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Plot { left, right, top, bottom, .. } = self.plot;
        let x = self.plot.x(f64::from(self.figure.today));
        let [optimistic, conservative] = self.figure.weather.edges(self.figure.today);
        let strong = Type::new(if self.narrow { 16.0 } else { 18.0 }, TEXT).strong();
        if let (Some(y), Some(price)) = (self.plot.edge(conservative), conservative.price()) {
            let text = self.figure.format.short(price.get(), self.words);
            let (way, rightward) = (self.plot.way(), right - x > 84.0);
            // Clear of the edge as far as the label reaches.
            let reach = if rightward { x..=x + 76.0 } else { x - 76.0..=x };
            let along = self.figure.weather.band.days.iter().filter(|d| reach.contains(&self.plot.x(f64::from(d.day))));
            let along = along.filter_map(|d| self.plot.edge(d.conservative));
            let outer = along.fold(y, |most, y| if way > 0.0 { most.min(y) } else { most.max(y) });
            let at = outer - 17.0 * way;
            // Nor under the pill.
            let aside = if at < 38.0 { PILL / 2.0 + 8.0 } else { 11.0 };
            let (across, anchor) = if rightward { (x + aside, Anchor::Start) } else { (x - aside, Anchor::End) };
            return pen.text((across, at), &text, strong.anchored(anchor));
        }
        let text = match (optimistic, conservative) {
            (_, Trigger::Always) => self.words.places().any_price(),
            (_, Trigger::Never) => self.words.places().no_price(),
            _ => return Ok(()),
        };
        let middle = (f64::midpoint(left, right), f64::midpoint(top, bottom));
        pen.text(middle, text, Type::new(16.0, TEXT).strong().anchored(Anchor::Middle))
    }

    /// One dot a month: filled where the conservative price has been touched by the day the reader stands on.
    fn months(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let w = self.words.horizon();
        let (rows, per_row) = if self.narrow { (2, 25) } else { (1, MONTHS) };
        let (left, right) = (6.0, self.width - 6.0);
        let y = self.plot.bottom + 46.0;
        let [_, n] = self.figure.weather.months(self.figure.today);
        let n = if self.hidden { 0 } else { n };
        let (all, day) = (ungrouped(MONTHS, self.words), ungrouped(self.figure.today, self.words));
        let said = match (self.hidden, self.narrow) {
            (true, _) => w.dots_hidden(&all, &day),
            (false, true) => w.dots_short(&all, &day, Count::read(&ungrouped(n, self.words))),
            (false, false) => w.dots(&all, &day, Count::read(&ungrouped(n, self.words))),
        };
        pen.text((left - 6.0, y), &said, Type::new(15.0, TEXT).strong())?;
        if !self.hidden {
            let [_, chance] = self.figure.chance(self.words);
            let closed = w.closed(&chance);
            let tick = Type::new(15.0, TICK);
            if self.narrow {
                pen.text((left - 6.0, y + 18.0), &closed, tick)?;
            } else {
                pen.text((right + 6.0, y), &closed, tick.anchored(Anchor::End))?;
            }
        }
        let first = if self.narrow { y + 39.0 } else { y + 27.0 };
        let step = (right - left) / f64::from(per_row);
        let radius = (step * 0.36).min(5.0);
        let place = |month: u32| {
            let (row, column) = (month.checked_div(per_row).unwrap_or(0), month.checked_rem(per_row).unwrap_or(0));
            (left + step * (f64::from(column) + 0.5), first + 15.0 * f64::from(row))
        };
        for month in 0..MONTHS {
            if month < n {
                pen.dot(place(month), radius, LIQUIDATION, false)?;
            } else {
                pen.ring(place(month), radius - 0.5, REFERENCE)?;
            }
        }
        let Reveal::Guess(guess) = self.figure.reveal else { return Ok(()) };
        // The reader's guess is a dotted line under its dots.
        let (from, to) = match guess {
            0 => (0, 8),
            1 => (9, 24),
            _ => (25, 49),
        };
        for row in 0..rows {
            let begins = per_row.saturating_mul(row);
            let (from, to) = (begins.max(from), begins.saturating_add(per_row).saturating_sub(1).min(to));
            if from <= to {
                let ((a, y), (b, _)) = (place(from), place(to));
                let y = y + radius + 3.5;
                pen.dashes(&[(a - radius, y), (b + radius, y)], REFERENCE, 2.0, (2.0, 4.0))?;
            }
        }
        Ok(())
    }
}

/// Puts a name into its place from top to bottom.
fn put(names: &mut Vec<Name>, name: Name) {
    let at = names.iter().position(|other| other.0 > name.0).unwrap_or(names.len());
    names.insert(at, name);
}

/// Parts names that stand on nearly one line: downward, and then up again where there is no more room.
fn part(names: &mut [Name], top: f64, bottom: f64) {
    let mut least = top - 10.0;
    for name in names.iter_mut() {
        name.0 = name.0.max(least);
        least = name.0 + APART;
    }
    let mut most = bottom + 4.0;
    for name in names.iter_mut().rev() {
        name.0 = name.0.min(most);
        most = name.0 - APART;
    }
}
