//! The depth of one symbol: how many contracts a book absorbs down to a price, and what it pays for them.
//!
//! With x = ln(P0 / P) the log fall from the starting price P0, A(x) is the number of contracts absorbed down to x; above the
//! starting price x and A are negative. A sale of q contracts moves the book from x to A^-1(A(x) + q / D), D being the part of the depth
//! that is still there: additive in contracts, so that a sale in two pieces ends where a sale in one does, at the same total.
//!
//! | shape | A(x) | average price from x by y |
//! |---|---|---|
//! | linear-log | n x | P (1 - e^-y) / y |
//! | power g | K x^(1/g); g = 1/2 is square-root impact | integral of P dA over its length, by the series of the incomplete gamma |
//! | ladder | sum of the levels above | walk through the levels |
//! | bottomless | without bound | P |
//!
//! ```
//! use cascade_notes::engine::cascade::book::{Book, Place};
//!
//! // 1,000 contracts per unit of log price, and a sale of 50 (target C09).
//! let book = Book::log(100.0, 1_000.0)?;
//! let fill = book.fill(Place::default(), 50.0, 1.0)?;
//! assert!((book.price_at(fill.place.displacement) - 95.122_942_450_1).abs() < 1e-9);
//! assert!((fill.average - 97.541_150_998_6).abs() < 1e-9);
//! # Ok::<(), cascade_notes::engine::Error>(())
//! ```
//!
//! Source: cascade-model section 1.1 (Cifuentes, Ferrucci and Shin 2005), 1.9 and appendix 0.

use super::ladder::Ladder;
use crate::engine::error::{BookProblem, Field, above_zero, within};
use crate::engine::{Cause, Error};

/// One per cent, the distance at which depth is quoted.
const ONE_PERCENT: f64 = 0.01;

/// Smallest price: e^-30 of it is still a full number.
const SMALLEST: f64 = 1e-200;

/// Terms of the series of the incomplete gamma function; at |x| = 30 they end far earlier.
const TERMS: usize = 500;

/// How absorbed contracts grow with the log distance.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// In proportion: `n` contracts per unit of log price.
    Log {
        /// Contracts per unit of log price, above zero.
        n: f64,
    },
    /// A(x) = K x^(1/g).
    Power {
        /// K: contracts absorbed at a log distance of one, above zero.
        scale: f64,
        /// g, above zero: 1 is linear-log, 1/2 square-root impact. Public evidence: 0.875 (C12).
        exponent: f64,
    },
    /// Real levels, as a snapshot shows them.
    Ladder(Ladder),
    /// No order moves it: a coin that serves as collateral only, or a link that has been cut.
    Bottomless,
}

/// A book: its starting price and its shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    price: f64,
    shape: Shape,
}

/// The way a price goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The price falls: longs are closed by sales.
    Down,
    /// The price rises: shorts are closed by purchases.
    Up,
}

impl Direction {
    /// The sign of displacement and of contracts sold: +1 down, -1 up.
    #[must_use]
    pub fn sign(self) -> f64 {
        match self {
            Self::Down => 1.0,
            Self::Up => -1.0,
        }
    }
}

/// Where a book stands.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Place {
    /// x: log fall of the mid from the starting price; negative above it.
    pub displacement: f64,
    /// Contracts of the full book between the starting price and here; within a level of a ladder this says where.
    pub consumed: f64,
}

/// What an order did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Where the book stands after it.
    pub place: Place,
    /// Average price, in quote currency per contract.
    pub average: f64,
}

impl Book {
    /// A book of a shape around a price. Errors: a price, depth or exponent that is not a finite number above zero.
    pub fn new(price: f64, shape: Shape) -> Result<Self, Error> {
        above_zero(Field::Price, price)?;
        // Beyond this a price would leave the range of numbers once it fell or rose.
        within(Field::Price, price, SMALLEST..=1.0 / SMALLEST)?;
        match &shape {
            Shape::Log { n } => above_zero(Field::Depth, *n)?,
            Shape::Power { scale, exponent } => {
                above_zero(Field::Depth, *scale)?;
                above_zero(Field::DepthExponent, *exponent)?;
            }
            Shape::Ladder(ladder) if !is(ladder.mid(), price) => {
                return Err(Error::at(Field::Depth, Cause::Book(BookProblem::AnotherPrice)));
            }
            Shape::Ladder(_) | Shape::Bottomless => {}
        }
        Ok(Self { price, shape })
    }

