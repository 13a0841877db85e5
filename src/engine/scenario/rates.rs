//! Where the maintenance rates of a trade come from. One answer a venue, asked by every figure: the venue's table on record for the coin, the
//! reader's own rates, or one real table for all. The rate of another coin is none of them.

use crate::engine::Error;
use crate::engine::margin::tables::{self, Published};
use crate::engine::margin::{Contract, Position, Tiers, VenueId, VenueModel};
use crate::engine::scenario::Scenario;
use crate::engine::scenario::parameters::{OwnTable, ParameterId as P, TableChoice};
use crate::engine::units::Checked as _;
use rust_decimal::Decimal;

/// Where the maintenance rates of a rule come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rates {
    /// The reader's own.
    Own,
    /// A real table, of the coin that is traded.
    Table(Published),
}

impl Scenario {
    /// Where a rule's maintenance rates come from under these settings.
    #[must_use]
    pub fn rates_at(&self, venue: &VenueModel) -> Rates {
        match self.table_for(venue) {
            Some(table) if self.contract_at(venue) == Contract::Linear => Rates::Table(table),
            _ => Rates::Own,
        }
    }

    /// True where a real table is on record for the coin, and the contract is not of the kind that it is stated for.
    #[must_use]
    pub fn lacks_linear_table(&self) -> bool {
        self.contract() == Contract::Inverse && self.table_for(&self.venue()).is_some()
    }

    /// The real table that is chosen for a rule and on record for the coin, whether or not it fits the contract.
    pub(super) fn table_for(&self, venue: &VenueModel) -> Option<Published> {
        let whose = match self.chosen() {
            TableChoice::Venue => venue.id,
            TableChoice::Binance => VenueId::BinanceUsdm,
            TableChoice::Own(_) => return None,
        };
        tables::published(whose).filter(|table| table.holds(self.coin()))
    }

    /// How the reader's own two rates make a table; one rate where real ones are chosen.
    #[must_use]
    pub fn own_table(&self) -> OwnTable {
        match self.chosen() {
            TableChoice::Own(table) => table,
            TableChoice::Venue | TableChoice::Binance => OwnTable::Flat,
        }
    }

    /// The table in force for a position, and the rate one tier up where the reader's own has one bracket.
    pub(super) fn tiers(&self, venue: &VenueModel, position: &Position) -> Result<(Tiers, Option<Decimal>), Error> {
        if let Rates::Table(table) = self.rates_at(venue)
            && let Some(tiers) = table.tiers_for(self.coin(), position).map_err(|error| error.or_at(P::Size))?
        {
            return Ok((tiers, None));
        }
        let next = match self.own_table() {
            OwnTable::Flat => Some(self.rate(P::NextRate)?.get()),
            OwnTable::Marginal | OwnTable::Jumping => None,
        };
        Ok((self.own_tiers(position.contract)?, next))
    }

    /// The reader's own rates as a table, for a kind of contract.
    fn own_tiers(&self, contract: Contract) -> Result<Tiers, Error> {
        let (rate, next) = (self.rate(P::Rate)?.get(), self.rate(P::NextRate)?.get());
        let rows = |floor| [(Decimal::ZERO, rate, None), (floor, next.max(rate), None)];
        // A coin-margined position's notional is in coin, and so is the floor.
        let floor = match contract {
            Contract::Linear => self.number(P::TierFloor),
            Contract::Inverse => self.number(P::TierFloor).over(self.number(P::Entry))?,
        };
        match self.own_table() {
            OwnTable::Flat => Tiers::flat(rate, Decimal::ZERO),
            OwnTable::Marginal => Tiers::marginal(&rows(floor)),
            OwnTable::Jumping => Tiers::jumping(&rows(floor)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Cause;
    use crate::engine::scenario::parameters::{ChoiceValue as _, Coin};
    use crate::testing::{d, scenario};

    fn rate_of(settings: &str) -> Decimal {
        scenario(settings).question().unwrap().tiers.brackets()[0].rate
    }

    #[test]
    fn the_coin_picks_the_table_of_the_venue_or_the_own_rate() {
        assert_eq!(rate_of("v=1&table=venue&venue=hyperliquid"), d("0.0125"));
        assert_eq!(rate_of("v=1&table=venue&venue=hyperliquid&coin=eth"), d("0.02"));
        assert_eq!(rate_of("v=1&table=venue&venue=hyperliquid&coin=wif"), d("0.1"));
        assert_eq!(rate_of("v=1&table=venue&venue=binance-usdm&coin=eth"), d("0.004"));
        // No table of theirs is on record: no other coin's and no other venue's is used instead.
        for own in ["venue=deribit&coin=wif", "venue=deribit&coin=eth", "venue=okx&coin=eth", "coin=eth"] {
            assert_eq!(rate_of(&format!("v=1&table=venue&{own}")), d("0.005"), "{own}");
        }
        assert_eq!(rate_of("v=1&table=own&venue=hyperliquid&coin=eth"), d("0.005"));
        assert_eq!(rate_of("v=1&table=binance&venue=okx&coin=wif&rate=7"), d("0.01"));
    }

    /// 1 % and 0.005 % a coin: 19,800 BTC take all.
    #[test]
    fn a_size_that_takes_all_is_refused_with_the_largest_that_does_not() {
        let asked = |size| scenario(&format!("v=1&table=venue&venue=deribit&size={size}")).question();
        let refused = Cause::RateOfSize { percent: d("100").into(), below: d("19800").into() };
        assert_eq!(asked("19800").unwrap_err(), Error::at(P::Size, refused));
        assert_eq!(asked("19799").unwrap().tiers.brackets()[0].rate, d("0.99995"));
    }

    #[test]
    fn every_coin_of_a_table_can_be_traded() {
        for table in tables::TABLES {
            for coin in table.coins {
                assert!(Coin::ALL.iter().any(|c| c.name() == coin.name), "{}", coin.name);
            }
        }
    }
}
