//! Markets and accounts, built from what the equations name.

use cascade_notes::engine::cascade::amounts::{MICROS, float, whole};
use cascade_notes::engine::cascade::book::{Book, Shape};
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::outcome::Outcome;
use cascade_notes::engine::cascade::population::{Account, Holding, Mode, Population};
use cascade_notes::engine::cascade::rules::{Rules, Shock};

/// A symbol with one maintenance rate.
pub fn symbol(price: f64, n: f64, lot: f64, rate: f64) -> Symbol {
    Symbol::new("S", lot, Book::log(price, n).unwrap(), Maintenance::flat(rate).unwrap())
}

/// A symbol that no order moves.
pub fn bottomless(price: f64, lot: f64, rate: f64) -> Symbol {
    Symbol { book: Book::new(price, Shape::Bottomless).unwrap(), ..symbol(price, 1.0, lot, rate) }
}

pub fn market(symbols: Vec<Symbol>) -> Market {
    Market::new(symbols).unwrap()
}

/// The account whose equity is `intercept + sum of q P`, in quote currency. Entries are the starting prices.
pub fn by_intercept(market: &Market, mode: Mode, lots: &[(u8, i64)], intercept: f64) -> Account {
    let mut cash = micros(intercept);
    let mut holdings = Vec::new();
    for &(number, lots) in lots {
        let own = &market.symbols()[usize::from(number)];
        cash += whole(float(lots) * (own.lot * MICROS) * own.price()).unwrap();
        holdings.push(Holding { symbol: number, lots, entry: own.price() });
    }
    Account { mode, cash, holdings, coins: vec![] }
}

/// The isolated position that is liquidated at a price, under one maintenance rate: c = -(q - m |q|) P.
pub fn falls_at(market: &Market, number: u8, lots: i64, rate: f64, price: f64) -> Account {
    let q = float(lots) * market.symbols()[usize::from(number)].lot;
    by_intercept(market, Mode::Isolated, &[(number, lots)], -(q - rate * q.abs()) * price)
}

pub fn cross(market: &Market, lots: &[(u8, i64)], intercept: f64) -> Account {
    by_intercept(market, Mode::Cross, lots, intercept)
}

pub fn engine(market: &Market, accounts: &[Account]) -> Engine {
    Engine::new(market, &Population::new(market, accounts).unwrap()).unwrap()
}

pub fn run(market: &Market, accounts: &[Account], rules: &Rules, shock: &Shock) -> Outcome {
    engine(market, accounts).run(rules, shock).unwrap()
}

pub fn micros(amount: f64) -> i64 {
    whole(amount * MICROS).unwrap()
}

pub fn money(micros: i64) -> f64 {
    float(micros) / MICROS
}

/// The mid of a symbol at the end.
pub fn price(market: &Market, outcome: &Outcome, number: u8) -> f64 {
    market.symbols()[usize::from(number)].book.price_at(outcome.moved(number).0)
}

/// How many each round closed.
pub fn closed_by_round(outcome: &Outcome) -> Vec<usize> {
    outcome.rounds.iter().map(|round| round.closed).collect()
}

/// Thresholds in the middle of equal steps of log distance, one lot each, from the starting price on: uniform density 1 / step.
pub fn uniform(market: &Market, number: u8, rate: f64, step: f64, count: usize) -> Vec<Account> {
    let own = &market.symbols()[usize::from(number)].book;
    middles(step, count).map(|x| falls_at(market, number, 1, rate, own.price_at(x))).collect()
}

pub fn middles(step: f64, count: usize) -> impl Iterator<Item = f64> {
    (0..count).map(move |i| (cascade_notes::engine::cascade::amounts::count(i) + 0.5) * step)
}
