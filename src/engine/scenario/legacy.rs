//! What links and documents of earlier pages call by names that are gone.
//!
//! A coin was chosen as the table of Binance, for every rule: it is the coin now, and that table. `venue-rates` said whose rates a comparison
//! used that gave a venue another price than the rest of the page; every place has one price now, so it says nothing.

use crate::engine::scenario::parameters::{ChoiceValue as _, Coin, ParameterId as P, TableChoice};

/// The words that `venue-rates` took.
const VENUE_RATES: [(&str, &str); 2] = [("venue-rates", "own"), ("venue-rates", "real")];

/// The same settings by the names that they have now, in the same order.
pub(super) fn read<'a>(pairs: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut now = Vec::with_capacity(pairs.len());
    let mut dropped = false;
    for pair in pairs {
        let (name, text) = *pair;
        if !dropped && VENUE_RATES.contains(pair) {
            dropped = true;
        } else if name == P::Table.row().key && Coin::CHOICES.iter().any(|coin| coin.key == text) {
            now.extend([(P::Coin.row().key, text), (name, TableChoice::Binance.key())]);
        } else {
            now.push(*pair);
        }
    }
    now
}

#[cfg(test)]
mod tests {
    use crate::engine::scenario::{Scenario, link};
    use crate::testing::{d, scenario};

    #[test]
    fn a_coin_that_was_chosen_as_a_table_is_the_coin_with_that_table() {
        assert_eq!(scenario("v=1&table=eth"), scenario("v=1&coin=eth&table=binance"));
        assert_eq!(scenario("v=1&table=btc&venue=okx"), scenario("v=1&table=binance&venue=okx"));
        assert_eq!(scenario("v=1&venue-rates=real"), Scenario::default());
        let (_, reports) = link::parse("v=1&coin=sol&table=eth&venue-rates=none");
        assert_eq!(reports.len(), 2, "two coins, and a word that there never was: {reports:?}");
    }

    #[test]
    fn a_link_that_says_nothing_of_rates_has_the_readers_own_under_every_rule() {
        for venue in ["hyperliquid", "binance-usdm", "deribit", "okx"] {
            let old = scenario(&format!("v=1&venue={venue}&venue-rates=real"));
            assert_eq!(old.question().unwrap().tiers.brackets()[0].rate, d("0.005"), "{venue}");
            assert_eq!(link::parse(&link::print(&old)), (old, vec![]));
        }
        let real = scenario("v=1&table=venue&venue=hyperliquid");
        assert_eq!(link::print(&real), "v=1&table=venue&venue=hyperliquid");
        assert_eq!(link::print(&scenario("v=1&table=venue&venue=okx")), "v=1&venue=okx");
    }
}
