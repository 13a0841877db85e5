//! Hyperliquid's margin tiers of its larger coins, of no known date; figures only.
//!
//! Source: margin-rules section 1, Hyperliquid. A row is floor (USD notional) and highest leverage; the maintenance rate is
//! half of the initial rate at that leverage, and brackets are marginal.

use super::{Coin, Figures, Published};
use crate::engine::margin::VenueId;

/// The table.
pub const TABLE: Published = Published {
    venue: VenueId::Hyperliquid,
    as_of: None,
    derived: false,
    coins: &[
        Coin { name: "BTC", key: "btc", figures: Figures::HighestLeverage(&[(0, 40), (150_000_000, 20)]) },
        Coin { name: "ETH", key: "eth", figures: Figures::HighestLeverage(&[(0, 25), (100_000_000, 15)]) },
        Coin { name: "SOL", key: "sol", figures: Figures::HighestLeverage(&[(0, 20), (70_000_000, 10)]) },
        Coin { name: "XRP", key: "xrp", figures: Figures::HighestLeverage(&[(0, 20), (40_000_000, 10)]) },
    ],
};
