//! Single values of a file: numbers as texts and as numbers, what stands for none, truth values, moments.

use crate::engine::Cause;
use crate::engine::echo::echo;
use crate::engine::error::FileProblem;
use crate::engine::units::Checked;
use rust_decimal::Decimal;
use std::str::FromStr as _;

/// Words that stand for nothing, in small letters.
const NOTHING: [&str; 9] = ["", "-", "--", "n/a", "nan", "none", "null", "undefined", "nil"];

/// Largest power of ten of a number that is read, and the smallest.
const EXPONENTS: std::ops::RangeInclusive<i32> = -28..=28;

/// True for what venues print where there is nothing: an empty text, `null`, `--`. Zero is for its field to say.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 9 && NOTHING.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A number: an optional sign, digits with at most one point, an optional power of ten. Digits beyond the 28th are rounded.
/// Errors: [`Cause::NotANumber`], [`Cause::AmbiguousComma`], [`FileProblem::TooLarge`].
pub fn number(text: &str) -> Result<Decimal, Cause> {
    let trimmed = text.trim();
    let not_one = || Cause::NotANumber { typed: echo(trimmed) };
    let (mantissa, exponent) = match trimmed.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, i32::from_str(exponent).map_err(|_| not_one())?),
        None => (trimmed, 0),
    };
    let digits = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let written = !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.bytes().filter(|b| *b == b'.').count() <= 1
        && digits.bytes().any(|b| b.is_ascii_digit());
    if !written {
        let commas = digits.contains(',') && digits.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
        return Err(if commas { Cause::AmbiguousComma { typed: echo(trimmed) } } else { not_one() });
    }
    let too_large = || Cause::File(FileProblem::TooLarge { typed: echo(trimmed) });
    let whole = mantissa.trim_start_matches('+');
    // The parser takes no text without a digit before the point or after it.
    let padded = if digits.starts_with('.') || digits.ends_with('.') {
        let sign = if whole.starts_with('-') { "-" } else { "" };
        let zero = if digits.starts_with('.') { "0" } else { "" };
        format!("{sign}{zero}{}", digits.trim_end_matches('.'))
    } else {
        whole.to_owned()
    };
    let value = Decimal::from_str(&padded).map_err(|_| too_large())?;
    if value.is_zero() {
        return Ok(Decimal::ZERO);
    }
    let power =
        |exponent: u32| 10_i128.checked_pow(exponent).and_then(|n| Decimal::try_from_i128_with_scale(n, 0).ok());
    let scaled = if !EXPONENTS.contains(&exponent) {
        None
    } else if exponent >= 0 {
        power(exponent.unsigned_abs()).and_then(|p| value.times(p).ok())
    } else {
        power(exponent.unsigned_abs()).and_then(|p| value.over(p).ok())
    };
    scaled.map(|value| value.normalize()).ok_or_else(too_large)
}

/// A truth value, as such or as a text. Errors: [`Cause::UnknownChoice`].
pub fn truth(text: &str) -> Result<bool, Cause> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" => Ok(true),
        "false" | "0" | "no" => Ok(false),
        _ => Err(Cause::UnknownChoice { typed: echo(text), accepted: vec!["true".to_owned(), "false".to_owned()] }),
    }
}

/// A moment in milliseconds since 1970, UTC: seconds, milliseconds, microseconds or nanoseconds by their size, or a date with an optional time.
/// Errors: [`FileProblem::NotAMoment`].
pub fn moment(text: &str) -> Result<i64, Cause> {
    let trimmed = text.trim();
    let not_one = || Cause::File(FileProblem::NotAMoment { typed: echo(trimmed) });
    if let Ok(count) = number(trimmed) {
        let second = Decimal::from(100_000_000_000_i64);
        let size = count.abs();
        let thousand = Decimal::ONE_THOUSAND;
        let by = |factor: Decimal| second.times(factor);
        let scaled = if size < second {
            count.times(thousand)
        } else if by(thousand).is_ok_and(|limit| size < limit) {
            Ok(count)
        } else if by(Decimal::from(1_000_000)).is_ok_and(|limit| size < limit) {
            count.over(thousand)
        } else {
            count.over(Decimal::from(1_000_000))
        };
        return scaled.ok().and_then(|value| i64::try_from(value.trunc()).ok()).ok_or_else(not_one);
    }
    dated(trimmed).ok_or_else(not_one)
}

