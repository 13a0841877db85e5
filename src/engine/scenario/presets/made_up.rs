//! Markets that are made up: each shows one thing.

use super::{GivenRow, Layout, Preset, SymbolRow};
use crate::engine::scenario::parameters::{Adl, ParameterId as P, Value};
use rust_decimal::Decimal;

/// A number of a setting: the mantissa and its digits after the point.
pub(super) const fn number(mantissa: u32, scale: u32) -> Value {
    Value::Number(Decimal::from_parts(mantissa, 0, 0, false, scale))
}

/// Who bears what the fund does not.
pub(super) const fn adl(rule: Adl) -> Value {
    Value::Choice(rule as usize)
}

/// A million.
pub(super) const M: f64 = 1e6;

const fn symbol(name: &'static str, price: f64, lot: f64, depth: f64, beta: f64) -> SymbolRow {
    SymbolRow { name, price, lot, depth, beta, open_interest: 0.0 }
}

const fn account(leverage: f64, legs: &'static [(u8, f64)]) -> GivenRow {
    GivenRow { leverage, legs, coin: None }
}

const BTC: f64 = 60_000.0;
const ETH: f64 = 2_500.0;

/// A falls to the shock, B to A's sale, and B's pool carries the fall to ETH, where C falls and D does not.
pub const DOMINO: Preset = Preset {
    symbols: &[symbol("BTC", BTC, 0.001, 7.5 * M, 1.0), symbol("ETH", ETH, 0.01, 5.0 * M, 1.2)],
    layout: Layout::Given(&[
        account(25.0, &[(0, 30.0 * M)]),
        account(20.0, &[(0, 40.0 * M), (1, 25.0 * M)]),
        account(20.0, &[(1, 22.0 * M)]),
        account(5.0, &[(1, 15.0 * M)]),
    ]),
    scale: 1.0,
    steps: (1, 0.0),
    settings: &[(P::Shock, number(4, 0)), (P::Fund, number(3, 0))],
    published: None,
};

/// Three longs of one symbol, each pushed by the one before.
pub const CHAIN: Preset = Preset {
    symbols: &[symbol("BTC", BTC, 0.001, 5.7 * M, 1.0)],
    layout: Layout::Given(&[
        account(20.0, &[(0, 20.0 * M)]),
        account(12.0, &[(0, 30.0 * M)]),
        account(10.0, &[(0, 10.0 * M)]),
    ]),
    scale: 1.0,
    steps: (1, 0.0),
    settings: &[(P::Fund, number(2, 0))],
    published: None,
};

/// Normal depth (E02) under a usual crowd: the first round is the last.
pub const DEEP: Preset = Preset {
    symbols: &[
        SymbolRow { name: "BTC", price: BTC, lot: 0.001, depth: 244.0 * M, beta: 1.0, open_interest: 600.0 * M },
        SymbolRow { name: "ETH", price: ETH, lot: 0.01, depth: 116.9 * M, beta: 1.2, open_interest: 400.0 * M },
        SymbolRow { name: "SOL", price: 150.0, lot: 0.1, depth: 40.0 * M, beta: 1.4, open_interest: 150.0 * M },
    ],
    layout: Layout::Drawn { long_share: 0.6, short_cover: 0.8, hedge_share: 0.25, size_spread: 1.0 },
    scale: 1.0,
    steps: (1, 0.0),
    settings: &[
        (P::Shock, number(4, 0)),
        (P::Correlation, number(6, 1)),
        (P::Shared, number(25, 0)),
        (P::MostLeverage, number(25, 0)),
    ],
    published: None,
};

/// A large long falls further than its margin and the fund reach; the short that hedged B's ETH is taken to cover it, and the next step down takes B.
pub const HEDGE: Preset = Preset {
    symbols: &[symbol("BTC", BTC, 0.001, 12.0 * M, 1.0), symbol("ETH", ETH, 0.01, 20.0 * M, 1.1)],
    layout: Layout::Given(&[
        account(25.0, &[(0, 60.0 * M)]),
        account(14.0, &[(0, -30.0 * M), (1, 45.0 * M)]),
        account(8.0, &[(0, -15.0 * M)]),
        account(6.0, &[(1, 20.0 * M)]),
    ]),
    scale: 1.0,
    steps: (4, 60.0),
    settings: &[
        (P::Shock, number(18, 0)),
        (P::Correlation, number(8, 1)),
        (P::Fund, number(2, 1)),
        (P::Adl, adl(Adl::Queue)),
    ],
    published: None,
};

/// Thresholds as even as a sieve, and one cluster just out of reach.
pub const HAIR: Preset = Preset {
    symbols: &[SymbolRow { name: "BTC", price: BTC, lot: 0.001, depth: 30.0 * M, beta: 1.0, open_interest: 400.0 * M }],
    layout: Layout::Even { from: 0.005, to: 0.3, cluster: Some((0.105, 0.115, 0.3)) },
    scale: 1.0,
    steps: (1, 0.0),
    settings: &[(P::Shock, number(7, 0)), (P::Accounts, number(1_000, 0))],
    published: None,
};

/// More falls per per cent than the book takes: what stops it is refill, and refill needs time.
pub const LATENCY: Preset = Preset {
    symbols: &[SymbolRow { name: "BTC", price: BTC, lot: 0.001, depth: 20.0 * M, beta: 1.0, open_interest: 440.0 * M }],
    layout: Layout::Even { from: 0.0, to: 0.2, cluster: None },
    scale: 1.0,
    steps: (1, 0.0),
    settings: &[
        (P::Shock, number(2, 0)),
        (P::Accounts, number(1_000, 0)),
        (P::Latency, number(60, 0)),
        (P::Refill, number(7, 1)),
    ],
    published: None,
};