    /// A linear-log book of `n` contracts per unit of log price.
    pub fn log(price: f64, n: f64) -> Result<Self, Error> {
        Self::new(price, Shape::Log { n })
    }

    /// A power book from the money resting within one per cent on one side, D1, in quote currency: A(0.01) = D1 / P.
    /// An exponent of 1 gives the linear-log book with n = D1 / (0.01 P). Source: cascade-model section 3 and appendix 0.
    pub fn from_one_percent(price: f64, one_percent_depth: f64, exponent: f64) -> Result<Self, Error> {
        above_zero(Field::Price, price)?;
        above_zero(Field::OnePercentDepth, one_percent_depth)?;
        above_zero(Field::DepthExponent, exponent)?;
        let contracts = one_percent_depth / price;
        if is(exponent, 1.0) {
            return Self::log(price, contracts / ONE_PERCENT);
        }
        Self::new(price, Shape::Power { scale: contracts / libm::pow(ONE_PERCENT, 1.0 / exponent), exponent })
    }

    /// The starting price, in quote currency.
    #[must_use]
    pub fn start(&self) -> f64 {
        self.price
    }

    /// Its shape.
    #[must_use]
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The price at a displacement.
    #[must_use]
    pub fn price_at(&self, displacement: f64) -> f64 {
        self.price * libm::exp(-displacement)
    }

    /// The displacement of a price: ln(P0 / P).
    #[must_use]
    pub fn displacement_of(&self, price: f64) -> f64 {
        libm::log(self.price / price)
    }

    /// A(x): contracts of the full book between the starting price and a displacement.
    #[must_use]
    pub fn absorbed(&self, x: f64) -> f64 {
        match &self.shape {
            Shape::Log { n } => n * x,
            Shape::Power { scale, exponent } => odd(x, |x| scale * power(x, 1.0 / exponent)),
            Shape::Ladder(ladder) => ladder.better_than(x),
            Shape::Bottomless => 0.0,
        }
    }

    /// The least contracts that bring the price a log distance away, sold downward or bought upward: A for a smooth book; for a ladder one
    /// step more than everything better, because a price stands at a level once a contract trades there. Infinite where nothing does.
    #[must_use]
    pub fn reach(&self, direction: Direction, distance: f64) -> f64 {
        match &self.shape {
            Shape::Ladder(ladder) => ladder.reach(direction, distance),
            Shape::Bottomless => f64::INFINITY,
            Shape::Log { .. } | Shape::Power { .. } => direction.sign() * self.absorbed(direction.sign() * distance),
        }
    }

    /// Contracts per unit of log price over the first per cent below the start: n of a linear-log book, and the like of it for others.
    #[must_use]
    pub fn depth_per_log(&self) -> f64 {
        match &self.shape {
            Shape::Log { n } => *n,
            Shape::Bottomless => f64::INFINITY,
            Shape::Power { .. } | Shape::Ladder(_) => self.absorbed(ONE_PERCENT) / ONE_PERCENT,
        }
    }

    /// A^-1: the displacement at which so many contracts are absorbed. `None` where the book holds fewer.
    #[must_use]
    pub fn displacement(&self, consumed: f64) -> Option<f64> {
        match &self.shape {
            Shape::Log { n } => Some(consumed / n),
            Shape::Power { scale, exponent } => Some(odd(consumed, |v| power(v / scale, *exponent))),
            Shape::Ladder(ladder) => ladder.displacement(consumed),
            Shape::Bottomless => Some(0.0),
        }
    }

    /// The place of a book whose mid has moved to a displacement without trades of ours.
    #[must_use]
    pub fn place(&self, displacement: f64) -> Place {
        Place { displacement, consumed: self.absorbed(displacement) }
    }

    /// Sells contracts (buys where negative) into the part `depth` of the book that is still there.
    /// Errors: [`Cause::BookTooThin`] where a ladder holds less.
    pub fn fill(&self, from: Place, sold: f64, depth: f64) -> Result<Fill, Error> {
        if matches!(self.shape, Shape::Bottomless) || is(sold, 0.0) {
            return Ok(Fill { place: from, average: self.price_at(from.displacement) });
        }
        let consumed = from.consumed + sold / depth;
        let reached = self.displacement(consumed).ok_or(Cause::BookTooThin)?;
        // A ladder is flat between its levels: a sale there cannot lift the price, nor a purchase lower it.
        let displacement = if sold > 0.0 { reached.max(from.displacement) } else { reached.min(from.displacement) };
        let place = Place { displacement, consumed };
        Ok(Fill { place, average: self.average(from, place) })
    }

