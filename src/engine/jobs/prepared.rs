//! The accounts that are kept for the next question: sorted once, run again and again.

use super::asked::question;
use crate::engine::Error;
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::market::Market;
use crate::engine::cascade::narration::squares::Squares;
use crate::engine::cascade::population::Population;
use crate::engine::scenario::{PARAMETERS, PresetId, Scenario, link};

/// Accounts, ready to be run again and again.
#[derive(Debug)]
pub struct Prepared {
    /// What they depend on.
    pub key: String,
    /// Who they are.
    pub population: Population,
    /// Sorted for runs.
    pub engine: Engine,
    /// Who is drawn with whom.
    pub squares: Squares,
    /// Notional of each account at the start, in units of the engine.
    pub worth: Vec<f64>,
}

/// What the accounts of a scenario and whoever joins them depend on, in one text.
#[must_use]
pub fn key(scenario: &Scenario, guests: &str) -> String {
    let market = Scenario::default().choosing(scenario.chosen::<PresetId>());
    let makes = PARAMETERS.iter().filter(|p| p.makes_population);
    question(&link::print(&makes.fold(market, |prepared, p| prepared.with_same(p.id, scenario))), guests)
}

impl Prepared {
    /// The numbers of a square's accounts.
    #[must_use]
    pub fn members(&self, square: usize) -> Vec<u32> {
        let own = |(_, of): &(u32, &u8)| usize::from(**of) == square;
        (0_u32..).zip(&self.squares.of).filter(own).map(|(account, _)| account).collect()
    }

    /// Puts the books of a market in place of those before, and lets every account in.
    pub fn set(&mut self, market: &Market) -> Result<(), Error> {
        self.engine.exclude(&[]);
        for (number, symbol) in market.numbers().zip(market.symbols()) {
            self.engine.set_book(number, symbol.book.clone())?;
        }
        Ok(())
    }
}
