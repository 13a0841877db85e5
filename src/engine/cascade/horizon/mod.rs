//! Bands over price and time for everybody: how much is liquidated in which price bin, at several horizons.
//!
//! H\[t\]\[p\] is the money of all positions of a symbol whose threshold at day t lies in price bin p, in three layers:
//!
//! - **plain**: thresholds as they then stand. Funding is paid at the starting price (a flat market, as in T05): c - r q P0 a payment; shorts
//!   receive what longs pay.
//! - **expected**: each position times the chance that the price has touched its threshold by then, the threshold moving
//!   straight in log price from today's to that of day t ([`Motion::touched_moving`]).
//! - **carried**: what falls as the price is carried across a bin from outside, with all that forced orders carry along: the difference of the exact
//!   curve ([`Thresholds`]) at both its edges. Bins below the start are read downward, bins above it upward; what falls without any move lies where
//!   the price begins.
//!
//! Money is contracts at the starting price, so that a position counts the same wherever its threshold lies and the bins of a day, with
//! what has no threshold, sum to the open interest of longs and shorts. An account of several symbols stands where it falls along the common
//! factor, at P e^(-beta z) in each (`factor.rs`).
//!
//! Left out: coins sold, and in the carried layer what an account of several symbols does to other books, legs that close against the move (they
//! stand at their plain place) and the safe stretches behind thresholds of tables that jump; the round engine has all of them. A position whose
//! symbol the factor does not move has no threshold of its own in an account of several. In the expected layer a threshold that is not there
//! today, or lies the other way, stands still where it is at day t. Source: cascade-model section 4, third layer 5.1.
//!
//! ```
//! use cascade_notes::engine::band::horizon::Motion;
//! use cascade_notes::engine::cascade::book::Book;
//! use cascade_notes::engine::cascade::generate::Assumed;
//! use cascade_notes::engine::cascade::horizon::{Bins, Outlook, matrix};
//! use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
//!
//! let book = Book::from_one_percent(100_000.0, 244e6, 1.0)?;
//! let market = Market::new(vec![Symbol::new("BTC", 0.001, book, Maintenance::flat(0.005)?)])?;
//! let population = Assumed::new(1_000, vec![4e9], 1).population(&market)?;
//! let outlook = Outlook {
//!     funding: vec![0.0001],
//!     interval_hours: 8,
//!     motions: vec![Motion::new(0.6, 0.0)?],
//!     factor: Motion::new(0.6, 0.0)?,
//!     depth: 0.3,
//!     bins: Bins::even(0.7, 1.3, 60)?,
//! };
//! let days = matrix(&market, &population, &outlook, &[0, 30])?;
//! let sum = |layer: &[f64]| layer.iter().sum::<f64>();
//! assert!(sum(&days[0][0].expected) == 0.0 && sum(&days[1][0].expected) > 0.0);
//! # Ok::<(), cascade_notes::engine::Error>(())
//! ```

mod bins;
mod factor;

pub use bins::Bins;
pub use factor::FARTHEST;

use super::accounts::{NOTHING, Slot, slots_of};
use super::amounts::{self, float};
use super::book::Direction;
use super::liquidation::first_crossing;
use super::market::Market;
use super::population::{Holding, Population};
use super::threshold::Thresholds;
use crate::engine::band::horizon::{LONGEST, Motion};
use crate::engine::error::{Field, above_zero, within};
use crate::engine::margin::Side;
use crate::engine::{Cause, Error};

/// What is assumed of the time ahead.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// Funding rate of one payment, by symbol, -1 to 1. Positive: longs pay.
    pub funding: Vec<f64>,
    /// Hours between payments, 1 or more.
    pub interval_hours: u32,
    /// How each symbol moves, for accounts that hold it alone.
    pub motions: Vec<Motion>,
    /// How the common factor moves, for accounts of several symbols.
    pub factor: Motion,
    /// The part of the depth that is there, above zero.
    pub depth: f64,
    /// The price bins.
    pub bins: Bins,
}

