//! What one picture and the small multiples share: the scale, the shading with its contours, and both edges.

use super::months::{Contours, LEVELS, Months};
use crate::engine::Error;
use crate::engine::margin::{Side, Trigger};
use crate::engine::units::{Price, Saturating as _};
use crate::figures::chart::axis::Axis;
use crate::figures::chart::board::Pen;
use crate::figures::chart::projection::{Area, Plot, Point, Scale};
use crate::figures::days::LAST_DAY;
use crate::figures::theme::{CONTOUR, HEAT_1, HEAT_2, HEAT_3, HEAT_4, Ink, LIQUIDATION, PAPER, REFERENCE};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Areas of the shading, outermost first.
const HEATS: [Ink; 4] = [HEAT_1, HEAT_2, HEAT_3, HEAT_4];

/// One band over price and time.
#[derive(Debug, Clone, Copy)]
pub struct Band<'a> {
    /// How far paths have come.
    pub contours: &'a Contours,
    /// Where they begin.
    pub start: Price,
    /// Where it lies: days from left to right, prices from below to above.
    pub plot: Plot,
}

/// A plot of days and prices in an area.
#[must_use]
pub fn plot(axis: &Axis, area: Area) -> Plot {
    Plot { area, x: Scale::new((0.0, f64::from(LAST_DAY)), area.across()), y: Scale::of(axis, area.upward()) }
}

/// An axis around both edges of every band and the prices on the way there.
#[must_use]
pub fn axis(weathers: &[&Months], contours: &Contours) -> Axis {
    let Some(first) = weathers.first() else { return Axis::around(std::iter::empty(), 4) };
    let (start, sign) = (first.band.start.get(), first.band.side.sign());
    // What lies several times the start away is not worth flattening the rest for.
    let most = start.sat_mul(Decimal::TWO);
    let days = weathers.iter().flat_map(|months| &months.band.days);
    let losses = days.flat_map(|day| [day.optimistic, day.conservative]).filter_map(|edge| {
        let loss = start.sat_sub(edge.price()?.get()).sat_mul(sign);
        Some(loss.clamp(-most, most))
    });
    let (near, far) = losses.fold((Decimal::ZERO, Decimal::ZERO), |(near, far), loss| (near.min(loss), far.max(loss)));
    let far = if far.is_zero() { start.sat_mul(usual(contours)) } else { far.sat_mul(Decimal::new(15, 1)) };
    let far = far.max(start.sat_div(Decimal::from(500)));
    let over = far.sat_mul(Decimal::new(12, 2)).max(near.abs().sat_mul(Decimal::new(11, 1)));
    let ends = [start.sat_sub(far.sat_mul(sign)), start.sat_add(over.sat_mul(sign))];
    let [one, other] = ends;
    Axis::within(one.min(other).max(Decimal::ZERO), one.max(other), 5)
}

/// How far paths usually come, as a part of the start: the scale where no edge gives one.
fn usual(contours: &Contours) -> Decimal {
    let far = contours.lines.first().and_then(|line| line.last()).map_or(0.0, |(_, distance)| *distance);
    super::decimal(far.clamp(0.05, 0.6))
}

impl<'a> Band<'a> {
    /// The place of a day.
    #[must_use]
    pub fn x(&self, day: f64) -> f64 {
        self.plot.x.place(day)
    }

    /// The height of a price.
    #[must_use]
    pub fn y(&self, price: Decimal) -> f64 {
        self.plot.y.at(price)
    }

    /// The height of an edge; `None` where it has none in the picture.
    #[must_use]
    pub fn edge(&self, edge: Trigger) -> Option<f64> {
        let y = self.y(edge.price()?.get());
        (self.plot.area.top - 1.0..=self.plot.area.bottom + 1.0).contains(&y).then_some(y)
    }

    /// 1 where losing is down on the page, -1 where it is up.
    #[must_use]
    pub fn way(&self) -> f64 {
        match self.contours.sky.1 {
            Side::Long => 1.0,
            Side::Short => -1.0,
        }
    }

    /// The end of the prices on the losing side.
    #[must_use]
    pub fn end(&self) -> f64 {
        if self.way() > 0.0 { self.plot.area.bottom } else { self.plot.area.top }
    }

    /// The part of a contour that lies in the picture. Its last point is at the right, or where it leaves.
    #[must_use]
    pub fn contour(&self, line: &[(f64, f64)]) -> Vec<Point> {
        let start = self.start.get().to_f64().unwrap_or(0.0);
        let (way, end) = (self.way(), self.end());
        let mut points: Vec<Point> = Vec::with_capacity(line.len());
        for (day, distance) in line {
            let price = start * libm::exp(-way * distance);
            let (x, y) = (self.x(*day), self.plot.y.place(price));
            let beyond = (y - end) * way;
            if beyond > 0.0 {
                let before = points.last().map_or((self.plot.area.left, end), |p| *p);
                let inside = (end - before.1) * way;
                let part = inside / (inside + beyond);
                points.push((before.0 + (x - before.0) * part, end));
                return points;
            }
            points.push((x, y));
        }
        points
    }

