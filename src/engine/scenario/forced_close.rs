//! What the forced close of a scenario meets: its order, the ladder, and the slippage that comes of it.

use crate::engine::Error;
use crate::engine::costs::book::{Fill, Ladder, Level, Taker};
use crate::engine::costs::curve::{self, Curve, Shape};
use crate::engine::scenario::parameters::{LADDER, ParameterId as P};
use crate::engine::scenario::{BookChoice, Scenario};
use crate::engine::units::{Checked as _, Price, Quantity, Rate};
use rust_decimal::Decimal;

/// A ladder's distances from the mark are in hundredths of a per cent.
const PARTS: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

impl Scenario {
    fn taker(&self) -> Taker {
        Taker::closing(self.side())
    }

    /// Coins that the forced close trades.
    pub fn ladder_order(&self) -> Result<Decimal, Error> {
        Ok(self.number(P::Size))
    }

    /// The price of a level so far from the mark, on the side that the close takes.
    pub fn ladder_price(&self, hundredths: u32) -> Result<Price, Error> {
        let away = Decimal::from(hundredths).over(PARTS)?.times(self.taker().sign())?;
        Price::new(self.mark()?.get().times(Decimal::ONE.plus(away)?)?)
    }

    /// The ladder on the side that the close takes. Errors: no level holds anything.
    pub fn ladder(&self) -> Result<Ladder, Error> {
        let mut levels = Vec::with_capacity(LADDER.len());
        for (id, hundredths) in LADDER {
            let price = self.ladder_price(hundredths)?;
            // Depth is in quote currency at the level's own price.
            if let Ok(size) = Quantity::new(self.number(id).over(price.get())?) {
                levels.push(Level { price, size });
            }
        }
        Ladder::new(self.taker(), self.mark()?, levels)
    }

    /// Walks the ladder with the forced close. Errors: no level holds anything.
    pub fn ladder_fill(&self) -> Result<Fill, Error> {
        self.ladder()?.walk(Quantity::new(self.number(P::Size))?)
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
        let mark = self.mark()?;
        let size = Quantity::new(self.number(P::Size))?;
        // Coins down to one per cent from the mark.
        let ratio = || size.get().times(mark.get())?.over(self.number(P::DepthOnePercent));
        let moves = match self.book() {
            BookChoice::Typed => return Rate::from_percent(self.number(P::Slippage)),
            BookChoice::Ladder => {
                let fill = self.ladder_fill()?;
                let last = self.taker().cost(mark, fill.last)?.get();
                let filled = fill.filled.get();
                let given = filled.times(fill.cost.get())?.plus(fill.unfilled.times(last)?)?;
                return given.over(filled.plus(fill.unfilled)?).map(Rate::new);
            }
            BookChoice::Linear => curve::linear(ratio()?)?,
            BookChoice::SquareRoot => curve::square_root(ratio()?)?,
        };
        Ok(curve::filled(self.taker(), mark, size, moves)?.cost)
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
