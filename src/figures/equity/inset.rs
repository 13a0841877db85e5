//! The whole, small, beside a crossing that is framed: both lines as far as they were before, and what of them the picture shows.

use super::draw::Picture;
use super::lines::{across, between};
use crate::engine::Error;
use crate::figures::chart::board::Pen;
use crate::figures::chart::projection::{Area, Plot, Point, number};
use crate::figures::chart::text::Type;
use crate::figures::theme::{BAND, EQUITY, LINK, LIQUIDATION, PRICE, REFERENCE, TICK};
use rust_decimal::Decimal;

/// Largest width and height, and the smallest that shows anything.
const MOST: (f64, f64) = (260.0, 150.0);
const LEAST: (f64, f64) = (70.0, 50.0);

/// From the upper end of the plot, where distance and mark stand, and from what the rule requires.
const UNDER: f64 = 78.0;
const OVER: f64 = 26.0;

impl Picture<'_> {
    /// Between the equity line and the entry, above what is required, if there is room.
    pub(super) fn inset(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Some(area) = self.room() else { return Ok(()) };
        let figure = self.figure;
        let amounts = figure.all_amounts(&figure.whole);
        let plot = Plot::of(area, &figure.whole, &amounts);
        let Area { left, top, right, bottom } = area;
        let line = |of: &dyn Fn(Decimal) -> Result<Decimal, Error>| {
            let point = |p: &Decimal| of(*p).ok().map(|a| (plot.x.at(*p), plot.y.at(a)));
            let points: Vec<Point> = figure.prices(&figure.whole).iter().filter_map(point).collect();
            between(&points, (top, bottom))
        };
        pen.bar((left, top), (right, bottom), BAND)?;
        // What the picture shows of it.
        let across = |value: Decimal| plot.x.place_within(number(value), (0.0, 1.0));
        let up = |value: Decimal| plot.y.place_within(number(value), (0.0, 1.0));
        let (a, b) = (across(figure.axis.low), across(figure.axis.high));
        let (c, d) = (up(self.amounts.high), up(self.amounts.low));
        pen.line(&[(a, c), (b, c), (b, d), (a, d), (a, c)], LINK, 1.0)?;
        pen.line(&line(&|p| figure.required(p)), LIQUIDATION, 1.5)?;
        pen.line(&line(&|p| figure.equity(p)), EQUITY, 1.5)?;
        let entry = across(figure.question.position.entry.get());
        pen.dashes(&[(entry, top), (entry, bottom)], REFERENCE, 1.0, (2.0, 3.0))?;
        let mark = figure.mark.get();
        pen.dot((across(mark), up(figure.equity(mark).unwrap_or_default())), 3.5, PRICE, false)?;
        pen.text((left + 1.0, top - 9.0), self.words.equity().whole(), Type::new(14.0, TICK))
    }

    fn room(&self) -> Option<Area> {
        let Area { top, bottom, .. } = self.layout.plot.area;
        let price = self.figure.ruling.printed.price()?.get();
        let required = self.layout.plot.y.at(self.figure.required(price).ok()?);
        let top = top + UNDER;
        let bottom = (required - OVER).min(bottom).min(top + MOST.1);
        let line = self.curve(&|p| self.figure.equity(p));
        // Where the line leaves the plot above, and where it stands at the lower end of the inset, on the side of the entry.
        let leaves = across(&line, self.layout.plot.area.top);
        let (from, to) = if self.way() > 0.0 {
            (leaves + 22.0, self.layout.entry - 18.0)
        } else {
            (self.layout.entry + 18.0, leaves - 22.0)
        };
        let wide = (to - from).min(MOST.0);
        (wide >= LEAST.0 && bottom - top >= LEAST.1).then(|| {
            let left = if self.way() > 0.0 { to - wide } else { from };
            Area { left, top, right: left + wide, bottom }
        })
    }
}
