//! Drawing the curve figure.

use super::{CurveFigure, between};
use crate::engine::Error;
use crate::figures::amount::{self, place, spread, thinned, width};
use crate::figures::axis::Axis;
use crate::figures::board::{Anchor, Board, Pen, Point, Type};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::grouped;
use crate::figures::numbers::percent;
use crate::figures::theme::{BAND, LINK, LIQUIDATION, PRICE, REFERENCE, RULE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// Width of the pill that names the present shock.
pub const PILL: f64 = 66.0;

/// A jump lower than this, in CSS pixels, is drawn as a line and has no dots.
const VISIBLE: f64 = 7.0;

/// Where the plot lies inside a frame, in CSS pixels: left, top, right, bottom.
#[must_use]
pub fn inset(figure: &CurveFigure, frame: Frame) -> (f64, f64, f64, f64) {
    let right = if frame.is_narrow() { PILL / 2.0 } else { 132.0 };
    (amount::margin(&figure.axis()), 38.0, f64::from(frame.width) - right, f64::from(frame.height) - 28.0)
}

/// What a label takes up: from, to, and its height.
type Taken = Option<(f64, f64, f64)>;

struct Plot<'a> {
    figure: &'a CurveFigure,
    words: &'static Words,
    axis: Axis,
    narrow: bool,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    solid: Vec<Point>,
    dashed: Vec<Point>,
}

