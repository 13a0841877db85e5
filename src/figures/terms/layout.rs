//! Where the parts of the sketch stand, and which term is meant by a place of it.

use crate::engine::margin::Side;
use crate::engine::terms::{TERMS, TermId};
use crate::figures::chart::projection::{Area, Point};
use crate::figures::chart::text::{Anchor, Type};
use crate::figures::frame::Frame;
use crate::figures::theme::TEXT;
use crate::words::Words;

/// Heights of the sketch on a wide screen and on a narrow one, in CSS pixels. They do not change with its width.
pub const HEIGHTS: (u32, u32) = (430, 536);

/// Names of the parts.
pub(super) const NAME: Type = Type { size: 14.0, strong: false, ink: TEXT, anchor: Anchor::Start };

/// The sketch in a frame, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sketch {
    /// The price over time.
    pub(super) price: Area,
    /// Heights of entry, index, basis, mark, last price, liquidation and bankruptcy, as a long has them.
    levels: [f64; 7],
    /// Height of the clocks.
    pub(super) clocks: f64,
    /// The book: from the mark to its last level, bars from left to right.
    pub(super) book: Area,
    /// The bar of the whole position, and the bar of its margin, larger.
    pub(super) whole: Area,
    pub(super) own: Area,
    /// Line of names under the margin, and line of the whole of it.
    pub(super) under: f64,
    pub(super) span: f64,
    /// The dial.
    pub(super) dial: Point,
    pub(super) jar: Area,
    /// The first of the queue, and how far the next stands.
    pub(super) queue: (Point, f64),
    pub(super) crowd: Area,
    /// Line of names under the fund and the queue, and under what all hold.
    pub(super) feet: [f64; 2],
    flipped: bool,
}

/// Radius of the dial.
pub(super) const DIAL: f64 = 22.0;

/// Where a term is shown: its name, and the box of what it names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The term.
    pub term: TermId,
    /// Where its name stands.
    pub name: Point,
    /// How the name is set there.
    pub anchor: Anchor,
    /// What it names.
    pub mark: Area,
}

impl Sketch {
    pub(super) fn of(frame: Frame, side: Side) -> Self {
        let wide = f64::from(frame.width);
        let flipped = side == Side::Short;
        if frame.is_narrow() {
            let (left, right) = (4.0, wide - 4.0);
            return Self {
                price: Area { left, top: 10.0, right: wide - 96.0, bottom: 184.0 },
                levels: [22.0, 48.0, 70.0, 92.0, 114.0, 148.0, 172.0],
                clocks: 202.0,
                book: Area { left, top: 372.0, right: left + 0.34 * wide, bottom: 440.0 },
                whole: Area { left, top: 238.0, right, bottom: 252.0 },
                own: Area { left, top: 284.0, right, bottom: 302.0 },
                under: 316.0,
                span: 331.0,
                dial: (wide - 52.0, 410.0),
                jar: Area { left: 0.18 * wide - 17.0, top: 474.0, right: 0.18 * wide + 17.0, bottom: 510.0 },
                queue: ((0.5 * wide - 27.0, 494.0), 18.0),
                crowd: Area { left: 0.66 * wide, top: 480.0, right, bottom: 508.0 },
                feet: [526.0, 526.0],
                flipped,
            };
        }
        let at = |x: f64| x * wide / 640.0;
        Self {
            price: Area { left: 8.0, top: 14.0, right: at(300.0), bottom: 218.0 },
            levels: [34.0, 64.0, 86.0, 108.0, 130.0, 172.0, 198.0],
            clocks: 240.0,
            book: Area { left: at(412.0), top: 108.0, right: at(505.0), bottom: 176.0 },
            whole: Area { left: 8.0, top: 284.0, right: at(358.0), bottom: 300.0 },
            own: Area { left: 8.0, top: 336.0, right: at(358.0), bottom: 356.0 },
            under: 370.0,
            span: 387.0,
            dial: (at(415.0), 356.0),
            jar: Area { left: at(504.0) - 19.0, top: 270.0, right: at(504.0) + 19.0, bottom: 318.0 },
            queue: ((at(592.0) - 30.0, 296.0), 20.0),
            crowd: Area { left: at(482.0), top: 362.0, right: at(632.0), bottom: 394.0 },
            feet: [336.0, 412.0],
            flipped,
        }
    }

    /// Height of a level.
    pub(super) fn level(&self, term: TermId) -> f64 {
        let [entry, index, basis, mark, last, liquidation, bankruptcy] = self.levels;
        let y = match term {
            TermId::Entry => entry,
            TermId::Index => index,
            TermId::Basis => basis,
            TermId::Last => last,
            TermId::Liquidation => liquidation,
            TermId::Bankruptcy => bankruptcy,
            _ => mark,
        };
        // What a short loses by lies above.
        if self.flipped { entry + bankruptcy - y } else { y }
    }

