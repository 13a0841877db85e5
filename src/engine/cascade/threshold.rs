//! The exact answer for one symbol: accounts that hold it alone, sorted by where they fall.
//!
//! Let T_1 <= T_2 <= .. be the thresholds as log distances and Q_i the contracts of the first i. After i forced closes the book stands at
//! A(x) = A(x0) + Q_i / D, D being the part of the depth that is there, so the next account falls just where
//!
//! ```text
//! kappa_i = A(T_(i+1)) - Q_i / D  <=  A(x0).
//! ```
//!
//! The final number is the first i whose running maximum of kappa lies above A(x0): one binary search answers any shock, and the records of
//! kappa are all the tipping points. For a fixed shock the same numbers, as ratios Q_i / (A(T_(i+1)) - A(x0)), answer any depth.
//! Exact for every book whose price falls as contracts are sold. Source: cascade-model section 5.1.
//!
//! ```
//! use cascade_notes::engine::cascade::book::{Book, Direction};
//! use cascade_notes::engine::cascade::threshold::Thresholds;
//!
//! // Three longs of 20, 30 and 10 contracts that fall at 95, 92 and 90; 600 contracts move the price by a unit of its logarithm.
//! let book = Book::log(100.0, 600.0)?;
//! let longs = [(95.0, 20.0), (92.0, 30.0), (90.0, 10.0)].map(|(price, size)| (book.displacement_of(price), size));
//! let shock = longs[0].0;
//! let thresholds = Thresholds::new(book, Direction::Down, longs.to_vec())?;
//! let answer = thresholds.at_depth(1.0)?.after(shock);
//! assert_eq!(answer.closed, 3);
//! // With a tenth more depth only the first falls.
//! assert_eq!(thresholds.at_depth(1.1)?.after(shock).closed, 1);
//! # Ok::<(), cascade_notes::engine::Error>(())
//! ```

use super::book::{Book, Direction, Shape};
use crate::engine::error::{Field, Part, above_zero, within};
use crate::engine::{Cause, Error};

/// The thresholds of one symbol in one direction.
#[derive(Debug, Clone)]
pub struct Thresholds {
    book: Book,
    direction: Direction,
    /// Log distances from the starting price, rising, none below zero.
    distance: Vec<f64>,
    /// Contracts that bring the price to each.
    reach: Vec<f64>,
    /// Contracts of those before each; one more than there are thresholds.
    forced: Vec<f64>,
}

/// Thresholds under one depth: answers any shock.
#[derive(Debug, Clone)]
pub struct Curve<'a> {
    thresholds: &'a Thresholds,
    depth: f64,
    /// Running maximum of kappa from the second on; the first decides by itself whether anything begins.
    peaks: Vec<f64>,
}

/// Thresholds under one shock: answers any depth.
#[derive(Debug, Clone)]
pub struct DepthCurve<'a> {
    thresholds: &'a Thresholds,
    shock: f64,
    /// Accounts that the shock alone reaches.
    reached: usize,
    /// Running minimum of the ratios, from those on.
    least: Vec<f64>,
}

/// What a shock leads to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// Accounts closed.
    pub closed: usize,
    /// Their contracts.
    pub contracts: f64,
    /// Final log distance from the starting price; `None` where the book ends before.
    pub displacement: Option<f64>,
    /// Average price of all forced contracts, in quote currency; `None` where there are none, or the book ends before.
    pub average: Option<f64>,
}

/// A value of shock or depth at which the outcome jumps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tipping {
    /// The shock, as a log distance, or the part of the depth.
    pub at: f64,
    /// Accounts closed just short of it.
    pub from: usize,
    /// Accounts closed at it.
    pub to: usize,
    /// Contracts of those between.
    pub contracts: f64,
}

/// How far it is to the next jump of more than a part of the open interest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Headroom {
    /// Smallest extra shock, in log price; `None` where no shock tips so much at once.
    pub extra_shock: Option<f64>,
    /// Largest part of the depth, below the present one, at which as much tips; `None` where none does.
    pub depth: Option<f64>,
}

