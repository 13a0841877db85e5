//! Boxes and curves, and whether they touch.

use crate::figures::chart::projection::Point;

/// A box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left.
    pub left: f64,
    /// Top.
    pub top: f64,
    /// Right.
    pub right: f64,
    /// Bottom.
    pub bottom: f64,
}

impl Rect {
    /// A box around a point.
    #[must_use]
    pub fn around(centre: Point, width: f64, height: f64) -> Self {
        let (w, h) = (width / 2.0, height / 2.0);
        Self { left: centre.0 - w, top: centre.1 - h, right: centre.0 + w, bottom: centre.1 + h }
    }

    /// The same, larger on each side.
    #[must_use]
    pub fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// True where two boxes share a point.
    #[must_use]
    pub fn touches(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// True where it lies within another.
    #[must_use]
    pub fn within(&self, other: &Self) -> bool {
        self.left >= other.left && self.right <= other.right && self.top >= other.top && self.bottom <= other.bottom
    }

    /// True where a straight line from one point to another meets it (Liang and Barsky).
    #[must_use]
    pub fn meets(&self, from: Point, to: Point) -> bool {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (step, room) in
            [(-dx, from.0 - self.left), (dx, self.right - from.0), (-dy, from.1 - self.top), (dy, self.bottom - from.1)]
        {
            if step.abs() < 1e-9 {
                if room < 0.0 {
                    return false;
                }
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else {
                leave = leave.min(room / step);
            }
        }
        enter <= leave
    }

    /// True where a line through points meets it.
    #[must_use]
    pub fn crossed(&self, line: &[Point]) -> bool {
        line.windows(2).any(|pair| matches!(pair, [a, b] if self.meets(*a, *b)))
    }
}

/// A curve with one bend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Curve {
    /// Where it begins.
    pub from: Point,
    /// Where both ends look.
    pub bend: Point,
    /// Where it ends.
    pub to: Point,
}

impl Curve {
    /// The point at a part of the way.
    #[must_use]
    pub fn at(&self, t: f64) -> Point {
        let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        (a * self.from.0 + b * self.bend.0 + c * self.to.0, a * self.from.1 + b * self.bend.1 + c * self.to.1)
    }

    /// The direction there, of length one.
    #[must_use]
    pub fn towards(&self, t: f64) -> Point {
        let (a, b) = (1.0 - t, t);
        unit((
            a * (self.bend.0 - self.from.0) + b * (self.to.0 - self.bend.0),
            a * (self.bend.1 - self.from.1) + b * (self.to.1 - self.bend.1),
        ))
    }

    /// The curve as straight pieces, near enough for whatever touches it.
    #[must_use]
    pub fn line(&self) -> Vec<Point> {
        (0..=16).map(|n| self.at(f64::from(n) / 16.0)).collect()
    }
}

/// The same direction, of length one.
#[must_use]
pub fn unit(way: Point) -> Point {
    let length = libm::sqrt(way.0 * way.0 + way.1 * way.1).max(1e-9);
    (way.0 / length, way.1 / length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_meet_lines_that_pass_through_and_no_others() {
        let middle = Rect::around((50.0, 50.0), 20.0, 20.0);
        assert!(middle.meets((0.0, 50.0), (100.0, 50.0)) && middle.meets((45.0, 45.0), (46.0, 46.0)));
        assert!(!middle.meets((0.0, 0.0), (100.0, 20.0)) && !middle.meets((0.0, 50.0), (30.0, 50.0)));
        assert!(middle.meets((50.0, 0.0), (50.0, 100.0)) && !middle.meets((70.0, 0.0), (70.0, 100.0)));
    }

    #[test]
    fn a_curve_ends_where_it_says() {
        let curve = Curve { from: (0.0, 0.0), bend: (50.0, 100.0), to: (100.0, 0.0) };
        assert_eq!((curve.at(0.0), curve.at(0.5), curve.at(1.0)), ((0.0, 0.0), (50.0, 50.0), (100.0, 0.0)));
        assert_eq!(curve.towards(0.5), (1.0, 0.0));
    }
}
