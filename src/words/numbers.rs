//! How a language writes numbers: its digits, its marks, and in which order number, sign, per cent and unit stand. Everything a reader sees of a
//! number comes from here; links and files for other programs have their own, see [`crate::engine::scenario::number::plain`].

use super::Words;
use crate::engine::units::Rounding;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

/// Stands for the number in a pattern.
const NUMBER: char = '#';

/// Stands for the unit in a pattern.
const UNIT: char = '¤';

/// Digits of a group.
const GROUP: usize = 3;

/// A language's way of writing numbers.
#[derive(Debug, Clone, Copy)]
pub struct NumberFormat {
    digits: &'static str,
    decimal: &'static str,
    group: &'static str,
    negative: &'static str,
    positive: &'static str,
    percent: &'static str,
    unit: &'static str,
    power: &'static str,
    not_known: &'static str,
}

impl Words {
    /// How this language writes numbers.
    #[must_use]
    pub fn numbers(&self) -> NumberFormat {
        let w = self.format();
        NumberFormat {
            digits: w.digits(),
            decimal: w.decimal(),
            group: w.group(),
            negative: w.negative(),
            positive: w.positive(),
            percent: w.percent(),
            unit: w.unit(),
            power: w.power(),
            not_known: w.not_known(),
        }
    }
}

impl NumberFormat {
    /// Grouped, with exactly `digits` after the decimal mark, halves away from zero.
    #[must_use]
    #[inline(never)]
    pub fn grouped(&self, value: Decimal, digits: u32) -> String {
        let rounded = Rounding::Nearest.digits(value, digits);
        let text = self.unsigned(rounded, digits);
        if rounded.is_sign_negative() && !rounded.is_zero() { around(self.negative, &text, "") } else { text }
    }

    /// As short as it is exact: no trailing zeros.
    #[must_use]
    pub fn exact(&self, value: Decimal) -> String {
        let value = value.normalize();
        self.grouped(value, value.scale())
    }

    /// A difference, whose sign stands before it either way; nothing has none.
    #[must_use]
    pub fn signed(&self, value: Decimal, digits: u32) -> String {
        let rounded = Rounding::Nearest.digits(value, digits);
        if rounded > Decimal::ZERO {
            return around(self.positive, &self.unsigned(rounded, digits), "");
        }
        self.grouped(value, digits)
    }

    /// A count.
    #[must_use]
    pub fn whole(&self, count: impl Into<Decimal>) -> String {
        self.grouped(count.into(), 0)
    }

    /// A whole number without marks between thousands, as days, rounds and payments are written.
    #[must_use]
    pub fn ungrouped(&self, number: impl Into<Decimal>) -> String {
        let number: Decimal = number.into();
        self.mapped(&number.to_string())
    }

    /// A number of per cent that is written already, with its sign.
    #[must_use]
    pub fn percent(&self, number: &str) -> String {
        around(self.percent, number, "")
    }

    /// A number that is written already, with its unit; by itself where there is none.
    #[must_use]
    pub fn with_unit(&self, number: &str, unit: &str) -> String {
        if unit.is_empty() { number.to_owned() } else { around(self.unit, number, unit) }
    }

    /// The word for a number that is not known.
    #[must_use]
    pub fn not_known(&self) -> &'static str {
        self.not_known
    }

    /// A float as exact as it reads, beyond the digits of a decimal as a power of ten; `None` where it is no number.
    #[must_use]
    pub fn float(&self, value: f64) -> Option<String> {
        if !value.is_finite() {
            return None;
        }
        if value == 0.0 || (1e-12..1e18).contains(&value.abs()) {
            return Decimal::from_f64(value).map(|value| self.exact(value));
        }
        let power = libm::floor(libm::log10(value.abs()));
        // Twice, because ten to the power may itself be out of reach.
        let half = libm::trunc(power / 2.0);
        let mantissa = value / libm::pow(10.0, half) / libm::pow(10.0, power - half);
        let mantissa = Decimal::from_f64(mantissa).map(|digits| self.grouped(digits, 1))?;
        Some(around(self.power, &mantissa, &self.exact(Decimal::from_f64(power)?)))
    }

    /// A number in plain ASCII, as it stands in sources and formulas, in this language's digits and marks.
    #[must_use]
    pub fn mapped(&self, plain: &str) -> String {
        let mut text = String::with_capacity(plain.len());
        for letter in plain.chars() {
            self.push(&mut text, letter);
        }
        text
    }

    fn push(&self, text: &mut String, letter: char) {
        match letter {
            '.' => text.push_str(self.decimal),
            digit => {
                let own = digit.to_digit(10).and_then(|n| self.digits.chars().nth(usize::try_from(n).ok()?));
                text.push(own.unwrap_or(digit));
            }
        }
    }

    fn unsigned(&self, rounded: Decimal, digits: u32) -> String {
        let mut padded = rounded.abs();
        padded.rescale(digits);
        let plain = padded.to_string();
        let whole = plain.find('.').unwrap_or(plain.len());
        let mut text = String::with_capacity(plain.len().saturating_add(8));
        for (at, letter) in plain.chars().enumerate() {
            let left = whole.saturating_sub(at);
            if at > 0 && left > 0 && left.checked_rem(GROUP) == Some(0) {
                text.push_str(self.group);
            }
            self.push(&mut text, letter);
        }
        text
    }
}

