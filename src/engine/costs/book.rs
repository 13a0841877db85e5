//! Walking real depth: a market order against the levels of an order book, exactly.

use crate::engine::error::{BookProblem, Part};
use crate::engine::margin::Side;
use crate::engine::units::{Checked, Money, Price, Quantity, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;

/// Which way a market order trades, and so which side of the book it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Taker {
    /// Takes the asks, from the lowest up.
    Buy,
    /// Takes the bids, from the highest down.
    Sell,
}

impl Taker {
    /// The order that closes a position.
    #[must_use]
    pub fn closing(side: Side) -> Self {
        match side {
            Side::Long => Self::Sell,
            Side::Short => Self::Buy,
        }
    }

    /// The sign of the way the price moves under the order: +1 for a buy, -1 for a sell.
    #[must_use]
    pub fn sign(self) -> Decimal {
        match self {
            Self::Buy => Decimal::ONE,
            Self::Sell => Decimal::NEGATIVE_ONE,
        }
    }

    /// True where `there` is a worse price for this order than `here`.
    fn is_worse(self, here: Price, there: Price) -> bool {
        match self {
            Self::Buy => there > here,
            Self::Sell => there < here,
        }
    }

    /// What a price costs against the mark, as a fraction of the mark; negative where it is better. Errors on overflow.
    pub fn cost(self, mark: Price, price: Price) -> Result<Rate, Error> {
        price.get().minus(mark.get())?.times(self.sign())?.over(mark.get()).map(Rate::new)
    }
}

/// Coins resting at a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// The price, in quote currency.
    pub price: Price,
    /// The size, in coin.
    pub size: Quantity,
}

/// One side of an order book as a taker meets it, and the mark its price is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    taker: Taker,
    mark: Price,
    levels: Vec<Level>,
}

/// What a market order got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fill {
    /// Coins traded.
    pub filled: Quantity,
    /// Coins for which the book held nothing: their cost is not known.
    pub unfilled: Decimal,
    /// Average price of what was traded.
    pub average: Price,
    /// The price of the last coin traded.
    pub last: Price,
    /// The average against the mark, as a fraction of the mark, for what was traded; negative where it is better than the mark.
    pub cost: Rate,
}

impl Fill {
    /// The cost of the whole order; `None` where part of it found no depth.
    #[must_use]
    pub fn cost_of_all(&self) -> Option<Rate> {
        self.unfilled.is_zero().then_some(self.cost)
    }

    /// What the traded part gave away against the mark, in quote currency; negative where it did better. Errors: overflow.
    pub fn given_away(&self, mark: Price) -> Result<Money, Error> {
        self.filled.at(mark)?.times(self.cost)
    }

    /// What was paid or received for what was traded, in quote currency.
    pub fn notional(&self) -> Result<Money, Error> {
        self.filled.at(self.average)
    }
}

impl Ladder {
    /// A ladder of levels, best first. Errors: [`Cause::Book`] where there is none or one is no worse than the one before.
    pub fn new(taker: Taker, mark: Price, levels: Vec<Level>) -> Result<Self, Error> {
        if levels.is_empty() {
            return Err(Cause::Book(BookProblem::Empty).into());
        }
        for (number, (before, after)) in (2..).zip(levels.iter().zip(levels.iter().skip(1))) {
            if !taker.is_worse(before.price, after.price) {
                return Err(Error::at(Part::Level(number), Cause::Book(BookProblem::NotWorse)));
            }
        }
        Ok(Self { taker, mark, levels })
    }

    /// The levels, best first. Never empty.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// Trades `size` coins, level by level. Errors on overflow.
    pub fn walk(&self, size: Quantity) -> Result<Fill, Error> {
        let (mut left, mut paid, mut reached) = (size.get(), Decimal::ZERO, None);
        for level in &self.levels {
            if left.is_zero() {
                break;
            }
            let taken = left.min(level.size.get());
            paid = paid.plus(taken.times(level.price.get())?)?;
            left = left.minus(taken)?;
            reached = Some(level.price);
        }
        // Sizes are above zero and there is a level, so something was traded.
        let (Some(best), Some(last)) = (self.levels.first(), reached) else { return Err(Cause::NotPositive.into()) };
        let filled = Quantity::new(size.get().minus(left)?)?;
        // A product of more than 28 digits is rounded, which could carry the quotient past the prices it lies between.
        let (low, high) = (best.price.min(last), best.price.max(last));
        let average = Price::new(paid.over(filled.get())?)?.clamp(low, high);
        Ok(Fill { filled, unfilled: left, average, last, cost: self.taker.cost(self.mark, average)? })
    }

