//! What the forced close of a scenario meets: its order, the ladder, and the slippage that comes of it.

use crate::engine::Error;
use crate::engine::costs::book::{Fill, Ladder, Level, Taker};
use crate::engine::costs::curve::{self, Curve, Shape};
use crate::engine::scenario::parameters::{LADDER, ParameterId as P};
use crate::engine::scenario::{BookChoice, Scenario};
use crate::engine::units::{Checked as _, Money, Price, Quantity, Rate};
use rust_decimal::Decimal;

/// A ladder's distances from the mark are in hundredths of a per cent.
const PARTS: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// The side of a book that a close takes, and the mark that its price is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// Which way the close trades.
    pub taker: Taker,
    /// The mark.
    pub mark: Price,
    resting: Resting,
}

/// What rests in it. Each modelled shape stands by itself, so that the page carries no other.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Resting {
    Levels(Ladder),
    /// Quote currency, at the mark, down to one per cent from it.
    Linear(Decimal),
    SquareRoot(Decimal),
}

impl Book {
    /// Trades `coins`. Errors: a modelled book whose price would come down to zero, or overflow.
    pub fn fill(&self, coins: Quantity) -> Result<Fill, Error> {
        let ratio = |depth: Decimal| coins.get().times(self.mark.get())?.over(depth);
        let moves = match &self.resting {
            Resting::Levels(ladder) => return ladder.walk(coins),
            Resting::Linear(depth) => curve::linear(ratio(*depth)?)?,
            Resting::SquareRoot(depth) => curve::square_root(ratio(*depth)?)?,
        };
        curve::filled(self.taker, self.mark, coins, moves)
    }

    /// The levels of a ladder, best first; `None` for a modelled book, which has none and no end.
    #[must_use]
    pub fn levels(&self) -> Option<&[Level]> {
        match &self.resting {
            Resting::Levels(ladder) => Some(ladder.levels()),
            Resting::Linear(_) | Resting::SquareRoot(_) => None,
        }
    }

    /// Quote currency, at the mark, that a modelled book holds before the price has moved by a fraction of the mark; `None` for a ladder. Errors: overflow.
    pub fn within(&self, fraction: Decimal) -> Result<Option<Decimal>, Error> {
        let percent = fraction.times(Decimal::ONE_HUNDRED)?;
        match &self.resting {
            Resting::Levels(_) => Ok(None),
            Resting::Linear(depth) => depth.times(percent).map(Some),
            Resting::SquareRoot(depth) => depth.times(percent)?.times(percent).map(Some),
        }
    }
}

impl Scenario {
    fn taker(&self) -> Taker {
        Taker::closing(self.side())
    }

    /// The price of a level so far from the mark, on the side that the close takes.
    pub fn ladder_price(&self, hundredths: u32) -> Result<Price, Error> {
        let away = Decimal::from(hundredths).over(PARTS)?.times(self.taker().sign())?;
        Price::new(self.mark()?.get().times(Decimal::ONE.plus(away)?)?)
    }

    /// The ladder on the side that the close takes. Errors: no level holds anything.
    pub fn ladder(&self) -> Result<Ladder, Error> {
        self.levels(Decimal::ONE)
    }

    fn levels(&self, deeper: Decimal) -> Result<Ladder, Error> {
        let mut levels = Vec::with_capacity(LADDER.len());
        for (id, hundredths) in LADDER {
            let price = self.ladder_price(hundredths)?;
            // Depth is in quote currency at the level's own price.
            if let Ok(size) = Quantity::new(self.number(id).times(deeper)?.over(price.get())?) {
                levels.push(Level { price, size });
            }
        }
        Ladder::new(self.taker(), self.mark()?, levels)
    }

    /// The book that the forced close meets, with every depth times `deeper`; the ladder where slippage is typed. Errors: no level holds anything,
    /// or overflow.
    pub fn book_met(&self, deeper: Decimal) -> Result<Book, Error> {
        let (taker, mark) = (self.taker(), self.mark()?);
        let resting = match self.book() {
            BookChoice::Linear => Resting::Linear(self.number(P::DepthOnePercent).times(deeper)?),
            BookChoice::SquareRoot => Resting::SquareRoot(self.number(P::DepthOnePercent).times(deeper)?),
            BookChoice::Typed | BookChoice::Ladder => Resting::Levels(self.levels(deeper)?),
        };
        Ok(Book { taker, mark, resting })
    }

    /// The margin of the position alone: its notional at entry over the leverage, and what has been added by the days held, in quote currency.
    /// Errors: overflow.
    pub fn own_margin(&self) -> Result<Money, Error> {
        let notional = Quantity::new(self.number(P::Size))?.at(Price::new(self.number(P::Entry))?)?;
        // In a cross account what is added backs everything.
        let added = if self.is_cross() { Decimal::ZERO } else { self.added_on(self.days()) };
        notional.get().over(self.number(P::Leverage))?.plus(added).map(Money::new)
    }

