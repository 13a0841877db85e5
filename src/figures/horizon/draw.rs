//! Drawing the band over price and time, and under it the months as dots.

use super::plot::Band;
use super::{HorizonFigure, MONTHS};
use crate::engine::Error;
use crate::engine::margin::Trigger;
use crate::figures::chart::board::{Board, PILL, Pen};
use crate::figures::chart::labels::spread;
use crate::figures::chart::layout;
use crate::figures::chart::projection::{Area, Plot, Point};
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::days::LAST_DAY;
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::ungrouped;
use crate::figures::reveal::Reveal;
use crate::figures::theme::{LIQUIDATION, REFERENCE, TEXT, TICK};
use crate::words::{Count, Words};

/// Least distance between two lines of text.
const APART: f64 = 17.0;

/// Names of the edges, beside the plot.
const NAMES: Type = Type { size: 15.0, strong: true, ink: LIQUIDATION, anchor: Anchor::Start };

/// The name of where paths begin.
const BEGIN: Type = Type { size: 14.0, strong: false, ink: REFERENCE, anchor: Anchor::Start };

/// Where the plot lies inside a frame: days from left to right, prices from below to above.
#[must_use]
pub fn plot(figure: &HorizonFigure, words: &'static Words, frame: Frame) -> Plot {
    let w = words.gap();
    let aside = beside(frame.is_narrow());
    let share = words.numbers().percent(&ungrouped(75_u32, words));
    let mut names = vec![(aside, BEGIN, words.equity().entry()), (aside, layout::tick(), &share)];
    if !frame.is_narrow() {
        names.extend([
            (aside, NAMES, w.conservative()),
            (aside, NAMES, w.optimistic()),
            (16.0, layout::tick(), w.days_held()),
        ]);
    }
    let under = if frame.is_narrow() { 118.0 } else { 96.0 };
    let area = Area {
        left: layout::room_for_ticks(&figure.axis, layout::ASIDE, words),
        top: 36.0,
        right: f64::from(frame.width) - layout::room_for_names(names),
        bottom: f64::from(frame.height) - under,
    };
    super::plot::plot(&figure.axis, area)
}

/// Between the plot and the names at its right.
fn beside(narrow: bool) -> f64 {
    if narrow { 5.0 } else { 10.0 }
}

struct Picture<'a> {
    figure: &'a HorizonFigure,
    words: &'static Words,
    plot: Band<'a>,
    width: f64,
    narrow: bool,
    hidden: bool,
}

