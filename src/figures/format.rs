//! How many digits prices are shown with: no more than mean something.

use crate::engine::margin::Trigger;
use crate::engine::scenario::{ParameterId, Scenario};
use crate::engine::units::{Rounding, Saturating as _};
use crate::figures::numbers::grouped;
use crate::figures::plain::digits_for;
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
    pub fn short(self, value: Decimal, words: &Words) -> String {
        grouped(value, self.headline, words)
    }

    /// A trigger in a headline, or the words that stand for it.
    #[must_use]
    pub fn trigger(self, trigger: Trigger, never: &str, always: &str, words: &Words) -> String {
        match trigger {
            Trigger::At { price, .. } => self.short(price.get(), words),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;

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
}
