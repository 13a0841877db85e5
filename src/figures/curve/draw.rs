//! Drawing the curve figure.

use super::{CurveFigure, between};
use crate::engine::Error;
use crate::figures::chart::axis::Axis;
use crate::figures::chart::board::{Board, Pen, pill_width};
use crate::figures::chart::labels::{spread, thinned, touched};
use crate::figures::chart::layout;
use crate::figures::chart::projection::{Area, Plot, Point, Scale};
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::percent;
use crate::figures::theme::{BAND, Ink, LIQUIDATION, PRICE, REFERENCE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// The whole scale, and nothing outside it.
const ALL: (f64, f64) = (0.0, 1.0);

/// A jump lower than this, in CSS pixels, is drawn as a line and has no dots.
const VISIBLE: f64 = 7.0;

/// Between the vertical axis and its figures.
const ASIDE: f64 = 8.0;

/// The word on the pill of the present shock.
fn here(figure: &CurveFigure, words: &'static Words) -> String {
    words.curve().here(&percent(figure.here(), 1, words))
}

/// How a line's name is set.
fn named(ink: Ink) -> Type {
    Type::new(15.0, ink).strong()
}

/// Where the plot lies inside a frame: shocks from left to right, shares of the open interest from below to above.
#[must_use]
pub fn plot(figure: &CurveFigure, words: &'static Words, frame: Frame) -> Plot {
    let (axis, w) = (figure.axis(), words.curve());
    let beside =
        [(10.0, named(LIQUIDATION), w.with()), (10.0, named(PRICE), w.without()), (16.0, layout::tick(), w.axis())];
    // The pill may stand at the end.
    let right = if frame.is_narrow() { pill_width(&here(figure, words)) / 2.0 } else { layout::room_for_names(beside) };
    let area = Area {
        left: layout::room_for_ticks(&axis, ASIDE, words),
        top: 38.0,
        right: f64::from(frame.width) - right,
        bottom: f64::from(frame.height) - 28.0,
    };
    Plot { area, x: Scale::new((0.0, f64::from(figure.end)), area.across()), y: Scale::of(&axis, area.upward()) }
}

/// What a label takes up: from, to, and its height.
type Taken = Option<(f64, f64, f64)>;

struct Picture<'a> {
    figure: &'a CurveFigure,
    words: &'static Words,
    axis: Axis,
    plot: Plot,
    narrow: bool,
    /// Half the width of the pill.
    pill: f64,
    solid: Vec<Point>,
    dashed: Vec<Point>,
}

pub(super) fn draw(figure: &CurveFigure, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
    let (axis, plot, here) = (figure.axis(), plot(figure, words, frame), here(figure, words));
    let (narrow, pill) = (frame.is_narrow(), pill_width(&here) / 2.0);
    let place = |line: &[(f64, f64)]| {
        line.iter().map(|p| (plot.x.place_within(p.0, ALL), plot.y.place_within(p.1, ALL))).collect()
    };
    let (solid, dashed) = (place(&figure.solid()), place(&figure.dashed()));
    let picture = Picture { figure, words, axis, plot, narrow, pill, solid, dashed };
    let now = picture.x(figure.here());
    let mut board = Board::new(frame, medium);
    board.layer("axes", &|pen| picture.axes(pen))?;
    board.layer("curves", &|pen| picture.curves(pen))?;
    board.layer("now", &|pen| {
        picture.now(pen, now)?;
        let taken = picture.tips(pen, now)?;
        picture.names(pen, now, taken)
    })?;
    board.pill((now, 15.0), &here, TEXT);
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Picture<'_> {
    fn x(&self, shock: f64) -> f64 {
        self.plot.x.place_within(shock, ALL)
    }

    fn y(&self, share: f64) -> f64 {
        self.plot.y.place_within(share, ALL)
    }

    fn axes(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        layout::rules(pen, &self.plot, &self.axis, (ASIDE, true), self.words)?;
        let along = Axis::within(Decimal::ZERO, Decimal::from(self.figure.end), if self.narrow { 3 } else { 6 });
        layout::under(pen, &self.plot, along.ticks.iter().copied(), along.digits, self.words)?;
        if self.narrow {
            return Ok(());
        }
        let at = (self.plot.area.right + 16.0, self.plot.area.bottom + 17.0);
        pen.text(at, self.words.curve().axis(), layout::tick())
    }

    fn curves(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        if self.solid.is_empty() {
            let kind = Type::new(15.0, TICK).anchored(Anchor::Middle);
            return pen.text(self.plot.area.middle(), self.words.numbers().not_known(), kind);
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
        pen.line(&[(x, 28.0), (x, self.plot.area.bottom)], REFERENCE, 1.0)?;
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
        let label = self.words.curve().tips(&self.figure.tip_said(*at, self.words));
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
        if !self.narrow {
            let labels = vec![(with.1, (w.with(), LIQUIDATION)), (without.1, (w.without(), PRICE))];
            for (y, (name, ink)) in spread(labels, 19.0, self.plot.area.top, self.plot.area.bottom - 2.0) {
                pen.text((self.plot.area.right + 10.0, y), name, named(ink))?;
            }
            return Ok(());
        }
        // Along each line, from its end backward: one outside above, the other outside below.
        for (name, ink, line, way) in
            [(w.with(), LIQUIDATION, &self.solid, -15.0), (w.without(), PRICE, &self.dashed, 15.0)]
        {
            let end = line.last().map_or(self.plot.area.right, |p| p.0);
            let places = (0..12u8).map(|n| {
                let x = end - f64::from(n) * 16.0;
                let (a, b) = (between(line, x), between(line, x - named(ink).width(name)));
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
        let clear = |at: &Point, anchor: &Anchor| {
            let (from, to) = kind.anchored(*anchor).span(at.0, text);
            let aside = |room: f64| now < from - room || now > to + room;
            // Beside the pill a label may stand as high as it does.
            let least = if aside(self.pill + 2.0) { 10.0 } else { 36.0 };
            let within = from >= self.plot.area.left
                && to <= self.plot.area.right + self.pill
                && at.1 >= least
                && at.1 < self.plot.area.bottom - 7.0;
            let free = taken.is_none_or(|t| t.1 < from || t.0 > to || (t.2 - at.1).abs() > 18.0);
            within && free && aside(8.0) && !self.touched(from - 6.0, to + 6.0, at.1)
        };
        let Some((at, anchor)) = places.find(|(at, anchor)| clear(at, anchor)) else { return Ok(None) };
        pen.text(at, text, kind.anchored(anchor))?;
        let (from, to) = kind.anchored(anchor).span(at.0, text);
        Ok(Some((from, to, at.1)))
    }

    /// True where one of the lines passes through a label's box.
    fn touched(&self, from: f64, to: f64, y: f64) -> bool {
        [&self.solid, &self.dashed].into_iter().any(|line| touched(line, from, to, y, 11.0))
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
    use crate::engine::cascade::narration::{Curve, Narration};
    use crate::engine::scenario::{ParameterId, Scenario};
    use crate::figures::numbers::decimal;
    use std::sync::Arc;

    fn figure(shock: &str) -> CurveFigure {
        let s = Scenario::default().with_written(ParameterId::Shock, shock).unwrap();
        let curve =
            Curve { points: vec![(0.0, 0.0, 0.0), (0.3, 0.9, 0.3)], tipping: vec![(0.1, 0.1, 0.6)], complete: true };
        CurveFigure::of(&s, Arc::new(curve), Arc::new(Narration::default()))
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
