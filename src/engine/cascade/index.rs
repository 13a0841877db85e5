//! Where to look: accounts sorted once, so that a round touches only those that prices have come near.
//!
//! - Of one symbol and one rate: by threshold ([`Single`]).
//! - Of several symbols and one rate each, many alike: in blocks by distance ([`Pack`]).
//! - The rest: in blocks by distance, looked at one by one (loose).

use std::ops::Range;

use super::accounts::{Accounts, Kind, NOTHING, Slot, bytes, constant, slack, slots_of};
use super::amounts::float;
use super::market::{Market, PerSymbol, Symbol};
use super::pack::{BLOCK, GONE, Pack, SMALLEST, WIDEST, single};
use super::population::Population;
use super::single::{Single, border};
use crate::engine::{Cause, Error};

/// A set of symbols becomes a pack from so many accounts on.
const MANY: usize = 64;

/// Accounts looked at one by one, in blocks.
#[derive(Debug, Clone, Default)]
pub(super) struct Loose {
    pub first: u32,
    pub count: u32,
    pub due: Vec<f64>,
    pub due_home: Vec<f64>,
    pub gone: f64,
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    pub singles: Vec<Single>,
    pub packs: Vec<Pack>,
    pub loose: Loose,
}

/// Where an account goes, and how near it is there.
#[derive(Debug, Clone, Copy)]
struct Seat {
    class: u32,
    /// Sorts the near before the far.
    key: u64,
    account: u32,
}

/// Class of the first pack; below it are the singles, two a symbol.
const PACKS: u32 = 128;
/// Class of the loose.
const LOOSE: u32 = u32::MAX;

/// How far the prices must go at least, relative to their start, before an account can be liquidated. Safe: slack changes by at most its
/// weights, but where a requirement jumps: there only up to the next floor.
pub(super) fn room(market: &Market, intercept: i64, slots: &[Slot], prices: &PerSymbol<f64>) -> f64 {
    let left = slack(market, intercept, slots, prices) - NOTHING;
    if left <= 0.0 {
        return 0.0;
    }
    let (mut steep, mut jump) = (0.0, f64::INFINITY);
    for slot in slots {
        let Some(s) = market.get(slot.symbol) else { continue };
        let size = (float(slot.lots) * s.unit()).abs();
        let kept = if slot.kind == Kind::Table { s.maintenance.steepest() * size } else { 0.0 };
        steep += (slot.weight.abs() + kept) * s.price();
        if slot.kind == Kind::Table && s.maintenance.jumps() && size > 0.0 {
            let price = prices.of(slot.symbol);
            // A floor above, where it steps up, or the one below, where a table of its own deductions steps down.
            let at = size * price;
            let above = s.maintenance.floors().find(|floor| *floor > at);
            let below = s.maintenance.floors().rfind(|floor| *floor <= at && *floor > 0.0);
            for floor in [above, below].into_iter().flatten() {
                jump = jump.min((floor / size - price).abs() / s.price());
            }
        }
    }
    // A millionth less, for what rounding may have added.
    (left / steep).min(jump) * (1.0 - 1e-6)
}

/// Bits of a float in the order of its value.
fn in_order(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 0 { bits | (1 << 63) } else { !bits }
}

/// Builds the index and puts the accounts in its order. Errors: a population with more positions than 2^32.
pub(super) fn build(market: &Market, population: &Population) -> Result<(Accounts, Index), Error> {
    let start = market.each(Symbol::price);
    let mut slots = Vec::with_capacity(population.holdings.len());
    let mut first = Vec::with_capacity(population.count().saturating_add(1));
    first.push(0_u32);
    for account in 0..population.count() {
        slots_of(market, population, account, &mut slots);
        first.push(u32::try_from(slots.len()).map_err(|_| Cause::Overflow)?);
    }
    let given = Accounts { first, slots, ..Accounts::default() };
    let sets = sets(&given, population.count());
    let mut seats: Vec<Seat> = Vec::with_capacity(population.count());
    for (account, intercept) in (0_u32..).zip(&population.intercept) {
        seats.push(seat(market, *intercept, given.slots(account as usize), account, &sets, &start));
    }
    seats.sort_unstable_by_key(|seat| (seat.class, seat.key, seat.account));
    let accounts = seated(&given, population, &seats);
    let index = indexed(market, &accounts, &seats, &start);
    Ok((accounts, index))
}

/// The set of symbols of some slots.
fn set_of(slots: &[Slot]) -> u64 {
    slots.iter().fold(0, |set, slot| set | 1_u64.checked_shl(u32::from(slot.symbol)).unwrap_or(0))
}