    /// Average price between two places, never outside the prices of both.
    fn average(&self, from: Place, to: Place) -> f64 {
        let (here, there) = (self.price_at(from.displacement), self.price_at(to.displacement));
        let step = to.displacement - from.displacement;
        let average = match &self.shape {
            Shape::Log { .. } => here * mean_of_decay(step),
            Shape::Power { scale: _, exponent } => {
                self.price * power_average(from.displacement, to.displacement, 1.0 / exponent)
            }
            Shape::Ladder(ladder) => {
                return ladder.paid(from.consumed, to.consumed) / (to.consumed - from.consumed);
            }
            Shape::Bottomless => here,
        };
        average.clamp(here.min(there), here.max(there))
    }
}

/// (1 - e^-y) / y, 1 at zero.
#[must_use]
pub fn mean_of_decay(y: f64) -> f64 {
    if y.abs() < 1e-300 { 1.0 } else { -libm::expm1(-y) / y }
}

/// The same number to the last bit, not nearly the same.
#[expect(clippy::float_cmp, reason = "exactly that is asked")]
fn is(a: f64, b: f64) -> bool {
    a == b
}

/// Extends a function of numbers from zero to both signs.
fn odd(value: f64, function: impl Fn(f64) -> f64) -> f64 {
    if value < 0.0 { -function(-value) } else { function(value) }
}

/// A power whose simple cases are exact on every machine.
fn power(base: f64, exponent: f64) -> f64 {
    if is(exponent, 1.0) {
        base
    } else if is(exponent, 2.0) {
        base * base
    } else if is(exponent, 0.5) {
        libm::sqrt(base)
    } else {
        libm::pow(base, exponent)
    }
}

/// The mean of e^-t over x..y, weighted by t^(a-1).
fn power_average(x: f64, y: f64, a: f64) -> f64 {
    // Close together and far from zero the difference of the integrals would lose its digits.
    if (y - x).abs() < 1e-3 * x.abs() {
        return nodes_average(x, y, a);
    }
    (decayed(y, a) - decayed(x, a)) / (odd(y, |t| power(t, a)) - odd(x, |t| power(t, a))) * a
}

/// The integral of e^-t |t|^(a-1) from 0 to x: the lower incomplete gamma function, by the series that has no cancellation.
fn decayed(x: f64, a: f64) -> f64 {
    let size = x.abs();
    let (mut sum, mut term) = (0.0, if x > 0.0 { 1.0 / a } else { 1.0 });
    for k in 1..TERMS {
        let number = super::amounts::count(k);
        // Below the start e^-x of the sum of x^k / (a (a+1) .. (a+k)); above it the sum of x^k / (k! (a+k)).
        let grown = if x > 0.0 { sum + term } else { sum + term / (a + number - 1.0) };
        if is(grown, sum) {
            break;
        }
        sum = grown;
        term *= if x > 0.0 { size / (a + number) } else { size / number };
    }
    let whole = power(size, a) * sum;
    if x > 0.0 { libm::exp(-x) * whole } else { -whole }
}

/// The same mean by five Gauss-Legendre nodes, for a stretch short against its distance from zero.
fn nodes_average(x: f64, y: f64, a: f64) -> f64 {
    const NODES: [(f64, f64); 5] = [
        (-0.906_179_845_938_664, 0.236_926_885_056_189_1),
        (-0.538_469_310_105_683, 0.478_628_670_499_366_5),
        (0.0, 0.568_888_888_888_888_9),
        (0.538_469_310_105_683, 0.478_628_670_499_366_5),
        (0.906_179_845_938_664, 0.236_926_885_056_189_1),
    ];
    let (middle, half) = (0.5 * (x + y), 0.5 * (y - x));
    let (mut paid, mut length) = (0.0, 0.0);
    for (node, weight) in NODES {
        let t = middle + half * node;
        let density = weight * power(t.abs(), a - 1.0);
        paid += density * libm::exp(-t);
        length += density;
    }
    paid / length
}

#[cfg(test)]
mod tests;
