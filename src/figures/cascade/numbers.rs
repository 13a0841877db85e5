//! Numbers of a story as people read them. A story holds `f64`; what is shown is rounded once, to a whole number of last digits, so that nothing
//! here prints a float and whatever is not a number reads as nothing.

use crate::engine::scenario::number::{grouped, plain};
use crate::figures::apportion::apportion;
use rust_decimal::Decimal;

/// A million, in which money is shown.
const MILLION: f64 = 1e6;

/// The number itself, or nothing where it is none.
#[must_use]
pub fn finite(value: f64) -> f64 {
    if value.is_finite() { value.clamp(-1e15, 1e15) } else { 0.0 }
}

/// A decimal with so many digits after the point.
#[must_use]
#[inline(never)]
pub fn decimal(value: f64, digits: u32) -> Decimal {
    let unit = match digits {
        0 => 1.0,
        1 => 10.0,
        2 => 100.0,
        _ => 1000.0,
    };
    #[allow(clippy::cast_possible_truncation)]
    let whole = libm::round(finite(value) * unit) as i64;
    Decimal::new(whole, digits.min(3))
}

/// A number with thousands commas.
#[must_use]
pub fn shown(value: f64, digits: u32) -> String {
    grouped(decimal(value, digits), digits)
}

/// How many there are.
#[must_use]
pub fn count(value: f64) -> String {
    shown(value.max(0.0), 0)
}

/// Money in millions: `65.0`, and `under 0.1` by the words given where rounding would make it nothing.
#[must_use]
pub fn millions(money: f64, under: &str) -> String {
    let size = finite(money).abs() / MILLION;
    if size > 0.0 && size < 0.05 {
        return under.to_owned();
    }
    shown(finite(money) / MILLION, u32::from(size < 1000.0))
}

/// A cell of money in millions: shown, plain.
#[must_use]
pub fn millions_cell(money: f64) -> (String, String) {
    let value = decimal(finite(money) / MILLION, 3);
    (grouped(value, 3), plain(value))
}

/// A count as a cell.
#[must_use]
pub fn count_cell(value: f64) -> (String, String) {
    (count(value), plain(decimal(value.max(0.0), 0)))
}

/// How far a price has gone, in per cent of where it began, from a fall of its logarithm: a fall is below zero.
#[must_use]
pub fn move_of(fall: f64) -> f64 {
    100.0 * libm::expm1(-finite(fall).clamp(-50.0, 50.0))
}

/// A per cent with one digit: `−9.4 %`.
#[must_use]
pub fn percent(value: f64) -> String {
    let mut text = shown(value, 1);
    text.push_str("\u{a0}%");
    text
}

/// A move as a cell in per cent.
#[must_use]
pub fn percent_cell(value: f64) -> (String, String) {
    (percent(value), plain(decimal(value, 1)))
}

/// Parts, none below zero, as whole per cent that add up to a hundred; empty where there is nothing to share.
#[must_use]
pub fn shares(parts: &[f64]) -> Vec<Decimal> {
    let sum: f64 = parts.iter().map(|p| finite(*p).max(0.0)).sum();
    if sum <= 0.0 {
        return Vec::new();
    }
    let exact: Vec<Decimal> = parts.iter().map(|p| decimal(100.0 * finite(*p).max(0.0) / sum, 3)).collect();
    apportion(&exact, Decimal::ONE_HUNDRED, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_reads_as_nothing() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(
                (shown(value, 1), millions(value, "?"), percent(move_of(value))),
                ("0.0".to_owned(), "0.0".to_owned(), "0.0\u{a0}%".to_owned())
            );
        }
        assert!(shares(&[f64::NAN, -1.0]).is_empty());
    }

    #[test]
    fn money_is_in_millions() {
        assert_eq!(millions(65e6, ""), "65.0");
        assert_eq!(millions(-2_345.6e6, ""), "\u{2212}2,346");
        assert_eq!(millions(20e3, "under 0.1"), "under 0.1");
        assert_eq!(percent(move_of(0.1)), "\u{2212}9.5\u{a0}%");
    }

    #[test]
    fn shares_add_up() {
        assert_eq!(shares(&[1.0, 1.0, 1.0]), [34, 33, 33].map(Decimal::from));
        assert_eq!(shares(&[55.5, 44.5, -3.0]), [56, 44, 0].map(Decimal::from));
    }
}