    /// The average price of trading a notional, in quote currency; the best price for a notional of nothing, `None` where the
    /// book holds less. Errors: a notional below zero, or overflow. Source: margin-rules section 1, dYdX, impact price.
    pub fn average_over(&self, notional: Money) -> Result<Option<Price>, Error> {
        let (mut left, mut coins) = (notional.get(), Decimal::ZERO);
        if left < Decimal::ZERO {
            return Err(Cause::Negative.into());
        }
        if left.is_zero() {
            return Ok(self.levels.first().map(|best| best.price));
        }
        for level in &self.levels {
            let worth = level.size.at(level.price)?.get();
            if left <= worth {
                let coins = coins.plus(left.over(level.price.get())?)?;
                return notional.get().over(coins).and_then(Price::new).map(Some);
            }
            coins = coins.plus(level.size.get())?;
            left = left.minus(worth)?;
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{d, price, quantity};

    fn ladder(taker: Taker, mark: &str, levels: &[(&str, &str)]) -> Result<Ladder, Error> {
        let levels = levels.iter().map(|(p, s)| Level { price: price(p), size: quantity(s) }).collect();
        Ladder::new(taker, price(mark), levels)
    }

    const ASKS: [(&str, &str); 3] = [("1.0", "1"), ("1.1", "3"), ("1.2", "10")];

    #[test]
    fn c10_discrete_ladder_walk() {
        let fill = ladder(Taker::Buy, "1", &ASKS).unwrap().walk(quantity("5")).unwrap();
        assert_eq!(fill.notional().unwrap().get(), d("5.5"));
        assert_eq!(fill.average.get(), d("1.1"));
        assert_eq!(fill.last.get(), d("1.2"));
        assert_eq!((fill.cost.get(), fill.cost_of_all()), (d("0.1"), Some(fill.cost)));
    }

    #[test]
    fn missing_depth_is_not_known_and_never_free() {
        let fill = ladder(Taker::Buy, "1", &ASKS).unwrap().walk(quantity("20")).unwrap();
        assert_eq!((fill.filled.get(), fill.unfilled), (d("14"), d("6")));
        assert_eq!(fill.cost_of_all(), None);
        assert!(fill.cost > Rate::ZERO);
    }

    #[test]
    fn a_sell_takes_bids_downward_and_pays_below_the_mark() {
        let bids = ladder(Taker::closing(Side::Long), "100", &[("99", "1"), ("98", "1")]).unwrap();
        let fill = bids.walk(quantity("2")).unwrap();
        assert_eq!((fill.average.get(), fill.last.get(), fill.cost.get()), (d("98.5"), d("98"), d("0.015")));
        // The order ends exactly at a level: the next is not reached.
        assert_eq!(bids.walk(quantity("1")).unwrap().last.get(), d("99"));
    }

    #[test]
    fn a_book_out_of_order_or_empty_is_refused_with_its_level() {
        let e = ladder(Taker::Sell, "100", &[("99", "1"), ("99", "1")]).unwrap_err();
        assert_eq!(e, Error::at(Part::Level(2), Cause::Book(BookProblem::NotWorse)));
        assert!(ladder(Taker::Buy, "100", &[("99", "1"), ("98", "1")]).is_err());
        assert!(ladder(Taker::Buy, "100", &[]).is_err());
    }

    #[test]
    fn an_impact_price_is_the_average_over_a_notional() {
        let asks = ladder(Taker::Buy, "1", &ASKS).unwrap();
        assert_eq!(asks.average_over(Money::new(d("5.5"))).unwrap().unwrap().get(), d("1.1"));
        assert_eq!(asks.average_over(Money::ZERO).unwrap().unwrap().get(), d("1"));
        assert!(asks.average_over(Money::new(d("-1"))).is_err());
        assert_eq!(asks.average_over(Money::new(d("16.3"))).unwrap().unwrap().get(), d("16.3") / d("14"));
        assert_eq!(asks.average_over(Money::new(d("16.31"))).unwrap(), None);
    }
}