/// `2024-07-01`, `2024-07-01 08:00:00.123`, `2024-07-01T08:00:00Z`; an offset other than UTC is not read.
fn dated(text: &str) -> Option<i64> {
    let text = text.trim_end_matches('Z').trim_end_matches("+00:00").trim_end();
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, "0:0:0"));
    let whole = |text: &str| {
        (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| i64::from_str(text).ok()).flatten()
    };
    let mut days = date.splitn(3, '-').map(whole);
    let (year, month, day) = (days.next()??, days.next()??, days.next()??);
    let mut clock = time.splitn(3, ':');
    let (hour, minute) = (whole(clock.next()?)?, whole(clock.next()?)?);
    let (second, fraction) = match clock.next() {
        None => (0, 0),
        Some(text) => {
            let (second, fraction) = text.split_once('.').unwrap_or((text, "0"));
            let mut milli: String = fraction.chars().take(3).collect();
            while milli.len() < 3 {
                milli.push('0');
            }
            (whole(second)?, whole(&milli)?)
        }
    };
    let sane = (1970..=2200).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && (0..=24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..=60).contains(&second);
    if !sane {
        return None;
    }
    let seconds = days_since_1970(year, month, day)?
        .checked_mul(86_400)?
        .checked_add(hour.checked_mul(3600)?)?
        .checked_add(minute.checked_mul(60)?)?
        .checked_add(second)?;
    seconds.checked_mul(1000)?.checked_add(fraction)
}

/// Days of the civil calendar, years beginning in March so that the leap day comes last.
fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    let year = if month <= 2 { year.checked_sub(1)? } else { year };
    let shifted = if month > 2 { month.checked_sub(3)? } else { month.checked_add(9)? };
    let of_year = shifted.checked_mul(153)?.checked_add(2)?.checked_div(5)?.checked_add(day)?.checked_sub(1)?;
    let era = year.checked_div(400)?;
    let in_era = year.checked_rem(400)?;
    let of_era = in_era
        .checked_mul(365)?
        .checked_add(in_era.checked_div(4)?)?
        .checked_sub(in_era.checked_div(100)?)?
        .checked_add(of_year)?;
    era.checked_mul(146_097)?.checked_add(of_era)?.checked_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;

    #[test]
    fn numbers_are_read_in_every_way_that_venues_print_them() {
        for (text, value) in [
            ("0.002", "0.002"),
            ("-12", "-12"),
            ("+3", "3"),
            ("5.703E-5", "0.00005703"),
            ("1e3", "1000"),
            ("0E-20", "0"),
            ("0e99", "0"),
            (" 7. ", "7"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
        ] {
            assert_eq!(number(text).unwrap(), d(value), "{text}");
        }
        for text in ["", ".", "-", "1.2.3", "0x10", "1e", "1e1.5", "١٢", "1_000", "inf", "nan", "1 000"] {
            assert!(matches!(number(text), Err(Cause::NotANumber { .. })), "{text}");
        }
        assert!(matches!(number("1,234.5"), Err(Cause::AmbiguousComma { .. })));
        for text in ["1e29", "1e999999", "9".repeat(40).as_str(), "1e-60"] {
            assert!(matches!(number(text), Err(Cause::File(FileProblem::TooLarge { .. }))), "{text}");
        }
    }

    #[test]
    fn nothing_has_many_names_and_zero_is_none_of_them() {
        for text in ["", " ", "--", "null", "None", "NaN"] {
            assert!(is_nothing(text), "{text}");
        }
        assert!(!is_nothing("0") && !is_nothing("false"));
        assert!(truth("False").is_ok_and(|t| !t) && truth("true").is_ok_and(|t| t) && truth("maybe").is_err());
    }

    #[test]
    fn moments_are_told_by_their_size() {
        let wanted = 1_708_622_398_623;
        for text in ["1708622398623", "1708622398623000", "1708622398623000000", "2024-02-22T17:19:58.623Z"] {
            assert_eq!(moment(text), Ok(wanted), "{text}");
        }
        assert_eq!(moment("1708622398"), Ok(1_708_622_398_000));
        assert_eq!(moment("2000-03-01"), Ok(951_868_800_000));
        assert_eq!(moment("2024-02-29 00:05:00"), Ok(1_709_165_100_000));
        for text in ["", "soon", "2024-13-01", "9".repeat(30).as_str(), "2024-02"] {
            assert!(moment(text).is_err(), "{text}");
        }
    }
}
