//! Where the maintenance rates of a trade come from, in words.

use crate::engine::margin::VenueId;
use crate::engine::margin::tables::Published;
use crate::engine::scenario::parameters::{OwnTable, TableChoice};
use crate::engine::scenario::{ParameterId as P, Rates, Scenario};
use crate::figures::numbers::exact;
use crate::words::Words;

/// Where they come from under the chosen venue: its table of the coin, or the reader's own and, where a table was asked for, why.
#[must_use]
pub fn in_words(scenario: &Scenario, words: &Words) -> String {
    let (w, venue) = (words.rates(), scenario.venue());
    let whose = if scenario.chosen::<TableChoice>() == TableChoice::Binance { VenueId::BinanceUsdm } else { venue.id };
    match scenario.rates_at(&venue) {
        Rates::Table(table) => of_table(&table, scenario.coin(), words),
        Rates::Own if scenario.own_table() != OwnTable::Flat => w.own_two().to_owned(),
        Rates::Own => {
            let rate = words.numbers().percent(&exact(scenario.number(P::Rate), words));
            match scenario.chosen() {
                TableChoice::Own(_) => w.own(&rate),
                TableChoice::Venue | TableChoice::Binance if whose == VenueId::Generic => w.own(&rate),
                _ if scenario.lacks_linear_table() => w.own_inverse(&rate),
                TableChoice::Venue | TableChoice::Binance => w.own_unknown(scenario.coin(), &rate, words.venue(whose)),
            }
        }
    }
}

/// A real table of a coin, with its date.
#[must_use]
pub fn of_table(table: &Published, coin: &str, words: &Words) -> String {
    let (w, venue) = (words.rates(), words.venue(table.venue));
    match table.as_of {
        _ if table.derived => w.table_derived(coin, venue),
        Some(date) => w.table_dated(coin, date, venue),
        None => w.table_undated(coin, venue),
    }
}