pub(super) fn draw(figure: &CurveFigure, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
    let (left, top, right, bottom) = inset(figure, frame);
    let (axis, narrow, none) = (figure.axis(), frame.is_narrow(), Vec::new);
    let mut plot = Plot { figure, words, axis, narrow, left, top, right, bottom, solid: none(), dashed: none() };
    plot.solid = plot.placed(&figure.solid());
    plot.dashed = plot.placed(&figure.dashed());
    let now = plot.x(figure.here());
    let mut board = Board::new(frame, medium);
    board.layer("axes", &|pen| plot.axes(pen))?;
    board.layer("curves", &|pen| plot.curves(pen))?;
    board.layer("now", &|pen| {
        plot.now(pen, now)?;
        let taken = plot.tips(pen, now)?;
        plot.names(pen, now, taken)
    })?;
    let here = words.curve().here(&percent(figure.here(), 1, words));
    board.pill((now, 15.0), PILL, 26.0, &here, TEXT);
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Plot<'_> {
    fn x(&self, shock: f64) -> f64 {
        self.left + (self.right - self.left) * (shock / f64::from(self.figure.end)).clamp(0.0, 1.0)
    }

    fn y(&self, share: f64) -> f64 {
        self.bottom - (self.bottom - self.top) * place(&self.axis, share).clamp(0.0, 1.0)
    }

    fn placed(&self, line: &[(f64, f64)]) -> Vec<Point> {
        line.iter().map(|p| (self.x(p.0), self.y(p.1))).collect()
    }

    fn axes(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let tick = Type::new(14.0, TICK);
        for value in &self.axis.ticks {
            let y = self.bottom - (self.bottom - self.top) * self.axis.position(*value);
            pen.line(&[(self.left, y), (self.right, y)], if value.is_zero() { LINK } else { RULE }, 1.0)?;
            pen.text((self.left - 8.0, y), &grouped(*value, self.axis.digits, self.words), tick.anchored(Anchor::End))?;
        }
        let along = Axis::within(Decimal::ZERO, Decimal::from(self.figure.end), if self.narrow { 3 } else { 6 });
        for value in &along.ticks {
            let x = self.left + (self.right - self.left) * along.position(*value);
            pen.text(
                (x, self.bottom + 17.0),
                &grouped(*value, along.digits, self.words),
                tick.anchored(Anchor::Middle),
            )?;
        }
        if !self.narrow {
            pen.text((self.right + 16.0, self.bottom + 17.0), self.words.curve().axis(), tick)?;
        }
        Ok(())
    }

    fn curves(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        if self.solid.is_empty() {
            let middle = (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom));
            let kind = Type::new(15.0, TICK).anchored(Anchor::Middle);
            return pen.text(middle, self.words.numbers().not_known(), kind);
        }
        let (solid, dashed) = (thinned(&self.solid), thinned(&self.dashed));
        pen.area(&solid.iter().chain(dashed.iter().rev()).copied().collect::<Vec<_>>(), BAND)?;
        pen.dashes(&dashed, PRICE, 2.0, (8.0, 5.0))?;
        // Between its jumps the line is solid; a jump itself joins two states and is none.
        let mut piece: Vec<Point> = Vec::new();
        for point in &self.solid {
            if let Some(last) = piece.last().copied()
                && (last.0 - point.0).abs() < 1e-9
                && (last.1 - point.1).abs() >= VISIBLE
            {
                pen.line(&thinned(&piece), LIQUIDATION, 2.5)?;
                pen.dashes(&[last, *point], LIQUIDATION, 1.5, (2.0, 4.0))?;
                piece.clear();
            }
            piece.push(*point);
        }
        pen.line(&thinned(&piece), LIQUIDATION, 2.5)?;
        for [at, below, above] in &self.figure.tipping {
            let (x, from, to) = (self.x(*at), self.y(*below), self.y(*above));
            if (from - to).abs() >= VISIBLE {
                pen.dot((x, from), 4.0, LIQUIDATION, true)?;
                pen.dot((x, to), 4.0, LIQUIDATION, false)?;
            }
        }
        Ok(())
    }

    fn now(&self, pen: &Pen<'_, '_>, x: f64) -> Result<(), Error> {
        pen.line(&[(x, 28.0), (x, self.bottom)], REFERENCE, 1.0)?;
        let (with, without) = self.figure.closed();
        if without.is_finite() {
            pen.dot((x, self.y(without)), 5.0, PRICE, true)?;
        }
        if with.is_finite() {
            pen.dot((x, self.y(with)), 6.0, LIQUIDATION, false)?;
        }
        Ok(())
    }

    /// The name of the nearest tipping point ahead: above the curve before it, or below the curve behind it.
    fn tips(&self, pen: &Pen<'_, '_>, now: f64) -> Result<Taken, Error> {
        let Some([at, below, above]) = self.figure.ahead() else { return Ok(None) };
        let label = self.words.curve().tips(&percent(*at, 1, self.words));
        let (x, low, high) = (self.x(*at), self.y(*below), self.y(*above));
        let under = between(&self.dashed, x).max(low) + 18.0;
        let before = [high, f64::midpoint(low, high)].map(|y| ((x - 11.0, y), Anchor::End));
        let behind =
            [high - 14.0, high - 28.0, high - 42.0, under, under + 14.0].map(|y| ((x + 11.0, y), Anchor::Start));
        let places = before.into_iter().chain(behind).chain([((x - 11.0, high - 18.0), Anchor::End)]);
        self.label(pen, &label, Type::new(15.0, TEXT).strong(), places, (now, None))
    }

    fn names(&self, pen: &Pen<'_, '_>, now: f64, taken: Taken) -> Result<(), Error> {
        let w = self.words.curve();
        let (Some(with), Some(without)) = (self.solid.last(), self.dashed.last()) else { return Ok(()) };
        let named = |ink| Type::new(15.0, ink).strong();
        if !self.narrow {
            let labels = vec![(with.1, (w.with(), LIQUIDATION)), (without.1, (w.without(), PRICE))];
            for (y, (name, ink)) in spread(labels, 19.0, self.top, self.bottom - 2.0) {
                pen.text((self.right + 10.0, y), name, named(ink))?;
            }
            return Ok(());
        }
        // Along each line, from its end backward: one outside above, the other outside below.
        for (name, ink, line, way) in
            [(w.with(), LIQUIDATION, &self.solid, -15.0), (w.without(), PRICE, &self.dashed, 15.0)]
        {
            let end = line.last().map_or(self.right, |p| p.0);
            let places = (0..12u8).map(|n| {
                let x = end - f64::from(n) * 16.0;
                let (a, b) = (between(line, x), between(line, x - width(name, 7.2)));
                ((x, if way > 0.0 { a.max(b) } else { a.min(b) } + way), Anchor::End)
            });
            self.label(pen, name, named(ink), places, (now, taken))?;
        }
        Ok(())
    }

    /// Writes a label at the first of some places that is clear of everything, or nowhere. Says what it takes up.
    fn label(
        &self,
        pen: &Pen<'_, '_>,
        text: &str,
        kind: Type,
        mut places: impl Iterator<Item = (Point, Anchor)>,
        (now, taken): (f64, Taken),
    ) -> Result<Taken, Error> {
        let wide = width(text, 7.2);
        let clear = |at: &Point, anchor: &Anchor| {
            let from = if *anchor == Anchor::End { at.0 - wide } else { at.0 };
            let to = from + wide;
            let aside = |room: f64| now < from - room || now > to + room;
            // Beside the pill a label may stand as high as it does.
            let least = if aside(PILL / 2.0 + 2.0) { 10.0 } else { 36.0 };
            let within =
                from >= self.left && to <= self.right + PILL / 2.0 && at.1 >= least && at.1 < self.bottom - 7.0;
            let free = taken.is_none_or(|t| t.1 < from || t.0 > to || (t.2 - at.1).abs() > 18.0);
            within && free && aside(8.0) && !self.touched(from - 6.0, to + 6.0, at.1)
        };
        let Some((at, anchor)) = places.find(|(at, anchor)| clear(at, anchor)) else { return Ok(None) };
        pen.text(at, text, kind.anchored(anchor))?;
        let from = if anchor == Anchor::End { at.0 - wide } else { at.0 };
        Ok(Some((from, from + wide, at.1)))
    }

    /// True where one of the lines passes through a label's box.
    fn touched(&self, from: f64, to: f64, y: f64) -> bool {
        [&self.solid, &self.dashed].into_iter().any(|line| {
            line.windows(2).any(|pair| {
                let [a, b] = pair else { return false };
                if b.0 < from || a.0 > to {
                    return false;
                }
                // The heights that a stretch of the line takes inside the box.
                let at = |x: f64| if b.0 - a.0 < 1e-9 { a.1 } else { a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0) };
                let (first, last) = (at(from.max(a.0)), if b.0 - a.0 < 1e-9 { b.1 } else { at(to.min(b.0)) });
                first.min(last) < y + 11.0 && first.max(last) > y - 11.0
            })
        })
    }
}