    /// A place along the bar of the margin.
    pub(super) fn along(&self, part: f64) -> f64 {
        self.own.left + part * (self.own.right - self.own.left)
    }

    /// Height of a level of the book, counted from the mark.
    pub(super) fn rung(&self, number: f64) -> f64 {
        let y = self.book.top + 12.0 + 16.0 * number;
        if self.turns() { self.book.top - (y - self.book.top) } else { y }
    }

    /// True where the book is drawn upward: beside the price of a short.
    pub(super) fn turns(&self) -> bool {
        // On a phone it stands by itself.
        self.flipped && self.book.top < self.clocks
    }

    /// The name of a term and what it names.
    pub(super) fn spot(&self, term: TermId) -> Spot {
        let Area { left, right, .. } = self.price;
        let boxed = |(x, y): Point, half: (f64, f64)| Area {
            left: x - half.0,
            top: y - half.1,
            right: x + half.0,
            bottom: y + half.1,
        };
        let level = || {
            let y = self.level(term);
            ((right + 8.0, y), Anchor::Start, Area { left, top: y - 6.0, right, bottom: y + 6.0 })
        };
        let low = self.rung(3.0);
        let own = self.own;
        let (name, anchor, mark) = match term {
            TermId::Basis => {
                let (a, b) = (self.level(TermId::Index), self.level(TermId::Mark));
                let mark = Area { left: right - 4.0, top: a.min(b) + 4.0, right: right + 6.0, bottom: a.max(b) - 4.0 };
                ((right + 8.0, self.level(term)), Anchor::Start, mark)
            }
            TermId::Mark | TermId::Index | TermId::Last | TermId::Entry | TermId::Liquidation | TermId::Bankruptcy => {
                level()
            }
            TermId::Funding => {
                let y = self.clocks;
                ((right + 8.0, y), Anchor::Start, Area { left, top: y - 10.0, right, bottom: y + 10.0 })
            }
            TermId::Depth => {
                let away = if self.turns() { -20.0 } else { 20.0 };
                let (a, b) = (self.rung(1.0).min(low), self.rung(1.0).max(low));
                let mark = Area { left: self.book.left, top: a - 6.0, right: self.book.right, bottom: b + 6.0 };
                ((self.book.left, low + away), Anchor::Start, mark)
            }
            TermId::Slippage => {
                let (x, y) = (self.book.right + 12.0, f64::midpoint(self.book.top, self.rung(2.0)));
                ((x + 10.0, y), Anchor::Start, boxed((x, y), (6.0, 24.0)))
            }
            TermId::Rebate => {
                let at = self.coin();
                ((at.0 + 12.0, at.1), Anchor::Start, boxed(at, (9.0, 9.0)))
            }
            TermId::Notional => ((self.whole.left, self.whole.top - 13.0), Anchor::Start, self.whole),
            TermId::Bracket => {
                let mark = Area { left: self.along(0.45), ..self.whole };
                ((self.whole.right, self.whole.top - 13.0), Anchor::End, mark)
            }
            TermId::Leverage => {
                let y = f64::midpoint(self.whole.bottom, own.top);
                let mark = Area { left: own.left, top: self.whole.bottom, right: self.along(0.6), bottom: own.top };
                ((self.along(0.26), y), Anchor::Middle, mark)
            }
            TermId::MaintenanceMargin => {
                ((own.left, self.under), Anchor::Start, Area { right: self.along(MAINTENANCE), ..own })
            }
            TermId::Equity => {
                let mark = Area { left: self.along(MAINTENANCE), right: self.along(EQUITY), ..own };
                ((self.along(EQUITY), self.under), Anchor::End, mark)
            }
            TermId::Haircut => ((own.right, self.under), Anchor::End, Area { left: self.along(HAIRCUT), ..own }),
            TermId::InitialMargin => {
                let mark = Area { top: self.span - 5.0, bottom: self.span + 5.0, ..own };
                ((self.along(0.5), self.span + 15.0), Anchor::Middle, mark)
            }
            TermId::Isolated => {
                let mark = Area { top: own.top - WALL, right: own.left + 6.0, bottom: own.bottom + WALL, ..own };
                ((own.left, self.span + 15.0), Anchor::Start, mark)
            }
            TermId::Cross => ((own.right, self.span + 15.0), Anchor::End, self.rest()),
            TermId::MarginRatio => {
                let at = (self.dial.0, self.dial.1 - DIAL / 2.0);
                ((self.dial.0, self.dial.1 + 14.0), Anchor::Middle, boxed(at, (DIAL, DIAL / 2.0)))
            }
            TermId::InsuranceFund => {
                let [foot, _] = self.feet;
                ((f64::midpoint(self.jar.left, self.jar.right), foot), Anchor::Middle, self.jar)
            }
            TermId::Adl => {
                let ((x, y), apart) = self.queue;
                let middle = x + 1.5 * apart;
                let [foot, _] = self.feet;
                ((middle, foot), Anchor::Middle, boxed((middle, y), (2.0 * apart, 14.0)))
            }
            TermId::OpenInterest => {
                let [_, foot] = self.feet;
                ((f64::midpoint(self.crowd.left, self.crowd.right), foot), Anchor::Middle, self.crowd)
            }
        };
        Spot { term, name, anchor, mark }
    }

