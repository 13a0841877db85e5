//! Real margin tables, each with the date it was true. Figures only; no code but their reading.

pub mod binance_2024_10;
pub mod deribit;
pub mod hyperliquid;

use crate::engine::Error;
use crate::engine::margin::{Position, SizeRates, Tiers, VenueId};

/// How a real table sets its rates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schedule {
    /// By notional.
    ByNotional(Tiers),
    /// By size in coin.
    BySize(SizeRates),
}

/// A venue's margin table for one coin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RealTable {
    /// Venue and coin, as a reader knows them.
    pub label: String,
    /// When the figures were true; `None` where that is not known.
    pub as_of: Option<&'static str>,
    /// The figures are worked back from examples, not read from a table.
    pub derived: bool,
    /// The figures.
    pub schedule: Schedule,
}

impl RealTable {
    /// The tiers in force for a position. Only a schedule by size asks how large it is.
    pub fn tiers(&self, position: &Position) -> Result<Tiers, Error> {
        match &self.schedule {
            Schedule::ByNotional(tiers) => Ok(tiers.clone()),
            Schedule::BySize(rates) => rates.tiers(position.size),
        }
    }
}

/// The table of a venue for a coin such as `BTC`, for its linear contracts; `None` where it is not held here.
pub fn real(venue: VenueId, symbol: &str) -> Result<Option<RealTable>, Error> {
    let (schedule, as_of) = match venue {
        VenueId::BinanceUsdm => {
            (binance_2024_10::tiers(symbol)?.map(Schedule::ByNotional), Some(binance_2024_10::AS_OF))
        }
        VenueId::Hyperliquid => (hyperliquid::tiers(symbol)?.map(Schedule::ByNotional), None),
        VenueId::Deribit => (deribit::rates(symbol).map(Schedule::BySize), None),
        _ => (None, None),
    };
    let derived = venue == VenueId::Deribit;
    let label = format!("{} {symbol}", venue.model().name);
    Ok(schedule.map(|schedule| RealTable { label, as_of, derived, schedule }))
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
        let tiers = real(venue, symbol).unwrap().unwrap().tiers(&position).unwrap();
        tiers.maintenance(position.entry_notional().unwrap()).unwrap().get()
    }

    #[test]
    fn each_table_says_what_it_is_and_when_it_was_true() {
        let table = real(VenueId::BinanceUsdm, "WIF").unwrap().unwrap();
        assert_eq!((table.label.as_str(), table.as_of, table.derived), ("Binance USD-M WIF", Some("2024-10"), false));
        let table = real(VenueId::Deribit, "BTC").unwrap().unwrap();
        assert_eq!((table.label.as_str(), table.as_of, table.derived), ("Deribit BTC", None, true));
    }

    #[test]
    fn what_is_not_known_is_not_made_up() {
        for model in MODELS {
            assert_eq!(real(model.id, "NOCOIN").unwrap(), None, "{}", model.name);
        }
        for (venue, symbol) in [(VenueId::Okx, "BTC"), (VenueId::Generic, "BTC"), (VenueId::Deribit, "ETH")] {
            assert_eq!(real(venue, symbol).unwrap(), None);
        }
    }

    /// 40x to 150 M is 1.25 %, then 2.5 % on what lies above.
    #[test]
    fn hyperliquid_asks_half_of_the_highest_leverage_and_by_parts() {
        assert_eq!(asked(VenueId::Hyperliquid, "BTC", "1000", "100000"), d("1250000"));
        assert_eq!(asked(VenueId::Hyperliquid, "BTC", "2000", "100000"), d("1875000") + d("1250000"));
        assert_eq!(asked(VenueId::Hyperliquid, "XRP", "50000000", "1"), d("1000000") + d("500000"));
    }

    /// 25 BTC at 100,000: 1 % and 25 steps of 0.005 %.
    #[test]
    fn deribit_asks_more_of_a_larger_size() {
        assert_eq!(asked(VenueId::Deribit, "BTC", "25", "100000"), d("28125"));
        let rates = deribit::rates("BTC").unwrap();
        let size = Quantity::new(d("350")).unwrap();
        let initial = Money::new(d("35000000")).times(rates.initial(size).unwrap()).unwrap();
        assert_eq!(initial.get(), d("1312500"));
    }
}
