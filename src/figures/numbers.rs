//! Numbers as every figure writes them: in the reader's language, no finer than they mean something, and where a number is not known, or is none,
//! by the word for that. In a cell for other programs such a number is empty; no number stands in its place.

use crate::engine::units::{Rounding, Saturating as _};
use crate::figures::apportion::apportion;
use crate::figures::plain;
use crate::words::Words;
use rust_decimal::Decimal;

/// A million, in which money is shown.
const MILLION: f64 = 1e6;

/// Grouped, with so many digits after the decimal mark.
#[must_use]
pub fn grouped(value: Decimal, digits: u32, words: &Words) -> String {
    words.numbers().grouped(value, digits)
}

/// As short as it is exact.
#[must_use]
pub fn exact(value: Decimal, words: &Words) -> String {
    words.numbers().exact(value)
}

/// A difference: `+30`, `−30`, `0`.
#[must_use]
pub fn signed(value: Decimal, digits: u32, words: &Words) -> String {
    words.numbers().signed(value, digits)
}

/// A whole number without marks between thousands: a day, a round, a payment.
#[must_use]
pub fn ungrouped(number: impl Into<Decimal>, words: &Words) -> String {
    words.numbers().ungrouped(number)
}

/// How many of a list there are, or which one.
#[must_use]
pub fn many(count: impl Into<Decimal>, words: &Words) -> String {
    words.numbers().whole(count)
}

/// A number as a decimal of as many digits as it has room for; `None` where it is none. What is out of range stops at its end.
#[must_use]
#[inline(never)]
pub fn decimal(value: f64) -> Option<Decimal> {
    if !value.is_finite() {
        return None;
    }
    let size = value.abs();
    let (factor, digits) = if size < 1e9 {
        (1e9, 9)
    } else if size < 1e15 {
        (1e3, 3)
    } else {
        (1.0, 0)
    };
    #[allow(clippy::cast_possible_truncation)]
    let mantissa = libm::round(value * factor) as i64;
    Some(Decimal::new(mantissa, digits))
}

/// A length or an order that a number is drawn by: what is none draws nothing. No text is made of it.
#[must_use]
pub fn drawn(value: f64) -> f64 {
    if value.is_finite() { value.clamp(-1e15, 1e15) } else { 0.0 }
}

/// A number with so many digits after the decimal mark.
#[must_use]
pub fn shown(value: f64, digits: u32, words: &Words) -> String {
    known(decimal(value), words, |value| grouped(value, digits, words))
}

/// A decimal as something, or the word for one that is not known.
#[must_use]
pub fn known(value: Option<Decimal>, words: &Words, say: impl FnOnce(Decimal) -> String) -> String {
    value.map_or_else(|| words.numbers().not_known().to_owned(), say)
}

/// How many there are; fewer than none are none.
#[must_use]
pub fn count(value: f64, words: &Words) -> String {
    known(counted(value), words, |value| grouped(value, 0, words))
}

fn counted(value: f64) -> Option<Decimal> {
    decimal(value).map(|value| value.max(Decimal::ZERO))
}

/// A number of per cent: `−9.4 %`.
#[must_use]
pub fn percent(value: f64, digits: u32, words: &Words) -> String {
    known(decimal(value), words, |value| words.numbers().percent(&grouped(value, digits, words)))
}

/// Money in millions: `65.0`, and the words given where rounding would make it nothing.
#[must_use]
pub fn millions(money: f64, under: &str, words: &Words) -> String {
    let size = money.abs() / MILLION;
    if size > 0.0 && size < 0.05 {
        return under.to_owned();
    }
    shown(money / MILLION, u32::from(size < 1000.0), words)
}

/// A part of a whole in whole per cent, and that it is under one where rounding would make it nothing. Shares of nothing are not known.
#[must_use]
pub fn share(part: Decimal, whole: Decimal, words: &Words) -> String {
    if whole.is_zero() {
        return words.numbers().not_known().to_owned();
    }
    let percent = part.sat_mul(Decimal::ONE_HUNDRED).sat_div(whole);
    if percent > Decimal::ZERO && percent < Decimal::ONE {
        return words.shares().under().to_owned();
    }
    words.numbers().percent(&grouped(percent, 0, words))
}

/// Parts, none below zero, as whole per cent that add up to a hundred; empty where there is nothing to share, or a part is not known.
#[must_use]
pub fn shares(parts: &[f64]) -> Vec<Decimal> {
    let sum: f64 = parts.iter().map(|part| part.max(0.0)).sum();
    if parts.iter().any(|part| !part.is_finite()) || sum <= 0.0 {
        return Vec::new();
    }
    let exact = parts.iter().map(|part| decimal(100.0 * part.max(0.0) / sum).map(|p| Rounding::Nearest.digits(p, 3)));
    let exact: Option<Vec<Decimal>> = exact.collect();
    exact.map(|exact| apportion(&exact, Decimal::ONE_HUNDRED, 0)).unwrap_or_default()
}

