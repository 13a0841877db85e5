//! What tests write again and again: values read from plain text, and scenarios read from links. It ships nowhere: the unit tests
//! hold it as a module, and each test crate under `tests/` that wants it includes this file by its path.

#![allow(dead_code, reason = "each crate that includes this file uses a part of it")]

use cascade_notes::engine::margin::{Contract, Position, Side};
use cascade_notes::engine::scenario::{Scenario, link};
use cascade_notes::engine::units::{Money, Price, Quantity, Rate};
use rust_decimal::Decimal;

/// A decimal, to the last digit that is written.
#[track_caller]
pub fn d(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

/// An amount of money.
#[track_caller]
pub fn money(text: &str) -> Money {
    Money::new(d(text))
}

/// A price, which is above zero.
#[track_caller]
pub fn price(text: &str) -> Price {
    Price::new(d(text)).unwrap()
}

/// A quantity, which is above zero.
#[track_caller]
pub fn quantity(text: &str) -> Quantity {
    Quantity::new(d(text)).unwrap()
}

/// A rate as a fraction: 0.01 is one per cent.
#[track_caller]
pub fn rate(text: &str) -> Rate {
    Rate::new(d(text))
}

/// A position by its size and its entry price.
#[track_caller]
pub fn position(side: Side, contract: Contract, size: &str, entry: &str) -> Position {
    Position { side, contract, size: quantity(size), entry: price(entry) }
}

/// The scenario of a link, all of which is used.
#[track_caller]
pub fn scenario(settings: &str) -> Scenario {
    let (scenario, reports) = link::parse(settings);
    assert!(reports.is_empty(), "{settings}: {reports:?}");
    scenario
}
