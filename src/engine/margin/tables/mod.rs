//! Real margin tables, each with the date it was true. A file a table, of figures only; they are read here.
//!
//! To add one: a file with its entry, and a place in [`TABLES`]. Binance's and Hyperliquid's are made by `cargo xtask tables` from files in the venues' own
//! forms.

pub mod binance;
pub mod deribit;
pub mod hyperliquid;

use crate::engine::Error;
use crate::engine::margin::{Position, SizeRates, Tiers, VenueId};
use crate::engine::units::{Checked as _, Rate};
use rust_decimal::Decimal;

/// How a real table sets its rates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schedule {
    /// By notional.
    ByNotional(Tiers),
    /// By size in coin.
    BySize(SizeRates),
}

impl Schedule {
    /// The tiers in force for a position. Only a schedule by size asks how large it is.
    pub fn tiers(self, position: &Position) -> Result<Tiers, Error> {
        match self {
            Self::ByNotional(tiers) => Ok(tiers),
            Self::BySize(rates) => rates.tiers(position.size),
        }
    }
}

/// A table as it was published or worked back, with all its coins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Whose it is, for linear contracts.
    pub venue: VenueId,
    /// When the figures were true; `None` where that is not known.
    pub as_of: Option<&'static str>,
    /// The figures are worked back from examples, not read from a table.
    pub derived: bool,
    /// The coins held here.
    pub coins: &'static [Coin],
}

/// The figures of one coin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coin {
    /// As the venue writes it.
    pub name: &'static str,
    /// Its word in links, where a reader can choose it.
    pub key: &'static str,
    /// Its figures.
    pub figures: Figures,
}

