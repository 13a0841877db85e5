//! Numbers worked out by hand, in fractions, for states of the page that no venue has published.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../src/testing.rs"]
mod testing;

use cascade_notes::engine::band::edges_counting;
use cascade_notes::engine::margin::VenueId;
use cascade_notes::engine::units::Price;
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::{EquityFigure, Figure, VenuesFigure};
use cascade_notes::words::english;
use testing::scenario;

/// The price of a venue's row, to the cent.
fn price(settings: &str, venue: VenueId) -> String {
    let figure = VenuesFigure::of(&scenario(settings)).unwrap();
    let row = figure.rows.iter().find(|r| r.question.venue.id == venue).unwrap();
    row.price().unwrap().round_dp(2).normalize().to_string()
}

/// (54,000 + 30) / 0.99 / 0.999 is the rule by itself without funding. The gap is 54,030 / 0.9895 / 0.999 less 54,000 / 0.995, and
/// the four terms that are counted sum, each alone, to 385.86.
#[test]
fn a_term_left_out_is_left_out_of_the_rule_and_of_the_interaction_too() {
    let s = scenario("v=1&count-funding=off");
    let e = edges_counting(&s.question().unwrap(), s.counted()).unwrap();
    assert_eq!(e.venue.price().map(Price::get).unwrap().round_dp(2).to_string(), "54630.39");
    assert_eq!(e.budget.gap.unwrap().round_dp(2).to_string(), "386.64");
    assert_eq!(e.budget.interaction.unwrap().round_dp(2).to_string(), "0.78");
}

/// Another position of 10 coins at 2,400, entered at 2,500: its requirement follows the venue's rule. Free balance 8,000, profit
/// -1,000; A: 0.5 % of 24,000; A+: 0.55 % of it; B: 0.5 % of 25,000; B+: 0.51 % of 25,000.
#[test]
fn the_other_position_of_an_account_is_held_to_the_same_rule() {
    for (venue, expected) in [
        (VenueId::Lighter, "53386.93"),
        (VenueId::Okx, "53425.84"),
        (VenueId::Mexc, "53425"),
        (VenueId::Kucoin, "53433.5"),
    ] {
        assert_eq!(price("v=1&mode=cross", venue), expected, "{venue:?}");
    }
    // The reader's rate still counts for it where the position itself is on a real table, and so it says.
    let (a, b) = ("v=1&mode=cross&table=binance", "v=1&mode=cross&table=binance&rate=5");
    assert_ne!(price(a, VenueId::Okx), price(b, VenueId::Okx));
    assert!(scenario(b).in_force().any(|id| id.row().key == "rate"));
}

/// A long of 60,000 and, in the same account, a short of 10 coins from 2,500 to 2,400 where the rule keeps the next payment (B+).
/// Free balance 8,000 + 1,000 profit - 125; less 6 where the long pays, less 2.5 where the short does: neither sign is the good one.
#[test]
fn funding_that_relieves_a_position_is_asked_of_its_hedge() {
    for (funding, expected) in [("0", "51425"), ("0.01", "51431"), ("-0.01", "51427.5")] {
        let settings = format!("v=1&mode=cross&other-size=-10&funding={funding}");
        assert_eq!(price(&settings, VenueId::Kucoin), expected, "{funding}");
    }
}

/// 60,000 (1 - 1/7 + 0.005) = 51,728.57; 7,481.48 in whole tens.
#[test]
fn prices_are_printed_down_where_a_venue_prints_them_down() {
    assert_eq!(price("v=1&leverage=7&tick=1", VenueId::Mexc), "51728");
    assert_eq!(price("v=1&entry=8000&size=0.125&leverage=12.5&rate=1&tick=10", VenueId::Kraken), "7480");
    // A tick as coarse as the way to go is no tick of this market.
    assert_eq!(price("v=1&leverage=100&rate=0.99&tick=1000", VenueId::Mexc), "59994");
}

/// 0.1 + 1 - 0.005 coins against 60,000 USD and a closing fee of 0.05 %: 60,000 x 1.0005 / 1.1133 with 8,000 USD behind it.
#[test]
fn a_cross_account_counts_its_closing_fee_in_the_budget_as_in_the_comparison() {
    let s = scenario(
        "v=1&mode=cross&venue=bybit-old-inverse&other-size=0&tick=0&opening-fee=0&funding=0&basis=0&next-rate=0",
    );
    let e = edges_counting(&s.question().unwrap(), s.counted()).unwrap();
    let row = price("v=1&mode=cross&other-size=0&tick=0&funding=0", VenueId::BybitOldInverse);
    assert_eq!(e.venue.price().map(Price::get).unwrap().round_dp(2).normalize().to_string(), row);
}

/// 59,400 / 0.9922 lies under the entry, 59,400 / 0.9917 does not exist under it: fees in the rule put OKX past its entry.
#[test]
fn who_acts_already_stands_first_and_says_so() {
    let figure = VenuesFigure::of(&scenario("v=1&leverage=125&rate=0.78")).unwrap();
    let first = &figure.rows[0];
    assert_eq!(figure.said(first, english()), "at once");
    assert!(first.price().is_none());
    let text = figure.table(english()).rows.iter().find(|r| r.head == "OKX").unwrap().cells[0].0.clone();
    assert_eq!(text, "at once");
}

#[test]
fn a_position_that_only_a_moved_mark_keeps_says_so() {
    let figure = EquityFigure::of(&scenario("v=1&rate=12&mark=10"), Reveal::All, None).unwrap();
    assert_eq!(figure.text(english()).title, "Liquidated before the price is back at its entry");
    assert_eq!(figure.bet.answer(), None);
}

/// A book that has no answer leaves the rules their own.
#[test]
fn a_book_too_thin_stops_the_gap_and_nothing_else() {
    let s = scenario("v=1&book=linear&size=1000");
    assert!(s.question().is_err());
    assert!(EquityFigure::of(&s, Reveal::All, None).is_ok() && VenuesFigure::of(&s).is_ok());
}
