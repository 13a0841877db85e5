//! Drawing the drill: the cost so far, look by look, and all paths by what they cost.

use super::{DrillFigure, drawn, short};
use crate::engine::Error;
use crate::engine::monitor::drill::{INJECTS, Path};
use crate::figures::chart::axis::Axis;
use crate::figures::chart::board::{Board, Pen};
use crate::figures::chart::labels::spread;
use crate::figures::chart::layout;
use crate::figures::chart::projection::{Area, Plot, Point, Scale};
use crate::figures::chart::text::{Anchor, Type, fitted, widest};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::theme::{EQUITY, Ink, LABEL, LEVEL, LIQUIDATION, PRICE, RULE, TICK};
use crate::words::Words;
use rust_decimal::Decimal;

/// Height of the picture: wide, narrow. The style sheet reserves the same.
pub const HEIGHTS: (u32, u32) = (340, 320);

/// The axis reaches this far at least, micro-units.
const LEAST: i64 = 100_000_000_000;

/// Looks of a whole drill.
const LOOKS: u32 = 15;
/// Bins of the strip of all paths.
const BINS: usize = 48;

struct Picture<'a> {
    figure: &'a DrillFigure,
    words: &'static Words,
    plot: Plot,
    up: Axis,
    strip: Option<Area>,
    narrow: bool,
}

