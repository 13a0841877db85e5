//! From values to places on the picture, and back.

use super::axis::Axis;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// A point in CSS pixels from the upper left corner.
pub type Point = (f64, f64);

/// A straight scale: two values and the places, in CSS pixels, where they stand. The places may run either way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// The scale on which `values` stand at `places`. Values that are all the same, or none, stand at the first place.
    #[must_use]
    pub fn new(values: (f64, f64), places: (f64, f64)) -> Self {
        Self { low: values.0, high: values.1, from: places.0, to: places.1 }
    }

    /// The scale of an axis between two places.
    #[must_use]
    pub fn of(axis: &Axis, places: (f64, f64)) -> Self {
        Self::new((number(axis.low), number(axis.high)), places)
    }

    /// The part of the way on which a value lies: 0 at the first place, 1 at the second; 0 for what is no number.
    #[must_use]
    pub fn part(&self, value: f64) -> f64 {
        let part = (value - self.low) / (self.high - self.low);
        if part.is_finite() { part } else { 0.0 }
    }

    /// Where a value stands.
    #[must_use]
    pub fn place(&self, value: f64) -> f64 {
        self.from + (self.to - self.from) * self.part(value)
    }

    /// Where a decimal stands.
    #[must_use]
    pub fn at(&self, value: Decimal) -> f64 {
        self.place(number(value))
    }

    /// Where a value stands, kept between two parts of the way.
    #[must_use]
    pub fn place_within(&self, value: f64, over: (f64, f64)) -> f64 {
        // Not `clamp`, which can panic in words and brings the printing of floats with them.
        self.from + (self.to - self.from) * self.part(value).max(over.0).min(over.1)
    }

    /// The value that stands at a place; the lower one where the scale has no length.
    #[must_use]
    pub fn value(&self, place: f64) -> f64 {
        let part = (place - self.from) / (self.to - self.from);
        self.low + (self.high - self.low) * if part.is_finite() { part } else { 0.0 }
    }

    /// The same, kept between the two values of the scale.
    #[must_use]
    pub fn value_within(&self, place: f64) -> f64 {
        self.value(place).max(self.low.min(self.high)).min(self.high.max(self.low))
    }
}

/// A decimal as a scale counts.
#[must_use]
pub fn number(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

/// A box on the picture, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    /// Left end.
    pub left: f64,
    /// Upper end.
    pub top: f64,
    /// Right end.
    pub right: f64,
    /// Lower end.
    pub bottom: f64,
}

impl Area {
    /// Its middle.
    #[must_use]
    pub fn middle(&self) -> (f64, f64) {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }

    /// Its ends from left to right.
    #[must_use]
    pub fn across(&self) -> (f64, f64) {
        (self.left, self.right)
    }

    /// Its ends from below to above, as a vertical scale runs.
    #[must_use]
    pub fn upward(&self) -> (f64, f64) {
        (self.bottom, self.top)
    }
}

/// Where a plot lies, and what its places mean: the one frame of every chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plot {
    /// Where it lies.
    pub area: Area,
    /// From left to right.
    pub x: Scale,
    /// From below to above.
    pub y: Scale,
}

impl Plot {
    /// A plot of two axes.
    #[must_use]
    pub fn of(area: Area, across: &Axis, up: &Axis) -> Self {
        Self { area, x: Scale::of(across, area.across()), y: Scale::of(up, area.upward()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever stands somewhere is found there again, whichever way the places run.
        #[test]
        fn there_and_back(low in -1e6..1e6f64, span in 1e-3..1e6f64, from in -2e3..2e3f64, far in 1.0..2e3f64, down: bool, part in -1.0..2.0f64) {
            let to = if down { from - far } else { from + far };
            let scale = Scale::new((low, low + span), (from, to));
            let value = low + span * part;
            prop_assert!((scale.value(scale.place(value)) - value).abs() <= span * 1e-6);
            prop_assert!((scale.place(scale.value(from)) - from).abs() < 1e-6);
        }
    }

    #[test]
    fn an_axis_stands_between_its_places() {
        let axis = Axis::within(Decimal::ZERO, Decimal::from(60), 4);
        let area = Area { left: 50.0, top: 36.0, right: 530.0, bottom: 372.0 };
        let plot = Plot::of(area, &axis, &axis);
        assert!((plot.x.at(Decimal::from(30)) - 290.0).abs() < 1e-9 && (plot.y.at(Decimal::ZERO) - 372.0).abs() < 1e-9);
        assert!((plot.x.value(290.0) - 30.0).abs() < 1e-9 && (plot.y.value(36.0) - 60.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_in_between_stands_at_the_beginning() {
        let scale = Scale::new((5.0, 5.0), (10.0, 20.0));
        assert!((scale.place(5.0) - 10.0).abs() < 1e-9 && (scale.place(f64::NAN) - 10.0).abs() < 1e-9);
        let point = Scale::new((0.0, 1.0), (10.0, 10.0));
        assert!(point.value(15.0).abs() < 1e-9);
    }

    #[test]
    fn what_lies_far_outside_stops_a_little_outside() {
        let scale = Scale::new((0.0, 10.0), (100.0, 200.0));
        let within = |value| scale.place_within(value, (-0.2, 1.2));
        assert!(
            (within(-100.0) - 80.0).abs() < 1e-9
                && (within(100.0) - 220.0).abs() < 1e-9
                && (within(5.0) - 150.0).abs() < 1e-9
        );
    }
}