fn packable(slots: &[Slot]) -> bool {
    (2..=WIDEST).contains(&slots.len()) && slots.iter().all(|slot| slot.kind != Kind::Table)
}

/// The sets of symbols that many accounts hold, rising.
fn sets(given: &Accounts, count: usize) -> Vec<u64> {
    let candidates = (0..count).map(|account| given.slots(account)).filter(|slots| packable(slots));
    let mut all: Vec<u64> = candidates.map(set_of).collect();
    all.sort_unstable();
    all.chunk_by(|a, b| a == b).filter(|alike| alike.len() >= MANY).filter_map(|alike| alike.first().copied()).collect()
}

fn seat(market: &Market, intercept: i64, slots: &[Slot], account: u32, sets: &[u64], start: &PerSymbol<f64>) -> Seat {
    if let [only] = slots
        && only.kind != Kind::Table
        && let Some((down, price)) = border(market, intercept, only)
    {
        let class = u32::from(only.symbol).wrapping_mul(2).wrapping_add(u32::from(!down));
        return Seat { class, key: in_order(if down { -price } else { price }), account };
    }
    let class = match sets.binary_search(&set_of(slots)) {
        Ok(set) if packable(slots) && size(market, intercept, slots) >= SMALLEST => {
            u32::try_from(set).map_or(LOOSE, |set| PACKS.saturating_add(set))
        }
        _ => LOOSE,
    };
    Seat { class, key: in_order(room(market, intercept, slots, start)), account }
}

/// M: constant and weights at the start, in absolute value.
fn size(market: &Market, intercept: i64, slots: &[Slot]) -> f64 {
    let weights = slots.iter().map(|slot| (slot.weight * market.get(slot.symbol).map_or(0.0, Symbol::price)).abs());
    weights.fold(constant(market, intercept, slots).abs(), |sum, weight| sum + weight)
}

/// The accounts in the order of their seats.
fn seated(given: &Accounts, population: &Population, seats: &[Seat]) -> Accounts {
    let mut out = Accounts {
        id: Vec::with_capacity(seats.len()),
        intercept: Vec::with_capacity(seats.len()),
        first: Vec::with_capacity(seats.len().saturating_add(1)),
        slots: Vec::with_capacity(given.slots.len()),
        lots: Vec::with_capacity(given.slots.len()),
        symbols: Vec::with_capacity(given.slots.len()),
        coins: Vec::with_capacity(population.coins.len()),
    };
    out.first.push(0);
    for (place, seat) in (0_u32..).zip(seats) {
        let account = seat.account as usize;
        out.id.push(seat.account);
        out.intercept.push(population.intercept.get(account).copied().unwrap_or(0));
        let slots = given.slots(account);
        out.slots.extend_from_slice(slots);
        out.lots.extend(slots.iter().map(|slot| slot.lots));
        out.symbols.extend(slots.iter().map(|slot| slot.symbol));
        out.first.push(u32::try_from(out.slots.len()).unwrap_or(u32::MAX));
        let mut coins: Vec<_> = population.coins(account).iter().map(|(_, coins)| (place, *coins)).collect();
        coins.sort_unstable_by_key(|(_, coins)| coins.symbol);
        out.coins.extend(coins);
    }
    out
}

fn indexed(market: &Market, accounts: &Accounts, seats: &[Seat], start: &PerSymbol<f64>) -> Index {
    let mut index = Index::default();
    let mut first = 0_u32;
    for class in seats.chunk_by(|a, b| a.class == b.class) {
        let Some(seat) = class.first() else { continue };
        let count = u32::try_from(class.len()).unwrap_or(u32::MAX);
        if seat.class < PACKS {
            index.singles.push(singles(market, accounts, seat.class, first, count));
        } else if seat.class < LOOSE {
            index.packs.push(packed(market, accounts, first, count));
        } else {
            index.loose = loose(market, accounts, first, count, start);
        }
        first = first.saturating_add(count);
    }
    index
}

fn singles(market: &Market, accounts: &Accounts, class: u32, first: u32, count: u32) -> Single {
    let price = (first..first.saturating_add(count)).map(|place| {
        let place = place as usize;
        let slot = accounts.slots(place).first();
        slot.and_then(|slot| border(market, accounts.intercept(place), slot)).map_or(0.0, |(_, price)| price)
    });
    let symbol = u8::try_from(class >> 1).unwrap_or(0);
    Single { symbol, down: class & 1 == 0, first, price: price.collect(), passed: 0 }
}

