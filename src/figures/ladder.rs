//! The book that a forced close meets: six levels below the mark of a long, above that of a short.

use crate::engine::Error;
use crate::engine::band::Term;
use crate::engine::costs::book::Fill;
use crate::engine::scenario::parameters::{LADDER, Number, Pace};
use crate::engine::scenario::{BookChoice, Scenario};
use crate::engine::units::Saturating as _;
use crate::figures::equity::bet::percent;
use crate::figures::format::PriceFormat;
use crate::figures::numbers::grouped;
use crate::words::{Count, Words};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// The ladder of a scenario, walked by its forced close.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    fill: Result<Fill, Error>,
    /// Depth of each level and what of it is taken, in quote currency.
    levels: Vec<(Decimal, Decimal)>,
    format: PriceFormat,
    counted: bool,
}

impl Ladder {
    /// Walks the ladder.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let fill = scenario.ladder_fill();
        let mut left = scenario.ladder_order().unwrap_or_default();
        let levels = LADDER
            .iter()
            .map(|(id, hundredths)| {
                let depth = scenario.number(*id);
                // A level's depth is in quote currency at its own price.
                let coins = scenario.ladder_price(*hundredths).map_or(Decimal::ZERO, |p| depth.sat_div(p.get()));
                let taken = left.min(coins);
                left = left.sat_sub(taken);
                (depth, if coins.is_zero() { Decimal::ZERO } else { depth.sat_mul(taken).sat_div(coins) })
            })
            .collect();
        let counted = scenario.book() == BookChoice::Ladder && scenario.counted().has(Term::Slippage);
        Self { fill, levels, format: PriceFormat::of(scenario, None), counted }
    }

    /// What the forced close meets, in a sentence.
    #[must_use]
    pub fn sentence(&self, words: &'static Words) -> String {
        let w = words.ladder();
        let mut text = match &self.fill {
            Err(error) => crate::words::errors::sentence(error, words),
            Ok(f) => {
                let (cost, last) = (percent_fine(f.cost.get(), words), self.format.short(f.last.get(), words));
                if f.unfilled.is_zero() {
                    w.filled(&self.format.short(f.average.get(), words), &cost, &last)
                } else {
                    let (text, whole) = (grouped(f.unfilled, 4, words), f.unfilled.fract().is_zero());
                    let number = f.unfilled.to_u64().filter(|_| whole);
                    w.unfilled(&cost, &last, Count { number, text: &text })
                }
            }
        };
        if !self.counted {
            text.push(' ');
            text.push_str(w.not_counted());
        }
        text
    }

    /// A level in words: its depth and what is taken of it.
    #[must_use]
    pub fn level_in_words(&self, level: usize, words: &'static Words) -> String {
        let (depth, taken) = self.levels.get(level).copied().unwrap_or_default();
        words.ladder().level(&grouped(depth, 0, words), &grouped(taken, 0, words))
    }

    /// How far a depth reaches along its slider, in per cent.
    #[must_use]
    pub fn share_of(&self, depth: Decimal, number: &Number) -> i64 {
        let Pace::Even { to, .. } = number.pace else { return 0 };
        let whole = to.max(depth);
        depth.sat_mul(Decimal::ONE_HUNDRED).sat_div(whole).round().to_i64().unwrap_or(0)
    }

    /// How far the forced close eats along a level's slider, in per cent.
    #[must_use]
    pub fn eaten(&self, level: usize, number: &Number) -> i64 {
        let Pace::Even { to, .. } = number.pace else { return 0 };
        let (depth, taken) = self.levels.get(level).copied().unwrap_or_default();
        taken.sat_mul(Decimal::ONE_HUNDRED).sat_div(to.max(depth)).round().to_i64().unwrap_or(0)
    }
}

/// A small fraction in per cent, with two decimals.
fn percent_fine(fraction: Decimal, words: &Words) -> String {
    if fraction.sat_mul(Decimal::ONE_HUNDRED) >= Decimal::TEN {
        return percent(fraction, words);
    }
    words.numbers().percent(&grouped(fraction.sat_mul(Decimal::ONE_HUNDRED), 2, words))
}
