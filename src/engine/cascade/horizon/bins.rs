//! Price bins, and which one a threshold belongs to.

use crate::engine::cascade::book::Direction;
use crate::engine::error::{Field, above_zero, within};
use crate::engine::{Cause, Error};
use std::ops::Range;

/// Most edges.
const MOST: usize = 2_000;

/// Bins over the price of a symbol relative to its start, the same for every symbol. Both ends are open: everything has a bin.
#[derive(Debug, Clone, PartialEq)]
pub struct Bins {
    edges: Vec<f64>,
    /// Logarithms of the edges.
    logs: Vec<f64>,
}

impl Bins {
    /// Bins between edges, relative prices in rising order: one below the first, one above the last, and those between. Errors: none, more than
    /// 2,000, or edges that are not finite numbers above zero in rising order.
    pub fn new(edges: Vec<f64>) -> Result<Self, Error> {
        within(Field::PriceBins, edges.len(), 1..=MOST)?;
        for edge in &edges {
            above_zero(Field::PriceBins, *edge)?;
        }
        for (number, (before, after)) in (2..).zip(edges.iter().zip(edges.iter().skip(1))) {
            if before >= after {
                return Err(Error::at(Field::PriceBins, Cause::NotRising { number }));
            }
        }
        let logs = edges.iter().map(|edge| libm::log(*edge)).collect();
        Ok(Self { edges, logs })
    }

    /// So many bins of equal width between two relative prices, and the two open ones. Errors as [`Bins::new`].
    pub fn even(low: f64, high: f64, count: u32) -> Result<Self, Error> {
        let edges =
            (0..=count.min(u32::from(u16::MAX))).map(|i| low + (high - low) * (f64::from(i) / f64::from(count)));
        Self::new(edges.collect())
    }

    /// How many bins there are, one more than edges.
    #[must_use]
    pub fn count(&self) -> usize {
        self.edges.len().saturating_add(1)
    }

    /// The relative prices between which a bin lies; zero and infinity at the ends.
    #[must_use]
    pub fn bounds(&self, bin: usize) -> (f64, f64) {
        let edge = |number: usize| self.edges.get(number).copied();
        let low = bin.checked_sub(1).and_then(edge).unwrap_or(0.0);
        (low, edge(bin).unwrap_or(f64::INFINITY))
    }

    /// The bin of a threshold at a log distance from zero up. One at an edge lies in the bin nearer to the start, as a price that has
    /// come to the edge has reached it.
    pub(super) fn of(&self, direction: Direction, distance: f64) -> usize {
        let home = self.home(direction);
        match direction {
            Direction::Down => self.logs.partition_point(|log| *log <= -distance).min(home),
            Direction::Up => self.logs.partition_point(|log| *log < distance).max(home),
        }
    }

    /// The bin where the price begins to go a way.
    fn home(&self, direction: Direction) -> usize {
        match direction {
            Direction::Down => self.logs.partition_point(|log| *log < 0.0),
            Direction::Up => self.logs.partition_point(|log| *log <= 0.0),
        }
    }

    /// The bins that the price passes on its way out, each with the log distance of its far edge; infinite for the last.
    pub(super) fn outward(&self, direction: Direction) -> impl Iterator<Item = (usize, f64)> {
        let home = self.home(direction);
        let (down, up): (Range<usize>, Range<usize>) = match direction {
            Direction::Down => (0..home.saturating_add(1), 0..0),
            Direction::Up => (0..0, home..self.count()),
        };
        let far = |edge: Option<usize>, sign: f64| {
            edge.and_then(|edge| self.logs.get(edge)).map_or(f64::INFINITY, |log| sign * log)
        };
        let below = down.rev().map(move |bin| (bin, far(bin.checked_sub(1), -1.0)));
        below.chain(up.map(move |bin| (bin, far(Some(bin), 1.0))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_falls_at_an_edge_lies_nearer_to_the_start() {
        let bins = Bins::new(vec![0.5, 1.0, 2.0]).unwrap();
        let at = |direction, price: f64| bins.of(direction, libm::log(price).abs());
        assert_eq!([0.4, 0.5, 0.7, 1.0].map(|price| at(Direction::Down, price)), [0, 1, 1, 1]);
        assert_eq!([1.0, 1.5, 2.0, 3.0].map(|price| at(Direction::Up, price)), [2, 2, 2, 3]);
        assert_eq!((bins.bounds(0), bins.bounds(3)), ((0.0, 0.5), (2.0, f64::INFINITY)));
        let order = |direction| bins.outward(direction).map(|(bin, _)| bin).collect::<Vec<_>>();
        assert_eq!((order(Direction::Down), order(Direction::Up)), (vec![1, 0], vec![2, 3]));
        // A start below or above all edges has one bin on that side.
        let high = Bins::new(vec![2.0, 3.0]).unwrap();
        assert_eq!((high.of(Direction::Down, 5.0), high.of(Direction::Up, 5.0)), (0, 2));
        assert_eq!(high.of(Direction::Up, 0.1), 0);
    }
}
