//! Drawing the gap figure.

use super::GapFigure;
use crate::engine::Error;
use crate::engine::margin::{Side, Trigger};
use crate::figures::chart::axis::Axis;
use crate::figures::chart::board::{Board, PILL, Pen};
use crate::figures::chart::layout;
use crate::figures::chart::projection::{Area, Plot, Point, Scale};
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::days::LAST_DAY;
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::ungrouped;
use crate::figures::reveal::Reveal;
use crate::figures::theme::{BAND, BAND_INNER, LIQUIDATION, REFERENCE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// Text of the names of the two lines.
const NAMES: Type = Type { size: 15.0, strong: true, ink: LIQUIDATION, anchor: Anchor::Start };

/// Text of the reader's guess.
const GUESS: Type = Type { size: 14.0, strong: false, ink: REFERENCE, anchor: Anchor::Start };

/// Where the plot lies inside a frame: days from left to right, prices from below to above.
#[must_use]
pub fn plot(figure: &GapFigure, words: &'static Words, frame: Frame) -> Plot {
    let axis = figure.price_axis();
    let w = words.gap();
    let beside = [
        (10.0, NAMES, w.conservative()),
        (10.0, NAMES, w.optimistic()),
        (10.0, GUESS, w.guess()),
        (16.0, layout::tick(), w.days_held()),
    ];
    let right = if frame.is_narrow() { PILL / 2.0 } else { layout::room_for_names(beside) };
    let area = Area {
        left: layout::room_for_ticks(&axis, layout::ASIDE, words),
        top: 36.0,
        right: f64::from(frame.width) - right,
        bottom: f64::from(frame.height) - 28.0,
    };
    Plot { area, x: Scale::new((0.0, f64::from(LAST_DAY)), area.across()), y: Scale::of(&axis, area.upward()) }
}

struct Picture<'a> {
    figure: &'a GapFigure,
    words: &'static Words,
    axis: Axis,
    plot: Plot,
    narrow: bool,
}

