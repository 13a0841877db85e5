//! Drawing the staircase.

use super::StaircaseFigure;
use crate::engine::Error;
use crate::engine::costs::cycles::{Reach, days};
use crate::engine::scenario::flat_market::PREMIUM_DAYS;
use crate::engine::units::Saturating as _;
use crate::figures::chart::axis::Axis;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::labels::spread;
use crate::figures::chart::layout;
use crate::figures::chart::projection::{Area, Plot, Point, Scale, number};
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::grouped;
use crate::figures::reveal::Reveal;
use crate::figures::theme::{EQUITY, FUNDING, LIQUIDATION, PRICE, REFERENCE, TEXT, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// Names of the lines, beside the plot or above it.
const NAMES: Type = Type { size: 14.0, strong: true, ink: LIQUIDATION, anchor: Anchor::Start };

/// Steps that are still seen as steps; beyond them the staircase is drawn at as many places.
const STEPS: u64 = 220;

/// Parts of the height that the path of the premium takes, on a wide screen and on a phone.
const STRIP: (f64, f64) = (1.8 / 6.8, 1.8 / 4.8);

/// What lies above the path's own plot: its name.
pub const OVER_STRIP: f64 = 30.0;

/// Radius of a point of the path.
const POINT: f64 = 7.0;

struct Picture<'a> {
    figure: &'a StaircaseFigure,
    words: &'static Words,
    axis: Axis,
    across: Axis,
    plot: Plot,
    narrow: bool,
    width: f64,
    /// Heights of the two requirements, in money: the rule's, and the one with everything counted.
    lines: [Decimal; 2],
    /// Where the path of the premium is drawn.
    strip: Option<Plot>,
}

/// Where the plot lies inside a frame: days from left to right, money from below to above.
#[must_use]
pub fn plot(figure: &StaircaseFigure, words: &'static Words, frame: Frame) -> Plot {
    picture(figure, words, frame).plot
}

/// Where the path of the premium lies inside a frame, if rates are made of one: its days from left to right, per cent from below to above.
#[must_use]
pub fn strip(figure: &StaircaseFigure, words: &'static Words, frame: Frame) -> Option<Plot> {
    picture(figure, words, frame).strip
}

fn picture<'a>(figure: &'a StaircaseFigure, words: &'static Words, frame: Frame) -> Picture<'a> {
    let narrow = frame.is_narrow();
    let [rule, counted] = &figure.markets;
    let start = rule.equity.get();
    // Each line lies where the margin stands when its headroom is used up, so that one staircase meets both.
    let line = |market: &crate::engine::costs::cycles::FlatMarket| {
        start.sat_sub(market.equity.get().sat_sub(market.required.get()))
    };
    let lines = [line(rule), line(counted)];
    let margin = |cycle: u64| rule.after(cycle, &figure.path).map(|state| state.wallets.margin.get());
    let values = places(figure).into_iter().filter_map(|cycle| margin(cycle).ok()).chain(lines);
    // What is received can carry the margin far up; and under the lines there is only room for a name.
    let high = values.fold(start, Decimal::max).min(start.sat_mul(Decimal::TWO).max(lines[0]));
    let low = lines.into_iter().fold(Decimal::ZERO, Decimal::min).sat_sub(high.sat_div(Decimal::from(8)));
    let axis = Axis::within(low, high, 4);
    let last = days(figure.last, figure.interval).unwrap_or_default();
    let across = Axis::within(Decimal::ZERO, last, if narrow { 3 } else { 6 });
    let w = words.staircase();
    let right =
        if narrow { 12.0 } else { layout::room_for_names([(10.0, NAMES, w.rule()), (10.0, NAMES, w.counted())]) };
    let (width, height) = (f64::from(frame.width), f64::from(frame.height));
    let under = figure.premiums.map(|premiums| (premiums, height * if narrow { STRIP.1 } else { STRIP.0 }));
    let area = Area {
        left: layout::room_for_ticks(&axis, layout::ASIDE, words),
        top: 34.0,
        right: width - right,
        bottom: height - under.map_or(0.0, |(_, strip)| strip) - 44.0,
    };
    let plot =
        Plot { area, x: Scale::new((0.0, number(last).max(1e-9)), area.across()), y: Scale::of(&axis, area.upward()) };
    let strip = under.map(|(premiums, strip)| {
        let area = Area { top: height - strip + OVER_STRIP, bottom: height - 26.0, ..area };
        let days = f64::from(PREMIUM_DAYS) * u32::try_from(premiums.len()).map_or(1.0, f64::from);
        Plot { area, x: Scale::new((0.0, days), area.across()), y: Scale::of(&percent(&premiums), area.upward()) }
    });
    Picture { figure, words, axis, across, plot, narrow, width, lines, strip }
}

