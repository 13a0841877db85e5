//! Reading numbers that people type, paste or link, and writing them so that they are read back as they were: in links, and in a field. What
//! else people see of a number is written by the words.

use crate::engine::Cause;
use crate::engine::echo::echo;
use crate::engine::units::Rounding;
use rust_decimal::Decimal;

/// Longest text that is looked at.
const LONGEST: usize = 40;

/// Reads a number as a person types it: a point for decimals, optional thousands marks (comma, space, apostrophe, underscore)
/// in groups of three, an optional sign in either minus, an optional unit sign that the field shows anyway (`%` or `×`).
/// A comma that could be a decimal mark is refused rather than guessed.
pub fn typed(text: &str, digits: u32) -> Result<Decimal, Cause> {
    let trimmed = text.trim().trim_end_matches(['%', '×']).trim_end();
    if trimmed.chars().count() > LONGEST {
        return Err(not_a_number(text));
    }
    let (negative, body) = match trimmed.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    let plain = ungrouped(body).ok_or_else(|| {
        if body.contains(',') && body.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.') {
            Cause::AmbiguousComma { typed: echo(text.trim()) }
        } else {
            not_a_number(text.trim())
        }
    })?;
    let value = strict(&plain, digits).map_err(|cause| match cause {
        Cause::TooFine { digits, .. } => Cause::TooFine { typed: echo(text.trim()), digits },
        _ => not_a_number(text.trim()),
    })?;
    Ok(if negative { -value } else { value }.normalize())
}

/// Reads a number as this page writes it: an optional `-`, digits, at most one point.
pub fn strict(text: &str, digits: u32) -> Result<Decimal, Cause> {
    let body = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = body.split_once('.').unwrap_or((body, "0"));
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let whole_ok = all_digits(whole) || (whole.is_empty() && body.starts_with('.'));
    let fraction_ok = all_digits(fraction) || (fraction.is_empty() && all_digits(whole));
    if !whole_ok || !fraction_ok || text.len() > LONGEST {
        return Err(not_a_number(text));
    }
    let value = Decimal::from_str_exact(body.trim_end_matches('.')).map_err(|_| not_a_number(text))?;
    let value = if body.len() < text.len() { -value } else { value };
    let value = value.normalize();
    if value.scale() > digits {
        return Err(Cause::TooFine { typed: echo(text), digits });
    }
    Ok(value)
}

/// Writes a number so that [`strict`] reads the same value.
#[must_use]
pub fn plain(value: Decimal) -> String {
    let value = value.normalize();
    if value.is_zero() { "0".to_owned() } else { value.to_string() }
}

/// A number as it stands in a field, where [`typed`] reads it: as short as it is exact.
#[must_use]
pub fn exact(value: Decimal) -> String {
    let value = value.normalize();
    grouped(value, value.scale())
}

/// The same with exactly `digits` after the point, halves away from zero: thousands commas, minus as U+2212.
#[must_use]
pub fn grouped(value: Decimal, digits: u32) -> String {
    let rounded = Rounding::Nearest.digits(value, digits);
    let mut padded = rounded.abs();
    padded.rescale(digits);
    let text = padded.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len().saturating_add(8));
    if rounded.is_sign_negative() && !rounded.is_zero() {
        out.push('\u{2212}');
    }
    for (place, digit) in (1..=whole.len()).rev().zip(whole.chars()) {
        out.push(digit);
        if place > 1 && place % 3 == 1 {
            out.push(',');
        }
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

fn not_a_number(text: &str) -> Cause {
    Cause::NotANumber { typed: echo(text) }
}

/// Takes out thousands marks where they stand in groups of three, all the same; `None` where they do not.
fn ungrouped(body: &str) -> Option<String> {
    const MARKS: [char; 7] = [',', ' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '_'];
    let (whole, fraction) = match body.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (body, None),
    };
    // A second sign, or a mark behind the point, is for no reading at all.
    if whole.starts_with('-') || fraction.is_some_and(|f| f.contains(MARKS)) {
        return None;
    }
    let Some(mark) = whole.chars().find(|c| MARKS.contains(c)) else {
        return Some(body.to_owned());
    };
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    let grouped = (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3);
    // "0,500" is half of something far more often than it is five hundred.
    if !grouped || first.starts_with('0') {
        return None;
    }
    let whole: String = whole.chars().filter(|c| *c != mark).collect();
    Some(match fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;

    #[test]
    fn what_people_type_is_read() {
        for (text, value) in [
            ("12.5", "12.5"),
            (" 60,000 ", "60000"),
            ("1,234,567.5", "1234567.5"),
            ("60 000", "60000"),
            ("60\u{202f}000", "60000"),
            ("\u{2212}0.01", "-0.01"),
            ("+3", "3"),
            (".5", "0.5"),
            ("5.", "5"),
            ("0.05 %", "0.05"),
            ("10×", "10"),
            ("007", "7"),
        ] {
            assert_eq!(typed(text, 8), Ok(d(value)), "{text}");
        }
    }

    #[test]
    fn what_could_mean_two_things_is_refused_not_guessed() {
        for text in ["1,5", "0,500", "1,00,000", "1.000,5", "12,34"] {
            assert!(matches!(typed(text, 8), Err(Cause::AmbiguousComma { .. })), "{text}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "", " ", "abc", "1e5", "NaN", "inf", "1.2.3", "--1", "0x10", "٣", ".", "-", "1 0", "1_000_00", "12a",
            "\u{0}",
        ] {
            assert!(matches!(typed(text, 8), Err(Cause::NotANumber { .. })), "{text:?}");
        }
        assert!(typed(&"9".repeat(41), 8).is_err());
        assert!(typed(&"9".repeat(35), 8).is_err());
    }

    #[test]
    fn finer_than_kept_is_refused_and_trailing_zeros_are_not_finer() {
        assert_eq!(typed("0.123", 2), Err(Cause::TooFine { typed: "0.123".to_owned(), digits: 2 }));
        assert_eq!(typed("0.12000", 2), Ok(d("0.12")));
        assert_eq!(typed("-0", 2).map(plain), Ok("0".to_owned()));
    }
}