/// One symbol at one horizon, in quote currency by bin.
#[derive(Debug, Clone, PartialEq)]
pub struct Bands {
    /// Days from now.
    pub day: u32,
    /// Positions whose thresholds lie in each bin.
    pub plain: Vec<f64>,
    /// The same times the chance that each has been touched by then.
    pub expected: Vec<f64>,
    /// What falls as the price is carried across each bin, with what its own orders carry along.
    pub carried: Vec<f64>,
    /// Positions that have no threshold.
    pub without: f64,
}

/// Where an account falls: in one symbol, or by a log fall of the factor.
#[derive(Debug, Clone, Copy)]
enum Fall {
    Alone(Direction, f64),
    Along(f64),
}

/// The bands of several horizons, by day and symbol. Errors as [`bands`].
pub fn matrix(
    market: &Market,
    population: &Population,
    outlook: &Outlook,
    days: &[u32],
) -> Result<Vec<Vec<Bands>>, Error> {
    days.iter().map(|day| bands(market, population, outlook, *day)).collect()
}

/// The bands of one horizon, by symbol: one pass over the accounts and one sort of their thresholds. Errors: an outlook that does not fit the
/// market or is outside its range, a horizon beyond 366 days, or funding that no longer fits the ledger.
pub fn bands(market: &Market, population: &Population, outlook: &Outlook, day: u32) -> Result<Vec<Bands>, Error> {
    outlook.check(market, day)?;
    let bins = outlook.bins.count();
    let empty =
        Bands { day, plain: vec![0.0; bins], expected: vec![0.0; bins], carried: vec![0.0; bins], without: 0.0 };
    let mut out = vec![empty; market.count()];
    // Orders that push the way they fall, by symbol, down and up.
    let mut pushing: Vec<[Vec<(f64, f64)>; 2]> = vec![[vec![], vec![]]; market.count()];
    let mut slots = Vec::new();
    for account in 0..population.count() {
        slots.clear();
        slots_of(market, population, account, &mut slots);
        let holdings = population.holdings(account);
        let today = population.intercept.get(account).copied().unwrap_or(0);
        let then = amounts::minus(today, outlook.paid(market, holdings, day)?)?;
        let fall = fall(market, then, &slots);
        let chance = match fall {
            Some(then) if day > 0 => outlook.chance(self::fall(market, today, &slots), then, &slots, day)?,
            _ => 0.0,
        };
        for holding in holdings {
            let Some((symbol, bands)) = market.get(holding.symbol).zip(out.get_mut(usize::from(holding.symbol))) else {
                continue;
            };
            let contracts = symbol.contracts(holding.lots);
            let money = contracts.abs() * symbol.price();
            let Some((direction, distance)) = fall.and_then(|fall| fall.of(symbol.beta, holding)) else {
                bands.without += money;
                continue;
            };
            let bin = outlook.bins.of(direction, distance);
            add(&mut bands.plain, bin, money);
            add(&mut bands.expected, bin, money * chance);
            let way = usize::from(direction == Direction::Up);
            match pushing.get_mut(usize::from(holding.symbol)).and_then(|ways| ways.get_mut(way)) {
                Some(list) if direction.sign() * contracts > 0.0 => list.push((distance, contracts.abs())),
                _ => add(&mut bands.carried, bin, money),
            }
        }
    }
    for ((bands, symbol), ways) in out.iter_mut().zip(market.symbols()).zip(pushing) {
        for (list, direction) in ways.into_iter().zip([Direction::Down, Direction::Up]) {
            if list.is_empty() {
                continue;
            }
            let thresholds = Thresholds::new(symbol.book.clone(), direction, list)?;
            let curve = thresholds.at_depth(outlook.depth)?;
            let mut before = 0.0;
            for (bin, far) in outlook.bins.outward(direction) {
                let by_then = if far.is_finite() { curve.after(far).contracts } else { thresholds.total() };
                add(&mut bands.carried, bin, (by_then - before).max(0.0) * symbol.price());
                before = by_then;
            }
        }
    }
    Ok(out)
}