    /// Every contour that is seen, with its share in per cent, outermost first.
    fn contours(&self) -> impl Iterator<Item = (u32, Ink, Vec<Point>)> + '_ {
        let lines = LEVELS.into_iter().zip(HEATS).zip(&self.contours.lines);
        lines.map(|((level, ink), line)| (level, ink, self.contour(line)))
    }

    /// The areas between the start and the contours, and the contours.
    pub fn shade(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let start = self.y(self.start.get());
        let (end, way) = (self.end(), self.way());
        for (_, ink, points) in self.contours() {
            let Some((last, y)) = points.last().copied().filter(|(_, y)| (y - start) * way > 0.5) else { continue };
            let mut area = points.clone();
            if last < self.plot.area.right && (y - end).abs() < 0.5 {
                area.push((self.plot.area.right, end));
            }
            area.extend([(self.plot.area.right, start), (self.plot.area.left, start)]);
            pen.area(&area, ink)?;
            pen.line(&points, CONTOUR, 0.75)?;
        }
        Ok(())
    }

    /// Where the contours end: at the right, or on the losing side of the picture. Of contours that coincide only the innermost.
    #[must_use]
    pub fn ends(&self) -> Vec<(u32, Point)> {
        let mut ends: Vec<(u32, Point)> = Vec::new();
        for (level, _, points) in self.contours() {
            let Some(end) = points.last().copied() else { continue };
            let start = self.y(self.start.get());
            if let Some(before) = ends.last_mut()
                && (before.1.0 - end.0).abs() < 1.0
                && (before.1.1 - end.1).abs() < 1.0
            {
                before.0 = level;
            } else if (end.1 - start).abs() > 2.0 {
                ends.push((level, end));
            }
        }
        ends
    }

    /// The price at which paths begin.
    pub fn reference(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let y = self.y(self.start.get());
        pen.line(&[(self.plot.area.left, y), (self.plot.area.right, y)], REFERENCE, 1.0)
    }

    /// Both edges, on a border of paper so that no shading swallows them.
    pub fn edges(&self, pen: &Pen<'_, '_>, months: &Months) -> Result<(), Error> {
        for (n, dashed) in [(0_usize, true), (1, false)] {
            for run in self.runs(months, n) {
                pen.line(&run, PAPER, if dashed { 5.0 } else { 5.5 })?;
                if dashed {
                    pen.dashes(&run, LIQUIDATION, 2.0, (8.0, 5.0))?;
                } else {
                    pen.line(&run, LIQUIDATION, 2.5)?;
                }
            }
        }
        Ok(())
    }

    /// An edge as unbroken lines. Days without a price, or with one outside the picture, leave a gap.
    fn runs(&self, months: &Months, edge: usize) -> Vec<Vec<Point>> {
        let of = |optimistic, conservative| self.edge(if edge == 0 { optimistic } else { conservative });
        let mut runs: Vec<Vec<Point>> = Vec::new();
        let mut run: Vec<Point> = Vec::new();
        for day in &months.band.days {
            let x = self.x(f64::from(day.day));
            let before = months.band.without.filter(|without| without.day == day.day);
            let before = before.map(|w| of(w.optimistic, w.conservative));
            for y in before.into_iter().chain([of(day.optimistic, day.conservative)]) {
                match y {
                    Some(y) => run.push((x, y)),
                    None => runs.push(std::mem::take(&mut run)),
                }
            }
        }
        runs.push(run);
        runs.into_iter().map(|run| bent(&run)).filter(|run| run.len() > 1).collect()
    }

    /// The line of the day the reader stands on, with a mark on each edge.
    pub fn now(&self, pen: &Pen<'_, '_>, months: &Months, today: u32, from: f64, size: f64) -> Result<(), Error> {
        let x = self.x(f64::from(today));
        pen.line(&[(x, from), (x, self.plot.area.bottom)], REFERENCE, 1.0)?;
        let [optimistic, conservative] = months.edges(today).map(|edge| self.edge(edge));
        if let Some(y) = optimistic {
            pen.dot((x, y), size - 1.0, LIQUIDATION, true)?;
        }
        if let Some(y) = conservative {
            pen.dot((x, y), size, LIQUIDATION, false)?;
        }
        Ok(())
    }
}

/// A line without the points that lie straight between others, to an eighth of a pixel: most edges do not bend.
fn bent(line: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    let mut rest = line;
    while let Some((from, after)) = rest.split_first() {
        kept.push(*from);
        let on_the_way = |to: usize| {
            let Some(end) = after.get(to) else { return false };
            let run = end.0 - from.0;
            after
                .iter()
                .take(to)
                .all(|p| run > 0.0 && (from.1 + (end.1 - from.1) * (p.0 - from.0) / run - p.1).abs() < 0.125)
        };
        let mut to = 0_usize;
        while on_the_way(to.saturating_add(1)) {
            to = to.saturating_add(1);
        }
        rest = after.get(to..).unwrap_or_default();
    }
    kept
}
