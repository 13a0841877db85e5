//! Markets that look crowded by one metric or by all three, and what the same push does to each: the cascade engine answers, on the population that
//! the pressure behind them implies.
//!
//! A pressure of so many deviations stands for longs that are more, more levered, and so nearer the mark: the part of longs grows by an eighth for each, the
//! lowest leverage by e^0.5 and the highest by e^0.25, and open interest by a fifth. Without pressure half are long, at 2 to 20 times, and open interest is
//! 7.5 times the depth. This is assumed, and said.

use super::super::task::{Piece, Task};
use super::last;
use crate::engine::Error;
use crate::engine::cascade::amounts::float;
use crate::engine::cascade::book::Book;
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::generate::{Assumed, LeverageMix};
use crate::engine::cascade::market::{Maintenance, Market, Symbol};
use crate::engine::cascade::narration::wire::{Reader, Wire, wire};
use crate::engine::cascade::rules::{Rules, Shock};
use crate::engine::monitor::crowding::making::{METRICS, Making};
use crate::engine::monitor::crowding::terms::largest_share;

/// Seed of markets and accounts.
const SEED: u64 = 1;
/// Score beyond which a metric counts as high: a tenth of calm days are.
pub const HIGH: f64 = 1.28;
/// Markets that are looked through, at most.
const MOST: u32 = 4_000;
/// The push: log fall of the price.
pub const PUSH: f64 = 0.04;
/// Accounts.
const ACCOUNTS: u32 = 2_000;
/// Price, depth within one per cent and open interest, in quote currency.
const PRICE: f64 = 100_000.0;
const DEPTH: f64 = 2e7;
const OPEN_INTEREST: f64 = 1.5e8;
/// By which part of that it grows with each deviation of pressure.
pub const GROWTH: f64 = 0.2;
/// Open interest over the depth within one per cent, without pressure.
pub const TO_DEPTH: f64 = OPEN_INTEREST / DEPTH;
/// The largest accounts, whose share of open interest is told.
pub const LARGEST: usize = 20;

/// Which markets are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// None of the three is high.
    Ordinary,
    /// Funding is, and nothing else.
    FundingAlone,
    /// All three are.
    AllThree,
}

impl Which {
    /// All of them, in the order of the answer.
    pub const ALL: [Self; 3] = [Self::Ordinary, Self::FundingAlone, Self::AllThree];

    /// True for a market of such scores.
    /// Open interest is looked at and chooses none: the note's own three do.
    fn is(self, scores: [Option<f64>; METRICS]) -> bool {
        let [basis, funding, volatility, _] = scores;
        let scores = [basis, funding, volatility];
        let high = scores.map(|score| score.is_some_and(|score| score > HIGH));
        let low = scores.map(|score| score.is_some_and(|score| score.abs() < 0.5));
        match self {
            Self::Ordinary => low == [true; 3],
            Self::FundingAlone => high[1] && !high[0] && !high[2],
            Self::AllThree => high == [true; 3],
        }
    }
}

/// What the push does to each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paired {
    /// The markets, in the order of [`Which::ALL`].
    pub markets: Vec<MarketOf>,
}

/// One market.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MarketOf {
    /// Every day: basis, funding, volatility, open interest over depth, in deviations of a calm market.
    pub days: Vec<[f64; METRICS]>,
    /// The pressure of today, in the same.
    pub pressure: f64,
    /// Accounts, and those that the push closed.
    pub accounts: usize,
    /// How many were closed by force.
    pub closed: usize,
    /// Forced orders, in quote currency.
    pub forced: f64,
    /// Log fall of the price in the end, the push counted.
    pub fall: f64,
    /// Part of open interest that the [`LARGEST`] accounts hold.
    pub largest: f64,
}

wire! {
    Paired { markets }
    MarketOf { days, pressure, accounts, closed, forced, fall, largest }
}

/// The search and the runs under way.
#[derive(Debug)]
pub struct Pairing {
    making: Making,
    next: u32,
    found: Paired,
}

impl Pairing {
    /// Errors: none that the usual making gives.
    pub fn new() -> Result<Self, Error> {
        Ok(Self { making: Making::usual(SEED).checked()?, next: 0, found: Paired::default() })
    }
}

/// The push on the population of a pressure.
fn pushed(pressure: f64, days: Vec<[f64; METRICS]>) -> Result<MarketOf, Error> {
    let book = Book::from_one_percent(PRICE, DEPTH, 1.0)?;
    let market = Market::new(vec![Symbol::new("BTC", 0.001, book, Maintenance::flat(0.005)?)])?;
    let leverage = LeverageMix::LogUniform {
        low: 2.0 * libm::exp(0.5 * pressure.max(0.0)),
        high: 20.0 * libm::exp(0.25 * pressure.max(0.0)),
    };
    let long_share = (0.5 + 0.125 * pressure).clamp(0.05, 0.95);
    let open_interest = OPEN_INTEREST * (1.0 + GROWTH * pressure).max(0.1);
    let assumed =
        Assumed { leverage, long_share, cross_share: 0.0, ..Assumed::new(ACCOUNTS, vec![open_interest], SEED) };
    let population = assumed.population(&market)?;
    let outcome = Engine::new(&market, &population)?.run(&Rules::assumed(), &Shock::falls(&[PUSH])?)?;
    let forced = outcome.rounds.iter().fold(0.0, |sum, round| sum + float(round.notional) / 1e6);
    let closed = outcome.closed();
    let fall = outcome.moved(0).0;
    let held = |account: usize| population.holdings(account).iter().map(|held| float(held.lots).abs()).sum();
    let largest = largest_share(&(0..population.count()).map(held).collect::<Vec<f64>>(), LARGEST)?;
    Ok(MarketOf { days, pressure, accounts: population.count(), closed, forced, fall, largest })
}

impl Task for Pairing {
    fn work(&mut self) -> Result<Piece, Error> {
        let Some(wanted) = Which::ALL.get(self.found.markets.len()) else { return Ok(last(&self.found)) };
        // Those of all three are looked for among the crowded, the others among the calm.
        let crowded = *wanted == Which::AllThree;
        let shown = self.making.market(self.next, crowded)?;
        let is_last = self.next >= MOST;
        if wanted.is(shown.scores) || is_last {
            let (days, pressure) = self.making.days(self.next, crowded);
            self.found.markets.push(pushed(pressure, days)?);
            self.next = 0;
        } else {
            self.next = self.next.saturating_add(1);
        }
        let found = u32::try_from(self.found.markets.len()).unwrap_or(0);
        Ok(Piece::Part(f64::from(found) / 3.0))
    }
}
