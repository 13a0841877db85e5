//! Axes: round ticks in decimals, and the projection from values to picture coordinates.

use crate::engine::units::Saturating as _;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// A linear axis with round ticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// Lower end, at or below every value.
    pub low: Decimal,
    /// Upper end.
    pub high: Decimal,
    /// Ticks from low to high.
    pub ticks: Vec<Decimal>,
    /// Digits after the point that tell the ticks apart.
    pub digits: u32,
}

impl Axis {
    /// An axis around all values with about `wanted` ticks, at round steps of 1, 2 or 5 times a power of ten.
    /// Without values, or where all are the same, it spans one per cent around them.
    #[must_use]
    pub fn around(values: impl Iterator<Item = Decimal>, wanted: u32) -> Self {
        let (mut low, mut high) = values.fold((None, None), |(low, high): (Option<Decimal>, Option<Decimal>), v| {
            (Some(low.map_or(v, |l| l.min(v))), Some(high.map_or(v, |h| h.max(v))))
        });
        if low == high {
            let middle = low.unwrap_or(Decimal::ONE_HUNDRED);
            let half = middle.abs().sat_div(Decimal::ONE_HUNDRED).max(Decimal::new(1, 8));
            low = Some(middle.sat_sub(half));
            high = Some(middle.sat_add(half));
        }
        let (low, high) = (low.unwrap_or(Decimal::ZERO), high.unwrap_or(Decimal::ONE));
        let step = round_step(high.sat_sub(low), wanted);
        let floor = multiple(low, step, Decimal::floor);
        let ceiling = multiple(high, step, Decimal::ceil);
        let mut ticks = Vec::new();
        let mut tick = floor;
        while tick <= ceiling && ticks.len() < 12 {
            ticks.push(tick);
            tick = tick.sat_add(step);
        }
        Self { low: floor, high: ceiling, ticks, digits: step.normalize().scale() }
    }

    /// An axis over just these prices, with about `wanted` round ticks inside.
    #[must_use]
    pub fn within(low: Decimal, high: Decimal, wanted: u32) -> Self {
        let high = if high > low { high } else { low.sat_add(Decimal::ONE) };
        let step = round_step(high.sat_sub(low), wanted);
        let mut ticks = Vec::new();
        let mut tick = multiple(low, step, Decimal::ceil);
        while tick <= high && ticks.len() < 12 {
            ticks.push(tick);
            tick = tick.sat_add(step);
        }
        Self { low, high, ticks, digits: step.normalize().scale() }
    }

    /// The value at a part of the axis: 0 is the lower end, 1 the upper. Rounded to a power of ten that a hand can hit.
    #[must_use]
    pub fn value_at(&self, part: f64) -> Decimal {
        #[allow(clippy::cast_possible_truncation)]
        let part = Decimal::new(libm::round(part.clamp(0.0, 1.0) * 1e6) as i64, 6);
        let value = self.low.sat_add(self.high.sat_sub(self.low).sat_mul(part));
        let unit = power_below(self.high.sat_sub(self.low).sat_div(Decimal::from(500)));
        multiple(value, unit, Decimal::round)
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper.
    #[must_use]
    pub fn position(&self, value: Decimal) -> f64 {
        let span = self.high.sat_sub(self.low);
        let at = value.sat_sub(self.low).sat_div(span);
        at.to_f64().unwrap_or(0.0)
    }
}

fn multiple(value: Decimal, step: Decimal, round: impl Fn(&Decimal) -> Decimal) -> Decimal {
    round(&value.sat_div(step)).sat_mul(step)
}

/// The largest power of ten not above a value; never below 10^-12.
fn power_below(value: Decimal) -> Decimal {
    let mut power = Decimal::new(1, 12);
    while power.sat_mul(Decimal::TEN) <= value {
        power = power.sat_mul(Decimal::TEN);
    }
    power
}

/// The smallest of 1, 2, 5 times a power of ten with which `wanted` steps cover the span.
fn round_step(span: Decimal, wanted: u32) -> Decimal {
    let rough = span.sat_div(Decimal::from(wanted.max(1))).max(Decimal::new(1, 12));
    let power = power_below(rough);
    [1u32, 2, 5, 10]
        .into_iter()
        .map(|m| power.sat_mul(Decimal::from(m)))
        .find(|step| *step >= rough)
        .unwrap_or(power)
        .normalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;

    #[test]
    fn ticks_are_round_and_hold_every_value() {
        let axis = Axis::around([d("54271.4"), d("55754.1")].into_iter(), 4);
        assert_eq!(axis.ticks, ["54000", "54500", "55000", "55500", "56000"].map(d));
        assert_eq!((axis.low, axis.high, axis.digits), (d("54000"), d("56000"), 0));
        assert!((axis.position(d("55000")) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn small_spans_keep_the_digits_that_tell_ticks_apart() {
        let axis = Axis::around([d("0.16395"), d("0.16521")].into_iter(), 4);
        assert!(axis.digits >= 4 && axis.ticks.len() >= 3, "{axis:?}");
    }

    #[test]
    fn one_value_or_none_still_makes_an_axis() {
        let one = Axis::around([d("60000")].into_iter(), 4);
        assert!(one.low < d("60000") && one.high > d("60000"));
        assert!(Axis::around(std::iter::empty(), 4).ticks.len() > 1);
        assert!(Axis::around([Decimal::ZERO].into_iter(), 4).ticks.len() > 1);
    }
}