/// A pattern with its number and its unit.
fn around(pattern: &str, number: &str, unit: &str) -> String {
    let mut text = String::with_capacity(pattern.len().saturating_add(number.len()).saturating_add(unit.len()));
    for letter in pattern.chars() {
        match letter {
            NUMBER => text.push_str(number),
            UNIT => text.push_str(unit),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;
    use crate::words::english;

    /// A language that is made up: decimal comma, group points, Arabic-Indic digits, the minus after the number and the per cent before it.
    const OTHER: NumberFormat = NumberFormat {
        digits: "٠١٢٣٤٥٦٧٨٩",
        decimal: "،",
        group: "·",
        negative: "#-",
        positive: "#+",
        percent: "٪#",
        unit: "¤ #",
        power: "¤^١٠ × #",
        not_known: "?",
    };

    #[test]
    fn thousands_are_grouped_and_minus_is_a_minus() {
        for (value, digits, text, other) in [
            ("54271.356", 0, "54,271", "٥٤·٢٧١"),
            ("54271.356", 2, "54,271.36", "٥٤·٢٧١،٣٦"),
            ("-1234567.5", 1, "\u{2212}1,234,567.5", "١·٢٣٤·٥٦٧،٥-"),
            ("999.5", 0, "1,000", "١·٠٠٠"),
            ("0", 2, "0.00", "٠،٠٠"),
            ("-0.001", 2, "0.00", "٠،٠٠"),
            ("100", 0, "100", "١٠٠"),
            ("0.16395", 5, "0.16395", "٠،١٦٣٩٥"),
        ] {
            assert_eq!(english().numbers().grouped(d(value), digits), text);
            assert_eq!(OTHER.grouped(d(value), digits), other);
        }
    }

    #[test]
    fn differences_carry_their_sign() {
        let signed = |value: &str| (english().numbers().signed(d(value), 0), OTHER.signed(d(value), 0));
        assert_eq!(signed("30.15"), ("+30".to_owned(), "٣٠+".to_owned()));
        assert_eq!(signed("-30.15"), ("\u{2212}30".to_owned(), "٣٠-".to_owned()));
        assert_eq!(signed("0.2"), ("0".to_owned(), "٠".to_owned()));
    }

    #[test]
    fn order_is_the_languages_own() {
        let (english, number) = (english().numbers(), OTHER.exact(d("12.50")));
        assert_eq!((english.percent("12.5"), OTHER.percent(&number)), ("12.5\u{a0}%".to_owned(), "٪١٢،٥".to_owned()));
        assert_eq!(
            (english.with_unit("3", "USD"), OTHER.with_unit("٣", "USD")),
            ("3\u{a0}USD".to_owned(), "USD ٣".to_owned())
        );
        assert_eq!(english.with_unit("3", ""), "3");
        assert_eq!(
            (english.ungrouped(10_000_u32), english.whole(10_000_u32)),
            ("10000".to_owned(), "10,000".to_owned())
        );
        assert_eq!(OTHER.ungrouped(2026_u32), "٢٠٢٦");
    }

    #[test]
    fn floats_are_read_as_numbers_or_not_at_all() {
        let float = |value| english().numbers().float(value);
        assert_eq!([f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(float), [None, None, None]);
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1e-6, "0.000001"),
            (-1234.5, "\u{2212}1,234.5"),
            (1e200, "1.0 × 10^200"),
            (-2.5e-300, "\u{2212}2.5 × 10^\u{2212}300"),
        ] {
            assert_eq!(float(value).as_deref(), Some(text));
        }
        assert!(float(f64::MIN_POSITIVE / 1e10).is_some() && float(f64::MAX).is_some());
    }
}
