//! Hyperliquid's margin tiers of its larger coins, of no known date; figures only.
//!
//! Source: margin-rules section 1, Hyperliquid. A row is floor (USD notional) and highest leverage; the maintenance rate is
//! half of the initial rate at that leverage, and brackets are marginal.

use crate::engine::Error;
use crate::engine::margin::Tiers;
use crate::engine::units::Checked;
use rust_decimal::Decimal;

type Row = (u64, u16);

/// The coins held here, with their tables.
pub const SYMBOLS: [(&str, &[Row]); 4] = [
    ("BTC", &[(0, 40), (150_000_000, 20)]),
    ("ETH", &[(0, 25), (100_000_000, 15)]),
    ("SOL", &[(0, 20), (70_000_000, 10)]),
    ("XRP", &[(0, 20), (40_000_000, 10)]),
];

/// The table of a coin, `None` where it is not held here.
pub fn tiers(symbol: &str) -> Result<Option<Tiers>, Error> {
    let Some((_, rows)) = SYMBOLS.iter().find(|(name, _)| *name == symbol) else {
        return Ok(None);
    };
    let rows: Vec<_> = rows
        .iter()
        .map(|&(floor, leverage)| {
            let leverage = Decimal::from(leverage);
            let rate = Decimal::ONE.over(leverage.times(Decimal::TWO)?)?;
            Ok((Decimal::from(floor), rate, Some(leverage)))
        })
        .collect::<Result<_, Error>>()?;
    Tiers::marginal(&rows).map(Some)
}
