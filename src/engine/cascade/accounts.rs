//! Accounts as the engine keeps them: in the order of its index, each with its slots, one for each symbol that moves its slack.
//!
//! Slack in micro-units is S = c + sum of w P. An account is liquidated once its slack in money is zero or less, that is once it rounds to
//! nothing: S < 1/2 micro-unit. This one comparison decides everywhere.

use std::ops::Range;

use super::amounts::float;
use super::market::{Market, PerSymbol, SYMBOLS};
use super::population::{Coins, Population};
use crate::engine::margin::Family;

/// Below this many micro-units slack is nothing.
pub(super) const NOTHING: f64 = 0.5;

/// How the requirement of a slot moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// In proportion to the price; it is part of the weight.
    Flat,
    /// Fixed at the entry notional (family B).
    Fixed,
    /// By the bracket that the notional lies in.
    Table,
}

/// What one symbol means to one account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Slot {
    /// w: change of slack with the price, in micro-units; for [`Kind::Table`] without the requirement.
    pub weight: f64,
    /// Entry price, for profit and for family B.
    pub entry: f64,
    /// Signed lots; zero for coins alone.
    pub lots: i64,
    /// Number of the symbol.
    pub symbol: u8,
    pub kind: Kind,
    /// True where the account also holds coins of the symbol.
    pub coins: bool,
}

/// All accounts, by place in the index.
#[derive(Debug, Clone, Default)]
pub(super) struct Accounts {
    /// Number in the population.
    pub id: Vec<u32>,
    /// c, micro-units.
    pub intercept: Vec<i64>,
    pub first: Vec<u32>,
    pub slots: Vec<Slot>,
    /// Lots and symbols of the slots once more: all that closing a whole account reads.
    pub lots: Vec<i64>,
    pub symbols: Vec<u8>,
    /// Coins by place, rising.
    pub coins: Vec<(u32, Coins)>,
}

/// The starting point of a slot: weight and kind under the market's rules.
pub(super) fn slot(market: &Market, symbol: u8, lots: i64, entry: f64, coins: i64) -> Slot {
    let Some(s) = market.get(symbol) else {
        return Slot { weight: 0.0, entry, lots: 0, symbol: 0, kind: Kind::Flat, coins: false };
    };
    let position = float(lots) * s.unit();
    let counted = float(coins) * s.unit() * (1.0 - s.haircut);
    let (kind, kept) = match (s.maintenance.flat_rate(), s.maintenance.family()) {
        _ if lots == 0 => (Kind::Flat, 0.0),
        (Some(rate), _) => (Kind::Flat, rate),
        (None, Family::B) => (Kind::Fixed, 0.0),
        (None, _) => (Kind::Table, 0.0),
    };
    let weight = position - kept * position.abs() + counted;
    Slot { weight, entry, lots, symbol, kind, coins: coins != 0 }
}

/// The slots of one account of a population, by rising symbol.
pub(super) fn slots_of(market: &Market, population: &Population, account: usize, out: &mut Vec<Slot>) {
    let coins = population.coins(account);
    let mut lots = [0_i64; SYMBOLS];
    for (_, held) in coins {
        if let Some(place) = lots.get_mut(usize::from(held.symbol)) {
            *place = held.lots;
        }
    }
    let begin = out.len();
    for holding in population.holdings(account) {
        let place = lots.get_mut(usize::from(holding.symbol));
        let own = place.map_or(0, std::mem::take);
        out.push(slot(market, holding.symbol, holding.lots, holding.entry, own));
    }
    for (_, held) in coins {
        if lots.get(usize::from(held.symbol)).is_some_and(|left| *left != 0) {
            out.push(slot(market, held.symbol, 0, 0.0, held.lots));
        }
    }
    if let Some(own) = out.get_mut(begin..) {
        own.sort_unstable_by_key(|s| s.symbol);
    }
}

/// What a slot adds to slack at a price, in micro-units.
#[inline]
pub(super) fn slack_of_slot(market: &Market, slot: &Slot, price: f64) -> f64 {
    match slot.kind {
        Kind::Flat => slot.weight * price,
        Kind::Fixed | Kind::Table => slot.weight * price - requirement(market, slot, price),
    }
}