pub(super) fn draw(figure: &GapFigure, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
    let (axis, plot) = (figure.price_axis(), plot(figure, words, frame));
    let picture = Picture { figure, words, axis, plot, narrow: frame.is_narrow() };
    let hidden = figure.reveal == Reveal::Hidden && medium == Medium::Page;
    let mut board = Board::new(frame, medium);
    board.layer("axes", &|pen| picture.axes(pen))?;
    board.layer("known", &|pen| picture.curves(pen, 0, figure.today))?;
    if hidden {
        board.layer("unknown", &|pen| picture.unknown(pen))?;
    } else {
        board.layer("beyond", &|pen| {
            picture.curves(pen, figure.today, LAST_DAY)?;
            picture.labels(pen)
        })?;
        if let Reveal::Guess(guess) = figure.reveal {
            board.layer("guess", &|pen| picture.guess(pen, guess))?;
        }
    }
    board.layer("now", &|pen| picture.now(pen, hidden))?;
    let day = words.gap().day(&ungrouped(figure.today, words));
    board.pill((picture.x(figure.today), 15.0), &day, TEXT);
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Picture<'_> {
    fn x(&self, day: u32) -> f64 {
        self.plot.x.place(f64::from(day))
    }

    fn y(&self, price: Decimal) -> f64 {
        self.plot.y.at(price)
    }

    fn trigger_y(&self, trigger: Trigger) -> Option<f64> {
        trigger.price().map(|p| self.y(p.get()))
    }

    fn conservative(&self, day: u32) -> Option<f64> {
        self.figure.days.iter().find(|d| d.day == day).and_then(|d| self.trigger_y(d.conservative))
    }

    fn optimistic(&self) -> Option<f64> {
        self.trigger_y(self.figure.edges.optimistic)
    }

    /// -1 where away from the entry is down on the page: outside the optimistic line of a long.
    fn outward(&self) -> f64 {
        match self.figure.side {
            Side::Long => 1.0,
            Side::Short => -1.0,
        }
    }

    /// Room that the name of a line takes, with what keeps it apart.
    fn name(&self) -> f64 {
        let w = self.words.gap();
        NAMES.width(w.conservative()).max(NAMES.width(w.optimistic())) + 34.0
    }

    fn axes(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        // Without a price there is nothing for a price axis to measure.
        if self.optimistic().or_else(|| (0..=LAST_DAY).find_map(|d| self.conservative(d))).is_some() {
            layout::rules(pen, &self.plot, &self.axis, (layout::ASIDE, false), self.words)?;
        }
        layout::days(pen, &self.plot, (!self.narrow).then(|| self.words.gap().days_held()), self.words)
    }

    /// Band and both lines between two days. Days without a price leave a gap in the line, never a made-up point.
    fn curves(&self, pen: &Pen<'_, '_>, from: u32, to: u32) -> Result<(), Error> {
        let line: Vec<Point> = (from..=to).filter_map(|d| Some((self.x(d), self.conservative(d)?))).collect();
        if let (Some(floor), Some(first), Some(last)) = (self.optimistic(), line.first(), line.last())
            && line.len() > 1
        {
            let mut area = line.clone();
            area.extend([(last.0, floor), (first.0, floor)]);
            pen.area(&area, BAND)?;
        }
        if let Some(y) = self.optimistic() {
            pen.dashes(&[(self.x(from), y), (self.x(to), y)], LIQUIDATION, 2.0, (8.0, 5.0))?;
        }
        if line.len() > 1 {
            pen.line(&line, LIQUIDATION, 2.5)?;
        }
        Ok(())
    }

    fn labels(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let words = self.words.gap();
        let strong = NAMES;
        let (conservative, optimistic) = (self.conservative(LAST_DAY), self.optimistic());
        if self.narrow {
            return self.labels_within(pen);
        }
        let (mut c, mut o) = (conservative, optimistic);
        if let (Some(a), Some(b)) = (c, o)
            && (a - b).abs() < 19.0
        {
            // Two labels on nearly one line: part them, each to its own side.
            let middle = f64::midpoint(a, b);
            c = Some(middle - 9.5 * self.outward());
            o = Some(middle + 9.5 * self.outward());
        }
        if let Some(y) = c {
            pen.text((self.plot.area.right + 10.0, y), words.conservative(), strong)?;
        }
        if let Some(y) = o {
            pen.text((self.plot.area.right + 10.0, y), words.optimistic(), strong)?;
        }
        Ok(())
    }

    /// Without room beside the plot the names stand outside their lines: one where the curve falls away behind a point that is
    /// free of the present day's line, the other at the start.
    fn labels_within(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let words = self.words.gap();
        let strong = NAMES;
        let today = self.figure.today;
        let known = self.figure.reveal == Reveal::Hidden || self.x(LAST_DAY) - self.x(today) < self.name();
        let (day, room) =
            if known { (today, self.x(today) - self.plot.area.left > self.name()) } else { (LAST_DAY, true) };
        let (at, anchor) = if !room {
            (self.x(day) + 14.0, Anchor::Start)
        } else if day == LAST_DAY && day != today {
            (self.x(day), Anchor::End)
        } else {
            (self.x(day) - 14.0, Anchor::End)
        };
        if let Some(y) = self.conservative(day) {
            pen.text((at, y - 12.0 * self.outward()), words.conservative(), strong.anchored(anchor))?;
        }
        if let Some(y) = self.optimistic() {
            let crossed = self.x(today) > self.plot.area.left && self.x(today) - self.plot.area.left < self.name();
            let (at, anchor) =
                if crossed { (self.plot.area.right, Anchor::End) } else { (self.plot.area.left + 6.0, Anchor::Start) };
            // Never into the days below; there the name takes the inside.
            let outside = y + 15.0 * self.outward();
            let y = if outside > self.plot.area.bottom - 6.0 { y - 14.0 } else { outside };
            pen.text((at, y), words.optimistic(), strong.anchored(anchor))?;
        }
        Ok(())
    }

    /// Before the reader has guessed, the rest is a question.
    fn unknown(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let now = self.x(self.figure.today);
        if let Some(y) = self.optimistic() {
            pen.dashes(&[(now, y), (self.x(LAST_DAY), y)], LIQUIDATION, 2.0, (8.0, 5.0))?;
        }
        let room = self.plot.area.right - now;
        if room > 90.0 {
            let both = self.conservative(self.figure.today).zip(self.optimistic());
            let y = both.map_or(f64::midpoint(self.plot.area.top, self.plot.area.bottom), |(a, b)| f64::midpoint(a, b));
            pen.text((self.plot.area.right - room / 4.0, y), "?", Type::new(44.0, TICK).anchored(Anchor::Middle))?;
        }
        self.labels_within(pen)
    }

    fn guess(&self, pen: &Pen<'_, '_>, guess: usize) -> Result<(), Error> {
        let (Some(from), Some(price)) = (self.conservative(self.figure.bet.from), self.figure.bet.guessed_price(guess))
        else {
            return Ok(());
        };
        let y = self.y(price);
        let end = (self.x(LAST_DAY), y);
        pen.dashes(&[(self.x(self.figure.bet.from), from), end], REFERENCE, 1.5, (2.0, 4.0))?;
        pen.dot(end, 4.5, REFERENCE, true)?;
        let kind = GUESS;
        let near = |other: Option<f64>| other.is_some_and(|o| (o - y).abs() < 19.0);
        if self.narrow {
            // Outside the guess, where neither a line's name nor the pill stands; the words beside the figure tell of it anyway.
            let at = (end.0, y - 13.0 * self.outward());
            let under_pill = at.1 < 34.0 && self.plot.area.right - self.x(self.figure.today) < PILL + 50.0;
            let crossed = self.plot.area.right - self.x(self.figure.today) < self.name();
            let crowded = under_pill || crossed || near(self.conservative(LAST_DAY)) || near(self.optimistic());
            return if crowded { Ok(()) } else { pen.text(at, self.words.gap().guess(), kind.anchored(Anchor::End)) };
        }
        // Where a line's own label stands, the guess takes the inside.
        if near(self.conservative(LAST_DAY)) || near(self.optimistic()) {
            return pen.text(
                (end.0 - 12.0, y + 26.0 * self.outward()),
                self.words.gap().guess(),
                kind.anchored(Anchor::End),
            );
        }
        pen.text((end.0 + 10.0, y), self.words.gap().guess(), kind)
    }

    fn now(&self, pen: &Pen<'_, '_>, hidden: bool) -> Result<(), Error> {
        let x = self.x(self.figure.today);
        pen.line(&[(x, 28.0), (x, self.plot.area.bottom)], REFERENCE, 1.0)?;
        let (conservative, optimistic) = (self.conservative(self.figure.today), self.optimistic());
        if let (Some(a), Some(b)) = (conservative, optimistic) {
            pen.line(&[(x, a), (x, b)], BAND_INNER, 6.0)?;
            self.gap_label(pen, x, a, b, hidden)?;
        }
        if let Some(y) = optimistic {
            pen.dot((x, y), 5.0, LIQUIDATION, true)?;
        } else {
            pen.text((x + 12.0, self.plot.area.bottom - 14.0), self.words.gap().no_price(), Type::new(14.0, TEXT))?;
        }
        if let Some(y) = conservative {
            pen.dot((x, y), 6.0, LIQUIDATION, false)?;
        }
        Ok(())
    }

    fn gap_label(&self, pen: &Pen<'_, '_>, x: f64, a: f64, b: f64, hidden: bool) -> Result<(), Error> {
        let Some(number) = self.figure.gap_in_words(self.words) else {
            return Ok(());
        };
        let height = (a - b).abs();
        let size = if number.len() > 6 { 18.0 } else { 26.0 };
        // In two lines where there is room, else in one.
        let (big, apart) = (Type::new(size, TEXT).strong(), Type::new(16.0, TEXT));
        let label = format!("{number} {}", self.words.gap().apart());
        let wide = big.width(&number).max(apart.width(self.words.gap().apart()));
        let two = height >= 52.0;
        let width = if two { wide } else { apart.strong().width(&label) };
        // To the right of the present day, unless the plot ends there or the question stands there.
        let fits_right = self.plot.area.right - x > width + 18.0;
        let fits_left = x - self.plot.area.left > width + 18.0;
        let leftward = fits_left && (hidden || !fits_right);
        let (at, anchor) = if leftward { (x - 13.0, Anchor::End) } else { (x + 13.0, Anchor::Start) };
        let (from, to) = if leftward { (at - width, x) } else { (x, at + width) };
        // The band is lowest where the curve comes closest to the other price behind the label.
        let inner = self.farthest(from, to, a, -self.outward());
        // Where the name of the other price stands inside, the label begins beyond it.
        let inside = (hidden || self.narrow) && b + 15.0 * self.outward() > self.plot.area.bottom - 6.0;
        let floor = if inside { b - 22.0 } else { b };
        let room = if inside { floor - inner } else { (inner - floor).abs() };
        let middle = f64::midpoint(inner, floor);
        if two && room >= 46.0 {
            pen.text((at, middle - 9.0), &number, big.anchored(anchor))?;
            return pen.text((at, middle + 13.0), self.words.gap().apart(), apart.anchored(anchor));
        }
        // Too low a gap for two lines: one line inside where it fits, else outside the curve, and outside its name where that
        // stands there too.
        let kind = apart.strong().anchored(anchor);
        if room >= 22.0 {
            return pen.text((at, middle), &label, kind);
        }
        let named = (hidden || self.narrow) && leftward;
        let clear = if named { 36.0 } else { 16.0 };
        let outer = self.farthest(from, to, a, self.outward());
        pen.text((at, outer - clear * self.outward()), &label, kind)
    }

    /// The height that the conservative curve reaches between two points of the plot: upward where `way` is above zero,
    /// else downward.
    fn farthest(&self, from: f64, to: f64, start: f64, way: f64) -> f64 {
        (0..=LAST_DAY)
            .filter(|d| (from..=to).contains(&self.x(*d)))
            .filter_map(|d| self.conservative(d))
            .fold(start, |most, y| if way > 0.0 { most.min(y) } else { most.max(y) })
    }
}