impl Thresholds {
    /// Thresholds from log distances and contracts, in any order. Errors: none at all, or one that is not a finite number from zero up
    /// (distance) or above zero (contracts); its place in the list is named.
    pub fn new(book: Book, direction: Direction, mut list: Vec<(f64, f64)>) -> Result<Self, Error> {
        if list.is_empty() {
            return Err(Error::at(Field::Thresholds, Cause::Empty));
        }
        for (number, &(distance, contracts)) in (1..).zip(&list) {
            within(Field::Distance, distance, 0.0..=f64::MAX)
                .and_then(|()| above_zero(Field::Contracts, contracts))
                .map_err(|e| e.inside(Part::Threshold(number)))?;
        }
        list.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let reach = list.iter().map(|(distance, _)| book.reach(direction, *distance)).collect();
        let mut forced = Vec::with_capacity(list.len().saturating_add(1));
        let mut sum = 0.0;
        forced.push(sum);
        forced.extend(list.iter().map(|(_, contracts)| {
            sum += contracts;
            sum
        }));
        let distance = list.into_iter().map(|(distance, _)| distance).collect();
        Ok(Self { book, direction, distance, reach, forced })
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.distance.len()
    }

    /// Contracts of all of them.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.forced.last().copied().unwrap_or(0.0)
    }

    /// Log distances from the starting price, rising.
    #[must_use]
    pub fn distances(&self) -> &[f64] {
        &self.distance
    }

    /// The book they stand before.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Which way they lie.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Contracts of the thresholds up to and with a distance.
    #[must_use]
    pub fn contracts_to(&self, distance: f64) -> f64 {
        self.forced_by(self.distance.partition_point(|d| *d <= distance))
    }

    /// The whole shock-to-outcome curve at a part of the depth: one pass. Errors: a part that is not a finite number above zero.
    pub fn at_depth(&self, depth: f64) -> Result<Curve<'_>, Error> {
        self.at_depth_in(depth, Vec::new())
    }

    /// The same in the memory of an earlier curve, see [`Curve::into_memory`].
    pub fn at_depth_in(&self, depth: f64, mut memory: Vec<f64>) -> Result<Curve<'_>, Error> {
        above_zero(Field::DepthFactor, depth)?;
        let part = 1.0 / depth;
        let mut peak = f64::NEG_INFINITY;
        memory.clear();
        memory.push(peak);
        memory.extend(self.reach.iter().zip(&self.forced).skip(1).map(|(reach, forced)| {
            let kappa = reach - forced * part;
            peak = if kappa > peak { kappa } else { peak };
            peak
        }));
        Ok(Curve { thresholds: self, depth, peaks: memory })
    }

    /// The whole depth-to-outcome curve of a shock: one pass. Errors: a shock that is not a finite number from zero up.
    pub fn after_shock(&self, shock: f64) -> Result<DepthCurve<'_>, Error> {
        within(Field::Shock, shock, 0.0..=f64::MAX)?;
        let reached = self.distance.partition_point(|d| *d <= shock);
        let start = self.absorbed(shock);
        let steps = matches!(self.book.shape(), Shape::Ladder(_));
        let mut lowest = f64::INFINITY;
        let mut least = Vec::with_capacity(self.reach.len().saturating_sub(reached));
        for ((reach, forced), distance) in self.reach.iter().zip(&self.forced).zip(&self.distance).skip(reached) {
            // A price stands at a level of a ladder only once more than everything better is gone.
            let gap = if steps && reach.is_finite() { self.absorbed(*distance) } else { *reach } - start;
            // Nothing forced moves nothing, however thin the book.
            let ratio = match (*forced > 0.0, forced / gap) {
                (false, _) => 0.0,
                (true, ratio) if steps && ratio.is_finite() => ratio.next_down(),
                (true, ratio) => ratio,
            };
            lowest = if ratio < lowest { ratio } else { lowest };
            least.push(lowest);
        }
        Ok(DepthCurve { thresholds: self, shock, reached, least })
    }

    fn absorbed(&self, distance: f64) -> f64 {
        self.direction.sign() * self.book.absorbed(self.direction.sign() * distance)
    }

    fn forced_by(&self, count: usize) -> f64 {
        self.forced.get(count).copied().unwrap_or_else(|| self.total())
    }

    /// What is so when a shock has closed so many.
    fn outcome(&self, shock: f64, depth: f64, closed: usize) -> Outcome {
        let contracts = self.forced_by(closed);
        let sign = self.direction.sign();
        let fill = self.book.fill(self.book.place(sign * shock), sign * contracts, depth).ok();
        Outcome {
            closed,
            contracts,
            displacement: fill.map(|f| sign * f.place.displacement),
            average: fill.filter(|_| closed > 0).map(|f| f.average),
        }
    }

    /// The jump from one count to another at a value.
    fn tipping(&self, at: f64, from: usize, to: usize) -> Tipping {
        Tipping { at, from, to, contracts: self.forced_by(to) - self.forced_by(from) }
    }
}

