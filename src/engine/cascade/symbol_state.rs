//! One symbol while a run goes on: where its book stands, how much of its depth is there, its index and its mark.

use super::book::{Book, Fill, Place, Shape};
use super::rules::{DepthRule, FARTHEST, MarkRule};
use crate::engine::{Cause, Error};

/// Marks nearer to where they go than this part of it have arrived.
const ARRIVED: f64 = 1e-9;

/// A symbol's prices and depth now.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct SymbolState {
    /// Where the book stands.
    pub place: Place,
    /// Log fall that came from outside.
    pub outside: f64,
    /// Contracts of the full book that forced orders hold the price down by; negative up.
    pub forced: f64,
    /// Part of the depth that withdrawal has left.
    pub depth: f64,
    /// The price that triggers.
    pub mark: f64,
}

impl SymbolState {
    /// A symbol at its start.
    pub fn new(book: &Book) -> Self {
        Self { place: Place::default(), outside: 0.0, forced: 0.0, depth: 1.0, mark: book.start() }
    }

    /// The middle of the book.
    pub fn mid(&self, book: &Book) -> f64 {
        book.price_at(self.place.displacement)
    }

    /// Lets seconds pass: depth recovers, what forced orders consumed refills, the mark follows.
    pub fn pass(&mut self, book: &Book, depth: &DepthRule, mark: &MarkRule, seconds: f64) {
        if seconds <= 0.0 {
            return;
        }
        self.depth = 1.0 - (1.0 - self.depth) * libm::exp(-depth.recovery * seconds);
        if depth.refill > 0.0 && self.forced != 0.0 && !matches!(book.shape(), Shape::Bottomless) {
            self.refill(book, libm::exp(-depth.refill * seconds));
        }
        if mark.lag > 0.0 {
            let part = -libm::expm1(-seconds / mark.lag);
            self.mark += part * (self.goal(book, mark) - self.mark);
        }
    }

    /// Leaves a part of what forced orders consumed; the price comes back by the rest, never beyond where it came from.
    fn refill(&mut self, book: &Book, part: f64) {
        let left = self.forced * part;
        let consumed = self.place.consumed - (self.forced - left);
        if let Some(x) = book.displacement(consumed) {
            let x = if self.forced > 0.0 { x.min(self.place.displacement) } else { x.max(self.place.displacement) };
            // Between the levels of a ladder the price from outside is a border of its own.
            let ladder = matches!(book.shape(), Shape::Ladder(_));
            let x = match (ladder, self.forced > 0.0) {
                (true, true) => x.max(self.outside),
                (true, false) => x.min(self.outside),
                (false, _) => x,
            };
            self.place = Place { displacement: x, consumed };
        }
        self.forced = left;
    }

    /// A fall from outside. Errors: prices that leave e^-30 to e^30 of their start.
    pub fn fall(&mut self, book: &Book, fall: f64) -> Result<(), Error> {
        if fall == 0.0 {
            return Ok(());
        }
        let displacement = self.place.displacement + fall;
        self.outside += fall;
        let absorbed = book.absorbed(displacement);
        // What was taken out of a level of a ladder stays taken while the price falls further, or rises further above.
        let consumed = match book.shape() {
            Shape::Ladder(_) if fall > 0.0 && displacement > 0.0 => absorbed.max(self.place.consumed),
            Shape::Ladder(_) if fall < 0.0 && displacement < 0.0 => absorbed.min(self.place.consumed),
            _ => absorbed,
        };
        self.place = Place { displacement, consumed };
        // On a curved book the same distance is other contracts elsewhere: forced is what holds the price away from where the outside put it.
        self.forced = self.place.consumed - book.absorbed(self.outside);
        self.near()
    }

    /// Sells contracts, or buys where negative. Errors: a book that ends before, or prices that leave their range.
    pub fn sell(&mut self, book: &Book, depth: &DepthRule, contracts: f64) -> Result<Fill, Error> {
        let before = self.place;
        let fill = book.fill(before, contracts, depth.factor * self.depth)?;
        self.place = fill.place;
        self.forced += fill.place.consumed - before.consumed;
        if depth.survival < 1.0 {
            let percents = (fill.place.displacement - before.displacement).abs() / 0.01;
            self.depth = (self.depth * libm::pow(depth.survival, percents)).max(depth.floor);
        }
        self.near()?;
        Ok(fill)
    }

    fn near(&self) -> Result<(), Error> {
        if self.place.displacement.abs() <= FARTHEST {
            return Ok(());
        }
        Err(Cause::PriceRanAway.into())
    }

    /// Where the mark goes: the mid, within the band around the index.
    fn goal(&self, book: &Book, mark: &MarkRule) -> f64 {
        let mid = self.mid(book);
        match mark.band {
            None => mid,
            Some(band) => {
                let index = book.price_at(self.outside);
                mid.clamp(index * (1.0 - band), index * (1.0 + band))
            }
        }
    }

