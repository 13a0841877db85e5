//! How a number moves under buttons, keys and sliders: pure, so that every control agrees and no float is parsed.
//!
//! A slider runs over whole positions. For an even pace a position is one step; for a pace by magnitude it is one of ninety
//! two-digit values in each power of ten.

use crate::engine::scenario::parameters::{Number, Pace};
use crate::engine::units::Saturating as _;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Positions in one power of ten: 10, 11, … 99.
const NOTCHES: i64 = 90;

/// How far one key press or button goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stride {
    /// A tenth of a step.
    Fine,
    /// One step.
    Step,
    /// Ten steps.
    Leap,
}

/// The value one stride up or down, within the range.
#[must_use]
pub fn moved(number: &Number, value: Decimal, up: bool, stride: Stride) -> Decimal {
    let step = match number.pace {
        Pace::Even { step, .. } => step,
        Pace::ByMagnitude => magnitude_step(value, up),
    };
    let finest = Decimal::new(1, number.digits);
    let by = match stride {
        Stride::Fine => step.sat_div(Decimal::TEN).round_dp(number.digits).max(finest),
        Stride::Step => step.max(finest),
        Stride::Leap => step.sat_mul(Decimal::TEN),
    };
    let next = if up { value.sat_add(by) } else { value.sat_sub(by) };
    next.clamp(number.min, number.max).normalize()
}

/// A tenth of the leading digit's place: 1,000 at 60,000. Going down from a power of ten takes the smaller place.
fn magnitude_step(value: Decimal, up: bool) -> Decimal {
    let place = power_of_ten(value);
    let place = if !up && place == value { place.sat_div(Decimal::TEN) } else { place };
    place.sat_div(Decimal::TEN)
}

/// The largest power of ten not above a positive value.
fn power_of_ten(value: Decimal) -> Decimal {
    let mut place = Decimal::ONE;
    while place.sat_mul(Decimal::TEN) <= value && place < Decimal::new(1_000_000_000_000, 0) {
        place = place.sat_mul(Decimal::TEN);
    }
    while place > value && place.scale() < 20 {
        place = place.checked_div(Decimal::TEN).unwrap_or(Decimal::ZERO);
        if place.is_zero() {
            return Decimal::new(1, 20);
        }
    }
    place
}

/// The slider's ends, in positions. They reach out to a value beyond them, so that the thumb never lies about it.
#[must_use]
pub fn ends(number: &Number, value: Decimal) -> (i64, i64) {
    let at = position(number, value);
    let (low, high) = match number.pace {
        Pace::Even { from, to, .. } => (position(number, from), position(number, to)),
        Pace::ByMagnitude => (position(number, number.min), position(number, number.max)),
    };
    (low.min(at), high.max(at))
}

/// The position nearest to a value.
#[must_use]
pub fn position(number: &Number, value: Decimal) -> i64 {
    match number.pace {
        Pace::Even { step, from, .. } => value.sat_sub(from).sat_div(step).round().to_i64().unwrap_or(0),
        Pace::ByMagnitude => {
            let place = power_of_ten(value);
            let tens = value.sat_div(place).sat_mul(Decimal::TEN).round().to_i64().unwrap_or(10);
            exponent(place).saturating_mul(NOTCHES).saturating_add(tens.saturating_sub(10))
        }
    }
}

/// The value at a position, within the range.
#[must_use]
pub fn value_at(number: &Number, position: i64) -> Decimal {
    let value = match number.pace {
        Pace::Even { step, from, .. } => from.sat_add(step.sat_mul(Decimal::from(position))),
        Pace::ByMagnitude => {
            let lead = Decimal::from(position.rem_euclid(NOTCHES).saturating_add(10));
            let power = position.div_euclid(NOTCHES).saturating_sub(1);
            let scale = u32::try_from(power.unsigned_abs()).unwrap_or(0).min(20);
            let tens = (0..scale).fold(Decimal::ONE, |p, _| p.sat_mul(Decimal::TEN));
            if power < 0 { lead.sat_div(tens) } else { lead.sat_mul(tens) }
        }
    };
    value.round_dp(number.digits).clamp(number.min, number.max).normalize()
}

/// The exponent of a power of ten.
fn exponent(place: Decimal) -> i64 {
    let place = place.normalize();
    if place >= Decimal::ONE {
        let digits = place.to_i64().map_or(1, |p| p.to_string().len());
        i64::try_from(digits).unwrap_or(1).saturating_sub(1)
    } else {
        0i64.saturating_sub(i64::from(place.scale()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scenario::{Kind, PARAMETERS, ParameterId};
    use crate::testing::d;
    use proptest::prelude::*;

    fn number(id: ParameterId) -> Number {
        match id.row().kind {
            Kind::Number(n) => n,
            Kind::Choice(_) => panic!("{id:?} is a choice"),
        }
    }

    #[test]
    fn prices_move_by_two_leading_digits() {
        let entry = number(ParameterId::Entry);
        for (value, up, stride, next) in [
            ("60000", true, Stride::Step, "61000"),
            ("60000", false, Stride::Step, "59000"),
            ("60000", true, Stride::Fine, "60100"),
            ("60000", true, Stride::Leap, "70000"),
            ("10000", false, Stride::Step, "9900"),
            ("0.16", true, Stride::Step, "0.17"),
            ("10000000", true, Stride::Step, "10000000"),
            ("0.000001", false, Stride::Leap, "0.000001"),
        ] {
            assert_eq!(moved(&entry, d(value), up, stride), d(next), "{value}");
        }
    }

    #[test]
    fn even_numbers_move_by_their_step_and_stop_at_their_ends() {
        let days = number(ParameterId::Days);
        assert_eq!(moved(&days, d("30"), true, Stride::Step), d("31"));
        assert_eq!(moved(&days, d("30"), true, Stride::Fine), d("31"), "days stay whole");
        assert_eq!(moved(&days, d("55"), true, Stride::Leap), d("60"));
        assert_eq!(ends(&days, d("30")), (0, 60));
        let funding = number(ParameterId::FundingRate);
        let (low, high) = ends(&funding, d("2"));
        assert_eq!(value_at(&funding, high), d("2"));
        assert_eq!(value_at(&funding, low), d("-0.05"));
    }

    proptest! {
        #[test]
        fn every_position_is_a_value_that_is_accepted_and_leads_back(which in 0..PARAMETERS.len(), part in 0.0f64..1.0) {
            if let Kind::Number(n) = PARAMETERS[which].kind {
                let (low, high) = ends(&n, n.default);
                let at = low + ((high - low) as f64 * part) as i64;
                let value = value_at(&n, at);
                prop_assert!(n.min <= value && value <= n.max);
                prop_assert!(value.normalize().scale() <= n.digits, "{} {}", PARAMETERS[which].key, value);
                prop_assert_eq!(value_at(&n, position(&n, value)), value);
                for up in [true, false] {
                    for stride in [Stride::Fine, Stride::Step, Stride::Leap] {
                        let next = moved(&n, value, up, stride);
                        prop_assert!(next.scale() <= n.digits && n.min <= next && next <= n.max);
                        let onward = if up { next >= value } else { next <= value };
                        prop_assert!(onward);
                    }
                }
            }
        }
    }
}