fn add(layer: &mut [f64], bin: usize, money: f64) {
    if let Some(place) = layer.get_mut(bin) {
        *place += money;
    }
}

/// Where an account falls; `None` where no price takes it.
fn fall(market: &Market, intercept: i64, slots: &[Slot]) -> Option<Fall> {
    let [only] = slots else { return factor::root(market, intercept, slots).map(Fall::Along) };
    let at = first_crossing(market, intercept, only, NOTHING)?;
    let displacement = market.get(only.symbol)?.book.displacement_of(at.price);
    // Who is already there is to be closed at once.
    Some(Fall::Alone(at.direction, (at.direction.sign() * displacement).max(0.0)))
}

impl Fall {
    /// Way and distance in a symbol of a loading. `None` where the factor does not move it.
    fn of(self, beta: f64, holding: &Holding) -> Option<(Direction, f64)> {
        let towards = |down: bool| if down { Direction::Down } else { Direction::Up };
        match self {
            Self::Alone(direction, distance) => Some((direction, distance)),
            Self::Along(z) if beta == 0.0 || !z.is_finite() => None,
            // At once: each leg the way it is closed.
            Self::Along(0.0) => Some((towards(holding.lots > 0), 0.0)),
            Self::Along(z) => Some((towards(beta * z > 0.0), (beta * z).abs())),
        }
    }

    /// Way and distance of what has to move.
    fn way(self) -> (Direction, f64) {
        match self {
            Self::Alone(direction, distance) => (direction, distance),
            Self::Along(z) => (if z >= 0.0 { Direction::Down } else { Direction::Up }, z.abs()),
        }
    }
}

impl Outlook {
    fn check(&self, market: &Market, day: u32) -> Result<(), Error> {
        let wanted = market.count();
        for (field, found) in [(Field::FundingRate, self.funding.len()), (Field::Motions, self.motions.len())] {
            if found != wanted {
                return Err(Error::at(field, Cause::WrongCount { found, wanted }));
            }
        }
        for rate in &self.funding {
            within(Field::FundingRate, *rate, -1.0..=1.0)?;
        }
        within(Field::FundingInterval, self.interval_hours, 1..)?;
        within(Field::Days, day, 0..=LONGEST)?;
        above_zero(Field::DepthFactor, self.depth)
    }

    /// Funding that an account pays by a day, in micro-units; negative is received.
    fn paid(&self, market: &Market, holdings: &[Holding], day: u32) -> Result<i64, Error> {
        let payments = f64::from(day.saturating_mul(24).checked_div(self.interval_hours).unwrap_or(0));
        let each = holdings.iter().filter_map(|holding| {
            let symbol = market.get(holding.symbol)?;
            let rate = self.funding.get(usize::from(holding.symbol))?;
            Some(rate * payments * (float(holding.lots) * symbol.unit() * symbol.price()))
        });
        amounts::whole(each.sum())
    }

    /// The chance that an account has fallen by a day.
    fn chance(&self, today: Option<Fall>, then: Fall, slots: &[Slot], day: u32) -> Result<f64, Error> {
        let motion = match (then, slots) {
            (Fall::Alone(..), [only]) => self.motions.get(usize::from(only.symbol)).unwrap_or(&self.factor),
            _ => &self.factor,
        };
        let (direction, distance) = then.way();
        let side = if direction == Direction::Down { Side::Long } else { Side::Short };
        let before = today.map(Fall::way).filter(|(way, d)| *way == direction || *d == 0.0);
        motion.touched_moving(side, before.map_or(distance, |(_, d)| d), distance, f64::from(day))
    }
}