impl<'a> Curve<'a> {
    /// What a shock, a log distance from zero up, leads to: one binary search.
    #[must_use]
    pub fn after(&self, shock: f64) -> Outcome {
        self.thresholds.outcome(shock, self.depth, self.closed(shock))
    }

    /// How many accounts a shock closes.
    #[must_use]
    pub fn closed(&self, shock: f64) -> usize {
        let t = self.thresholds;
        let start = t.absorbed(shock);
        let begins = t.distance.first().is_some_and(|first| *first <= shock)
            || t.reach.first().is_some_and(|first| *first <= start);
        if !begins {
            return 0;
        }
        let by_flow = self.peaks.partition_point(|peak| *peak <= start);
        // Only where a book has steps can the shock itself reach further.
        if t.distance.get(by_flow).is_some_and(|next| *next <= shock) {
            return t.distance.partition_point(|d| *d <= shock).max(by_flow);
        }
        by_flow
    }

    /// Every shock at which the outcome jumps, rising.
    pub fn tipping_points(&self) -> impl Iterator<Item = Tipping> + '_ {
        let mut count = 0_usize;
        std::iter::from_fn(move || {
            let (at, mut to) = self.jump(count)?;
            // At one level of a ladder several jumps are one.
            while let Some((_, further)) = self.jump(to).filter(|(next, _)| *next <= at) {
                to = further;
            }
            let tipping = self.thresholds.tipping(at, count, to);
            count = to;
            Some(tipping)
        })
    }

    /// The shock that takes more than so many, and how many it takes.
    fn jump(&self, count: usize) -> Option<(f64, usize)> {
        let t = self.thresholds;
        let own = *t.distance.get(count)?;
        let need = if count == 0 { *t.reach.first()? } else { *self.peaks.get(count)? };
        let more = self.peaks.iter().skip(count.saturating_add(1)).take_while(|peak| **peak <= need).count();
        // The flow of earlier closes can bring it nearer than its own distance.
        let by_flow = t.book.displacement(t.direction.sign() * need).map_or(own, |x| t.direction.sign() * x);
        Some((by_flow.clamp(0.0, own), count.saturating_add(1).saturating_add(more)))
    }

    /// The smallest extra shock, and the largest lesser depth, that tip more than a `share` of all these contracts at once.
    /// Errors as [`Thresholds::after_shock`].
    pub fn headroom(&self, shock: f64, share: f64) -> Result<Headroom, Error> {
        let least = share * self.thresholds.total();
        let now = self.closed(shock);
        let extra_shock = self
            .tipping_points()
            .find(|tipping| tipping.from >= now && tipping.contracts > least)
            .map(|tipping| (tipping.at - shock).max(0.0));
        let depths = self.thresholds.after_shock(shock)?;
        let depth = depths
            .tipping_points()
            .find(|tipping| tipping.at < self.depth && tipping.contracts > least)
            .map(|tipping| tipping.at);
        Ok(Headroom { extra_shock, depth })
    }

    /// The memory of this curve, for the next.
    #[must_use]
    pub fn into_memory(self) -> Vec<f64> {
        self.peaks
    }
}

impl<'a> DepthCurve<'a> {
    /// What the shock leads to at a part of the depth above zero: one binary search.
    #[must_use]
    pub fn at(&self, depth: f64) -> Outcome {
        let more = self.least.partition_point(|least| depth <= *least);
        self.thresholds.outcome(self.shock, depth, self.reached.saturating_add(more))
    }

    /// Every part of the depth at which the outcome jumps, falling: at it, and below, the larger number is closed.
    pub fn tipping_points(&self) -> impl Iterator<Item = Tipping> + '_ {
        // What falls at any depth is no jump.
        let mut place = self.least.partition_point(|least| least.is_infinite());
        std::iter::from_fn(move || {
            let at = *self.least.get(place).filter(|ratio| **ratio > 0.0)?;
            let more = self.least.iter().skip(place).take_while(|least| at <= **least).count();
            let from = self.reached.saturating_add(place);
            place = place.saturating_add(more);
            Some(self.thresholds.tipping(at, from, self.reached.saturating_add(place)))
        })
    }
}

#[cfg(test)]
mod tests;