/// The points of a path, each in the middle of its days.
#[must_use]
pub fn points(plot: &Plot, premiums: &[Decimal]) -> Vec<Point> {
    let at = |n: u32| plot.x.place(f64::from(PREMIUM_DAYS) * (f64::from(n) + 0.5));
    (0..).zip(premiums).map(|(n, premium)| (at(n), plot.y.place_within(number(*premium), (0.0, 1.0)))).collect()
}

/// What the sliders of a premium reach, or more where one lies beyond.
fn percent(premiums: &[Decimal]) -> Axis {
    let most = premiums.iter().map(Decimal::abs).fold(Decimal::new(2, 1), Decimal::max);
    Axis::within(Decimal::ZERO.sat_sub(most), most, 2)
}

pub(super) fn draw(
    figure: &StaircaseFigure,
    words: &'static Words,
    frame: Frame,
    medium: Medium,
) -> Result<String, Error> {
    let picture = picture(figure, words, frame);
    let w = words.staircase();
    let hidden = figure.reveal == Reveal::Hidden && medium == Medium::Page;
    let mut board = Board::new(frame, medium);
    board.layer("axes", &|pen| picture.axes(pen))?;
    board.layer("known", &|pen| {
        picture.requirements(pen)?;
        picture.stairs(pen, 0, figure.now.cycle)
    })?;
    board.layer(if hidden { "unknown" } else { "beyond" }, &|pen| {
        if hidden { picture.question(pen) } else { picture.rest(pen) }
    })?;
    board.layer("now", &|pen| picture.now(pen))?;
    if let (Some(plot), Some(premiums)) = (&picture.strip, &figure.premiums) {
        board.layer("premium", &|pen| picture.premium(pen, plot, premiums))?;
    }
    let stands = w.payment(&grouped(Decimal::from(figure.now.cycle), 0, words));
    let half = crate::figures::chart::board::pill_width(&stands) / 2.0;
    let x = picture.x(figure.now.cycle).max(half).min(f64::from(frame.width) - half);
    board.pill((x, 14.0), &stands, TEXT);
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

/// The payments at which the staircase is drawn: every one, or as many as can be told apart, and the ends.
fn places(figure: &StaircaseFigure) -> Vec<u64> {
    if figure.last <= STEPS {
        return (0..=figure.last).collect();
    }
    let mut places: Vec<u64> = (0..=STEPS).map(|n| figure.last.saturating_mul(n) / STEPS).collect();
    places.push(figure.now.cycle);
    let mut places = crate::engine::units::in_order(places, |place| *place);
    places.dedup();
    places
}

impl Picture<'_> {
    fn x(&self, cycle: u64) -> f64 {
        days(cycle, self.figure.interval).map_or(self.plot.area.left, |days| self.plot.x.at(days))
    }

    /// The height of an amount, kept within the plot.
    fn y(&self, value: Decimal) -> f64 {
        self.plot.y.place_within(number(value), (0.0, 1.0))
    }

    fn margin(&self, cycle: u64) -> Option<f64> {
        let [rule, _] = &self.figure.markets;
        rule.after(cycle, &self.figure.path).ok().map(|state| self.y(state.wallets.margin.get()))
    }

    fn axes(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        layout::rules(pen, &self.plot, &self.axis, (layout::ASIDE, true), self.words)?;
        layout::under(pen, &self.plot, self.across.ticks.iter().copied(), self.across.digits, self.words)?;
        let at = (f64::midpoint(self.plot.area.left, self.plot.area.right), self.plot.area.bottom + 35.0);
        pen.text(at, self.words.staircase().days(), layout::tick().anchored(Anchor::Middle))
    }

    /// Both lines and their names: beside the plot, or above the line where there is no room.
    fn requirements(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, right, top, bottom } = self.plot.area;
        let [rule, counted] = self.lines.map(|line| self.y(line));
        pen.dashes(&[(left, rule), (right, rule)], LIQUIDATION, 1.5, (8.0, 5.0))?;
        pen.line(&[(left, counted), (right, counted)], LIQUIDATION, 2.0)?;
        let w = self.words.staircase();
        if self.narrow {
            // Inside, above the upper and under the lower.
            pen.text((left + 6.0, counted - 11.0), w.counted(), NAMES)?;
            return pen.text((left + 6.0, self.under(rule)), w.rule(), NAMES);
        }
        for (y, name) in spread(vec![(counted, w.counted()), (rule, w.rule())], 17.0, top, bottom) {
            pen.text((right + 10.0, y), name, NAMES)?;
        }
        Ok(())
    }

    /// The height of a text under a line, off the line of zero.
    fn under(&self, line: f64) -> f64 {
        let (under, zero) = (line + 12.0, self.y(Decimal::ZERO));
        if (under - zero).abs() < 9.0 { zero + 11.0 } else { under }
    }

    /// The staircase between two payments.
    fn stairs(&self, pen: &Pen<'_, '_>, from: u64, to: u64) -> Result<(), Error> {
        let mut line: Vec<Point> = Vec::new();
        let stepped = self.figure.last <= STEPS;
        for cycle in places(self.figure).into_iter().filter(|cycle| *cycle >= from && *cycle <= to) {
            let Some(y) = self.margin(cycle) else { break };
            let x = self.x(cycle);
            if let Some(before) = line.last().copied().filter(|_| stepped) {
                line.push((x, before.1));
            }
            line.push((x, y));
        }
        if line.len() > 1 { pen.line(&line, EQUITY, 2.5) } else { Ok(()) }
    }

    fn question(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let x = f64::midpoint(self.x(self.figure.now.cycle), self.plot.area.right);
        let y = self.margin(self.figure.now.cycle).unwrap_or(self.plot.area.top);
        pen.text((x, f64::midpoint(y, self.plot.area.bottom)), "?", Type::new(44.0, TICK).anchored(Anchor::Middle))
    }

    /// What is ahead, and where it ends.
    fn rest(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        self.stairs(pen, self.figure.now.cycle, self.figure.last)?;
        for ((lasts, line), hollow) in self.figure.lasts.iter().zip(self.lines).zip([true, false]) {
            let Reach::At(end) = lasts else { continue };
            let at = (self.x(*end), self.y(line));
            pen.dot(at, 5.0, LIQUIDATION, hollow)?;
            let day = self.words.staircase().on_day(&grouped(self.figure.day(*end), 0, self.words));
            let kind = Type::new(15.0, TEXT).strong();
            if hollow {
                // The later of the two, so the text ends under it.
                let right = (at.0 + 8.0).min(self.width - 4.0);
                pen.text((right, self.under(at.1)), &day, kind.anchored(Anchor::End))?;
                continue;
            }
            pen.dashes(&[at, (at.0, self.plot.area.bottom)], REFERENCE, 1.0, (2.0, 4.0))?;
            // Behind the end, where the staircase lies below; on a phone as far as there is room, above the staircase.
            let wide = kind.width(&day);
            let x = (at.0 + 8.0).min(self.width - wide - 4.0);
            pen.text((x, self.above(x - 4.0, x + wide, at.1)), &day, kind)?;
        }
        Ok(())
    }

    /// A height between two places that lies clear above the staircase and a line.
    fn above(&self, from: f64, to: f64, line: f64) -> f64 {
        let over = places(self.figure).into_iter().filter(|cycle| (from..=to).contains(&self.x(*cycle)));
        over.filter_map(|cycle| self.margin(cycle)).fold(line, f64::min) - 14.0
    }

    /// The path of the premium as points, and what the rule makes of it as a line.
    fn premium(&self, pen: &Pen<'_, '_>, plot: &Plot, premiums: &[Decimal]) -> Result<(), Error> {
        let w = self.words.staircase();
        pen.text((plot.area.left, plot.area.top - 16.0), w.strip(), layout::tick())?;
        layout::rules(pen, plot, &percent(premiums), (layout::ASIDE, true), self.words)?;
        let step = if self.narrow { 2 } else { 1 };
        let ends = (0..=premiums.len()).step_by(step).filter_map(|n| u32::try_from(n).ok());
        layout::under(pen, plot, ends.map(|n| Decimal::from(n.saturating_mul(PREMIUM_DAYS))), 0, self.words)?;
        let y = |value: Decimal| plot.y.place_within(number(value), (0.0, 1.0));
        let points = points(plot, premiums);
        let half = plot.area.across().1 - plot.area.across().0;
        let half = half / 2.0 / u32::try_from(premiums.len()).map_or(1.0, f64::from).max(1.0);
        let across = |x: f64, y: f64| [(x - half, y), (x + half, y)];
        let path: Vec<Point> = points.iter().flat_map(|(x, y)| across(*x, *y)).collect();
        let paid = points.iter().enumerate().filter_map(|(n, (x, _))| Some((*x, y(self.figure.rate_of(n)?))));
        let rate: Vec<Point> = paid.flat_map(|(x, y)| across(x, y)).collect();
        pen.dashes(&path, PRICE, 1.0, (2.0, 3.0))?;
        if rate.len() > 1 {
            pen.line(&rate, FUNDING, 2.5)?;
        }
        for point in points {
            pen.dot(point, POINT, PRICE, false)?;
        }
        Ok(())
    }

    fn now(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let x = self.x(self.figure.now.cycle);
        pen.line(&[(x, 27.0), (x, self.plot.area.bottom)], REFERENCE, 1.0)?;
        if let Some(y) = self.margin(self.figure.now.cycle) {
            let first = self.margin(0).unwrap_or(y);
            pen.line(&[(x, first), (x, y)], FUNDING, 4.0)?;
            pen.dot((x, y), 5.5, EQUITY, false)?;
        }
        Ok(())
    }
}