pub(super) fn draw(figure: &DrillFigure, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
    let (width, height) = (f64::from(frame.width), f64::from(frame.height));
    let debrief = figure.debrief();
    let own = figure.looks().map(|after| after.cost()).fold(0, i64::max);
    let most = debrief.map_or(own, |debrief| debrief.worst.end().cost()).max(LEAST);
    let up = Axis::around([Decimal::ZERO, Decimal::new(most, 6)].into_iter(), 4);
    let left = widest(up.ticks.iter().map(|tick| short(*tick, words)), layout::TICK_SIZE, false) + 14.0;
    let w = words.drill();
    let names = widest(w.lines().into_iter().chain([w.waiting()]), 14.0, true) + 12.0;
    let right = width - names;
    let bottom = if debrief.is_some() { height - 138.0 } else { height - 52.0 };
    let area = Area { left, top: 12.0, right, bottom };
    let x = Scale::new((0.0, f64::from(LOOKS)), area.across());
    let plot = Plot { area, x, y: Scale::of(&up, area.upward()) };
    let strip = debrief.map(|_| Area { left, top: height - 40.0, right, bottom: height - 20.0 });
    let picture = Picture { figure, words, plot, up, strip, narrow: frame.is_narrow() };
    let mut board = Board::new(frame, medium);
    board.layer("axes", &|pen| picture.axes(pen))?;
    board.layer("known", &|pen| {
        picture.paths(pen)?;
        picture.all(pen)
    })?;
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Picture<'_> {
    fn axes(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let w = self.words.drill();
        let Area { left, right, top, bottom } = self.plot.area;
        for tick in &self.up.ticks {
            let y = self.plot.y.at(*tick);
            pen.line(&[(left, y), (right, y)], RULE, 1.0)?;
            pen.text((left - 8.0, y), &short(*tick, self.words), layout::tick().anchored(Anchor::End))?;
        }
        let names = w.injects();
        let room = (right - left) / 5.0 - 6.0;
        for (at, kind) in (0_u32..).zip(self.figure.kinds()) {
            let x = self.plot.x.place(3.0 * f64::from(at));
            pen.line(&[(x, top), (x, bottom)], RULE, 1.0)?;
            let number = self.words.numbers().ungrouped(at.saturating_add(1));
            let name = names.get(kind).copied().unwrap_or_default();
            let said = if self.narrow { number } else { fitted(&format!("{number}. {name}"), layout::tick(), room) };
            pen.text((x + 4.0, bottom + 16.0), &said, layout::tick())?;
        }
        pen.text((left, bottom + 36.0), w.looks(), Type::new(14.0, TICK))
    }

    /// The cost of a path at so many looks.
    fn line(&self, path: &Path, injects: usize) -> Vec<Point> {
        let mut points = vec![(self.plot.x.place(0.0), self.plot.y.place(0.0))];
        for (look, after) in (1_u32..).zip(path.after.iter().take(injects).flatten()) {
            points.push((self.plot.x.place(f64::from(look)), self.plot.y.place(drawn(after.cost()))));
        }
        points
    }

    fn paths(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let w = self.words.drill();
        let [own_name, best_name, worst_name] = w.lines();
        let debrief = self.figure.debrief();
        let mut named: Vec<(f64, (&str, Ink, f64))> = Vec::new();
        let mut draw = |path: &Path, injects: usize, (name, ink): (&'static str, Ink), width: f64| {
            let points = self.line(path, injects);
            pen.line(&points, ink, width)?;
            if let Some((x, y)) = points.last().copied() {
                pen.dot((x, y), 3.5, ink, false)?;
                named.push((y, (name, ink, x)));
            }
            Ok::<(), Error>(())
        };
        if let Some(debrief) = &debrief {
            draw(&debrief.worst, INJECTS, (worst_name, LIQUIDATION), 1.5)?;
            draw(&debrief.best, INJECTS, (best_name, EQUITY), 1.5)?;
        }
        let name = if self.figure.is_over() && debrief.is_none() { w.waiting() } else { own_name };
        draw(&self.figure.own, self.figure.chosen.len(), (name, PRICE), 2.5)?;
        for (y, (name, ink, x)) in spread(named, 17.0, self.plot.area.top, self.plot.area.bottom) {
            pen.text((x + 8.0, y), name, Type::new(14.0, ink).strong())?;
        }
        Ok(())
    }

    /// All paths by what they cost, and the reader's among them.
    fn all(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let (Some(area), Some(debrief)) = (self.strip, self.figure.debrief()) else { return Ok(()) };
        let w = self.words.drill();
        let costs: Vec<f64> = self.figure.all.iter().map(|path| drawn(path.end().cost())).collect();
        let (low, high) = (drawn(debrief.best.end().cost()), drawn(debrief.worst.end().cost()));
        let scale = Scale::new((low, high), area.across());
        let mut bins = [0_u32; BINS];
        for cost in &costs {
            let part = scale.part(*cost).clamp(0.0, 1.0);
            let last = f64::from(u32::try_from(BINS.saturating_sub(1)).unwrap_or(0));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between nought and the last")]
            let at = libm::round(part * last) as usize;
            if let Some(bin) = bins.get_mut(at) {
                *bin = bin.saturating_add(1);
            }
        }
        pen.text((area.left, area.top - 34.0), w.all_paths(), Type::new(14.0, LABEL))?;
        let most = f64::from(bins.iter().copied().max().unwrap_or(1).max(1));
        let step = (area.right - area.left) / f64::from(u32::try_from(BINS).unwrap_or(1));
        for (n, count) in (0_u32..).zip(bins) {
            if count > 0 {
                let x = area.left + step * f64::from(n);
                let high = (area.bottom - area.top + 14.0) * libm::sqrt(f64::from(count) / most);
                pen.bar((x, area.bottom - high), (x + step - 1.0, area.bottom), LEVEL)?;
            }
        }
        let x = scale.place(drawn(debrief.own.end().cost()));
        pen.line(&[(x, area.top - 18.0), (x, area.bottom + 4.0)], PRICE, 2.5)?;
        for (at, anchor) in [(low, Anchor::Start), (high, Anchor::End)] {
            let said = self.words.numbers().grouped(crate::figures::numbers::decimal(at).unwrap_or_default(), 0);
            pen.text((scale.place(at), area.bottom + 12.0), &said, layout::tick().anchored(anchor))?;
        }
        Ok(())
    }
}
