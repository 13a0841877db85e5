//! Spans of time, short: in the largest unit that keeps two digits.

use crate::engine::units::Rounding;
use crate::figures::numbers::{decimal, exact, known};
use crate::words::{Count, Words};
use rust_decimal::Decimal;

/// Seconds of a minute, an hour and a day.
const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

/// So many seconds, in words; the word for what is not known where there is no number.
#[must_use]
pub fn span(seconds: Option<f64>, words: &Words) -> String {
    let w = words.spans();
    let said = |value: f64, say: &dyn Fn(&str) -> String| {
        let digits = u32::from(value < 10.0);
        known(decimal(value), words, |value| say(&exact(Rounding::Nearest.digits(value, digits), words)))
    };
    match seconds {
        None => words.numbers().not_known().to_owned(),
        Some(seconds) if seconds < 1.5 * MINUTE => said(seconds, &|n| w.seconds(n)),
        Some(seconds) if seconds < 1.5 * HOUR => said(seconds / MINUTE, &|n| w.minutes(n)),
        Some(seconds) if seconds < 1.5 * DAY => said(seconds / HOUR, &|n| w.hours(n)),
        Some(seconds) => said(seconds / DAY, &|n| w.days(Count::read(n))),
    }
}

/// A second of a stream, as the page counts them.
#[must_use]
pub fn second(time: f64, words: &Words) -> String {
    known(decimal(libm::round(time)), words, |time: Decimal| words.numbers().ungrouped(time.normalize()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::english;

    #[test]
    fn spans_have_the_unit_that_fits() {
        let said = |seconds| span(Some(seconds), english());
        let all = [1.24, 40.0, 200.0, 9_000.0, 86_400.0, 604_800.0, 1e8].map(said);
        assert_eq!(all, ["1.2 s", "40 s", "3.3 min", "2.5 h", "24 h", "7 days", "1,157 days"]);
        assert_eq!(span(None, english()), "not known");
        assert_eq!(span(Some(f64::NAN), english()), "not known");
    }
}
