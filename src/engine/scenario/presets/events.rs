//! Days on which it happened. Published figures are ranges, because the sources differ (cascade-model, appendix section 3); open interest by symbol,
//! leverage, who holds what and the depth of the whole market are not public, so they are assumed, and shock and depth are fitted to the published
//! low.

use super::made_up::{M, adl, number};
use super::{Layout, Preset, Published, SymbolRow};
use crate::engine::scenario::parameters::{Adl, ParameterId as P};

/// A thousand million.
const B: f64 = 1e9;

const fn symbol(name: &'static str, price: f64, lot: f64, depth: f64, beta: f64, open_interest: f64) -> SymbolRow {
    SymbolRow { name, price, lot, depth, beta, open_interest }
}

/// The twelfth of March 2020: about 7,900 to between 3,600 and 3,900.
pub const MARCH_2020: Preset = Preset {
    symbols: &[
        symbol("BTC", 7_900.0, 0.01, 45.0 * M, 1.0, 3.2 * B),
        symbol("ETH", 195.0, 0.1, 12.0 * M, 1.15, 0.6 * B),
    ],
    layout: Layout::Drawn { long_share: 0.6, short_cover: 0.7, hedge_share: 0.2, size_spread: 1.2 },
    scale: 1.0,
    steps: (10, 120.0),
    settings: &[
        (P::Shock, number(38, 0)),
        (P::Correlation, number(9, 1)),
        (P::Shared, number(15, 0)),
        (P::CoinShare, number(60, 0)),
        (P::Haircut, number(5, 0)),
        (P::MostLeverage, number(25, 0)),
        (P::Latency, number(6, 1)),
        (P::Refill, number(12, 2)),
        (P::Fund, number(7, 0)),
        (P::Adl, adl(Adl::Queue)),
    ],
    published: Some(Published {
        before: (7_900.0, 7_900.0),
        low: (3_600.0, 3_900.0),
        liquidated: (1.2 * B, 3.8 * B),
        accounts: None,
    }),
};

/// The nineteenth of May 2021: 43,000 to 30,000; open interest more than halved, to 12.3 thousand million.
pub const MAY_2021: Preset = Preset {
    symbols: &[
        symbol("BTC", 43_000.0, 0.001, 600.0 * M, 1.0, 12.5 * B),
        symbol("ETH", 3_400.0, 0.01, 320.0 * M, 1.3, 7.0 * B),
        symbol("others", 1.5, 1.0, 240.0 * M, 1.4, 5.5 * B),
    ],
    layout: Layout::Drawn { long_share: 0.65, short_cover: 0.6, hedge_share: 0.2, size_spread: 1.2 },
    scale: 10.0,
    steps: (10, 120.0),
    settings: &[
        (P::Shock, number(27, 0)),
        (P::Correlation, number(9, 1)),
        (P::Shared, number(25, 0)),
        (P::CoinShare, number(40, 0)),
        (P::LeastLeverage, number(1, 0)),
        (P::MostLeverage, number(10, 0)),
        (P::Latency, number(6, 1)),
        (P::Refill, number(12, 2)),
        (P::Adl, adl(Adl::Queue)),
    ],
    published: Some(Published {
        before: (43_000.0, 43_000.0),
        low: (30_000.0, 30_000.0),
        liquidated: (8.6 * B, 9.01 * B),
        accounts: Some((804_242.0, 804_242.0)),
    }),
};

/// The tenth of October 2025: 122,000 to 123,000, down to between 101,500 and 107,000 by venue; the average coin far lower.
pub const OCTOBER_2025: Preset = Preset {
    symbols: &[
        symbol("BTC", 122_500.0, 0.001, 488.0 * M, 1.0, 10.0 * B),
        symbol("ETH", 4_370.0, 0.01, 233.8 * M, 1.3, 6.0 * B),
        symbol("SOL", 221.0, 0.1, 80.0 * M, 1.6, 2.5 * B),
        symbol("others", 1.0, 1.0, 90.0 * M, 2.2, 6.5 * B),
    ],
    layout: Layout::Drawn { long_share: 0.6, short_cover: 0.8, hedge_share: 0.25, size_spread: 1.2 },
    scale: 10.0,
    steps: (8, 40.0),
    settings: &[
        (P::Shock, number(9, 0)),
        (P::Correlation, number(9, 1)),
        (P::Shared, number(45, 0)),
        (P::CoinShare, number(25, 0)),
        (P::Haircut, number(8, 0)),
        (P::MostLeverage, number(25, 0)),
        (P::Latency, number(6, 1)),
        (P::Refill, number(12, 2)),
        (P::Adl, adl(Adl::Queue)),
    ],
    published: Some(Published {
        before: (122_000.0, 123_000.0),
        low: (101_500.0, 107_000.0),
        liquidated: (9.89 * B, 19.3 * B),
        accounts: Some((1_620_000.0, 1_660_000.0)),
    }),
};