pub(super) fn draw(
    figure: &HorizonFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let start = figure.months.band.start;
    let plot = Band { contours: &figure.contours, start, plot: plot(figure, words, frame) };
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
        plot.edges(pen, &figure.months)?;
        picture.names(pen)
    })?;
    board.layer("now", &|pen| {
        plot.now(pen, &figure.months, figure.today, 28.0, 6.0)?;
        picture.price(pen)
    })?;
    board.layer(if hidden { "unknown" } else { "beyond" }, &|pen| picture.months(pen))?;
    let day = words.gap().day(&ungrouped(figure.today, words));
    board.pill((plot.x(f64::from(figure.today)), 15.0), &day, TEXT);
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Picture<'_> {
    fn axes(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        layout::rules(pen, &self.plot.plot, &self.figure.axis, (layout::ASIDE, false), self.words)?;
        layout::days(pen, &self.plot.plot, (!self.narrow).then(|| self.words.gap().days_held()), self.words)
    }

    /// What stands at the right end: the shares of the contours, the names of the edges, and where paths begin.
    fn names(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { right, top, bottom, .. } = self.plot.plot.area;
        let share = Type::new(14.0, TICK);
        let mut names: Vec<(f64, (String, Type))> = Vec::new();
        // From the innermost on: where several leave the picture close together it is the one that counts.
        let mut most = right;
        for (level, end) in self.plot.ends().into_iter().rev().filter(|_| !self.hidden) {
            let text = self.words.numbers().percent(&ungrouped(level, self.words));
            if end.0 >= right - 0.5 && (end.1 - self.plot.end()).abs() > 0.5 {
                names.push((end.1, (text, share)));
            } else {
                most = self.leaving(pen, end, &text, most)?;
            }
        }
        let strong = NAMES;
        let [optimistic, conservative] = self.figure.months.edges(LAST_DAY).map(|edge| self.plot.edge(edge));
        if self.narrow {
            self.names_within(pen)?;
        } else {
            let w = self.words.gap();
            for (y, name) in [(conservative, w.conservative()), (optimistic, w.optimistic())] {
                if let Some(y) = y {
                    names.push((y, (name.to_owned(), strong)));
                }
            }
        }
        let start = self.plot.y(self.plot.start.get());
        names.push((start, (self.words.equity().entry().to_owned(), BEGIN)));
        for (y, (text, kind)) in spread(names, APART, top - 10.0, bottom + 4.0) {
            pen.text((right + beside(self.narrow), y), &text, kind)?;
        }
        Ok(())
    }

    /// A contour that leaves the picture is named where it does, on its inner side, if there is room up to a place; gives where it begins.
    fn leaving(&self, pen: &Pen<'_, '_>, end: Point, text: &str, most: f64) -> Result<f64, Error> {
        let (from, y, wide) = (end.0 + 4.0, end.1 - 11.0 * self.plot.way(), layout::tick().width(text));
        // Not where the line of the present day stands.
        let today = self.plot.x(f64::from(self.figure.today));
        let from = if (from - 2.0..=from + wide + 4.0).contains(&today) { today + 5.0 } else { from };
        if from + wide + 4.0 > most {
            return Ok(most);
        }
        pen.text((from, y), text, Type::new(14.0, TEXT))?;
        Ok(from - 6.0)
    }

    /// Without room beside the plot the names of the edges stand inside, each on its outer side and where no line crosses it.
    fn names_within(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, right, .. } = self.plot.plot.area;
        let today = self.plot.x(f64::from(self.figure.today));
        let kind = Type::new(14.0, TEXT).strong();
        let w = self.words.gap();
        let wide = kind.width(w.conservative()).max(kind.width(w.optimistic())) + 14.0;
        let room = |from: f64| from + wide < today || today < from;
        let (at, anchor) = if room(left + 4.0) { (left + 4.0, Anchor::Start) } else { (right - 4.0, Anchor::End) };
        let day = if anchor == Anchor::Start { 0 } else { LAST_DAY };
        let [optimistic, conservative] = self.figure.months.edges(day).map(|edge| self.plot.edge(edge));
        let kind = kind.anchored(anchor);
        let way = self.plot.way();
        if let Some(y) = conservative {
            pen.text((at, y - 13.0 * way), w.conservative(), kind)?;
        }
        if let Some(y) = optimistic {
            pen.text((at, y + 14.0 * way), w.optimistic(), kind)?;
        }
        Ok(())
    }

    /// The day on which margin arrives: a mark on the axis, and a line up to where the edges jump.
    fn added(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, right, bottom, top, .. } = self.plot.plot.area;
        let Some((_, day)) = self.figure.added else { return Ok(()) };
        let x = self.plot.x(f64::from(day));
        let far = self.plot.end();
        let near = self.plot.edge(self.figure.months.edges(day)[1]).unwrap_or(f64::midpoint(top, bottom));
        pen.dashes(&[(x, far), (x, near)], TEXT, 1.0, (2.0, 3.0))?;
        pen.area(&[(x - 6.0, bottom + 7.0), (x + 6.0, bottom + 7.0), (x, bottom)], TEXT)?;
        // Where neither the plot ends nor the line of the present day stands.
        let today = self.plot.x(f64::from(self.figure.today));
        let kind = Type::new(14.0, TEXT).strong();
        let wide = kind.width(self.words.horizon().added()) + 10.0;
        let crossed = (x..x + wide).contains(&today);
        let rightward = x - left < wide || (right - x > wide && !crossed);
        let (at, anchor) = if rightward { (x + 6.0, Anchor::Start) } else { (x - 6.0, Anchor::End) };
        let y = far - 30.0 * self.plot.way();
        pen.text((at, y), self.words.horizon().added(), kind.anchored(anchor))
    }

    /// The conservative price on the day the reader stands on, between its edge and the start; or what stands in its place.
    fn price(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, right, top, bottom, .. } = self.plot.plot.area;
        let x = self.plot.x(f64::from(self.figure.today));
        let [optimistic, conservative] = self.figure.months.edges(self.figure.today);
        let strong = Type::new(if self.narrow { 16.0 } else { 18.0 }, TEXT).strong();
        if let (Some(y), Some(price)) = (self.plot.edge(conservative), conservative.price()) {
            let text = self.figure.format.short(price.get(), self.words);
            let wide = strong.width(&text) + 11.0;
            let (way, rightward) = (self.plot.way(), right - x > wide + 8.0);
            // Clear of the edge as far as the label reaches.
            let reach = if rightward { x..=x + wide } else { x - wide..=x };
            let along = self.figure.months.band.days.iter().filter(|d| reach.contains(&self.plot.x(f64::from(d.day))));
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
        let y = self.plot.plot.area.bottom + 46.0;
        let [_, n] = self.figure.months.months(self.figure.today);
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
