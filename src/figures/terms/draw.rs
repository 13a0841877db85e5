//! Drawing the sketch: a layer for each term, of which one is lit.

use super::TermsFigure;
use super::layout::{DIAL, EQUITY as LEFT, HAIRCUT, MAINTENANCE, NAME, Sketch, WALL};
use crate::engine::Error;
use crate::engine::terms::{TERMS, TermId};
use crate::figures::chart::board::{Board, Pen, pill_width};
use crate::figures::chart::projection::{Area, Point};
use crate::figures::figure::Figure as _;
use crate::figures::frame::{Frame, Medium};
use crate::figures::theme::{
    BAND, EQUITY, FEE, FUNDING, Ink, LABEL, LINK, LIQUIDATION, PRICE, REFERENCE, RULE, TEXT, TICK,
};
use crate::words::Words;

/// What is behind the others is drawn first.
const BEHIND: [TermId; 4] = [TermId::Notional, TermId::Leverage, TermId::InitialMargin, TermId::Equity];

/// The index, from left to right: parts of the way across, and CSS pixels above its last height.
const INDEX: [(f64, f64); 9] = [
    (0.0, 14.0),
    (0.12, 6.0),
    (0.25, 12.0),
    (0.38, 22.0),
    (0.5, 16.0),
    (0.62, 4.0),
    (0.75, -6.0),
    (0.88, -3.0),
    (1.0, 0.0),
];

pub(super) fn draw(figure: &TermsFigure, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
    let sketch = Sketch::of(frame, figure.side);
    let mut board = Board::new(frame, medium);
    let first = BEHIND.into_iter().chain(TERMS.iter().copied().filter(|term| !BEHIND.contains(term)));
    let order: Vec<TermId> = first.filter(|term| *term != figure.lit).chain([figure.lit]).collect();
    for term in &order {
        board.open(if *term == figure.lit { "lit-term" } else { "dim-term" }, (*term != figure.lit).then_some("0.42"));
        board.layer(term.key(), &|pen| sketch.mark(pen, *term))?;
        board.close();
    }
    for term in order {
        let spot = sketch.spot(term);
        let name = words.name(term);
        let kind = NAME.anchored(spot.anchor);
        if term == figure.lit {
            let (from, to) = kind.span(spot.name.0, name);
            let half = pill_width(name) / 2.0;
            let middle = f64::midpoint(from, to).max(half).min(f64::from(frame.width) - half);
            board.pill((middle, spot.name.1), name, TEXT);
        } else {
            board.say(spot.name, name, crate::figures::chart::text::Type { ink: LABEL, ..kind });
        }
    }
    let text = figure.text(words);
    Ok(board.finish(&text.title, &text.sentence))
}

