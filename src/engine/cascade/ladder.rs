//! A book of real levels: a snapshot of bids below the mid and asks above it.

use super::book::Direction;
use crate::engine::costs::book as costs;
use crate::engine::error::{BookProblem, Field, Part, above_zero};
use crate::engine::{Cause, Error};

use super::amounts::from_decimal;

/// Bids and asks around a mid.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    mid: f64,
    bids: Side,
    asks: Side,
}

/// One side, best level first, as sums from the mid outward.
#[derive(Debug, Clone, PartialEq)]
struct Side {
    /// Log distance from the mid, rising.
    distance: Vec<f64>,
    price: Vec<f64>,
    /// Contracts up to and with the level.
    contracts: Vec<f64>,
    /// What they cost together, in quote currency.
    paid: Vec<f64>,
}

impl Ladder {
    /// A snapshot from levels of price and contracts, best first. Errors: a side without levels, out of order or on the wrong side of the
    /// mid, or with sizes that are not finite numbers above zero; the level is named.
    pub fn new(mid: f64, bids: &[(f64, f64)], asks: &[(f64, f64)]) -> Result<Self, Error> {
        above_zero(Field::Mid, mid)?;
        Ok(Self { mid, bids: Side::new(mid, bids, Part::Bid, 1.0)?, asks: Side::new(mid, asks, Part::Ask, -1.0)? })
    }

    /// A snapshot from the ladders that `engine::costs` walks. Errors as [`Ladder::new`].
    pub fn from_costs(mid: f64, bids: &costs::Ladder, asks: &costs::Ladder) -> Result<Self, Error> {
        let levels = |ladder: &costs::Ladder| -> Vec<(f64, f64)> {
            ladder.levels().iter().map(|l| (from_decimal(l.price.get()), from_decimal(l.size.get()))).collect()
        };
        Self::new(mid, &levels(bids), &levels(asks))
    }

    /// The price it stands around.
    pub(super) fn mid(&self) -> f64 {
        self.mid
    }

    /// Contracts strictly better than a displacement; negative on the ask side.
    pub(super) fn better_than(&self, x: f64) -> f64 {
        if x < 0.0 { -self.asks.before(-x) } else { self.bids.before(x) }
    }

    /// The least contracts that bring the price a distance from the mid.
    pub(super) fn reach(&self, direction: Direction, distance: f64) -> f64 {
        let side = match direction {
            Direction::Down => &self.bids,
            Direction::Up => &self.asks,
        };
        match side.distance.last() {
            _ if distance <= 0.0 => 0.0,
            Some(last) if *last >= distance => side.before(distance).next_up(),
            _ => f64::INFINITY,
        }
    }

    /// The distance of the level that the last of so many contracts trades at; `None` beyond the last level.
    pub(super) fn displacement(&self, consumed: f64) -> Option<f64> {
        if consumed < 0.0 { self.asks.distance_of(-consumed).map(|d| -d) } else { self.bids.distance_of(consumed) }
    }

    /// What the contracts between two positions cost, signed like their number.
    pub(super) fn paid(&self, from: f64, to: f64) -> f64 {
        self.paid_to(to) - self.paid_to(from)
    }

    /// Contracts of the bids.
    #[must_use]
    pub fn bids(&self) -> f64 {
        self.bids.contracts.last().copied().unwrap_or(0.0)
    }

    fn paid_to(&self, consumed: f64) -> f64 {
        if consumed < 0.0 { -self.asks.paid_to(-consumed) } else { self.bids.paid_to(consumed) }
    }
}

impl Side {
    fn new(mid: f64, levels: &[(f64, f64)], name: fn(usize) -> Part, sign: f64) -> Result<Self, Error> {
        let bad = |number, problem| Err(Error::at(name(number), Cause::Book(problem)));
        if levels.is_empty() {
            return Err(Cause::Book(if sign > 0.0 { BookProblem::NoBid } else { BookProblem::NoAsk }).into());
        }
        let mut side = Self { distance: vec![], price: vec![], contracts: vec![], paid: vec![] };
        let (mut contracts, mut paid, mut last) = (0.0, 0.0, 0.0);
        for (number, &(price, size)) in (1..).zip(levels) {
            let good = |value: f64| value.is_finite() && value > 0.0;
            if !good(price) || !good(size) {
                return bad(number, BookProblem::NoPriceOrSize);
            }
            let distance = sign * libm::log(mid / price);
            if distance < 0.0 {
                return bad(number, BookProblem::WrongSide);
            }
            if number > 1 && distance <= last {
                return bad(number, BookProblem::NotWorse);
            }
            last = distance;
            contracts += size;
            paid += price * size;
            side.distance.push(distance);
            side.price.push(price);
            side.contracts.push(contracts);
            side.paid.push(paid);
        }
        Ok(side)
    }

