//! Labels find their place: beside a node or along an edge, where they touch no node, no edge and no other label. Where there is no such place a
//! label is left to the focus and to the table.

use super::layout::{Layout, Place, length, text_width};
use super::link::Link;
use super::shapes::Rect;
use super::ties::Node;
use crate::figures::chart::projection::Point;
use crate::figures::frame::Frame;

/// Height of a line of text.
pub const LINE: f64 = 17.0;

/// What is said somewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Lines, from the top.
    pub lines: Vec<String>,
    /// The box that they take.
    pub bounds: Rect,
    /// The edge it tells of.
    pub link: Option<usize>,
    /// The node it stands beside.
    pub node: Option<Node>,
}

/// Places one label after another.
pub struct Placer {
    sheet: Rect,
    nodes: Vec<Rect>,
    lines: Vec<(f64, Rect, Vec<Point>)>,
    /// Those that have found a place.
    pub labels: Vec<Label>,
}

impl Placer {
    /// Nothing said yet.
    #[must_use]
    pub fn new(frame: Frame, layout: &Layout, links: &[Link]) -> Self {
        let (right, bottom) = (f64::from(frame.width), f64::from(frame.height).max(layout.height));
        Self {
            sheet: Rect { left: 1.0, top: 1.0, right: right - 1.0, bottom: bottom - 1.0 },
            nodes: layout.places.iter().map(|p| p.bounds().grown(2.0)).collect(),
            lines: links.iter().map(of_link).collect(),
            labels: Vec::new(),
        }
    }

    /// True where a box touches nothing.
    fn free(&self, bounds: &Rect) -> bool {
        bounds.within(&self.sheet)
            && !self.nodes.iter().any(|n| n.touches(bounds))
            && !self.labels.iter().any(|l| l.bounds.grown(3.0).touches(bounds))
            && !self.lines.iter().any(|(room, around, line)| {
                let wider = bounds.grown(*room);
                around.touches(&wider) && wider.crossed(line)
            })
    }

    /// A label that begins at a point which is kept free for it.
    pub fn fixed(&mut self, at: Point, text: &str) {
        let wide = text_width(text);
        let bounds = Rect::around((at.0 + wide / 2.0, at.1), wide, LINE);
        self.labels.push(Label { lines: vec![text.to_owned()], bounds, link: None, node: None });
    }

    fn take(&mut self, bounds: Rect, lines: &[String], link: Option<usize>, node: Option<Node>) -> bool {
        let free = self.free(&bounds);
        if free {
            self.labels.push(Label { lines: lines.to_vec(), bounds, link, node });
        }
        free
    }

    /// A label that begins at the first of some points that is free. False where none is.
    pub fn somewhere(&mut self, places: &[Point], text: &str) -> bool {
        let wide = text_width(text);
        let lines = [text.to_owned()];
        places.iter().any(|at| self.take(Rect::around((at.0 + wide / 2.0, at.1), wide, LINE), &lines, None, None))
    }

    /// A label beside a node: below, to a side, above. False where there is no room.
    pub fn beside(&mut self, place: &Place, text: &str, link: Option<usize>) -> bool {
        let wide = text_width(text);
        let (x, y) = place.centre;
        let (w, h) = (place.width / 2.0, place.height / 2.0);
        let lines = [text.to_owned()];
        let (below, aside) = (y + h + LINE / 2.0 + 4.0, w + wide / 2.0 + 6.0);
        for at in [
            (x, below),
            (x + aside, y + h - LINE / 2.0),
            (x - aside, y + h - LINE / 2.0),
            (x + wide / 2.0 + 6.0, below),
            (x - wide / 2.0 - 6.0, below),
            (x - aside, y),
            (x + aside + 6.0, y),
            (x - aside, y - h + LINE / 2.0),
            (x, below + LINE + 4.0),
            (x - aside, y + h + LINE / 2.0),
            (x + aside, y + h + LINE / 2.0),
            (x + aside, y - h + LINE / 2.0),
            (x, below + 2.0 * LINE + 4.0),
        ] {
            if self.take(Rect::around(at, wide, LINE), &lines, link, Some(place.node)) {
                return true;
            }
        }
        // Under it, as far to the side as the sheet allows.
        let (left, right) = (self.sheet.left + wide / 2.0, self.sheet.right - wide / 2.0);
        let rows = (0..5u8).map(|n| below + f64::from(n) * (LINE + 3.0)).chain([y - h - LINE / 2.0 - 4.0]);
        let aside = [0.0, 12.0, -12.0, 24.0, -24.0, 40.0, -40.0, 60.0, -60.0];
        let places = rows.flat_map(|y| aside.map(|by| ((x + by).max(left).min(right), y)));
        places.into_iter().any(|at| self.take(Rect::around(at, wide, LINE), &lines, link, Some(place.node)))
    }

    /// A label along an edge: of its lines as many as find room. False where none does.
    pub fn along(&mut self, number: usize, link: &Link, lines: &[String]) -> bool {
        for count in (1..=lines.len()).rev() {
            let said = lines.get(..count).unwrap_or(lines);
            let wide = said.iter().map(|l| text_width(l)).fold(0.0, f64::max);
            let high = LINE * length(count);
            for t in [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9, 0.96] {
                let (at, way) = (link.curve.at(t), link.curve.towards(t));
                let across = way.1.abs() * wide / 2.0 + way.0.abs() * high / 2.0;
                for gap in [4.0, 9.0, 15.0] {
                    let off = across + gap + link.width / 2.0;
                    for side in [1.0, -1.0] {
                        let centre = (at.0 + side * way.1 * off, at.1 - side * way.0 * off);
                        if self.take(Rect::around(centre, wide, high), said, Some(number), None) {
                            return true;
                        }
                    }
                }
            }
        }
        false
    }
}

/// Room that an edge needs, the box that it stays in, and its way.
fn of_link(link: &Link) -> (f64, Rect, Vec<Point>) {
    let line = link.line();
    let mut around = Rect::around(link.tip, 0.0, 0.0);
    for (x, y) in &line {
        around.left = around.left.min(*x);
        around.right = around.right.max(*x);
        around.top = around.top.min(*y);
        around.bottom = around.bottom.max(*y);
    }
    (link.width / 2.0 + 2.0, around.grown(0.5), line)
}
