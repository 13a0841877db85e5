//! Numbers as every figure's CSV writes them: a price to the tick, money to the cent, anything else with six significant digits. Where a reader checks
//! the arithmetic a column of its own holds the number as it is ([`crate::figures::table::Exact`]).

use crate::engine::scenario::number::plain;
use crate::engine::units::{Rounding, Saturating as _};
use rust_decimal::Decimal;

/// Digits that a number has where it is neither a price nor money.
const SIGNIFICANT: u32 = 6;

/// Digits of money after the point.
const CENTS: u32 = 2;

/// Money, to the cent.
#[must_use]
pub fn money(value: Decimal) -> String {
    rounded(value, CENTS)
}

/// Any other number, with six significant digits.
#[must_use]
pub fn number(value: Decimal) -> String {
    rounded(value, digits_for(value, SIGNIFICANT))
}

/// A number that is shown with so many digits, with those.
#[must_use]
pub fn rounded(value: Decimal, digits: u32) -> String {
    plain(Rounding::Nearest.digits(value, digits))
}

/// Digits after the point with which a value shows `significant` digits in all.
#[must_use]
pub fn digits_for(value: Decimal, significant: u32) -> u32 {
    let value = value.abs();
    if value.is_zero() {
        return 0;
    }
    let mut digits = significant.saturating_sub(1);
    let mut bound = Decimal::TEN;
    while value >= bound && digits > 0 {
        digits = digits.saturating_sub(1);
        bound = bound.sat_mul(Decimal::TEN);
    }
    let mut unit = Decimal::ONE;
    while value < unit && digits < 20 {
        digits = digits.saturating_add(1);
        unit = unit.sat_div(Decimal::TEN);
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;

    #[test]
    fn numbers_are_as_fine_as_they_mean_something() {
        assert_eq!(rounded(d("54271.356783919597989949748744"), 1), "54271.4");
        assert_eq!(money(d("-28231603.8149")), "-28231603.81");
        for (value, written) in [
            ("1.000000000000000000000000001", "1"),
            ("0.000123456789", "0.000123457"),
            ("-7.7641234", "-7.76412"),
            ("8675783.33", "8675783"),
            ("0", "0"),
        ] {
            assert_eq!(number(d(value)), written);
        }
    }
}
