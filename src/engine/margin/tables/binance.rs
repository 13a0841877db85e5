//! Leverage brackets published by Binance for USD-M contracts. A row is floor (USDT notional), maintenance rate (hundredths of a
//! per cent) and highest leverage; the cumulative amounts follow by the recurrence.
//!
//! Figures only, as of 2024-10. Made by `cargo xtask tables binance`; not to be edited.
//! Source: the venue's brackets as kept in the open data file of freqtrade/freqtrade@c9ae5e1e.

use super::{Coin, Figures, Published};
use crate::engine::margin::VenueId;

/// The table. Its coins are those that a position can be of.
pub const TABLE: Published = Published {
    venue: VenueId::BinanceUsdm,
    as_of: Some("2024-10"),
    derived: false,
    coins: &[
        Coin { name: "BTC", key: "btc", figures: Figures::Brackets(BTC) },
        Coin { name: "ETH", key: "eth", figures: Figures::Brackets(ETH) },
        Coin { name: "SOL", key: "sol", figures: Figures::Brackets(SOL) },
        Coin { name: "XRP", key: "xrp", figures: Figures::Brackets(XRP) },
        Coin { name: "DOGE", key: "doge", figures: Figures::Brackets(DOGE) },
        Coin { name: "BNB", key: "bnb", figures: Figures::Brackets(BNB) },
        Coin { name: "LINK", key: "link", figures: Figures::Brackets(LINK) },
        Coin { name: "1000PEPE", key: "1000pepe", figures: Figures::Brackets(PEPE1000) },
        Coin { name: "WIF", key: "wif", figures: Figures::Brackets(WIF) },
    ],
};

const BTC: &[(u64, u16, u16)] = &[
    (0, 40, 125),
    (50_000, 50, 100),
    (600_000, 65, 75),
    (3_000_000, 100, 50),
    (12_000_000, 200, 25),
    (70_000_000, 250, 20),
    (100_000_000, 500, 10),
    (230_000_000, 1000, 5),
    (480_000_000, 1250, 4),
    (600_000_000, 1500, 3),
    (800_000_000, 2500, 2),
    (1_200_000_000, 5000, 1),
];
const ETH: &[(u64, u16, u16)] = &[
    (0, 40, 125),
    (50_000, 50, 100),
    (600_000, 65, 75),
    (3_000_000, 100, 50),
    (12_000_000, 200, 25),
    (50_000_000, 250, 20),
    (65_000_000, 500, 10),
    (150_000_000, 1000, 5),
    (320_000_000, 1250, 4),
    (400_000_000, 1500, 3),
    (530_000_000, 2500, 2),
    (800_000_000, 5000, 1),
];
const SOL: &[(u64, u16, u16)] = &[
    (0, 50, 100),
    (20_000, 65, 75),
    (100_000, 100, 50),
    (800_000, 200, 25),
    (4_000_000, 250, 20),
    (8_000_000, 500, 10),
    (40_000_000, 1000, 5),
    (80_000_000, 1250, 4),
    (100_000_000, 2500, 2),
    (200_000_000, 5000, 1),
];
const XRP: &[(u64, u16, u16)] = &[
    (0, 50, 75),
    (10_000, 65, 50),
    (20_000, 100, 40),
    (160_000, 200, 25),
    (800_000, 250, 20),
    (1_600_000, 500, 10),
    (8_000_000, 1000, 5),
    (16_000_000, 1250, 4),
    (20_000_000, 2500, 2),
    (40_000_000, 5000, 1),
];
const DOGE: &[(u64, u16, u16)] = &[
    (0, 50, 75),
    (10_000, 70, 50),
    (50_000, 100, 40),
    (750_000, 200, 25),
    (800_000, 250, 20),
    (1_600_000, 500, 10),
    (8_000_000, 1000, 5),
    (16_000_000, 1250, 4),
    (20_000_000, 2500, 2),
    (40_000_000, 5000, 1),
];
const BNB: &[(u64, u16, u16)] = &[
    (0, 50, 75),
    (10_000, 60, 50),
    (50_000, 100, 40),
    (200_000, 200, 25),
    (1_500_000, 250, 20),
    (3_000_000, 500, 10),
    (15_000_000, 1000, 5),
    (30_000_000, 1250, 4),
    (37_500_000, 2500, 2),
    (75_000_000, 5000, 1),
];
const LINK: &[(u64, u16, u16)] = &[
    (0, 50, 75),
    (10_000, 100, 50),
    (50_000, 150, 40),
    (80_000, 200, 25),
    (400_000, 250, 20),
    (800_000, 500, 10),
    (4_000_000, 1000, 5),
    (8_000_000, 1250, 4),
    (20_000_000, 2500, 2),
    (30_000_000, 5000, 1),
];
const PEPE1000: &[(u64, u16, u16)] = &[
    (0, 65, 75),
    (20_000, 100, 50),
    (200_000, 150, 40),
    (300_000, 200, 25),
    (1_500_000, 250, 20),
    (3_000_000, 500, 10),
    (15_000_000, 1000, 5),
    (30_000_000, 1250, 4),
    (37_500_000, 2500, 2),
    (75_000_000, 5000, 1),
];
const WIF: &[(u64, u16, u16)] = &[
    (0, 100, 75),
    (20_000, 150, 50),
    (200_000, 200, 25),
    (1_000_000, 250, 20),
    (2_000_000, 500, 10),
    (10_000_000, 1000, 5),
    (20_000_000, 1250, 4),
    (25_000_000, 2500, 2),
    (50_000_000, 5000, 1),
];
