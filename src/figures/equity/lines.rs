//! Where lines of a picture lie: their parts between heights, and where they pass one.

use crate::figures::chart::projection::Point;

/// The parts of a line that lie between two heights.
pub(super) fn between(points: &[Point], (top, bottom): (f64, f64)) -> Vec<Point> {
    let mut shown: Vec<Point> = Vec::new();
    for pair in points.windows(2) {
        let [a, b] = pair else { continue };
        let way = b.1 - a.1;
        // The part of the way at which a height is passed.
        let part = |y: f64| if way.abs() < 1e-9 { 0.0 } else { (y - a.1) / way };
        let inside = |p: &Point| p.1 >= top && p.1 <= bottom;
        let (mut from, mut to) = if way > 0.0 { (part(top), part(bottom)) } else { (part(bottom), part(top)) };
        if way.abs() < 1e-9 {
            (from, to) = if inside(a) { (0.0, 1.0) } else { (1.0, 0.0) };
        }
        (from, to) = (from.max(0.0), to.min(1.0));
        if from >= to {
            continue;
        }
        for at in [from, to] {
            let point = (a.0 + (b.0 - a.0) * at, a.1 + way * at);
            if shown.last().is_none_or(|last| (last.0 - point.0).abs() + (last.1 - point.1).abs() > 0.01) {
                shown.push(point);
            }
        }
    }
    shown
}

/// How far down a line is at a place.
pub(super) fn down(points: &[Point], x: f64) -> Option<f64> {
    let pair = points.windows(2).find(|pair| matches!(pair, [a, b] if (a.0..=b.0).contains(&x)))?;
    let [a, b] = pair else { return None };
    Some(a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0).max(1e-9))
}

/// Where a line passes a height; its first place where it does not.
pub(super) fn across(points: &[Point], y: f64) -> f64 {
    let pair = points.windows(2).find(|p| matches!(p, [a, b] if (a.1.min(b.1)..=a.1.max(b.1)).contains(&y)));
    match pair {
        Some([a, b]) if (b.1 - a.1).abs() > 1e-9 => a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1),
        _ => points.first().map_or(0.0, |first| first.0),
    }
}
