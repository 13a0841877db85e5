//! Deribit's rates for its linear BTC contract, of no known date; figures only. They come from two worked margins (25 and
//! 350 BTC at 100,000), so larger sizes are extrapolated. Source: margin-rules section 1, Deribit.

use crate::engine::margin::SizeRates;
use crate::engine::units::Rate;
use rust_decimal::Decimal;

/// The rates of a coin, `None` where they are not held here.
#[must_use]
pub fn rates(symbol: &str) -> Option<SizeRates> {
    (symbol == "BTC").then(|| SizeRates {
        initial_base: Rate::new(Decimal::new(2, 2)),
        maintenance_base: Rate::new(Decimal::new(1, 2)),
        step: Decimal::new(5, 5),
    })
}
