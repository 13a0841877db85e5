//! Where everything stands. A function of the preset, of who holds which symbols and of the frame: nothing that a slider moves moves a node.

use super::CascadeFigure;
use super::shapes::Rect;
use super::ties::{Node, bit};
use crate::figures::board::Point;
use crate::figures::figure::Frame;

/// Most squares that stand in one row, each with its name.
const FEW: usize = 6;

/// Radius of the badge with the round.
pub const BADGE: f64 = 11.0;

/// A node's place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Whose it is.
    pub node: Node,
    /// Its middle.
    pub centre: Point,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// All places, with what only many squares need.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// The places, in reading order.
    pub places: Vec<Place>,
    /// Columns, each with the symbol sets of its squares; empty where squares are few.
    pub columns: Vec<Vec<u32>>,
    /// Sides that have squares (0 long, 1 short, 2 both), and where their names stand: the left end.
    pub sides: Vec<(usize, Point)>,
    /// Height that it takes.
    pub height: f64,
}

impl Place {
    /// What nothing else may touch: the shape, and at a square its badge.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let mut shape = Rect::around(self.centre, self.width, self.height);
        if matches!(self.node, Node::Square(_)) {
            shape.top -= BADGE;
            shape.right += BADGE;
        }
        shape
    }

    /// Where a line from the middle toward a point leaves the shape.
    #[must_use]
    pub fn exit(&self, toward: Point, gap: f64) -> Point {
        let way = super::shapes::unit((toward.0 - self.centre.0, toward.1 - self.centre.1));
        let (w, h) = (self.width / 2.0, self.height / 2.0);
        let reach = if matches!(self.node, Node::Symbol(_)) {
            w
        } else {
            (w / way.0.abs().max(1e-6)).min(h / way.1.abs().max(1e-6))
        };
        (self.centre.0 + way.0 * (reach + gap), self.centre.1 + way.1 * (reach + gap))
    }
}

/// A count as a length.
#[allow(clippy::cast_precision_loss)]
pub(super) fn length(count: usize) -> f64 {
    count as f64
}

/// How many times a length goes into another, at least once.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn times(room: f64, each: f64) -> usize {
    (room / each).clamp(1.0, 99.0) as usize
}

impl CascadeFigure {
    /// True where squares are too many for names of their own.
    #[must_use]
    pub fn is_crowd(&self) -> bool {
        !self.lettered || self.story.squares.len() > FEW
    }

    /// Where everything stands in a frame.
    #[must_use]
    pub fn layout(&self, frame: Frame) -> Layout {
        let layout = if self.is_crowd() { self.crowd(frame) } else { self.row(frame) };
        // No room for what cannot be seen in the frame at all.
        debug_assert!(layout.places.iter().all(|p| p.centre.0.is_finite() && p.centre.1.is_finite()));
        layout
    }

