//! Differences of prices that add up to the last digit.
//!
//! Prices have up to 29 significant digits, so a price below 1,000 has more places after the point than one above
//! 10,000, and the last places of a difference between two such prices are lost. All prices of a budget are therefore
//! rounded to the places that the largest of them has before they are subtracted; differences on one grid are exact and
//! telescope.

use crate::engine::Error;
use crate::engine::margin::Trigger;
use crate::engine::units::{Checked, Price, Rounding};
use rust_decimal::Decimal;

/// Places after the point that all prices of a budget share.
#[derive(Clone, Copy)]
pub(super) struct Grid(u32);

impl Grid {
    /// The finest grid that holds each of these prices, and all their distances from `base` together.
    pub fn of(base: Trigger, others: impl Iterator<Item = Trigger>) -> Result<Self, Error> {
        let base = base.price().map_or(Decimal::ZERO, Price::get);
        let (mut largest, mut distances) = (base, Decimal::ZERO);
        for price in others.filter_map(Trigger::price) {
            largest = largest.max(price.get());
            distances = distances.plus(price.get().minus(base)?.abs())?;
        }
        let mut shifted = largest.max(distances).ceil();
        let mut places = 0;
        while places < Decimal::MAX_SCALE
            && let Some(next) = shifted.checked_mul(Decimal::TEN)
        {
            shifted = next;
            places = places.saturating_add(1);
        }
        Ok(Self(places))
    }

    /// One price less another; `None` where either has none.
    #[inline(never)]
    pub fn difference(self, to: Trigger, from: Trigger) -> Result<Option<Decimal>, Error> {
        let place = |t: Trigger| t.price().map(|p| Rounding::Nearest.digits(p.get(), self.0));
        match (place(to), place(from)) {
            (Some(to), Some(from)) => to.minus(from).map(Some),
            _ => Ok(None),
        }
    }
}
