//! Labels that stand near each other: parted, kept within, and clear of lines.

use super::projection::Point;
use super::text::{Anchor, Type};
use crate::engine::units::in_order;

/// Parts labels that stand nearly on one line, and keeps them between two heights: downward first, then up again where there is no more room.
#[must_use]
pub fn spread<T>(labels: Vec<(f64, T)>, apart: f64, top: f64, bottom: f64) -> Vec<(f64, T)> {
    let mut placed = in_order(labels, |l| l.0);
    let mut least = top;
    for label in &mut placed {
        label.0 = label.0.max(least);
        least = label.0 + apart;
    }
    let mut most = bottom;
    for label in placed.iter_mut().rev() {
        label.0 = label.0.min(most);
        most = label.0 - apart;
    }
    placed
}

/// True where one of the stretches of a line passes within `half` above or below a height, between two places.
#[must_use]
pub fn touched(line: &[Point], from: f64, to: f64, y: f64, half: f64) -> bool {
    line.windows(2).any(|pair| {
        let [a, b] = pair else { return false };
        if b.0 < from || a.0 > to {
            return false;
        }
        // The heights that a stretch of the line takes inside the box.
        let upright = b.0 - a.0 < 1e-9;
        let at = |x: f64| if upright { a.1 } else { a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0) };
        let (first, last) = (at(from.max(a.0)), if upright { b.1 } else { at(to.min(b.0)) });
        first.min(last) < y + half && first.max(last) > y - half
    })
}

/// Leaves out the points of a line that no eye could tell from those before them. The last stays.
#[must_use]
pub fn thinned(points: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for (n, point) in points.iter().enumerate() {
        let last = n.saturating_add(1) == points.len();
        let apart = kept.last().is_none_or(|k| (k.0 - point.0).abs() >= 1.25 || (k.1 - point.1).abs() >= 1.25);
        if last || apart {
            kept.push(*point);
        }
    }
    kept
}

/// The anchor with which a text at `x` stays between two places: centred where it fits, else toward the inside.
#[must_use]
pub fn within(kind: Type, x: f64, text: &str, (from, to): (f64, f64)) -> Type {
    let (begins, ends) = kind.anchored(Anchor::Middle).span(x, text);
    let anchor = if ends > to {
        Anchor::End
    } else if begins < from {
        Anchor::Start
    } else {
        Anchor::Middle
    };
    kind.anchored(anchor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::theme::TEXT;

    #[test]
    fn labels_are_parted_and_stay_within() {
        let placed = spread(vec![(100.0, 'a'), (99.0, 'b'), (98.0, 'c')], 17.0, 10.0, 100.0);
        assert_eq!(placed.iter().map(|l| l.1).collect::<String>(), "cba");
        assert!(placed.windows(2).all(|w| w[1].0 - w[0].0 >= 16.9) && placed[2].0 <= 100.0);
    }

    #[test]
    fn a_line_is_met_where_it_passes_and_not_beside_it() {
        let line = [(0.0, 0.0), (100.0, 100.0), (100.0, 200.0)];
        assert!(touched(&line, 40.0, 60.0, 50.0, 5.0) && !touched(&line, 40.0, 60.0, 80.0, 5.0));
        assert!(touched(&line, 95.0, 120.0, 180.0, 5.0) && !touched(&line, 120.0, 140.0, 150.0, 5.0));
    }

    #[test]
    fn a_label_at_an_end_turns_inward() {
        let kind = Type::new(14.0, TEXT);
        let anchors = [2.0, 50.0, 99.0].map(|x| within(kind, x, "000", (0.0, 100.0)).anchor);
        assert_eq!(anchors, [Anchor::Start, Anchor::Middle, Anchor::End]);
    }
}