    /// Few squares in a gentle arc, each with room for what is said of it.
    fn row(&self, frame: Frame) -> Layout {
        let narrow = frame.is_narrow();
        let width = f64::from(frame.width);
        let height = if narrow { 470.0 } else { (width * 0.75).clamp(400.0, 520.0) };
        let count = length(self.story.squares.len()).max(1.0);
        let symbols = length(self.story.symbols.len()).max(1.0);
        let (ring, side) = if narrow { (58.0, 44.0) } else { (68.0, 52.0) };
        let mut places = Vec::new();
        let spread = if narrow { 0.9 } else { 0.8 };
        let symbol_x = |n: usize| width * (0.5 + ((length(n) + 0.5) / symbols - 0.5) * spread);
        for n in 0..self.story.symbols.len() {
            let centre = (symbol_x(n), height * if narrow { 0.14 } else { 0.19 });
            places.push(Place { node: Node::Symbol(n), centre, width: ring, height: ring });
        }
        let square_x = |n: usize| width * (length(n) + 0.5) / count;
        for n in 0..self.story.squares.len() {
            let u = (2.0 * (length(n) + 0.5) / count - 1.0).abs();
            // On a phone every other one stands lower, so that lines pass between.
            let down = if narrow && count > 3.0 { 0.24 * length(n % 2) } else { 0.07 * (1.0 - u * u) };
            let y = height * (if narrow { 0.46 } else { 0.58 } + down);
            places.push(Place { node: Node::Square(n), centre: (square_x(n), y), width: side, height: side });
        }
        let fund = if narrow { (62.0, height - 20.0) } else { (width - 74.0, height - 22.0) };
        let row = height - if narrow { 22.0 } else { 40.0 };
        let mut taken = if narrow { 132.0 } else { 20.0 };
        let end = if narrow { width - 4.0 } else { width - 160.0 };
        let mut below = |node: Node, wide: f64, squares: &mut dyn Iterator<Item = usize>| {
            let (sum, many) = squares.fold((0.0, 0.0), |(sum, many), n| (sum + square_x(n), many + 1.0));
            let x = if many > 0.0 { sum / many } else { width / 2.0 };
            let x = x.max(taken + wide / 2.0).min((end - wide / 2.0).max(wide / 2.0));
            taken = x + wide / 2.0 + 14.0;
            places.push(Place { node, centre: (x, row), width: wide, height: 30.0 });
        };
        let masks: Vec<u32> = (0..self.story.squares.len()).map(|n| self.mask(n)).collect();
        for (n, mask) in masks.iter().enumerate() {
            if mask.count_ones() > 1 && !masks.iter().take(n).any(|m| m == mask) {
                let wide = text_width(&self.set_name(*mask)) + 74.0;
                let mut same = (0..masks.len()).filter(|at| masks.get(*at) == Some(mask));
                below(Node::Pool(*mask), wide, &mut same);
            }
        }
        for coin in self.coins() {
            let mut on =
                (0..masks.len()).filter(|at| self.story.squares.get(*at).is_some_and(|s| s.coins.contains(&coin)));
            below(Node::Coin(coin), 96.0, &mut on);
        }
        places.push(Place { node: Node::Fund, centre: fund, width: 120.0, height: 30.0 });
        Layout { places, height, ..Layout::default() }
    }