    /// How far the mark may still go without orders, in quote currency: to the mid, and on to where refill brings the mid.
    pub fn way_left(&self, book: &Book, mark: &MarkRule) -> f64 {
        let goal = self.goal(book, mark);
        (self.mark - goal).abs() + (goal - book.price_at(self.outside)).abs()
    }

    /// Puts a mark without lag, or one that has as good as arrived, where it goes. True where it is there.
    pub fn settle_mark(&mut self, book: &Book, mark: &MarkRule) -> bool {
        let goal = self.goal(book, mark);
        if mark.lag == 0.0 || (self.mark - goal).abs() <= ARRIVED * goal {
            self.mark = goal;
            return true;
        }
        false
    }

    /// Log fall of the mark from its start: the displacement itself where the mark is the mid.
    pub fn mark_fall(&self, book: &Book) -> f64 {
        if self.mark.to_bits() == self.mid(book).to_bits() {
            self.place.displacement
        } else {
            book.displacement_of(self.mark)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ladder::Ladder;
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }

    #[test]
    fn refill_gives_back_the_forced_part_and_leaves_the_rest() {
        for exponent in [0.5, 1.0] {
            let book = Book::from_one_percent(100.0, 1000.0, exponent).unwrap();
            let rule = DepthRule { refill: 1.0, ..DepthRule::default() };
            let mut live = SymbolState::new(&book);
            live.fall(&book, 0.05).unwrap();
            live.sell(&book, &rule, 30.0).unwrap();
            let low = live.place.displacement;
            live.pass(&book, &rule, &MarkRule::default(), libm::log(2.0));
            near(book.absorbed(live.place.displacement), book.absorbed(0.05) + 15.0);
            assert!(live.place.displacement < low);
            live.pass(&book, &rule, &MarkRule::default(), 1e3);
            near(live.place.displacement, 0.05);
        }
    }

    #[test]
    fn a_ladder_refills_to_the_price_from_outside() {
        let bids = [(99.0, 10.0), (90.0, 10.0)];
        let book = Book::new(100.0, Shape::Ladder(Ladder::new(100.0, &bids, &[(101.0, 1.0)]).unwrap())).unwrap();
        let rule = DepthRule { refill: 1.0, ..DepthRule::default() };
        let mut live = SymbolState::new(&book);
        live.fall(&book, libm::log(100.0 / 95.0)).unwrap();
        live.sell(&book, &rule, 4.0).unwrap();
        near(live.mid(&book), 90.0);
        live.pass(&book, &rule, &MarkRule::default(), 1e3);
        near(live.mid(&book), 95.0);
    }

    #[test]
    fn depth_withdraws_with_the_move_and_recovers_with_time() {
        let book = Book::log(100.0, 1000.0).unwrap();
        let rule = DepthRule { survival: 0.29, recovery: 1.0, ..DepthRule::default() };
        let mut live = SymbolState::new(&book);
        live.sell(&book, &rule, 10.0).unwrap();
        near(live.depth, 0.29);
        let place = live.place;
        live.pass(&book, &rule, &MarkRule::default(), libm::log(2.0));
        near(live.depth, 0.645);
        assert_eq!(live.place, place, "recovery moves no price");
        live.sell(&book, &rule, 6.45).unwrap();
        near(live.place.displacement, 0.02);
        live.sell(&book, &rule, 1e3).unwrap();
        near(live.depth, 0.005);
    }

    #[test]
    fn a_mark_follows_within_its_band() {
        let book = Book::log(100.0, 1000.0).unwrap();
        let mark = MarkRule { lag: 2.0, band: Some(0.05), ..MarkRule::default() };
        let mut live = SymbolState::new(&book);
        live.sell(&book, &DepthRule::default(), 200.0).unwrap();
        assert!(!live.settle_mark(&book, &mark));
        live.pass(&book, &DepthRule::default(), &mark, 2.0 * libm::log(2.0));
        near(live.mark, 97.5);
        live.pass(&book, &DepthRule::default(), &mark, 100.0);
        assert!(live.settle_mark(&book, &mark));
        near(live.mark, 95.0);
        // An index that has fallen lets it through.
        live.fall(&book, 0.2).unwrap();
        assert!(!live.settle_mark(&book, &mark));
    }

    #[test]
    fn prices_that_leave_their_range_are_an_error() {
        let book = Book::log(100.0, 1.0).unwrap();
        assert!(SymbolState::new(&book).sell(&book, &DepthRule::default(), 31.0).is_err());
        assert!(SymbolState::new(&book).fall(&book, -31.0).is_err());
    }
}
