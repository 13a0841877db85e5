//! Numbers of a run in pictures: axes and units of money.

use crate::engine::scenario::presets::Preset;
use crate::engine::units::Saturating as _;
use crate::figures::chart::axis::Axis;
use crate::figures::numbers::{decimal, grouped, known, ungrouped};
use crate::words::Words;
use rust_decimal::Decimal;

/// An axis around numbers; those that are not known have no say.
#[must_use]
pub fn axis(values: impl Iterator<Item = f64>, wanted: u32) -> Axis {
    let (low, high) = values.filter(|v| v.is_finite()).fold((0.0f64, 0.0f64), |(l, h), v| (l.min(v), h.max(v)));
    // A picture of nothing at all still has a scale.
    let low = if high - low < 1e-6 { low - 1.0 } else { low };
    Axis::around([low, high].into_iter().filter_map(decimal), wanted)
}

/// The unit that a money amount is read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    place: usize,
    /// How much money it is.
    pub worth: Decimal,
    /// Digits after the point.
    pub digits: u32,
}

impl Unit {
    /// The unit for amounts up to a largest: thousands, millions, billions.
    #[must_use]
    pub fn of(largest: f64) -> Self {
        let (mut rest, mut place, mut worth) = (largest.abs(), 0usize, Decimal::ONE);
        while rest >= 1000.0 && place < 3 {
            rest /= 1000.0;
            place = place.saturating_add(1);
            worth = worth.sat_mul(Decimal::ONE_THOUSAND);
        }
        let digits = if rest < 10.0 {
            2
        } else if rest < 1000.0 {
            1
        } else {
            0
        };
        Self { place, worth, digits }
    }

    /// Its name.
    #[must_use]
    pub fn name(self, words: &Words) -> &'static str {
        words.path().units().get(self.place).copied().unwrap_or_default()
    }

    /// An amount with its unit.
    #[must_use]
    pub fn said(amount: f64, words: &Words) -> String {
        let unit = Self::of(amount);
        known(decimal(amount), words, |v| {
            words.numbers().with_unit(&grouped(v.sat_div(unit.worth), unit.digits, words), unit.name(words))
        })
    }
}

/// The name of a symbol of a market.
#[must_use]
pub fn symbol(preset: &Preset, number: usize, words: &Words) -> String {
    let numbered = || words.path().nameless(&ungrouped(number.saturating_add(1), words));
    preset.symbols.get(number).map_or_else(numbered, |s| words.symbol(s.name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::english;

    #[test]
    fn money_is_read_in_the_unit_that_suits_it() {
        for (amount, text) in [
            (0.0, "0.00 USD"),
            (-42.0, "\u{2212}42.0 USD"),
            (450_000.0, "450.0 thousand USD"),
            (5_031_000.0, "5.03 million USD"),
            (19.2e9, "19.2 billion USD"),
            (3.1e15, "3,100,000 billion USD"),
            (f64::NAN, "not known"),
        ] {
            assert_eq!(Unit::said(amount, english()).replace('\u{a0}', " "), text);
        }
    }
}