/// What the position of a slot must keep at a price, in micro-units.
pub(super) fn requirement(market: &Market, slot: &Slot, price: f64) -> f64 {
    let Some(s) = market.get(slot.symbol) else { return 0.0 };
    let size = (float(slot.lots) * s.unit()).abs();
    let tested = if slot.kind == Kind::Fixed { slot.entry } else { price };
    s.maintenance.at(size * tested)
}

/// S of an account, in micro-units.
#[inline]
pub(super) fn slack(market: &Market, intercept: i64, slots: &[Slot], prices: &PerSymbol<f64>) -> f64 {
    slots.iter().fold(float(intercept), |sum, slot| sum + slack_of_slot(market, slot, prices.of(slot.symbol)))
}

/// The part of slack that no price moves: c, less what is fixed at entry.
pub(super) fn constant(market: &Market, intercept: i64, slots: &[Slot]) -> f64 {
    let fixed = slots.iter().filter(|slot| slot.kind == Kind::Fixed);
    fixed.fold(float(intercept), |sum, slot| sum - requirement(market, slot, slot.entry))
}

impl Accounts {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.id.len()
    }

    /// Number in the population of the account at a place.
    #[inline]
    pub fn id(&self, place: u32) -> u32 {
        self.id.get(place as usize).copied().unwrap_or(u32::MAX)
    }

    /// Where the slots of the account at a place stand.
    #[inline]
    fn range(&self, place: usize) -> Range<usize> {
        match (self.first.get(place), self.first.get(place.wrapping_add(1))) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        }
    }

    /// The slots of the account at a place.
    #[inline]
    pub fn slots(&self, place: usize) -> &[Slot] {
        self.slots.get(self.range(place)).unwrap_or_default()
    }

    /// Symbols and lots of the account at a place.
    #[inline]
    pub fn positions(&self, place: usize) -> impl Iterator<Item = (u8, i64)> + '_ {
        let range = self.range(place);
        let lots = self.lots.get(range.clone()).unwrap_or_default();
        let symbols = self.symbols.get(range).unwrap_or_default();
        symbols.iter().copied().zip(lots.iter().copied())
    }

    /// c of the account at a place.
    #[inline]
    pub fn intercept(&self, place: usize) -> i64 {
        self.intercept.get(place).copied().unwrap_or(0)
    }

    /// Coins of an account in a symbol, in lots.
    pub fn coins(&self, place: u32, symbol: u8) -> i64 {
        let found = self.coins.binary_search_by_key(&(place, symbol), |(owner, coins)| (*owner, coins.symbol));
        found.ok().and_then(|at| self.coins.get(at)).map_or(0, |(_, coins)| coins.lots)
    }

    /// All coins of an account: symbol and lots.
    pub fn coins_of(&self, place: u32) -> impl Iterator<Item = (u8, i64)> + '_ {
        let from = self.coins.partition_point(|(owner, _)| *owner < place);
        let own = self.coins.iter().skip(from).take_while(move |(owner, _)| *owner == place);
        own.map(|(_, coins)| (coins.symbol, coins.lots))
    }

    /// S of the account at a place.
    #[inline]
    pub fn slack(&self, market: &Market, place: usize, prices: &PerSymbol<f64>) -> f64 {
        slack(market, self.intercept(place), self.slots(place), prices)
    }

    /// Equity of an account whose slots and intercept may have changed since the start, in micro-units.
    pub fn equity(&self, market: &Market, place: u32, intercept: i64, slots: &[Slot], prices: &PerSymbol<f64>) -> f64 {
        slots.iter().fold(float(intercept), |sum, slot| {
            let Some(s) = market.get(slot.symbol) else { return sum };
            let counted = if slot.coins { float(self.coins(place, slot.symbol)) * (1.0 - s.haircut) } else { 0.0 };
            sum + (float(slot.lots) + counted) * s.unit() * prices.of(slot.symbol)
        })
    }

    /// Bytes on the heap.
    pub fn bytes(&self) -> usize {
        bytes(&self.id)
            .saturating_add(bytes(&self.intercept))
            .saturating_add(bytes(&self.first))
            .saturating_add(bytes(&self.slots))
            .saturating_add(bytes(&self.lots))
            .saturating_add(bytes(&self.symbols))
            .saturating_add(bytes(&self.coins))
    }
}

/// Bytes that a list holds on the heap.
pub(super) fn bytes<T>(list: &Vec<T>) -> usize {
    list.capacity().saturating_mul(size_of::<T>())
}
