//! Numbers as every figure's CSV writes them: a price to the tick, money to the cent, anything else with six significant digits. Where a reader checks
//! the arithmetic a column of its own holds the number as it is ([`crate::figures::table::Exact`]).

use crate::engine::scenario::number::plain;
use crate::engine::units::Rounding;
use crate::figures::format::{PriceFormat, digits_for};
use rust_decimal::Decimal;

/// Digits that a number has where it is neither a price nor money.
const SIGNIFICANT: u32 = 6;

/// Digits of money after the point.
const CENTS: u32 = 2;

/// A price, to the tick.
#[must_use]
pub fn price(value: Decimal, format: PriceFormat) -> String {
    rounded(value, format.table)
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;

    #[test]
    fn numbers_are_as_fine_as_they_mean_something() {
        let format = PriceFormat { headline: 0, table: 1 };
        assert_eq!(price(d("54271.356783919597989949748744"), format), "54271.4");
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