impl Sketch {
    fn mark(&self, pen: &Pen<'_, '_>, term: TermId) -> Result<(), Error> {
        let Area { left, right, .. } = self.price;
        let y = self.level(term);
        let spot = self.spot(term);
        match term {
            TermId::Entry => pen.dashes(&[(left, y), (right, y)], REFERENCE, 1.5, (5.0, 4.0)),
            TermId::Index => pen.line(&self.path(0.0, 0.0), TICK, 1.5),
            TermId::Mark => {
                let apart = y - self.level(TermId::Index);
                pen.line(&self.path(apart, 0.0), PRICE, 2.5)?;
                pen.dot((right, y), 4.0, PRICE, false)
            }
            TermId::Last => {
                let apart = y - self.level(TermId::Index);
                pen.line(&self.path(apart, 9.0), LABEL, 1.0)
            }
            TermId::Basis => {
                let Area { top, bottom, .. } = spot.mark;
                let x = right - 9.0;
                pen.line(&[(x - 4.0, top - 3.0), (x, top), (x, bottom), (x - 4.0, bottom + 3.0)], FEE, 2.0)
            }
            TermId::Liquidation => pen.line(&[(left, y), (right, y)], LIQUIDATION, 2.5),
            TermId::Bankruptcy => {
                let line = self.level(TermId::Liquidation);
                pen.bar((left, line.min(y)), (right, line.max(y)), BAND)?;
                pen.dashes(&[(left, y), (right, y)], LIQUIDATION, 2.0, (8.0, 4.0))
            }
            TermId::Funding => self.clocks(pen),
            TermId::Depth => self.rungs(pen),
            TermId::Slippage => {
                let (x, from, to) = (self.book.right + 12.0, self.book.top, self.rung(2.0));
                let down = if to > from { 1.0 } else { -1.0 };
                pen.line(&[(x - 6.0, from), (x + 6.0, from)], PRICE, 2.0)?;
                pen.line(&[(x, from), (x, to)], FEE, 2.0)?;
                pen.line(&[(x - 4.0, to - 5.0 * down), (x, to), (x + 4.0, to - 5.0 * down)], FEE, 2.0)
            }
            TermId::Rebate => {
                let (x, y) = self.coin();
                pen.dot((x, y), 7.0, FEE, true)?;
                pen.line(&[(x - 3.5, y), (x + 3.5, y)], FEE, 1.5)?;
                pen.line(&[(x, y - 3.5), (x, y + 3.5)], FEE, 1.5)
            }
            TermId::Notional => framed(pen, self.whole, RULE, LINK),
            TermId::Bracket => {
                for part in [0.45, 0.78] {
                    let x = self.along(part);
                    pen.line(&[(x, self.whole.top - 4.0), (x, self.whole.bottom + 4.0)], TEXT, 2.0)?;
                }
                Ok(())
            }
            TermId::Leverage => {
                let Area { left, bottom, .. } = self.whole;
                let cut = self.along(SLICE);
                pen.bar((left, self.whole.top), (cut, bottom), EQUITY)?;
                pen.line(&[(left, bottom), (left, self.own.top)], LINK, 1.0)?;
                pen.line(&[(cut, bottom), (self.own.right, self.own.top)], LINK, 1.0)
            }
            TermId::InitialMargin => {
                let (Area { left, right, .. }, y) = (self.own, self.span);
                outline(pen, self.own, EQUITY)?;
                pen.line(&[(left, y - 5.0), (left, y), (right, y), (right, y - 5.0)], EQUITY, 1.5)
            }
            // With what is required of it, whose own colour is not laid over another.
            TermId::Equity => {
                let (Area { top, bottom, .. }, right) = (self.own, self.along(LEFT));
                pen.bar((self.along(MAINTENANCE), top), (right, bottom), EQUITY)?;
                outline(pen, Area { right, ..self.own }, EQUITY)
            }
            TermId::MaintenanceMargin => {
                pen.bar((self.own.left, self.own.top), (self.along(MAINTENANCE), self.own.bottom), LIQUIDATION)
            }
            TermId::Haircut => {
                let (Area { top, right, bottom, .. }, left) = (self.own, self.along(HAIRCUT));
                let mut x = left;
                while x + 8.0 < right {
                    pen.line(&[(x, bottom - 2.0), (x + 8.0, top + 2.0)], FEE, 1.5)?;
                    x += 6.0;
                }
                pen.line(&[(left, top), (left, bottom)], FEE, 1.5)
            }
            // A wall at either end: nothing comes in, and nothing is lost beyond.
            TermId::Isolated => {
                let Area { left, top, right, bottom } = self.own;
                pen.line(&[(left, top - WALL), (left, bottom + WALL)], TEXT, 2.5)?;
                pen.line(&[(right, top - WALL), (right, bottom + WALL)], TEXT, 2.5)
            }
            TermId::Cross => {
                let rest = self.rest();
                let (x, to) = (f64::midpoint(rest.left, rest.right), self.own.top - 2.0);
                framed(pen, rest, RULE, EQUITY)?;
                pen.line(&[(x, rest.bottom), (x, to)], EQUITY, 2.0)?;
                pen.line(&[(x - 4.0, to - 5.0), (x, to), (x + 4.0, to - 5.0)], EQUITY, 2.0)
            }
            TermId::MarginRatio => self.dial(pen),
            TermId::InsuranceFund => self.fund(pen),
            TermId::Adl => self.line_of_winners(pen),
            TermId::OpenInterest => self.all_contracts(pen),
        }
    }

    /// A path like that of the index, so far below it, and rougher.
    fn path(&self, apart: f64, rough: f64) -> Vec<Point> {
        let Area { left, right, .. } = self.price;
        let end = self.level(TermId::Index);
        let way = if self.level(TermId::Liquidation) > end { 1.0 } else { -1.0 };
        let mut points = Vec::new();
        let mut up = 1.0;
        for pair in INDEX.windows(2) {
            let [(x, y), (to_x, to_y)] = pair else { continue };
            for step in 0..4 {
                let part = f64::from(step) / 4.0;
                let at = x + (to_x - x) * part;
                // Apart at the end, and near each other before.
                let below = apart * (0.3 + 0.7 * at);
                let rough = if points.is_empty() { 0.0 } else { rough * up };
                up = -0.6 * up - if step == 1 { 0.5 } else { -0.4 };
                points.push((left + (right - left) * at, end - way * (y + (to_y - y) * part) + below + rough));
            }
        }
        points.push((right, end + apart));
        points
    }

