//! Mark prices: medians of what index, book and trades say, and the moving averages inside them.
//!
//! Source: margin-rules section 1, the mark of each venue.

use crate::engine::Error;
use crate::engine::units::{Checked, Price, Rate};
use rust_decimal::Decimal;

/// The middle one of three prices.
#[must_use]
pub fn median(a: Price, b: Price, c: Price) -> Price {
    a.max(b).min(a.min(b).max(c))
}

/// The index carried to the next funding payment: index (1 + rate x time left / interval), the two times in the same unit.
/// The fair price of BitMEX and P1 of Binance and Bybit.
pub fn fair_price(index: Price, rate: Rate, left: Decimal, interval: Decimal) -> Result<Price, Error> {
    let share = rate.get().times(left)?.over(interval)?;
    Price::new(index.get().times(Decimal::ONE.plus(share)?)?)
}

/// The index and a moving average of how far the market stands from it. P2 of Binance and Bybit; the mark of Deribit with an
/// average of 30 s.
pub fn index_and_basis(index: Price, basis: Decimal) -> Result<Price, Error> {
    Price::new(index.get().plus(basis)?)
}

/// What a venue's median is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MedianMark {
    /// P1: the index carried to the next funding payment.
    pub by_funding: Price,
    /// P2: the index and the average basis.
    pub by_basis: Price,
    /// The last traded price of the contract.
    pub last: Price,
}

impl MedianMark {
    /// The mark of Binance and Bybit.
    #[must_use]
    pub fn mark(&self) -> Price {
        median(self.by_funding, self.by_basis, self.last)
    }
}

/// What Hyperliquid's median is taken of; `None` where a part is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HyperliquidMark {
    /// Oracle and the 150 s average of mid - oracle.
    pub oracle_and_basis: Option<Price>,
    /// Median of best bid, best ask and last trade.
    pub book: Option<Price>,
    /// Weighted median of the mid prices of perpetuals elsewhere.
    pub elsewhere: Option<Price>,
    /// 30 s average of `book`: stands in where just one of the three is missing.
    pub book_average: Option<Price>,
}

impl HyperliquidMark {
    /// The mark; with two prices their mean, with one that one, `None` with none.
    pub fn mark(&self) -> Result<Option<Price>, Error> {
        let mut known: Vec<Price> = [self.oracle_and_basis, self.book, self.elsewhere].into_iter().flatten().collect();
        if known.len() == 2 {
            known.extend(self.book_average);
        }
        match *known.as_slice() {
            [a, b, c] => Ok(Some(median(a, b, c))),
            [a, b] => Price::new(a.get().plus(b.get())?.over(Decimal::TWO)?).map(Some),
            [a] => Ok(Some(a)),
            _ => Ok(None),
        }
    }
}

/// The lowest price at which half of the weight is reached; `None` without weight. Hyperliquid weighs five venues 3, 2, 2, 1, 1.
#[must_use]
pub fn weighted_median(prices: &[(Price, u32)]) -> Option<Price> {
    let mut sorted = prices.to_vec();
    sorted.sort_unstable_by_key(|(price, _)| *price);
    let whole = sorted.iter().fold(0_u64, |sum, (_, weight)| sum.saturating_add(u64::from(*weight)));
    let mut reached = 0_u64;
    sorted.into_iter().find_map(|(price, weight)| {
        reached = reached.saturating_add(u64::from(weight));
        (weight > 0 && reached.saturating_mul(2) >= whole).then_some(price)
    })
}

/// An exponential moving average over uneven times: weights decay by e^(-t / constant), and each sample weighs the time since the
/// last. Hyperliquid's constants are 150 s for the basis and 30 s for the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovingAverage {
    constant: u32,
    numerator: Decimal,
    denominator: Decimal,
}

impl MovingAverage {
    /// An average that holds nothing yet; `constant` in seconds.
    #[must_use]
    pub fn new(constant: u32) -> Self {
        Self { constant, numerator: Decimal::ZERO, denominator: Decimal::ZERO }
    }

    /// Takes a sample, `millis` after the one before. The decay is a float of `libm`, kept to twelve digits. Errors on overflow.
    pub fn take(&mut self, sample: Decimal, millis: u32) -> Result<(), Error> {
        let seconds = Decimal::new(i64::from(millis), 3);
        let decay = libm::exp(-f64::from(millis) / (1000.0 * f64::from(self.constant)));
        let decay = Rate::from_f64_against_trader(decay)?.get();
        self.numerator = self.numerator.times(decay)?.plus(sample.times(seconds)?)?;
        self.denominator = self.denominator.times(decay)?.plus(seconds)?;
        Ok(())
    }

    /// The average; `None` before the first sample that weighs anything.
    pub fn value(&self) -> Result<Option<Decimal>, Error> {
        if self.denominator.is_zero() {
            return Ok(None);
        }
        self.numerator.over(self.denominator).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{d, price};

    #[test]
    fn the_median_is_the_same_in_any_order() {
        let (a, b, c) = (price("1"), price("2"), price("3"));
        for (x, y, z) in [(a, b, c), (a, c, b), (b, a, c), (b, c, a), (c, a, b), (c, b, a)] {
            assert_eq!(median(x, y, z), b);
        }
        assert_eq!(median(a, a, c), a);
    }

    #[test]
    fn the_fair_price_comes_back_to_the_index_at_the_payment() {
        let fair = |left: &str| fair_price(price("36350"), Rate::new(d("0.0001")), d(left), d("8")).unwrap().get();
        assert_eq!(fair("4"), d("36351.8175"));
        assert_eq!(fair("0"), d("36350"));
        assert!(fair_price(price("1"), Rate::ZERO, d("1"), Decimal::ZERO).is_err());
    }

    #[test]
    fn a_missing_part_of_hyperliquids_mark_is_replaced_by_the_average_of_its_book() {
        let full = HyperliquidMark {
            oracle_and_basis: Some(price("100")),
            book: Some(price("104")),
            elsewhere: Some(price("101")),
            book_average: Some(price("99")),
        };
        assert_eq!(full.mark().unwrap(), Some(price("101")));
        assert_eq!(HyperliquidMark { elsewhere: None, ..full }.mark().unwrap(), Some(price("100")));
        let two = HyperliquidMark { elsewhere: None, book_average: None, ..full };
        assert_eq!(two.mark().unwrap(), Some(price("102")));
        assert_eq!(HyperliquidMark { book: None, ..two }.mark().unwrap(), Some(price("100")));
    }

    #[test]
    fn weights_decide_the_weighted_median() {
        let listed = [("5", 3), ("1", 2), ("2", 2), ("3", 1), ("4", 1)].map(|(p, w)| (price(p), w));
        assert_eq!(weighted_median(&listed), Some(price("3")));
        assert_eq!(weighted_median(&[]), None);
        assert_eq!(weighted_median(&[(price("1"), 0)]), None);
    }

    #[test]
    fn an_average_forgets_by_its_constant() {
        let mut ema = MovingAverage::new(150);
        assert_eq!(ema.value().unwrap(), None);
        ema.take(d("10"), 3000).unwrap();
        assert_eq!(ema.value().unwrap(), Some(d("10")));
        // One constant later the first sample weighs 3/e against 150.
        ema.take(d("20"), 150_000).unwrap();
        let e = d("0.367879441172");
        let want = (d("30") * e + d("3000")) / (d("3") * e + d("150"));
        assert!((ema.value().unwrap().unwrap() - want).abs() < d("0.00000000001"));
    }
}
