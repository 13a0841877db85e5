//! The account that is shown until the reader brings one: two longs behind one balance.

use crate::engine::Error;
use crate::engine::account::{Market, Mode, Portfolio, Row, Sharing};
use crate::engine::margin::{Contract, Rule, Side, Tiers, VenueId};
use crate::engine::units::{Money, Price, Quantity};
use rust_decimal::Decimal;

/// Name, mark, maintenance rate in hundredths of a per cent, size in hundredths of a coin, entry, leverage.
const ROWS: [(&str, u32, u32, u32, u32, u32); 2] =
    [("BTC", 61_200, 125, 50, 60_000, 10), ("ETH", 2_940, 200, 800, 3_000, 10)];

/// What stands behind both, in quote currency.
const FREE: u32 = 9_000;

/// The example, under Hyperliquid's rule: its coins' rates follow from their highest leverage, 40 and 25. Errors: none that are known.
pub fn example() -> Result<Portfolio, Error> {
    let (mut markets, mut rows) = (Vec::new(), Vec::new());
    for (market, (name, mark, rate, size, entry, leverage)) in ROWS.into_iter().enumerate() {
        markets.push(Market {
            name: name.to_owned(),
            mark: Price::new(mark.into())?,
            beta: Decimal::ONE,
            tiers: Some(Tiers::flat(Decimal::new(rate.into(), 4), Decimal::ZERO)?),
        });
        rows.push(Row {
            market,
            side: Side::Long,
            contract: Contract::Linear,
            size: Quantity::new(Decimal::new(size.into(), 2))?,
            entry: Price::new(entry.into())?,
            mode: Mode::Cross,
            leverage: leverage.into(),
            printed: None,
        });
    }
    let rule = Rule::of(VenueId::Hyperliquid.model());
    Ok(Portfolio { free: Money::new(FREE.into()), markets, rows, coins: Vec::new(), rule, sharing: Sharing::Each })
}