    /// A clock for each payment, on a line of time.
    fn clocks(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let (Area { left, right, .. }, y) = (self.price, self.clocks);
        pen.line(&[(left, y), (right, y)], LINK, 1.0)?;
        for part in [0.2, 0.5, 0.8] {
            let x = left + part * (right - left);
            pen.dot((x, y), 8.0, FUNDING, true)?;
            pen.line(&[(x, y - 5.0), (x, y), (x + 3.5, y + 2.0)], FUNDING, 1.5)?;
        }
        Ok(())
    }

    /// Orders that rest on either side of the mark; those that a forced close meets are nearer to the losing side.
    fn rungs(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, right, .. } = self.book;
        let wide = right - left;
        for (number, part) in [(0.0, 0.36), (1.0, 0.55), (2.0, 0.74), (3.0, 1.0)] {
            let y = self.rung(number);
            pen.bar((left, y - 5.5), (left + part * wide, y + 5.5), LINK)?;
        }
        pen.line(&[(left, self.rung(-0.6)), (left, self.rung(3.5))], LINK, 1.0)
    }

    /// Half a dial, with what is required in the colour of liquidation.
    fn dial(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let (x, y) = self.dial;
        let on = |part: f64, radius: f64| {
            let angle = core::f64::consts::PI * (1.0 - part);
            (x + radius * libm::cos(angle), y - radius * libm::sin(angle))
        };
        let arc = |from: u32, to: u32| (from..=to).map(|n| on(f64::from(n) / 20.0, DIAL)).collect::<Vec<_>>();
        pen.line(&arc(0, 20), LINK, 5.0)?;
        pen.line(&arc(15, 20), LIQUIDATION, 5.0)?;
        pen.line(&[(x, y), on(0.3, DIAL - 3.0)], TEXT, 2.0)?;
        pen.dot((x, y), 3.0, TEXT, false)
    }

    /// A jar, not quite full.
    fn fund(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, top, right, bottom } = self.jar;
        let full = top + 0.45 * (bottom - top);
        pen.bar((left, full), (right, bottom), EQUITY)?;
        pen.line(
            &[
                (left - 3.0, top),
                (left, top + 4.0),
                (left, bottom),
                (right, bottom),
                (right, top + 4.0),
                (right + 3.0, top),
            ],
            LABEL,
            2.0,
        )
    }

    /// Those who have won, the most first; the first is taken out of the line.
    fn line_of_winners(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let ((x, y), apart) = self.queue;
        for (n, radius) in [(0.0, 8.5), (1.0, 7.0), (2.0, 6.0), (3.0, 5.0)] {
            pen.dot((x + n * apart, y + 8.5 - radius), radius, if n < 0.5 { LIQUIDATION } else { LINK }, false)?;
        }
        pen.line(&[(x, y - 13.0), (x, y - 25.0)], LIQUIDATION, 2.0)?;
        pen.line(&[(x - 4.0, y - 20.0), (x, y - 25.0), (x + 4.0, y - 20.0)], LIQUIDATION, 2.0)
    }

    /// Every contract that is open, and the reader's.
    fn all_contracts(&self, pen: &Pen<'_, '_>) -> Result<(), Error> {
        let Area { left, top, right, bottom } = self.crowd;
        let (rows, columns) = (3_u32, 12_u32);
        let (wide, high) = ((right - left) / f64::from(columns), (bottom - top) / f64::from(rows));
        for row in 0..rows {
            for column in 0..columns {
                let at = (left + f64::from(column) * wide, top + f64::from(row) * high);
                let mine = (row, column) == (1, 4);
                let ink = if mine { PRICE } else { LINK };
                pen.bar(at, (at.0 + wide - 3.0, at.1 + high - 3.0), ink)?;
            }
        }
        Ok(())
    }
}

/// The part of the position that is margin.
const SLICE: f64 = 0.12;

fn framed(pen: &Pen<'_, '_>, area: Area, fill: Ink, edge: Ink) -> Result<(), Error> {
    pen.bar((area.left, area.top), (area.right, area.bottom), fill)?;
    outline(pen, area, edge)
}

fn outline(pen: &Pen<'_, '_>, Area { left, top, right, bottom }: Area, ink: Ink) -> Result<(), Error> {
    pen.line(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], ink, 1.5)
}