/// By how many per cent a price has changed when its logarithm has fallen by so much: a fall is below zero.
#[must_use]
pub fn change(fall: f64) -> f64 {
    libm::expm1(-fall) * 100.0
}

/// A cell: as people read it, and for other programs.
#[must_use]
pub fn cell(value: f64, digits: u32, words: &Words) -> (String, String) {
    (shown(value, digits, words), written(decimal(value), plain::number))
}

/// Money as a cell.
#[must_use]
pub fn money_cell(value: f64, words: &Words) -> (String, String) {
    (shown(value, 0, words), written(decimal(value), plain::money))
}

/// A count as a cell.
#[must_use]
pub fn count_cell(value: f64, words: &Words) -> (String, String) {
    (count(value, words), written(counted(value), |value| plain::rounded(value, 0)))
}

/// Per cent as a cell.
#[must_use]
pub fn percent_cell(value: f64, digits: u32, words: &Words) -> (String, String) {
    (percent(value, digits, words), written(decimal(value), plain::number))
}

/// Money in millions as a cell, with so many digits as people read it.
#[must_use]
pub fn millions_cell(money: f64, digits: u32, words: &Words) -> (String, String) {
    let value = decimal(money / MILLION);
    (known(value, words, |value| grouped(value, digits, words)), written(value, plain::number))
}

/// A number for other programs; empty where there is none.
fn written(value: Option<Decimal>, write: impl FnOnce(Decimal) -> String) -> String {
    value.map(write).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;
    use crate::words::english;

    const NONE: [f64; 3] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];

    #[test]
    fn what_is_no_number_is_not_known_and_never_nought() {
        let w = english();
        for value in NONE {
            assert_eq!(decimal(value), None);
            let texts = [
                shown(value, 1, w),
                count(value, w),
                percent(value, 1, w),
                millions(value, "?", w),
                percent(change(f64::NAN), 1, w),
            ];
            assert!(texts.iter().all(|text| text == "not known"), "{texts:?}");
            for (shown, plain) in [
                cell(value, 1, w),
                money_cell(value, w),
                count_cell(value, w),
                percent_cell(value, 1, w),
                millions_cell(value, 3, w),
            ] {
                assert_eq!((shown.as_str(), plain.as_str()), ("not known", ""));
            }
            assert!(shares(&[value, 1.0]).is_empty());
        }
        assert!(shares(&[0.0, -1.0]).is_empty() && shares(&[]).is_empty());
        assert_eq!(share(d("1"), d("0"), w), "not known");
    }

    #[test]
    fn what_is_too_large_stops_and_what_is_too_small_is_nothing() {
        assert_eq!(decimal(1e300), Some(Decimal::from(i64::MAX)));
        assert_eq!(cell(-1e-12, 1, english()), ("0.0".to_owned(), "0".to_owned()));
        assert_eq!(cell(1234.5678, 1, english()), ("1,234.6".to_owned(), "1234.57".to_owned()));
        assert_eq!(count(-3.0, english()), "0");
    }

    #[test]
    fn money_is_in_millions() {
        let said = |money, under| millions(money, under, english());
        assert_eq!(said(65e6, ""), "65.0");
        assert_eq!(said(-2_345.6e6, ""), "\u{2212}2,346");
        assert_eq!(said(20e3, "under 0.1"), "under 0.1");
        assert_eq!(percent(change(0.1), 1, english()), "\u{2212}9.5\u{a0}%");
    }

    #[test]
    fn a_fall_of_the_logarithm_is_a_change_of_the_price() {
        assert!((change(core::f64::consts::LN_2) + 50.0).abs() < 1e-9);
        assert!(change(-0.1) > 10.0 && change(f64::INFINITY) >= -100.0);
    }

    #[test]
    fn shares_add_up() {
        assert_eq!(shares(&[1.0, 1.0, 1.0]), [34, 33, 33].map(Decimal::from));
        assert_eq!(shares(&[55.5, 44.5, -3.0]), [56, 44, 0].map(Decimal::from));
        let share = |part, whole| share(d(part), d(whole), english());
        assert_eq!(share("542.99", "932.91"), "58\u{a0}%");
        assert_eq!(share("0.1", "932.91"), "under 1\u{a0}%");
    }
}
