//! Hyperliquid's margin tiers. A row is floor (USD notional) and highest leverage; the maintenance rate is half of the initial
//! rate at that leverage, and brackets are marginal.
//!
//! Figures only, of no known date. Made by `cargo xtask tables hyperliquid`; not to be edited.
//! Source: the venue's answer to metaAndAssetCtxs, as public test data of its clients keep it; BTC and ETH the same in nautechsystems/nautilus_trader@1cef3d0c.

use super::{Coin, Figures, Published};
use crate::engine::margin::VenueId;

/// The table. Its coins are those that a position can be of.
pub const TABLE: Published = Published {
    venue: VenueId::Hyperliquid,
    as_of: None,
    derived: false,
    coins: &[
        Coin { name: "BTC", key: "btc", figures: Figures::HighestLeverage(BTC) },
        Coin { name: "ETH", key: "eth", figures: Figures::HighestLeverage(ETH) },
        Coin { name: "SOL", key: "sol", figures: Figures::HighestLeverage(SOL) },
        Coin { name: "XRP", key: "xrp", figures: Figures::HighestLeverage(XRP) },
        Coin { name: "DOGE", key: "doge", figures: Figures::HighestLeverage(DOGE) },
        Coin { name: "BNB", key: "bnb", figures: Figures::HighestLeverage(BNB) },
        Coin { name: "LINK", key: "link", figures: Figures::HighestLeverage(LINK) },
        Coin { name: "1000PEPE", key: "1000pepe", figures: Figures::HighestLeverage(PEPE1000) },
        Coin { name: "WIF", key: "wif", figures: Figures::HighestLeverage(WIF) },
    ],
};

const BTC: &[(u64, u16)] = &[(0, 40), (150_000_000, 20)];
const ETH: &[(u64, u16)] = &[(0, 25), (100_000_000, 15)];
const SOL: &[(u64, u16)] = &[(0, 20), (70_000_000, 10)];
const XRP: &[(u64, u16)] = &[(0, 20), (40_000_000, 10)];
const DOGE: &[(u64, u16)] = &[(0, 10), (20_000_000, 5)];
const BNB: &[(u64, u16)] = &[(0, 10), (3_000_000, 5)];
const LINK: &[(u64, u16)] = &[(0, 10), (20_000_000, 5)];
const PEPE1000: &[(u64, u16)] = &[(0, 10), (20_000_000, 5)];
const WIF: &[(u64, u16)] = &[(0, 5)];
