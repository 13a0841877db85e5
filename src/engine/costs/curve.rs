//! Modelled depth: books of a simple shape, given by how much it takes to move the price by one per cent.
//!
//! With u = size over the one-per-cent depth, the price moves by the fraction x of the mark and the average by less:
//!
//! | shape | last price | average price |
//! |---|---|---|
//! | linear | P (1 +- x), x = 0.01 u | P (1 +- x / 2) |
//! | square root | P (1 +- x), x = 0.01 u^(1/2) | P (1 +- x / (3/2)) |
//! | power g | P (1 +- x), x = 0.01 u^g | P (1 +- x / (1 + g)) |
//! | exponential | P e^(+-y), y = 0.01 u | sell P (1 - e^-y) / y, buy P (e^y - 1) / y |
//!
//! The exponential shape is the linear-log book of cascade-model section 2 with n = 100 times the one-per-cent depth: there one
//! per cent is of the logarithm.

use crate::engine::costs::book::{Fill, Taker};
use crate::engine::units::{Checked, Price, Quantity, Rate};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// How the price moves with the size of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// In proportion; exact.
    Linear,
    /// With the square root.
    SquareRoot,
    /// With a power above zero, such as 0.875.
    Power(Decimal),
    /// In proportion in the logarithm of the price.
    Exponential,
}

/// A modelled book, the same on both sides of the mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Curve {
    /// Its shape.
    pub shape: Shape,
    /// Coins whose execution moves the price by 1 %.
    pub one_percent_depth: Quantity,
}

/// One per cent.
const ONE_PERCENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

impl Curve {
    /// Trades `size` coins from the mark. Nothing stays unfilled: the modelled book ends only where its bids have come down to a
    /// price of zero. Fractions from a power or an exponential are rounded up, against the trader, to twelve digits.
    /// Errors: [`Cause::BookTooThin`] there, [`Cause::NotPositive`] for a power not above zero, and overflow.
    pub fn walk(&self, taker: Taker, mark: Price, size: Quantity) -> Result<Fill, Error> {
        let ratio = size.get().over(self.one_percent_depth.get())?;
        filled(taker, mark, size, self.moves(taker, ratio)?)
    }

    /// Coins that it trades before the price has moved by a fraction of the mark; none for a fraction not above zero. Errors: a power not above
    /// zero, or overflow.
    pub fn size_within(&self, taker: Taker, fraction: Decimal) -> Result<Decimal, Error> {
        if fraction <= Decimal::ZERO {
            return Ok(Decimal::ZERO);
        }
        let moved = fraction.over(ONE_PERCENT)?;
        let ratio = match self.shape {
            Shape::Linear => moved,
            Shape::SquareRoot => moved.times(moved)?,
            Shape::Power(power) if power > Decimal::ZERO => {
                let ratio = libm::pow(float(moved), 1.0 / float(power));
                Decimal::from_f64_retain(ratio).ok_or(Cause::Overflow)?.round_dp(12)
            }
            Shape::Power(_) => return Err(Cause::NotPositive.into()),
            Shape::Exponential => {
                // A sell ends where the price would be nothing.
                let moved = match taker {
                    Taker::Buy => libm::log1p(float(fraction)),
                    Taker::Sell => -libm::log1p(-float(fraction)),
                };
                let ratio = moved * 100.0;
                Decimal::from_f64_retain(ratio).ok_or(Cause::Overflow)?.round_dp(12)
            }
        };
        ratio.times(self.one_percent_depth.get())
    }

    /// By what fraction of the mark the last and the average price lie against the trader, for u = `ratio`.
    fn moves(&self, taker: Taker, ratio: Decimal) -> Result<Moves, Error> {
        match self.shape {
            Shape::Linear => linear(ratio),
            Shape::SquareRoot => square_root(ratio),
            Shape::Power(power) => {
                if power <= Decimal::ZERO {
                    return Err(Cause::NotPositive.into());
                }
                let power = float(power);
                let x = 0.01 * libm::pow(float(ratio), power);
                rounded(x, x / (1.0 + power))
            }
            Shape::Exponential => {
                let y = float(ONE_PERCENT.times(ratio)?);
                match taker {
                    Taker::Buy => rounded(libm::expm1(y), over_or_limit(libm::expm1(y), y) - 1.0),
                    Taker::Sell => rounded(-libm::expm1(-y), 1.0 - over_or_limit(-libm::expm1(-y), y)),
                }
            }
        }
    }
}

/// What an order does to a modelled book, as fractions of the mark against the trader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moves {
    /// Where the price ends.
    pub last: Rate,
    /// What the order gives away on average.
    pub average: Rate,
}

/// A linear book, by the size over its one-per-cent depth. Each shape stands by itself, so that who uses one does not carry all.
pub fn linear(ratio: Decimal) -> Result<Moves, Error> {
    let straight = ONE_PERCENT.times(ratio)?;
    Ok(Moves { last: Rate::new(straight), average: Rate::new(straight.over(Decimal::TWO)?) })
}

/// A square-root book, by the size over its one-per-cent depth.
pub fn square_root(ratio: Decimal) -> Result<Moves, Error> {
    let x = 0.01 * libm::sqrt(float(ratio));
    rounded(x, x / 1.5)
}

