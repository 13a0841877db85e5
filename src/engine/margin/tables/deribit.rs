//! Deribit's rates for its linear BTC contract, of no known date; figures only. They come from two worked margins (25 and
//! 350 BTC at 100,000), so larger sizes are extrapolated. Source: margin-rules section 1, Deribit.

use super::{Coin, Figures, Published};
use crate::engine::margin::VenueId;

/// The table: initial and maintenance rate of the smallest position, and what each coin adds, in thousandths of a per cent.
pub const TABLE: Published = Published {
    venue: VenueId::Deribit,
    as_of: None,
    derived: true,
    coins: &[Coin { name: "BTC", key: "btc", figures: Figures::BySize(2_000, 1_000, 5) }],
};
