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

use super::book::{Book, Direction, above_zero};
use crate::engine::Error;

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
            return Err(Error::refused("thresholds", "there is none", "at least one account"));
        }
        for (number, &(distance, contracts)) in (1..).zip(&list) {
            if !(distance.is_finite() && distance >= 0.0) {
                let problem = format!("the distance of threshold {number} is not a number from zero up");
                return Err(Error::refused("thresholds", problem, "a finite log distance from 0"));
            }
            above_zero(&format!("contracts of threshold {number}"), contracts)?;
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
        above_zero("part of the depth", depth)?;
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
        if !(shock.is_finite() && shock >= 0.0) {
            return Err(Error::refused("shock", "this is not a number from zero up", "a finite log distance from 0"));
        }
        let reached = self.distance.partition_point(|d| *d <= shock);
        let start = self.absorbed(shock);
        let mut lowest = f64::INFINITY;
        let least = self.reach.iter().zip(&self.forced).skip(reached).map(|(reach, forced)| {
            // Nothing forced moves nothing, however thin the book.
            let ratio = if *forced == 0.0 { 0.0 } else { forced / (reach - start) };
            lowest = if ratio < lowest { ratio } else { lowest };
            lowest
        });
        let least = least.collect();
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
            let t = self.thresholds;
            let own = *t.distance.get(count)?;
            let need = if count == 0 { *t.reach.first()? } else { *self.peaks.get(count)? };
            let more = self.peaks.iter().skip(count.saturating_add(1)).take_while(|peak| **peak <= need).count();
            let to = count.saturating_add(1).saturating_add(more);
            // The flow of earlier closes can bring it nearer than its own distance.
            let by_flow = t.book.displacement(t.direction.sign() * need).map_or(own, |x| t.direction.sign() * x);
            let tipping = t.tipping(by_flow.clamp(0.0, own), count, to);
            count = to;
            Some(tipping)
        })
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
        let mut place = 0_usize;
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
mod tests {
    use super::*;

    fn chain(n: f64) -> Thresholds {
        let book = Book::log(100.0, n).unwrap();
        let longs = [(95.0, 20.0), (92.0, 30.0), (90.0, 10.0)].map(|(price, size)| (book.displacement_of(price), size));
        Thresholds::new(book, Direction::Down, longs.to_vec()).unwrap()
    }

    #[test]
    fn g01_tipping_by_depth() {
        let shock = libm::log(100.0 / 95.0);
        for (n, closed, price) in [
            (1000.0, 1, 93.118_873_964_141_76),
            (700.0, 1, 92.324_123_128_133_21),
            (623.0, 3, 86.277_487_898_062_19),
            (500.0, 3, 84.257_441_488_129_97),
            (300.0, 3, 77.779_421_542_408_27),
        ] {
            let thresholds = chain(n);
            let outcome = thresholds.at_depth(1.0).unwrap().after(shock);
            assert_eq!(outcome.closed, closed, "n={n}");
            let reached = thresholds.book().price_at(outcome.displacement.unwrap());
            assert!((reached - price).abs() < 1e-9 * price, "n={n}: {reached}");
            // The same from a book of another depth and a part of it.
            assert_eq!(chain(1000.0).at_depth(n / 1000.0).unwrap().after(shock).closed, closed);
            assert_eq!(chain(1000.0).after_shock(shock).unwrap().at(n / 1000.0).closed, closed);
        }
        let thresholds = chain(1000.0);
        let depths = thresholds.after_shock(shock).unwrap();
        let tips: Vec<Tipping> = depths.tipping_points().collect();
        assert_eq!(tips.len(), 1);
        assert!((tips[0].at * 1000.0 - 623.279_853_727).abs() < 1e-8, "{tips:?}");
        assert_eq!((tips[0].from, tips[0].to), (1, 3));
        let third = 50.0 / (libm::log(95.0 / 90.0));
        assert!((third - 924.774_730_886).abs() < 1e-8);
    }

    #[test]
    fn tipping_points_are_where_the_outcome_jumps() {
        let thresholds = chain(600.0);
        let curve = thresholds.at_depth(1.0).unwrap();
        let tips: Vec<Tipping> = curve.tipping_points().collect();
        assert_eq!(tips.iter().map(|t| (t.from, t.to)).collect::<Vec<_>>(), [(0, 3)]);
        assert!((tips[0].at - libm::log(100.0 / 95.0)).abs() < 1e-15);
        assert_eq!(curve.closed(tips[0].at), 3);
        assert_eq!(curve.closed(tips[0].at.next_down()), 0);
        // In a deep book each falls at its own price.
        let deep = chain(1e9);
        let curve = deep.at_depth(1.0).unwrap();
        assert_eq!(curve.tipping_points().count(), 3);
        for tip in curve.tipping_points() {
            assert_eq!((curve.closed(tip.at + 1e-12), curve.closed(tip.at - 1e-9)), (tip.to, tip.from));
        }
    }

    #[test]
    fn headroom_is_the_distance_to_a_jump_of_some_size() {
        let thresholds = chain(1000.0);
        let curve = thresholds.at_depth(1.0).unwrap();
        let room = curve.headroom(0.04, 0.01).unwrap();
        assert!((room.extra_shock.unwrap() - (libm::log(100.0 / 95.0) - 0.04)).abs() < 1e-12);
        assert_eq!(room.depth, None, "nothing has fallen, so no depth tips it");
        let room = curve.headroom(libm::log(100.0 / 95.0), 0.01).unwrap();
        assert!((room.depth.unwrap() * 1000.0 - 623.279_853_727).abs() < 1e-8);
        assert!(curve.headroom(0.04, 0.6).unwrap().extra_shock.unwrap() > room.extra_shock.unwrap_or(0.0));
        assert_eq!(curve.headroom(0.04, 0.7).unwrap().extra_shock, None);
        assert!(curve.headroom(f64::NAN, 0.01).is_err());
    }

    #[test]
    fn the_mirrored_book_has_the_mirrored_answer() {
        let up = Thresholds::new(
            Book::log(100.0, 623.0).unwrap(),
            Direction::Up,
            chain(623.0).distances().iter().copied().zip([20.0, 30.0, 10.0]).collect(),
        )
        .unwrap();
        let (down, shock) = (chain(623.0), libm::log(100.0 / 95.0));
        let (a, b) = (up.at_depth(1.0).unwrap().after(shock), down.at_depth(1.0).unwrap().after(shock));
        assert_eq!((a.closed, a.contracts, a.displacement), (b.closed, b.contracts, b.displacement));
        assert!(a.average.unwrap() > 100.0);
    }

    #[test]
    fn thresholds_that_cannot_be_used_are_refused_by_number() {
        let new = |list: Vec<(f64, f64)>| Thresholds::new(Book::log(1.0, 1.0).unwrap(), Direction::Down, list);
        assert!(new(vec![]).unwrap_err().to_string().contains("at least one"));
        for bad in [-1.0, f64::NAN, f64::INFINITY] {
            assert!(new(vec![(0.1, 1.0), (bad, 1.0)]).unwrap_err().to_string().contains("threshold 2"));
            assert!(new(vec![(0.1, bad)]).is_err());
        }
        assert!(new(vec![(0.1, 1.0)]).unwrap().at_depth(0.0).is_err());
    }
}