    /// The modelled book of the forced close, in coins at the mark; `None` where there is another, or none. Errors: overflow.
    pub fn curve(&self) -> Result<Option<Curve>, Error> {
        let shape = match self.book() {
            BookChoice::Linear => Shape::Linear,
            BookChoice::SquareRoot => Shape::SquareRoot,
            BookChoice::Typed | BookChoice::Ladder => return Ok(None),
        };
        let one_percent_depth = Quantity::new(self.number(P::DepthOnePercent).over(self.mark()?.get())?)?;
        Ok(Some(Curve { shape, one_percent_depth }))
    }

    /// Quote currency in the book within one per cent of the mark, and all that it holds; `None` where that is not known: of a typed slippage neither
    /// is, and a modelled book has no end.
    pub fn depth(&self) -> Result<(Option<Decimal>, Option<Decimal>), Error> {
        match self.book() {
            BookChoice::Typed => Ok((None, None)),
            BookChoice::Linear | BookChoice::SquareRoot => Ok((Some(self.number(P::DepthOnePercent)), None)),
            BookChoice::Ladder => {
                let (mut near, mut all) = (Decimal::ZERO, Decimal::ZERO);
                for (id, hundredths) in LADDER {
                    let depth = self.number(id);
                    all = all.plus(depth)?;
                    if hundredths <= 100 {
                        near = near.plus(depth)?;
                    }
                }
                Ok((Some(near), Some(all)))
            }
        }
    }

    /// The share of the position that the forced close gives away. Where the ladder ends before the size is filled, the rest is
    /// counted at its last price: at least so much. Errors: an empty or too thin book.
    pub fn slippage(&self) -> Result<Rate, Error> {
        if self.book() == BookChoice::Typed {
            return Rate::from_percent(self.number(P::Slippage));
        }
        let book = self.book_met(Decimal::ONE)?;
        let fill = book.fill(Quantity::new(self.number(P::Size))?)?;
        if fill.unfilled.is_zero() {
            return Ok(fill.cost);
        }
        let last = book.taker.cost(book.mark, fill.last)?.get();
        let filled = fill.filled.get();
        let given = filled.times(fill.cost.get())?.plus(fill.unfilled.times(last)?)?;
        given.over(filled.plus(fill.unfilled)?).map(Rate::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Cause;
    use crate::engine::error::BookProblem;
    use crate::testing::{d, scenario};

    fn slippage(settings: &str) -> Result<Decimal, Error> {
        scenario(settings).slippage().map(Rate::get)
    }

    #[test]
    fn a_typed_share_is_taken_as_it_is() {
        assert_eq!(slippage("v=1&slippage=0.3").unwrap(), d("0.003"));
    }

    /// 60,000 USD of a book of 12,000 at 0.1 %, 18,000 at 0.2 %, 30,000 at 0.4 % and 48,000 at 0.7 %, each at its own price.
    #[test]
    fn the_ladder_is_walked_level_by_level() {
        let parts = [("12000", "0.001"), ("18000", "0.002"), ("30000", "0.004")];
        let mut left = Decimal::ONE;
        let mut given = Decimal::ZERO;
        for (depth, away) in parts.map(|(depth, away)| (d(depth), d(away))) {
            let coins = depth / (d("60000") * (Decimal::ONE - away));
            left -= coins;
            given += coins * away;
        }
        assert!(left < Decimal::ZERO, "the third level holds the rest");
        given += left * d("0.004");
        assert_eq!(slippage("v=1&book=ladder").unwrap().round_dp(15), given.round_dp(15));
        // A short buys back, above the mark: each level holds fewer coins, so a little is left for the fourth.
        assert!(slippage("v=1&book=ladder&side=short").unwrap() > given);
    }

    #[test]
    fn what_the_ladder_does_not_hold_costs_at_least_its_last_price() {
        let thin = slippage("v=1&book=ladder&size=100").unwrap();
        assert!(thin > d("0.0155") && thin < d("0.016"), "{thin}");
        let empty =
            "v=1&book=ladder&depth-first=0&depth-second=0&depth-third=0&depth-fourth=0&depth-fifth=0&depth-sixth=0";
        assert_eq!(slippage(empty).unwrap_err().cause, Cause::Book(BookProblem::Empty));
    }

    /// Half the move of a linear book, two thirds of a square root's. 200,000 USD move it by 1 %.
    #[test]
    fn books_of_a_known_shape_give_their_average() {
        let linear = slippage("v=1&book=linear").unwrap();
        assert!((linear - d("0.0015")).abs() < d("0.000000001"), "{linear}");
        let root = slippage("v=1&book=square-root&depth=60000").unwrap();
        assert!((root - d("0.01") * d("2") / d("3")).abs() < d("0.000000001"), "{root}");
    }
}