    /// What else the account holds, above the margin that it stands behind.
    pub(super) fn rest(&self) -> Area {
        let (x, top) = (self.along(REST), self.own.top);
        Area { left: x - 10.0, top: top - 28.0, right: x + 10.0, bottom: top - 18.0 }
    }

    /// Where the coin lies that a maker is paid: at the end of the first level.
    pub(super) fn coin(&self) -> Point {
        (self.book.left + 0.36 * (self.book.right - self.book.left) + 12.0, self.rung(0.0))
    }
}

/// Parts of the margin's bar: what the venue requires, what is left, and from where on a coin does not count.
pub(super) const MAINTENANCE: f64 = 0.17;
pub(super) const EQUITY: f64 = 0.8;
pub(super) const HAIRCUT: f64 = 0.9;
/// Where the rest of the account comes in.
const REST: f64 = 0.93;
/// How far the walls of an isolated margin reach over its bar and under it.
pub(super) const WALL: f64 = 8.0;

/// The term that is meant by a place of the sketch, in CSS pixels from its upper left corner: the nearest, by its mark or its name.
#[must_use]
pub fn term_at(side: Side, frame: Frame, place: Point, words: &Words) -> TermId {
    let sketch = Sketch::of(frame, side);
    let away = |term: &TermId| {
        let spot = sketch.spot(*term);
        let kind = NAME.anchored(spot.anchor);
        let (from, to) = kind.span(spot.name.0, words.name(*term));
        let name = Area { left: from, top: spot.name.1 - 9.0, right: to, bottom: spot.name.1 + 9.0 };
        // A name is small and a bar is wide: where both are met, the name is meant.
        let mark = distance(spot.mark, place) + 1.0 + 0.001 * (spot.mark.right - spot.mark.left);
        distance(name, place).min(mark)
    };
    let nearest = TERMS.iter().min_by(|a, b| away(a).total_cmp(&away(b)));
    nearest.copied().unwrap_or(TermId::Mark)
}

/// How far a place lies from a box; nothing for one inside.
fn distance(area: Area, (x, y): Point) -> f64 {
    let across = (area.left - x).max(x - area.right).max(0.0);
    let down = (area.top - y).max(y - area.bottom).max(0.0);
    libm::hypot(across, down)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::english;

    /// Whoever points at a name means it, and at the middle of a mark what it marks.
    #[test]
    fn pointing_at_a_name_or_a_mark_chooses_it() {
        for (width, height) in
            [(288, HEIGHTS.1), (360, HEIGHTS.1), (480, HEIGHTS.0), (640, HEIGHTS.0), (1000, HEIGHTS.0)]
        {
            let frame = Frame::new(width, height);
            for side in [Side::Long, Side::Short] {
                for term in TERMS {
                    let spot = Sketch::of(frame, side).spot(*term);
                    let (from, to) = NAME.anchored(spot.anchor).span(spot.name.0, english().name(*term));
                    assert!(from >= 0.0 && to <= f64::from(width), "{term:?} at {width}: {from} to {to}");
                    let name = (f64::midpoint(from, to), spot.name.1);
                    assert_eq!(term_at(side, frame, name, english()), *term, "{width} {side:?}");
                    assert!(spot.name.1 < f64::from(height) - 8.0);
                }
            }
        }
    }

    /// No two names lie over each other.
    #[test]
    fn names_stand_apart() {
        for (width, height) in [(288, HEIGHTS.1), (480, HEIGHTS.0), (640, HEIGHTS.0)] {
            for side in [Side::Long, Side::Short] {
                let sketch = Sketch::of(Frame::new(width, height), side);
                let boxes = TERMS.iter().map(|term| {
                    let spot = sketch.spot(*term);
                    let (from, to) = NAME.anchored(spot.anchor).span(spot.name.0, english().name(*term));
                    (*term, from, to, spot.name.1)
                });
                let boxes: Vec<_> = boxes.collect();
                for (n, a) in boxes.iter().enumerate() {
                    for b in &boxes[n + 1..] {
                        let apart = a.2 < b.1 || b.2 < a.1 || (a.3 - b.3).abs() > 15.0;
                        assert!(apart, "{width} {side:?}: {a:?} {b:?}");
                    }
                }
            }
        }
    }
}