fn packed(market: &Market, accounts: &Accounts, first: u32, count: u32) -> Pack {
    let symbols: Vec<u8> = accounts.slots(first as usize).iter().map(|slot| slot.symbol).collect();
    let blocks = (count as usize).div_ceil(BLOCK);
    let width = symbols.len();
    let mut constants = vec![GONE; blocks.saturating_mul(BLOCK)];
    let mut weights = vec![0.0_f32; blocks.saturating_mul(BLOCK).saturating_mul(width)];
    let places = first..first.saturating_add(count);
    for ((lane, value), place) in constants.iter_mut().enumerate().zip(places) {
        let (intercept, slots) = (accounts.intercept(place as usize), accounts.slots(place as usize));
        let size = size(market, intercept, slots);
        *value = single(constant(market, intercept, slots) / size);
        let row = (lane / BLOCK).wrapping_mul(BLOCK).wrapping_mul(width).wrapping_add(lane % BLOCK);
        for (slot, cell) in slots.iter().zip(weights.iter_mut().skip(row).step_by(BLOCK)) {
            *cell = single(slot.weight * market.get(slot.symbol).map_or(0.0, Symbol::price) / size);
        }
    }
    let home = constants.clone();
    let mut pack = Pack { symbols, first, count, constants, home, weights, due: vec![], due_home: vec![], gone: 0.0 };
    let (prices, limit) = pack.relative(&PerSymbol::from_fn(|_| 1.0));
    let mut slack = [0.0; BLOCK];
    pack.due_home = (0..blocks).map(|block| pack.screen(block, &prices, limit, &mut slack).safe()).collect();
    pack.due.clone_from(&pack.due_home);
    pack
}

fn loose(market: &Market, accounts: &Accounts, first: u32, count: u32, start: &PerSymbol<f64>) -> Loose {
    let places: Vec<u32> = (first..first.saturating_add(count)).collect();
    let due: Vec<f64> = places
        .chunks(BLOCK)
        .map(|block| {
            let rooms = block
                .iter()
                .map(|place| room(market, accounts.intercept(*place as usize), accounts.slots(*place as usize), start));
            rooms.fold(f64::INFINITY, f64::min)
        })
        .collect();
    Loose { first, count, due_home: due.clone(), due, gone: 0.0 }
}

impl Index {
    /// Back to the start.
    pub fn reset(&mut self) {
        for single in &mut self.singles {
            single.passed = 0;
        }
        for pack in &mut self.packs {
            pack.reset();
        }
        self.loose.due.copy_from_slice(&self.loose.due_home);
        self.loose.gone = 0.0;
    }

    /// Places of all accounts that may hold a symbol, in stretches.
    pub fn holders(&self, symbol: u8) -> impl Iterator<Item = Range<u32>> + '_ {
        let stretch = |first: u32, count: usize| first..first.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        let singles = self.singles.iter().filter(move |single| single.symbol == symbol);
        let packs = self.packs.iter().filter(move |pack| pack.symbols.contains(&symbol));
        singles
            .map(move |single| stretch(single.first, single.price.len()))
            .chain(packs.map(|pack| pack.first..pack.first.saturating_add(pack.count)))
            .chain(std::iter::once(self.loose.first..self.loose.first.saturating_add(self.loose.count)))
    }

    /// How far prices may go at least, by the sum of relative moves, before anybody here can be liquidated.
    pub fn room(&self, market: &Market, marks: &PerSymbol<f64>) -> f64 {
        let singles = self.singles.iter().filter_map(|single| {
            let next = single.price.get(single.passed)?;
            let start = market.get(single.symbol).map_or(1.0, Symbol::price);
            Some((next - marks.of(single.symbol)).abs() / start)
        });
        let least = |due: &[f64], gone: f64| due.iter().copied().fold(f64::INFINITY, f64::min) - gone;
        let packs = self.packs.iter().map(|pack| least(&pack.due, pack.gone));
        singles.chain(packs).chain([least(&self.loose.due, self.loose.gone)]).fold(f64::INFINITY, f64::min)
    }

    /// Bytes on the heap.
    pub fn bytes(&self) -> usize {
        let singles = self.singles.iter().map(|single| bytes(&single.price));
        let packs = self.packs.iter().map(|pack| {
            [bytes(&pack.constants), bytes(&pack.home), bytes(&pack.weights), bytes(&pack.due), bytes(&pack.due_home)]
                .into_iter()
                .sum()
        });
        singles.chain(packs).chain([bytes(&self.loose.due), bytes(&self.loose.due_home)]).sum()
    }
}