    fn before(&self, distance: f64) -> f64 {
        let level = self.distance.partition_point(|d| *d < distance);
        level.checked_sub(1).and_then(|l| self.contracts.get(l)).copied().unwrap_or(0.0)
    }

    fn distance_of(&self, contracts: f64) -> Option<f64> {
        if contracts == 0.0 {
            return Some(0.0);
        }
        self.distance.get(self.contracts.partition_point(|sum| *sum < contracts)).copied()
    }

    fn paid_to(&self, contracts: f64) -> f64 {
        let level = self.contracts.partition_point(|sum| *sum < contracts);
        let before = |sums: &[f64]| level.checked_sub(1).and_then(|l| sums.get(l)).copied().unwrap_or(0.0);
        let price = self.price.get(level).copied().unwrap_or(0.0);
        before(&self.paid) + (contracts - before(&self.contracts)) * price
    }
}

#[cfg(test)]
mod tests {
    use super::super::book::{Book, Place, Shape};
    use super::*;

    const ASKS: [(f64, f64); 3] = [(1.0, 1.0), (1.1, 3.0), (1.2, 10.0)];
    const BIDS: [(f64, f64); 2] = [(0.9, 2.0), (0.8, 4.0)];

    fn book() -> Book {
        Book::new(0.95, Shape::Ladder(Ladder::new(0.95, &BIDS, &ASKS).unwrap())).unwrap()
    }

    #[test]
    fn c10_discrete_ladder_walk() {
        let book = book();
        let fill = book.fill(Place::default(), -5.0, 1.0).unwrap();
        assert!((fill.average - 1.1).abs() < 1e-15);
        assert!((fill.average * 5.0 - 5.5).abs() < 1e-14);
        assert!((book.price_at(fill.place.displacement) - 1.2).abs() < 1e-14);
    }

    #[test]
    fn a_level_is_left_only_when_it_is_empty() {
        let book = book();
        let price = |sold: f64| book.price_at(book.fill(Place::default(), sold, 1.0).unwrap().place.displacement);
        assert!((price(2.0) - 0.9).abs() < 1e-14);
        assert!((price(2.1) - 0.8).abs() < 1e-14);
        assert!((price(6.0) - 0.8).abs() < 1e-14);
        assert!(book.fill(Place::default(), 6.1, 1.0).is_err());
        // With half of each level gone, half the contracts do the same.
        assert!(book.fill(Place::default(), 3.1, 0.5).is_err());
        // Down and back up through the same levels.
        let down = book.fill(Place::default(), 3.0, 1.0).unwrap();
        let back = book.fill(down.place, -3.5, 1.0).unwrap();
        assert!((book.price_at(back.place.displacement) - 1.0).abs() < 1e-14);
        assert!((back.average * 3.5 - (2.0 * 0.9 + 0.8 + 0.5)).abs() < 1e-14);
    }

    #[test]
    fn a_price_is_reached_when_a_contract_trades_there() {
        let book = book();
        let x = |price: f64| book.displacement_of(price);
        assert!(book.reach(Direction::Down, x(0.9)) > 0.0 && book.reach(Direction::Down, x(0.9)) < 1e-300);
        assert!(book.reach(Direction::Down, x(0.85)) > 2.0 && book.reach(Direction::Down, x(0.85)) < 2.000_001);
        assert!(book.reach(Direction::Down, x(0.7)).is_infinite());
    }

    #[test]
    fn a_snapshot_out_of_order_is_refused_with_its_level() {
        let refused = |bids: &[(f64, f64)], asks: &[(f64, f64)]| Ladder::new(0.95, bids, asks).unwrap_err().to_string();
        assert!(refused(&[], &ASKS).contains("NoBid"));
        assert!(refused(&[(0.9, 1.0), (0.9, 1.0)], &ASKS).starts_with("Bid(2): Book(NotWorse)"));
        assert!(refused(&BIDS, &[(0.9, 1.0)]).starts_with("Ask(1): Book(WrongSide)"));
        assert!(refused(&BIDS, &[(f64::NAN, 1.0)]).starts_with("Ask(1): Book(NoPriceOrSize)"));
        assert!(refused(&BIDS, &[(1.0, 0.0)]).starts_with("Ask(1): Book(NoPriceOrSize)"));
    }
}