/// Against the trader, to twelve digits.
fn rounded(last: f64, average: f64) -> Result<Moves, Error> {
    // Close to the mark the difference of two near numbers can come out a little below nothing.
    let last = Rate::from_f64_against_trader(last.max(0.0))?;
    let average = Rate::from_f64_against_trader(average.max(0.0))?;
    Ok(Moves { last, average: Rate::new(average.get().min(last.get())) })
}

/// The fill of an order that moves a book so far. Errors: [`Cause::BookTooThin`] where the price would come down to zero.
pub fn filled(taker: Taker, mark: Price, size: Quantity, moves: Moves) -> Result<Fill, Error> {
    let price = |fraction: Rate| -> Result<Price, Error> {
        let factor = Decimal::ONE.plus(taker.sign().times(fraction.get())?)?;
        if factor <= Decimal::ZERO {
            return Err(Cause::BookTooThin.into());
        }
        Price::new(mark.get().times(factor)?)
    };
    let (average, last) = (price(moves.average)?, price(moves.last)?);
    Ok(Fill { filled: size, unfilled: Decimal::ZERO, average, last, cost: moves.average })
}

fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

/// (e^y - 1) / y, which is 1 at nothing.
fn over_or_limit(exponential: f64, y: f64) -> f64 {
    if y > 0.0 { exponential / y } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::d;

    fn walked(shape: Shape, depth: &str, taker: Taker, mark: &str, size: &str) -> Result<Fill, Error> {
        let curve = Curve { shape, one_percent_depth: Quantity::new(d(depth)).unwrap() };
        curve.walk(taker, Price::new(d(mark)).unwrap(), Quantity::new(d(size)).unwrap())
    }

    fn close(got: Decimal, want: &str, relative: &str) -> bool {
        (got - d(want)).abs() <= d(want).abs() * d(relative)
    }

    #[test]
    fn c09_exponential_book_fill() {
        // n = 1000 contracts per unit of log price: 10 within one per cent.
        let fill = walked(Shape::Exponential, "10", Taker::Sell, "100", "50").unwrap();
        assert!(close(fill.last.get(), "95.1229424501", "0.0000000001"), "{fill:?}");
        assert!(close(fill.average.get(), "97.5411509986", "0.0000000001"), "{fill:?}");
        assert!(close(fill.notional().unwrap().get(), "4877.05754993", "0.0000000001"), "{fill:?}");
        // What is sold comes out of the stretch the price fell over: n (P - P').
        let stretch = d("1000") * (d("100") - fill.last.get());
        assert!((fill.notional().unwrap().get() - stretch).abs() < d("0.0000001"));
    }

    #[test]
    fn the_one_percent_depth_moves_every_shape_by_one_percent() {
        for shape in [Shape::Linear, Shape::SquareRoot, Shape::Power(d("0.875"))] {
            assert_eq!(walked(shape, "8", Taker::Buy, "100", "8").unwrap().last.get(), d("101"), "{shape:?}");
            assert_eq!(walked(shape, "8", Taker::Sell, "100", "8").unwrap().last.get(), d("99"), "{shape:?}");
        }
        let fill = walked(Shape::Exponential, "8", Taker::Buy, "100", "8").unwrap();
        assert!(close(fill.last.get(), "101.005016708417", "0.000000000001"), "{fill:?}");
    }

    #[test]
    fn averages_are_the_integral_of_the_price() {
        let cost = |shape, size| walked(shape, "1", Taker::Buy, "100", size).unwrap().cost.get();
        assert_eq!(cost(Shape::Linear, "4"), d("0.02"));
        // 0.02 / 1.5, rounded up.
        assert_eq!(cost(Shape::SquareRoot, "4"), d("0.013333333334"));
        assert_eq!(cost(Shape::Power(Decimal::ONE), "4"), d("0.02"));
        // (e^0.04 - 1) / 0.04 - 1, rounded up.
        assert_eq!(cost(Shape::Exponential, "4"), d("0.020269354810"));
        assert_eq!(cost(Shape::Exponential, "0.0000000001"), d("0.000000000001"));
    }

    #[test]
    fn a_size_within_a_move_makes_that_move() {
        for shape in [Shape::Linear, Shape::SquareRoot, Shape::Power(d("0.875")), Shape::Exponential] {
            let curve = Curve { shape, one_percent_depth: Quantity::new(d("8")).unwrap() };
            for (taker, last) in [(Taker::Buy, "103"), (Taker::Sell, "97")] {
                let size = curve.size_within(taker, d("0.03")).unwrap();
                let fill = curve.walk(taker, Price::new(d("100")).unwrap(), Quantity::new(size).unwrap()).unwrap();
                assert!(close(fill.last.get(), last, "0.0000000001"), "{shape:?} {taker:?} {fill:?}");
            }
            assert_eq!(curve.size_within(Taker::Buy, Decimal::ZERO).unwrap(), Decimal::ZERO);
        }
    }

    #[test]
    fn bids_that_would_end_below_zero_are_an_error() {
        assert_eq!(walked(Shape::Linear, "1", Taker::Sell, "100", "100").unwrap_err().cause, Cause::BookTooThin);
        assert!(walked(Shape::Linear, "1", Taker::Sell, "100", "99").is_ok());
        assert!(walked(Shape::Linear, "1", Taker::Buy, "100", "1000").is_ok());
        assert!(walked(Shape::Exponential, "1", Taker::Sell, "100", "1000").is_ok());
        assert!(walked(Shape::Power(Decimal::ZERO), "1", Taker::Buy, "100", "1").is_err());
    }
}
