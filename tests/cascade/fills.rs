//! What a book pays.

use crate::targets::{self, near, number, rows};
use cascade_notes::engine::cascade::book::{Book, Place, Shape};
use cascade_notes::engine::cascade::ladder::Ladder;

#[test]
fn c09_an_exponential_book_fills_in_closed_form() {
    for target in targets::of("C09") {
        let (setup, expected) = (&target["setup"], &target["expected"]);
        let (start, n) = (number(&setup["P"]), number(&setup["depth_n"]));
        let sold = number(&setup["sell_contracts"]);
        let book = Book::log(start, n).unwrap();
        let fill = book.fill(Place::default(), sold, 1.0).unwrap();
        let after = book.price_at(fill.place.displacement);
        near(after, number(&expected["P_after"]), 1e-10);
        near(fill.average, number(&expected["vwap"]), 1e-10);
        near(fill.average * sold, number(&expected["proceeds"]), 1e-10);
        near(fill.average * sold, n * (start - after), 1e-10);
        // Split invariance: whatever the pieces, the same place and the same money.
        let mut place = Place::default();
        let mut paid = 0.0;
        for part in [0.5, 0.25, 0.125, 0.125] {
            let piece = book.fill(place, part * sold, 1.0).unwrap();
            place = piece.place;
            paid += piece.average * part * sold;
        }
        near(book.price_at(place.displacement), after, 1e-10);
        near(paid, fill.average * sold, 1e-10);
    }
}

#[test]
fn c10_a_purchase_walks_the_levels() {
    for target in targets::of("C10") {
        let expected = &target["expected"];
        let asks: Vec<(f64, f64)> = rows(&target["setup"]["asks"]).iter().map(|level| (level[0], level[1])).collect();
        let bought = number(&target["setup"]["market_buy"]);
        let mid = 0.95 * asks[0].0;
        let bids = [(0.9 * asks[0].0, 1.0)];
        let book = Book::new(mid, Shape::Ladder(Ladder::new(mid, &bids, &asks).unwrap())).unwrap();
        let fill = book.fill(Place::default(), -bought, 1.0).unwrap();
        // Exact but for the last bits of tenths in binary.
        near(fill.average * bought, number(&expected["notional"]), 1e-14);
        near(fill.average, number(&expected["vwap"]), 1e-14);
        near(book.price_at(fill.place.displacement), number(&expected["last_price"]), 1e-14);
        // One contract more than all levels hold cannot be bought.
        let all: f64 = asks.iter().map(|level| level.1).sum();
        assert!(book.fill(Place::default(), -all, 1.0).is_ok());
        assert!(book.fill(Place::default(), -all - 1.0, 1.0).is_err());
    }
}
