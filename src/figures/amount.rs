//! Numbers of a run in pictures: places on axes, units of money, lines and labels.

use crate::engine::scenario::presets::Preset;
use crate::engine::units::{Saturating as _, in_order};
use crate::figures::axis::Axis;
use crate::figures::board::Point;
use crate::figures::numbers::{decimal, grouped, known, ungrouped};
use crate::words::Words;
use rust_decimal::Decimal;

/// Where a number lies on an axis.
#[must_use]
pub fn place(axis: &Axis, value: f64) -> f64 {
    axis.position(decimal(value).unwrap_or_default())
}

/// An axis around numbers; those that are not known have no say.
#[must_use]
pub fn axis(values: impl Iterator<Item = f64>, wanted: u32) -> Axis {
    let (low, high) = values.filter(|v| v.is_finite()).fold((0.0f64, 0.0f64), |(l, h), v| (l.min(v), h.max(v)));
    // A picture of nothing at all still has a scale.
    let low = if high - low < 1e-6 { low - 1.0 } else { low };
    Axis::around([low, high].into_iter().filter_map(decimal), wanted)
}

/// Room to the left of a plot for the figures of its axis.
#[must_use]
pub fn margin(axis: &Axis) -> f64 {
    let labels = axis.ticks.iter().map(|t| width(&crate::engine::scenario::number::grouped(*t, axis.digits), 7.2));
    labels.fold(14.0, f64::max) + 14.0
}

/// About how wide a text is whose letters are so wide; text is never measured.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn width(text: &str, letter: f64) -> f64 {
    text.chars().count() as f64 * letter
}

/// The unit that a money amount is read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    place: usize,
    /// How much money it is.
    pub worth: Decimal,
    /// Digits after the point.
    pub digits: u32,
}

impl Unit {
    /// The unit for amounts up to a largest: thousands, millions, billions.
    #[must_use]
    pub fn of(largest: f64) -> Self {
        let (mut rest, mut place, mut worth) = (largest.abs(), 0usize, Decimal::ONE);
        while rest >= 1000.0 && place < 3 {
            rest /= 1000.0;
            place = place.saturating_add(1);
            worth = worth.sat_mul(Decimal::ONE_THOUSAND);
        }
        let digits = if rest < 10.0 {
            2
        } else if rest < 1000.0 {
            1
        } else {
            0
        };
        Self { place, worth, digits }
    }

    /// Its name.
    #[must_use]
    pub fn name(self, words: &Words) -> &'static str {
        words.path().units().get(self.place).copied().unwrap_or_default()
    }

    /// An amount with its unit.
    #[must_use]
    pub fn said(amount: f64, words: &Words) -> String {
        let unit = Self::of(amount);
        known(decimal(amount), words, |v| {
            words.numbers().with_unit(&grouped(v.sat_div(unit.worth), unit.digits, words), unit.name(words))
        })
    }
}

/// The name of a symbol of a market.
#[must_use]
pub fn symbol(preset: &Preset, number: usize, words: &Words) -> String {
    let numbered = || words.path().nameless(&ungrouped(number.saturating_add(1), words));
    preset.symbols.get(number).map_or_else(numbered, |s| words.symbol(s.name).to_owned())
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

/// Parts labels that stand nearly on one line, and keeps them between two heights.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::english;

    #[test]
    fn money_is_read_in_the_unit_that_suits_it() {
        for (amount, text) in [
            (0.0, "0.00 USD"),
            (-42.0, "\u{2212}42.0 USD"),
            (450_000.0, "450.0 thousand USD"),
            (5_031_000.0, "5.03 million USD"),
            (19.2e9, "19.2 billion USD"),
            (3.1e15, "3,100,000 billion USD"),
            (f64::NAN, "not known"),
        ] {
            assert_eq!(Unit::said(amount, english()).replace('\u{a0}', " "), text);
        }
    }

    #[test]
    fn labels_are_parted_and_stay_within() {
        let placed = spread(vec![(100.0, 'a'), (99.0, 'b'), (98.0, 'c')], 17.0, 10.0, 100.0);
        assert_eq!(placed.iter().map(|l| l.1).collect::<String>(), "cba");
        assert!(placed.windows(2).all(|w| w[1].0 - w[0].0 >= 16.9) && placed[2].0 <= 100.0);
    }
}