/// The handle's words: the shock, and what it closes.
#[must_use]
pub fn handle_value(figure: &CurveFigure, words: &'static Words) -> String {
    let p = |v| percent(v, 1, words);
    words.curve().handle_value(&p(figure.here()), &p(figure.closed().0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::cascade::story::{Curve, Story};
    use crate::engine::scenario::{ParameterId, Scenario};
    use crate::figures::numbers::decimal;
    use std::sync::Arc;

    fn figure(shock: &str) -> CurveFigure {
        let s = Scenario::default().with_written(ParameterId::Shock, shock).unwrap();
        let curve =
            Curve { points: vec![(0.0, 0.0, 0.0), (0.3, 0.9, 0.3)], tipping: vec![(0.1, 0.1, 0.6)], complete: true };
        CurveFigure::of(&s, Arc::new(curve), Arc::new(Story::default()))
    }

    #[test]
    fn places_and_shocks_lead_to_each_other() {
        let f = figure("6.2");
        assert_eq!(f.end, 30);
        for tenths in 0..=300i64 {
            let shock = Decimal::new(tenths, 1).normalize();
            assert_eq!(f.shock_at(f.part_of(shock)), shock);
        }
        assert_eq!([f64::NAN, -1.0, 2.0].map(|p| f.shock_at(p)), [0, 0, 30].map(Decimal::from));
        assert_eq!((figure("28").end, figure("55").end, figure("90").end), (60, 90, 90));
        assert!(decimal(f.part_of(Decimal::TEN)).unwrap() > Decimal::ZERO);
    }

    #[test]
    fn at_a_tipping_point_the_market_has_tipped() {
        assert!((figure("10").closed().0 - 60.0).abs() < 1e-9);
        assert!((figure("9.9").closed().0 - 9.9).abs() < 1e-9);
        assert!((figure("10").closed().1 - 10.0).abs() < 1e-9);
        assert!(figure("9.9").ahead().is_some() && figure("10").ahead().is_none());
        assert!(figure("50").closed().0.is_nan());
    }
}
