//! Numbers as people read them: grouped, with a real minus, and no more digits than mean something.

use crate::engine::margin::Trigger;
pub use crate::engine::scenario::number::{exact, grouped};
use crate::engine::scenario::{ParameterId, Scenario};
use crate::engine::units::{Rounding, Saturating as _};
use crate::words::Words;
use rust_decimal::Decimal;

/// How many digits after the point prices of a scenario are shown with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriceFormat {
    /// In headlines and on axes: enough for five digits in all.
    pub headline: u32,
    /// In tables: the tick's, and never fewer than in headlines.
    pub table: u32,
}

impl PriceFormat {
    /// The format that suits a scenario's entry price and tick, and tells prices apart that differ by `gap`.
    #[must_use]
    pub fn of(scenario: &Scenario, gap: Option<Decimal>) -> Self {
        let entry = digits_for(scenario.number(ParameterId::Entry), 5);
        let headline = gap.map_or(0, |g| digits_for(g, 2)).min(12).max(entry);
        let tick = scenario.number(ParameterId::Tick).normalize().scale();
        Self { headline, table: tick.max(headline) }
    }

    /// A price in a headline.
    #[must_use]
    pub fn short(self, value: Decimal) -> String {
        grouped(value, self.headline)
    }

    /// A trigger in a headline, or the words that stand for it.
    #[must_use]
    pub fn trigger(self, trigger: Trigger, never: &str, always: &str) -> String {
        match trigger {
            Trigger::At { price, .. } => self.short(price.get()),
            Trigger::Never => never.to_owned(),
            Trigger::Always => always.to_owned(),
        }
    }
}

/// The distance between two prices once both are rounded; `None` where either does not exist.
#[must_use]
pub fn shown_gap(from: Trigger, to: Trigger, digits: u32) -> Option<Decimal> {
    let shown = |t: Trigger| t.price().map(|p| Rounding::Nearest.digits(p.get(), digits));
    Some(shown(to)?.sat_sub(shown(from)?).abs())
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

/// A signed difference: `+30`, `−30`, `0`.
#[must_use]
pub fn signed(value: Decimal, digits: u32) -> String {
    let text = grouped(value, digits);
    if Rounding::Nearest.digits(value, digits) > Decimal::ZERO { format!("+{text}") } else { text }
}

/// A share as whole per cent: `58 %`, and `under 1 %` where rounding would make it nothing.
#[must_use]
pub fn share(part: Decimal, whole: Decimal, words: &Words) -> String {
    let percent = part.sat_mul(Decimal::ONE_HUNDRED).sat_div(whole);
    if percent > Decimal::ZERO && percent < Decimal::ONE {
        return words.shares().under().to_owned();
    }
    format!("{}\u{a0}%", grouped(percent, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;

    #[test]
    fn thousands_are_grouped_and_minus_is_a_minus() {
        for (value, digits, text) in [
            ("54271.356", 0, "54,271"),
            ("54271.356", 2, "54,271.36"),
            ("-1234567.5", 1, "\u{2212}1,234,567.5"),
            ("999.5", 0, "1,000"),
            ("0", 2, "0.00"),
            ("-0.001", 2, "0.00"),
            ("100", 0, "100"),
            ("0.16395", 5, "0.16395"),
        ] {
            assert_eq!(grouped(d(value), digits), text);
        }
    }

    #[test]
    fn five_digits_in_all() {
        for (value, digits) in [
            ("60000", 0),
            ("1234567", 0),
            ("2500", 1),
            ("145.83", 2),
            ("9.9", 4),
            ("0.16395", 5),
            ("0.01", 6),
            ("0", 0),
        ] {
            assert_eq!(digits_for(d(value), 5), digits, "{value}");
        }
    }

    #[test]
    fn differences_carry_their_sign() {
        assert_eq!(signed(d("30.15"), 0), "+30");
        assert_eq!(signed(d("-30.15"), 0), "\u{2212}30");
        assert_eq!(signed(d("0.2"), 0), "0");
    }

    #[test]
    fn shares() {
        let share = |part, whole| share(d(part), d(whole), crate::words::english());
        assert_eq!(share("542.99", "932.91"), "58\u{a0}%");
        assert_eq!(share("0.1", "932.91"), "under 1\u{a0}%");
        assert_eq!(share("1", "0"), "0\u{a0}%");
    }
}
