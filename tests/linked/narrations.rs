//! Runs made by hand, and runs made at random.

use cascade_notes::engine::cascade::narration::{Curve, Ledger, Narration, PriceOf, RoundOf, SymbolOf};
use proptest::prelude::*;

/// One symbol after a round: log falls from outside, of the mid and of the mark; sold, bought, depth left.
pub fn price(outside: f64, fall: f64, mark: f64, sold: f64, bought: f64, depth: f64) -> PriceOf {
    PriceOf { outside, fall, mark, sold, bought, depth }
}

pub fn ledger(accounts: f64, counterparty: f64, fund: f64) -> Ledger {
    Ledger { accounts, counterparty, fund, venue: -(accounts + counterparty + fund) }
}

pub fn round(time: f64, closed: f64, symbols: Vec<PriceOf>, ledger: Ledger) -> RoundOf {
    let forced = symbols.iter().map(|s| s.sold + s.bought).sum();
    RoundOf { time, closed, forced, symbols, ledger, ..RoundOf::default() }
}

pub fn narration(symbols: usize, rounds: Vec<RoundOf>) -> Narration {
    let symbol = SymbolOf { price: 60_000.0, long: 600e6, short: 480e6, depth: 244e6, loading: 1.0 };
    let before = Ledger { fund: 3e6, ..Ledger::default() };
    Narration { symbols: vec![symbol; symbols], rounds, before, accounts: 2000.0, ..Narration::default() }
}

/// Three rounds, two symbols: the sketch's run.
pub fn domino() -> Narration {
    narration(
        2,
        vec![
            round(
                0.0,
                1.0,
                vec![price(0.0513, 0.0747, 0.0747, 18e6, 0.0, 1.0), price(0.0408, 0.0408, 0.0408, 0.0, 0.0, 1.0)],
                ledger(-1.31e6, 1.2e6, 0.02e6),
            ),
            round(
                0.0,
                2.0,
                vec![price(0.0513, 0.0987, 0.0987, 18e6, 0.0, 0.9), price(0.0408, 0.0608, 0.0608, 31.3e6, 0.0, 0.8)],
                ledger(-3.92e6, 4.4e6, -0.6e6),
            ),
            round(
                0.0,
                1.0,
                vec![price(0.0513, 0.0987, 0.0987, 0.0, 0.0, 0.9), price(0.0408, 0.0737, 0.0737, 22.6e6, 0.0, 0.7)],
                ledger(-4.2e6, 8.3e6, -4.26e6),
            ),
        ],
    )
}

/// One symbol, slow rounds, a mark that lags.
pub fn slow() -> Narration {
    let rounds = (1..=9u32).map(|n| {
        let n = f64::from(n);
        let fall = 0.05 + 0.12 * (1.0 - libm::exp(-n / 3.0));
        let p = price(0.05, fall, fall * (1.0 - libm::exp(-n / 2.0)), 9e6 / n, 0.0, 1.0 / n);
        round(30.0 * n, 40.0, vec![p], ledger(-1e6 * n, 0.8e6 * n, 0.1e6 * n))
    });
    narration(1, rounds.collect())
}

/// Four symbols, as many rounds as there may be.
pub fn long(rounds: u32) -> Narration {
    let all = (1..=rounds).map(|n| {
        let part = f64::from(n) / f64::from(rounds);
        let of = |beta: f64| {
            price(
                0.1 * beta * part.min(0.5) * 2.0,
                beta * (0.1 + 0.2 * part) * part,
                beta * (0.1 + 0.2 * part) * part,
                9e7 * part,
                1e5,
                1.0 - part * 0.8,
            )
        };
        round(0.0, 7.0, vec![of(1.0), of(1.2), of(1.6), of(0.1)], ledger(-9e9 * part, 8.1e9 * part, 0.5e9 * part))
    });
    narration(4, all.collect())
}

/// A cluster of thresholds ahead of a shock of 5 per cent.
pub fn cluster() -> Curve {
    let points = (0..=120u32).map(|n| {
        let x = f64::from(n) * 0.0025;
        let without = (x - 0.005).max(0.0) / 0.295 * 0.9;
        let with = if x < 0.063 { without * 1.25 } else { (0.42 + (x - 0.063) * 2.4).min(0.97) };
        (x, with, without)
    });
    Curve {
        points: points.collect(),
        tipping: vec![(0.063, (0.063 - 0.005) / 0.295 * 0.9 * 1.25, 0.42)],
        complete: true,
    }
}

fn any_f64() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => -1.0f64..1.0,
        2 => -1e9f64..1e12,
        1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300, 0.0, 1e-300, f64::MAX]),
    ]
}

pub fn any_narration() -> impl Strategy<Value = Narration> {
    let number = || any_f64();
    let price = (number(), number(), number(), number(), number(), number());
    let prices = prop::collection::vec(price.prop_map(|p| self::price(p.0, p.1, p.2, p.3, p.4, p.5)), 0..6);
    let any_round = (number(), number(), prices, number(), number(), number(), number())
        .prop_map(|(t, c, p, a, b, d, e)| round(t, c, p, Ledger { accounts: a, counterparty: b, fund: d, venue: e }));
    (0usize..6, prop::collection::vec(any_round, 0..9), number(), prop::collection::vec((number(), number()), 0..3))
        .prop_map(|(symbols, rounds, fund, last)| Narration {
            before: Ledger { fund, ..Ledger::default() },
            last,
            ..narration(symbols, rounds)
        })
}

pub fn any_curve() -> impl Strategy<Value = Curve> {
    let rows = || prop::collection::vec((any_f64(), any_f64(), any_f64()), 0..30);
    (rows(), prop::collection::vec((any_f64(), any_f64(), any_f64()), 0..4)).prop_map(|(points, tipping)| Curve {
        points,
        tipping,
        complete: true,
    })
}
