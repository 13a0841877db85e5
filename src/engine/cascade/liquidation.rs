//! Where one account of one symbol falls: the same price that `engine::margin` gives, in the cascade's numbers.

use super::accounts::{Kind, NOTHING, Slot, slack_of_slot, slots_of};
use super::amounts::float;
use super::book::Direction;
use super::market::{Market, Symbol};
use super::population::Population;
use super::threshold::Thresholds;
use crate::engine::error::SolverProblem;
use crate::engine::{Cause, Error};

/// The first price at which an account is liquidated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Liquidation {
    /// Which way the price must go.
    pub direction: Direction,
    /// The price, in quote currency.
    pub price: f64,
}

/// The price at which an account that holds one symbol falls; where it is to be closed at once, the
/// price at which it would be safe again. `None` where it holds several, or where no price takes it.
/// Source: margin-rules section 0, families A, A+ and B; tables by the first crossing met from the starting price.
///
/// ```
/// use cascade_notes::engine::cascade::book::{Book, Direction};
/// use cascade_notes::engine::cascade::liquidation::liquidation_price;
/// use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
/// use cascade_notes::engine::cascade::population::{Account, Holding, Population};
///
/// let book = Book::log(60_000.0, 1e4)?;
/// let market = Market::new(vec![Symbol::new("BTC", 0.001, book, Maintenance::flat(0.005)?)])?;
/// // One coin at 60,000, ten times levered: 6,000 of margin, in micro-units.
/// let long = Account::isolated(6_000_000_000, Holding { symbol: 0, lots: 1_000, entry: 60_000.0 });
/// let at = liquidation_price(&market, &Population::new(&market, &[long])?, 0).unwrap();
/// // (60,000 - 6,000) / (1 - 0.005), the first figure of this page.
/// assert_eq!(at.direction, Direction::Down);
/// assert!((at.price - 54_271.356_783_919_6).abs() < 1e-6);
/// # Ok::<(), cascade_notes::engine::Error>(())
/// ```
#[must_use]
pub fn liquidation_price(market: &Market, population: &Population, account: usize) -> Option<Liquidation> {
    let mut slots = Vec::new();
    slots_of(market, population, account, &mut slots);
    match slots.as_slice() {
        [only] => first_crossing(market, *population.intercept.get(account)?, only, 0.0),
        _ => None,
    }
}

/// The thresholds of a symbol in one direction, for the exact solver; coins are sold through the book. Errors: an account that holds the symbol beside others, a table that
/// jumps, because a position can be safe again beyond its threshold, or nobody who falls that way.
pub fn thresholds(
    market: &Market,
    population: &Population,
    symbol: u8,
    direction: Direction,
) -> Result<Thresholds, Error> {
    let s = market.known(symbol)?;
    if s.maintenance.jumps() {
        return Err(unsolved(s, SolverProblem::TableJumps));
    }
    let mut list = Vec::new();
    let mut slots = Vec::new();
    for account in 0..population.count() {
        slots.clear();
        slots_of(market, population, account, &mut slots);
        let Some(slot) = slots.iter().find(|slot| slot.symbol == symbol) else { continue };
        if slots.len() > 1 {
            return Err(unsolved(s, SolverProblem::OtherSymbols { account: account.saturating_add(1) }));
        }
        let intercept = population.intercept.get(account).copied().unwrap_or(0);
        let coins = population.coins(account).iter().fold(0, |sum, (_, coins)| i64::saturating_add(sum, coins.lots));
        // Downward the order is a sale, upward a purchase; coins are sold either way.
        let sold = s.contracts(slot.lots.saturating_add(coins));
        if direction.sign() * sold <= 0.0 && coins != 0 {
            return Err(unsolved(s, SolverProblem::CoinsOutweigh { account: account.saturating_add(1) }));
        }
        let contracts = sold.abs();
        match first_crossing(market, intercept, slot, NOTHING) {
            Some(at) if at.direction == direction && contracts > 0.0 => {
                let distance = direction.sign() * s.book.displacement_of(at.price);
                list.push((distance.max(0.0), contracts));
            }
            _ => {}
        }
    }
    Thresholds::new(s.book.clone(), direction, list)
}

/// Where slack comes down to an amount, from the starting price in the direction that hurts.
pub(super) fn first_crossing(market: &Market, intercept: i64, slot: &Slot, left: f64) -> Option<Liquidation> {
    let s = market.get(slot.symbol)?;
    let found = |direction: Direction, price: f64| {
        (price.is_finite() && price > 0.0).then_some(Liquidation { direction, price })
    };
    let towards = |slope: f64| if slope > 0.0 { Direction::Down } else { Direction::Up };
    if slot.kind != Kind::Table {
        let fixed = slot.weight * s.price() - slack_of_slot(market, slot, s.price());
        return found(towards(slot.weight), (left - (float(intercept) - fixed)) / slot.weight);
    }
    let size = (float(slot.lots) * s.unit()).abs();
    let home = s.maintenance.bracket_at(size * s.price());
    let direction = towards(slot.weight - s.maintenance.bracket(home)?.2 * size);
    let already = float(intercept) + slack_of_slot(market, slot, s.price()) <= left;
    // Who is already there would be safe again on the way back.
    let down = (direction == Direction::Down) != already;
    let brackets: Vec<usize> =
        if down { (0..=home).rev().collect() } else { (home..s.maintenance.floors().count()).collect() };
    for bracket in brackets {
        let (floor, ceiling, rate, deduction) = s.maintenance.bracket(bracket)?;
        let slope = slot.weight - rate * size;
        if !already && bracket != home {
            // A requirement that steps up where the bracket begins.
            let price = if down { ceiling } else { floor } / size;
            if float(intercept) + slope * price + deduction <= left {
                return found(direction, price);
            }
        }
        let price = (left - float(intercept) - deduction) / slope;
        let inside = price * size >= floor * (1.0 - 1e-12) && price * size <= ceiling * (1.0 + 1e-12);
        if inside && price > 0.0 {
            return found(direction, price);
        }
    }
    if already { found(direction, s.price()) } else { None }
}
/// Why the exact solver has no answer for a symbol.
fn unsolved(symbol: &Symbol, problem: SolverProblem) -> Error {
    Error::at(symbol.part(), Cause::Solver(problem))
}