    /// Many squares: a column for each set of symbols, a band for each side, smaller squares within.
    fn crowd(&self, frame: Frame) -> Layout {
        let narrow = frame.is_narrow();
        let width = f64::from(frame.width);
        let (margin, least, side) = if narrow { (4.0, 43.0, 34.0) } else { (62.0, 50.0, 36.0) };
        let columns = self.columns(times(width - margin - 4.0, least));
        let each = ((width - margin - 4.0) / length(columns.len()).max(1.0)).max(least);
        let mut layout = Layout::default();
        let symbols = length(self.story.symbols.len()).max(1.0);
        let (ring, y) = if narrow { (56.0, 118.0) } else { (66.0, 92.0) };
        let right = if narrow { width } else { width - 136.0 };
        for n in 0..self.story.symbols.len() {
            let x = margin + (right - margin) * (length(n) + 0.5) / symbols;
            layout.places.push(Place { node: Node::Symbol(n), centre: (x, y), width: ring, height: ring });
        }
        for coin in self.coins() {
            let x = margin + (right - margin) * (length(coin) + 0.5) / symbols;
            let (wide, above) = if narrow { (48.0, 52.0) } else { (88.0, 62.0) };
            layout.places.push(Place { node: Node::Coin(coin), centre: (x, y - above), width: wide, height: 24.0 });
        }
        let fund = if narrow { (width - 62.0, 18.0) } else { (width - 64.0, 92.0) };
        layout.places.push(Place { node: Node::Fund, centre: fund, width: 120.0, height: 30.0 });
        let lines = columns.iter().map(|c| self.column_lines(c, each).len()).max().unwrap_or(1);
        let head = 12.0 + 16.0 * length(lines);
        let top = if narrow { 262.0 } else { 246.0 };
        for n in 0..columns.len() {
            let centre = (margin + each * (length(n) + 0.5), top + head / 2.0);
            let wide = (each - 8.0).min(130.0);
            layout.places.push(Place { node: Node::Group(n), centre, width: wide, height: head });
        }
        let mut down = top + head + 16.0;
        let step = side + 10.0;
        for way in 0..3 {
            let of = |column: &Vec<u32>| -> Vec<usize> {
                (0..self.story.squares.len())
                    .filter(|n| self.side(*n) == way && column.contains(&self.mask(*n)))
                    .collect()
            };
            let row = times(each, step);
            let rows = columns.iter().map(|c| of(c).len().div_ceil(row)).max().unwrap_or(0);
            if rows == 0 {
                continue;
            }
            if narrow {
                layout.sides.push((way, (margin, down)));
                down += 22.0;
            } else {
                layout.sides.push((way, (2.0, down + step / 2.0)));
            }
            for (n, column) in columns.iter().enumerate() {
                let squares = of(column);
                let first = margin + each * (length(n) + 0.5) - step * (length(row.min(squares.len())) - 1.0) / 2.0;
                for (at, square) in squares.into_iter().enumerate() {
                    let (line, place) = (at.checked_div(row).unwrap_or(0), at.checked_rem(row).unwrap_or(0));
                    let centre = (first + step * length(place), down + step * (length(line) + 0.5));
                    layout.places.push(Place { node: Node::Square(square), centre, width: side, height: side });
                }
            }
            down += step * length(rows) + 12.0;
        }
        layout.columns = columns;
        layout.height = down;
        layout
    }

    /// The height that suits a width.
    #[must_use]
    pub fn height(&self, width: u32) -> u32 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let height = libm::ceil(self.layout(Frame::new(width, 470)).height.clamp(160.0, 1200.0)) as u32;
        height
    }

    /// Columns of symbol sets, at most so many: from left to right as the symbols stand; the largest sets share the last where they would be too
    /// many.
    fn columns(&self, most: usize) -> Vec<Vec<u32>> {
        let mut masks: Vec<u32> = Vec::new();
        for n in 0..self.story.squares.len() {
            let mask = self.mask(n);
            if !masks.contains(&mask) {
                masks.push(mask);
            }
        }
        masks.sort_by_key(|m| (m.count_ones(), *m));
        let rest = if masks.len() > most { masks.split_off(most.saturating_sub(1)) } else { Vec::new() };
        let middle = |mask: u32| -> f64 {
            let bits = (0..32).filter(|n| mask & bit(*n) != 0);
            bits.map(length).sum::<f64>() / f64::from(mask.count_ones().max(1))
        };
        masks.sort_by(|a, b| middle(*a).total_cmp(&middle(*b)));
        let mut columns: Vec<Vec<u32>> = masks.into_iter().map(|m| vec![m]).collect();
        if !rest.is_empty() {
            columns.push(rest);
        }
        columns
    }

    /// Symbols whose coin stands behind some square.
    fn coins(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.story.symbols.len()).filter(|c| self.story.squares.iter().any(|s| s.coins.contains(c)))
    }

    /// 0 where all that a square holds is long, 1 short, 2 both.
    #[must_use]
    pub fn side(&self, square: usize) -> usize {
        let held = self.story.squares.get(square).map_or(&[][..], |s| &s.held);
        let (long, short) = (held.iter().any(|h| h.1 > 0.0), held.iter().any(|h| h.1 < 0.0));
        match (long, short) {
            (true, true) => 2,
            (false, true) => 1,
            _ => 0,
        }
    }
}

/// About how wide a text of 14 px is; rather too wide.
#[must_use]
pub fn text_width(text: &str) -> f64 {
    length(text.chars().count()) * 7.0 + 2.0
}