/// How figures are stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figures {
    /// Floor in quote currency, maintenance rate in hundredths of a per cent, highest leverage; each rate on its own part.
    Brackets(&'static [(u64, u16, u16)]),
    /// Floor in quote currency and highest leverage; the maintenance rate is half of the initial rate, each on its own part.
    HighestLeverage(&'static [(u64, u16)]),
    /// Initial and maintenance rate of the smallest position, and what each coin of size adds to both, in thousandths of a per cent.
    BySize(u16, u16, u16),
}

/// Every table.
pub const TABLES: [Published; 3] = [binance::TABLE, hyperliquid::TABLE, deribit::TABLE];

impl Published {
    /// True where a coin such as `BTC` is held here.
    #[must_use]
    pub fn holds(&self, coin: &str) -> bool {
        self.coins.iter().any(|c| c.name == coin)
    }

    /// The tiers of a coin that are in force for a position; `None` where it is not held here.
    pub fn tiers_for(&self, coin: &str, position: &Position) -> Result<Option<Tiers>, Error> {
        self.schedule(coin)?.map(|schedule| schedule.tiers(position)).transpose()
    }

    /// The schedule of a coin such as `BTC`; `None` where it is not held here.
    pub fn schedule(&self, coin: &str) -> Result<Option<Schedule>, Error> {
        let Some(coin) = self.coins.iter().find(|c| c.name == coin) else { return Ok(None) };
        coin.figures.schedule().map(Some)
    }

    /// The brackets of a coin; `None` where it is not held here, or its rates go by size.
    pub fn tiers(&self, coin: &str) -> Result<Option<Tiers>, Error> {
        Ok(match self.schedule(coin)? {
            Some(Schedule::ByNotional(tiers)) => Some(tiers),
            Some(Schedule::BySize(_)) | None => None,
        })
    }
}

impl Figures {
    fn schedule(self) -> Result<Schedule, Error> {
        let marginal = |rows: Vec<_>| Tiers::marginal(&rows).map(Schedule::ByNotional);
        let rate = |thousandths: u16| Decimal::new(thousandths.into(), 5);
        match self {
            Self::Brackets(rows) => marginal(
                rows.iter()
                    .map(|&(floor, rate, leverage)| {
                        (Decimal::from(floor), Decimal::new(rate.into(), 4), Some(Decimal::from(leverage)))
                    })
                    .collect(),
            ),
            Self::HighestLeverage(rows) => {
                let row = |&(floor, leverage): &(u64, u16)| {
                    let leverage = Decimal::from(leverage);
                    let rate = Decimal::ONE.over(leverage.times(Decimal::TWO)?)?;
                    Ok((Decimal::from(floor), rate, Some(leverage)))
                };
                marginal(rows.iter().map(row).collect::<Result<_, Error>>()?)
            }
            Self::BySize(initial, maintenance, step) => Ok(Schedule::BySize(SizeRates {
                initial_base: Rate::new(rate(initial)),
                maintenance_base: Rate::new(rate(maintenance)),
                step: rate(step),
            })),
        }
    }
}

/// The table on record of a venue, for its linear contracts; `None` where there is none.
#[must_use]
pub fn published(venue: VenueId) -> Option<Published> {
    TABLES.into_iter().find(|t| t.venue == venue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::margin::venue::MODELS;
    use crate::engine::margin::{Contract, Side};
    use crate::engine::units::{Money, Price, Quantity};
    use crate::testing::d;
    use rust_decimal::Decimal;

    fn asked(venue: VenueId, symbol: &str, size: &str, price: &str) -> Decimal {
        let entry = Price::new(d(price)).unwrap();
        let size = Quantity::new(d(size)).unwrap();
        let position = Position { side: Side::Long, contract: Contract::Linear, size, entry };
        let tiers = published(venue).unwrap().tiers_for(symbol, &position).unwrap().unwrap();
        tiers.maintenance(position.entry_notional().unwrap()).unwrap().get()
    }

    #[test]
    fn each_table_says_whose_it_is_and_when_it_was_true() {
        let table = published(VenueId::BinanceUsdm).unwrap();
        assert_eq!((table.as_of, table.derived, table.holds("WIF")), (Some("2024-10"), false, true));
        let table = published(VenueId::Deribit).unwrap();
        assert_eq!((table.as_of, table.derived, table.holds("BTC")), (None, true, true));
    }

    #[test]
    fn what_is_not_known_is_not_made_up() {
        let known = |venue, coin| published(venue).is_some_and(|table| table.holds(coin));
        for model in MODELS {
            assert!(!known(model.id, "NOCOIN"), "{}", model.name);
        }
        for (venue, coin) in [(VenueId::Okx, "BTC"), (VenueId::Generic, "BTC"), (VenueId::Deribit, "ETH")] {
            assert!(!known(venue, coin));
        }
    }

    /// 40x to 150 M is 1.25 %, then 2.5 % on what lies above.
    #[test]
    fn hyperliquid_asks_half_of_the_highest_leverage_and_by_parts() {
        assert_eq!(asked(VenueId::Hyperliquid, "BTC", "1000", "100000"), d("1250000"));
        assert_eq!(asked(VenueId::Hyperliquid, "BTC", "2000", "100000"), d("1875000") + d("1250000"));
        assert_eq!(asked(VenueId::Hyperliquid, "XRP", "50000000", "1"), d("1000000") + d("500000"));
        // 5x alone; 10x to 20 M for a thousand of what the venue counts by the thousand too.
        assert_eq!(asked(VenueId::Hyperliquid, "WIF", "1000", "2"), d("200"));
        assert_eq!(asked(VenueId::Hyperliquid, "1000PEPE", "3000000000", "0.01"), d("1000000") + d("1000000"));
    }

    /// 25 BTC at 100,000: 1 % and 25 steps of 0.005 %.
    #[test]
    fn deribit_asks_more_of_a_larger_size() {
        assert_eq!(asked(VenueId::Deribit, "BTC", "25", "100000"), d("28125"));
        let Some(Schedule::BySize(rates)) = deribit::TABLE.schedule("BTC").unwrap() else { panic!() };
        let size = Quantity::new(d("350")).unwrap();
        let initial = Money::new(d("35000000")).times(rates.initial(size).unwrap()).unwrap();
        assert_eq!(initial.get(), d("1312500"));
    }
}
