//! Where everything stands. A function of the preset, of who holds which symbols and of the frame: nothing that a slider moves moves a node.

use super::CascadeFigure;
use super::shapes::Rect;
use super::ties::{Node, bit};
use crate::engine::units::in_order;
use crate::figures::chart::projection::Point;
use crate::figures::chart::text::{Anchor, Type, width};
use crate::figures::frame::Frame;
use crate::figures::theme::TEXT;

/// Room beside the columns for the names of the sides.
pub(super) const ASIDE: f64 = 62.0;

/// How labels of the graph are set.
pub(super) const LABEL_TYPE: Type = Type { size: 14.0, strong: false, ink: TEXT, anchor: Anchor::Middle };

/// Most squares that stand in one row, each with its name.
const FEW: usize = 6;

/// Radius of the badge with the round.
pub const BADGE: f64 = 11.0;

/// Squares below this width are crowded: their badges lie further in.
pub const CROWDED: f64 = 42.0;

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
    /// At a square, the side of its badge: 1 right, -1 left, away from where its prices come from; elsewhere 0.
    pub badge: f64,
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
    /// A node without a badge.
    fn plain(node: Node, centre: Point, width: f64, height: f64) -> Self {
        Self { node, centre, width, height, badge: 0.0 }
    }

    /// The middle of its badge.
    #[must_use]
    pub fn badge_at(&self) -> Point {
        let inward = if self.width < CROWDED { 3.5 } else { 0.0 };
        (self.centre.0 + self.badge * (self.width / 2.0 - inward), self.centre.1 - self.height / 2.0 + inward)
    }

    /// What nothing else may touch: the shape, and at a square its badge.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let mut shape = Rect::around(self.centre, self.width, self.height);
        if self.badge.abs() > 0.0 {
            let (x, y) = self.badge_at();
            shape.left = shape.left.min(x - BADGE);
            shape.right = shape.right.max(x + BADGE);
            shape.top = shape.top.min(y - BADGE);
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
    pub fn is_drawn(&self) -> bool {
        !self.lettered || self.narration.squares.len() > FEW
    }

    /// Where everything stands in a frame.
    #[must_use]
    pub fn layout(&self, frame: Frame) -> Layout {
        if self.is_drawn() { self.of_columns(frame) } else { self.row(frame) }
    }

    /// Few squares in a gentle arc, each with room for what is said of it.
    fn row(&self, frame: Frame) -> Layout {
        let narrow = frame.is_narrow();
        let width = f64::from(frame.width);
        let height = if narrow { 480.0 } else { (width * 0.7).clamp(420.0, 520.0) };
        let count = length(self.narration.squares.len()).max(1.0);
        let symbols = length(self.narration.symbols.len()).max(1.0);
        let (ring, side) = if narrow { (58.0, 44.0) } else { (68.0, 52.0) };
        let spread = width * if narrow { 0.9 } else { 0.8 };
        let symbol_x = |n: usize| width / 2.0 + spread * ((length(n) + 0.5) / symbols - 0.5);
        let mut places = Vec::new();
        let y = height * if narrow { 0.14 } else { 0.19 };
        for n in 0..self.narration.symbols.len() {
            places.push(Place::plain(Node::Symbol(n), (symbol_x(n), y), ring, ring));
        }
        let square_x = |n: usize| width * (length(n) + 0.5) / count;
        for n in 0..self.narration.squares.len() {
            let u = 2.0 * (length(n) + 0.5) / count - 1.0;
            // On a phone every other one stands lower, so that lines pass between.
            let down = if narrow && count > 3.0 { 0.22 * length(n % 2) } else { 0.06 * (1.0 - u * u) };
            let y = height * (if narrow { 0.46 } else { 0.57 } + down);
            let mask = self.mask(n);
            let held = (0..self.narration.symbols.len()).filter(|s| mask & bit(*s) != 0);
            let aside = held.map(|s| symbol_x(s) - square_x(n)).sum::<f64>();
            let badge = if aside > 1.0 { -1.0 } else { 1.0 };
            let node = Node::Square(n);
            places.push(Place { node, centre: (square_x(n), y), width: side, height: side, badge });
        }
        let row = height - if narrow { 66.0 } else { 92.0 };
        let mut taken = 2.0;
        let masks: Vec<u32> = (0..self.narration.squares.len()).map(|n| self.mask(n)).collect();
        for (n, mask) in masks.iter().enumerate() {
            if mask.count_ones() < 2 || masks.iter().take(n).any(|m| m == mask) {
                continue;
            }
            let wide = self.set_width(*mask) + 62.0;
            let same: Vec<f64> = (0..masks.len()).filter(|at| masks.get(*at) == Some(mask)).map(square_x).collect();
            let middle = same.iter().sum::<f64>() / length(same.len()).max(1.0);
            let x = middle.max(taken + wide / 2.0);
            // One that finds no room is left to the focus and to the table.
            if x + wide / 2.0 < width {
                places.push(Place::plain(Node::Pool(*mask), (x, row), wide, 30.0));
                taken = x + wide / 2.0 + 14.0;
            }
        }
        for coin in self.coins() {
            let (wide, at) = if narrow { (48.0, 14.0) } else { (88.0, 24.0) };
            places.push(Place::plain(Node::Coin(coin), (symbol_x(coin), at), wide, 24.0));
        }
        places.push(Place::plain(Node::Fund, (width - 68.0, height - 22.0), 124.0, 30.0));
        Layout { places, height, ..Layout::default() }
    }

    /// Many squares: a column for each set of symbols, a band for each side, smaller squares within.
    fn of_columns(&self, frame: Frame) -> Layout {
        let narrow = frame.is_narrow();
        let width = f64::from(frame.width);
        let (margin, least, side) = if narrow { (4.0, 43.0, 32.0) } else { (ASIDE, 52.0, 32.0) };
        let columns = self.columns(times(width - margin - 4.0, least));
        let each = (width - margin - 4.0) / length(columns.len()).max(1.0);
        let middle = |n: usize| margin + each * (length(n) + 0.5);
        let mut layout = Layout::default();
        let (ring, y) = if narrow { (58.0, 122.0) } else { (66.0, 120.0) };
        let xs = self.above(&columns, &middle, (margin, width, ring));
        for (n, x) in xs.iter().enumerate() {
            layout.places.push(Place::plain(Node::Symbol(n), (*x, y), ring, ring));
        }
        for coin in self.coins() {
            let (wide, above) = if narrow { (48.0, 54.0) } else { (88.0, 58.0) };
            let x = xs.get(coin).copied().unwrap_or_default();
            layout.places.push(Place::plain(Node::Coin(coin), (x, y - above), wide, 24.0));
        }
        layout.places.push(Place::plain(Node::Fund, (width - 66.0, 18.0), 124.0, 30.0));
        let lines = columns.iter().map(|c| self.column_line_count(c, each)).max().unwrap_or(1);
        let head = 14.0 + 16.0 * length(lines);
        let top = if narrow { 282.0 } else { 306.0 };
        for n in 0..columns.len() {
            let wide = (each - 7.0).min(130.0);
            layout.places.push(Place::plain(Node::Group(n), (middle(n), top + head / 2.0), wide, head));
        }
        let mut down = top + head + 20.0;
        let step = side + if narrow { 12.0 } else { 8.0 };
        for way in 0..3 {
            let of = |column: &Vec<u32>| -> Vec<usize> {
                (0..self.narration.squares.len())
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
                down += 20.0;
            } else {
                layout.sides.push((way, (2.0, down + step / 2.0)));
            }
            for (n, column) in columns.iter().enumerate() {
                let squares = of(column);
                let first =
                    middle(n) - step * (length(row.min(squares.len())) - 1.0) / 2.0 - if narrow { 3.0 } else { 0.0 };
                for (at, square) in squares.into_iter().enumerate() {
                    let (line, place) = (at.checked_div(row).unwrap_or(0), at.checked_rem(row).unwrap_or(0));
                    let centre = (first + step * length(place), down + step * (length(line) + 0.5));
                    let node = Node::Square(square);
                    layout.places.push(Place { node, centre, width: side, height: side, badge: 1.0 });
                }
            }
            down += step * length(rows) + 12.0;
        }
        layout.columns = columns;
        layout.height = down;
        layout
    }

    /// Where symbols stand above columns: over their own, and never on each other.
    fn above(&self, columns: &[Vec<u32>], middle: &dyn Fn(usize) -> f64, room: (f64, f64, f64)) -> Vec<f64> {
        let (left, right, ring) = room;
        let count = self.narration.symbols.len();
        let step = (ring + 12.0).min((right - left) / length(count).max(1.0));
        let mut xs: Vec<f64> = (0..count)
            .map(|n| {
                let own = columns.iter().position(|c| c.contains(&bit(n)));
                own.map_or(left + (right - left) * (length(n) + 0.5) / length(count), middle)
            })
            .collect();
        let mut least = left + ring / 2.0;
        for x in &mut xs {
            *x = x.max(least);
            least = *x + step;
        }
        let mut most = right - ring / 2.0 - 2.0;
        for x in xs.iter_mut().rev() {
            *x = x.min(most);
            most = *x - step;
        }
        xs
    }

    /// The height that suits a width.
    #[must_use]
    pub fn height(&self, width: u32) -> u32 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let height = libm::ceil(self.layout(Frame::new(width, 470)).height.clamp(160.0, 2400.0)) as u32;
        height
    }

    /// Columns of symbol sets, at most so many: from left to right as the symbols stand; the largest sets share the last where they would be too
    /// many.
    fn columns(&self, most: usize) -> Vec<Vec<u32>> {
        let mut masks: Vec<u32> = Vec::new();
        for n in 0..self.narration.squares.len() {
            let mask = self.mask(n);
            if !masks.contains(&mask) {
                masks.push(mask);
            }
        }
        masks = in_order(masks, |m| (m.count_ones(), *m));
        let rest = if masks.len() > most { masks.split_off(most.saturating_sub(1)) } else { Vec::new() };
        let middle = |mask: u32| -> f64 {
            let bits = (0..32).filter(|n| mask & bit(*n) != 0);
            bits.map(length).sum::<f64>() / f64::from(mask.count_ones().max(1))
        };
        let mut columns: Vec<Vec<u32>> = in_order(masks, |m| middle(*m)).into_iter().map(|m| vec![m]).collect();
        if !rest.is_empty() {
            columns.push(rest);
        }
        columns
    }

    /// Symbols whose coin stands behind some square.
    fn coins(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.narration.symbols.len()).filter(|c| self.narration.squares.iter().any(|s| s.coins.contains(c)))
    }

    /// 0 where all that a square holds is long, 1 short, 2 both.
    #[must_use]
    pub fn side(&self, square: usize) -> usize {
        let held = self.narration.squares.get(square).map_or(&[][..], |s| &s.held);
        let (long, short) = (held.iter().any(|h| h.1 > 0.0), held.iter().any(|h| h.1 < 0.0));
        match (long, short) {
            (true, true) => 2,
            (false, true) => 1,
            _ => 0,
        }
    }
}

/// Width of a label of the graph, with a little room at its ends.
#[must_use]
pub fn text_width(text: &str) -> f64 {
    width(text, 14.0, false) + 2.0
}
