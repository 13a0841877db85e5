//! What if one link were not there: the same shock with something cut, beside the original.

use super::book::{Book, Shape};
use super::engine::Engine;
use super::market::Market;
use super::outcome::Outcome;
use super::population::Population;
use super::rules::{Rules, Shock};
use crate::engine::Error;

/// What is cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cut {
    /// Shared collateral: every position stands for itself with its part of the equity.
    Sharing,
    /// These accounts are never closed; one, or a cohort.
    Accounts(Vec<u32>),
    /// Forced orders in this symbol move no price.
    Symbol(u8),
    /// Coins of this symbol count as cash at their starting price and are not sold.
    Collateral(u8),
}

/// A run without what was cut. With [`Cut::Sharing`] the accounts are positions, and `owners` says whose.
#[derive(Debug, Clone, PartialEq)]
pub struct Counterfactual {
    /// What happens then.
    pub outcome: Outcome,
    /// Owner of each account of the run; empty where the accounts are those of the population.
    pub owners: Vec<u32>,
}

/// Runs a shock on a market from which something has been cut. Errors as [`Engine::run`], or a symbol that is not there.
pub fn without(
    cut: &Cut,
    market: &Market,
    population: &Population,
    rules: &Rules,
    shock: &Shock,
) -> Result<Counterfactual, Error> {
    let plain = |outcome: Outcome| Counterfactual { outcome, owners: vec![] };
    match cut {
        Cut::Sharing => {
            let (apart, owners) = population.isolated(market)?;
            Ok(Counterfactual { outcome: Engine::new(market, &apart)?.run(rules, shock)?, owners })
        }
        Cut::Accounts(accounts) => {
            let mut engine = Engine::new(market, population)?;
            engine.exclude(accounts);
            engine.run(rules, shock).map(plain)
        }
        Cut::Symbol(symbol) => {
            let mut engine = Engine::new(market, population)?;
            let start = market.get(*symbol).map_or(1.0, super::market::Symbol::price);
            engine.set_book(*symbol, Book::new(start, Shape::Bottomless)?)?;
            engine.run(rules, shock).map(plain)
        }
        Cut::Collateral(symbol) => {
            market.known(*symbol)?;
            let changed = population.coins_as_cash(market, *symbol)?;
            Engine::new(market, &changed)?.run(rules, shock).map(plain)
        }
    }
}
