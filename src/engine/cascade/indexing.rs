//! Accounts put into the order of an index, some at a time: for whoever must not wait for a million.

use std::collections::BTreeMap;

use super::accounts::{Accounts, Kind, Slot, constant, slots_of};
use super::amounts::float;
use super::index::{Index, room};
use super::market::{Market, PerSymbol, Symbol};
use super::pack::{BLOCK, GONE, Pack, SMALLEST, WIDEST, single};
use super::population::Population;
use super::single::{Single, border};
use super::sorting::Sorting;
use crate::engine::{Cause, Error};

/// A set of symbols becomes a pack from so many accounts on.
const MANY: u32 = 64;

/// Where an account goes, and how near it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// What is being done, to one account after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Its positions are read.
    Slots,
    /// It gets its seat.
    Seats,
    /// The seats are sorted.
    Order,
    /// It is put where its seat is.
    Places,
    /// It goes into its part of the index.
    Parts,
    Done,
}

/// An index on its way.
#[derive(Debug)]
pub struct Indexing {
    stage: Stage,
    /// The next account of the stage, or seat.
    next: usize,
    /// Starting prices.
    start: PerSymbol<f64>,
    /// Accounts in the order of the population: their slots alone.
    given: Accounts,
    /// Sets of symbols that a pack may hold, with how many accounts hold each.
    sets: BTreeMap<u64, u32>,
    /// Those that many accounts hold, rising.
    many: Vec<u64>,
    seats: Sorting<Seat>,
    /// The seat after the last of the present part.
    end: usize,
    pub(super) accounts: Accounts,
    pub(super) index: Index,
    /// Place in the index by number of the account.
    pub(super) place: Vec<u32>,
    /// Lots held long and short, by symbol.
    pub(super) open: PerSymbol<(i64, i64)>,
    /// What all positions are worth at the start, absolute, in units of the engine.
    pub(super) worth: f64,
}

impl Indexing {
    /// Begins.
    #[must_use]
    pub fn new(market: &Market, population: &Population) -> Self {
        let (count, positions) = (population.count(), population.holdings.len());
        let mut first = Vec::with_capacity(count.saturating_add(1));
        first.push(0);
        let given = Accounts { first, slots: Vec::with_capacity(positions), ..Accounts::default() };
        Self {
            stage: Stage::Slots,
            next: 0,
            start: market.each(Symbol::price),
            given,
            sets: BTreeMap::new(),
            many: vec![],
            seats: Sorting::with_capacity(count),
            end: 0,
            accounts: Accounts::default(),
            index: Index::default(),
            place: vec![],
            open: PerSymbol::default(),
            worth: 0.0,
        }
    }

    /// The part of the way that is gone, roughly.
    #[must_use]
    pub fn part(&self) -> f64 {
        match self.stage {
            Stage::Slots => 0.0,
            Stage::Seats => 0.2,
            Stage::Order => 0.4,
            Stage::Places => 0.6,
            Stage::Parts => 0.8,
            Stage::Done => 1.0,
        }
    }

    /// Goes on by so many accounts, and perhaps a block more; false once all are in. Errors: a population with more positions than 2^32.
    pub fn some(&mut self, market: &Market, population: &Population, most: usize) -> Result<bool, Error> {
        let count = population.count();
        let from = self.next;
        let to = from.saturating_add(most).min(count);
        self.next = to;
        let complete = match self.stage {
            Stage::Slots => {
                for account in from..to {
                    self.read(market, population, account)?;
                }
                to == count
            }
            Stage::Seats => {
                if from == 0 {
                    let many = std::mem::take(&mut self.sets).into_iter().filter(|(_, holders)| *holders >= MANY);
                    self.many = many.map(|(set, _)| set).collect();
                }
                for account in from..to {
                    let intercept = population.intercept.get(account).copied().unwrap_or(0);
                    let seat = self.seat(market, intercept, account);
                    self.seats.push(seat);
                }
                to == count
            }
            Stage::Order => !self.seats.some(most),
            Stage::Places => {
                if from == 0 {
                    self.reserve(population);
                }
                for at in from..to {
                    self.put(market, population, at);
                }
                if to == count {
                    self.given = Accounts::default();
                }
                to == count
            }
            Stage::Parts => {
                self.next = from;
                !self.divide(market, most)
            }
            Stage::Done => return Ok(false),
        };
        if complete {
            (self.stage, self.next) = (self.stage.after(), 0);
        }
        Ok(self.stage != Stage::Done)
    }

    /// Reads the positions of an account.
    fn read(&mut self, market: &Market, population: &Population, account: usize) -> Result<(), Error> {
        let own = self.given.slots.len();
        slots_of(market, population, account, &mut self.given.slots);
        self.given.first.push(u32::try_from(self.given.slots.len()).map_err(|_| Cause::Overflow)?);
        let slots = self.given.slots.get(own..).unwrap_or_default();
        if packable(slots) {
            let holders = self.sets.entry(set_of(slots)).or_default();
            *holders = holders.saturating_add(1);
        }
        Ok(())
    }

    fn seat(&self, market: &Market, intercept: i64, number: usize) -> Seat {
        let slots = self.given.slots(number);
        let account = u32::try_from(number).unwrap_or(u32::MAX);
        if let [only] = slots
            && only.kind != Kind::Table
            && let Some((down, price)) = border(market, intercept, only)
        {
            let class = u32::from(only.symbol).wrapping_mul(2).wrapping_add(u32::from(!down));
            return Seat { class, key: in_order(if down { -price } else { price }), account };
        }
        let class = match self.many.binary_search(&set_of(slots)) {
            Ok(set) if packable(slots) && size(market, intercept, slots) >= SMALLEST => {
                u32::try_from(set).map_or(LOOSE, |set| PACKS.saturating_add(set))
            }
            _ => LOOSE,
        };
        Seat { class, key: in_order(room(market, intercept, slots, &self.start)), account }
    }

    /// Memory for all accounts in their order.
    fn reserve(&mut self, population: &Population) {
        self.seats.settle();
        let (count, slots) = (self.seats.count(), self.given.slots.len());
        self.accounts = Accounts {
            id: Vec::with_capacity(count),
            intercept: Vec::with_capacity(count),
            first: Vec::with_capacity(count.saturating_add(1)),
            slots: Vec::with_capacity(slots),
            lots: Vec::with_capacity(slots),
            symbols: Vec::with_capacity(slots),
            coins: Vec::with_capacity(population.coins.len()),
        };
        self.accounts.first.push(0);
        self.place = vec![0; count];
    }

    /// Puts the account of a seat where it belongs.
    fn put(&mut self, market: &Market, population: &Population, at: usize) {
        let Some(seat) = self.seats.items().get(at) else { return };
        let (account, place) = (seat.account as usize, u32::try_from(at).unwrap_or(u32::MAX));
        if let Some(own) = self.place.get_mut(account) {
            *own = place;
        }
        let out = &mut self.accounts;
        out.id.push(seat.account);
        out.intercept.push(population.intercept.get(account).copied().unwrap_or(0));
        let slots = self.given.slots(account);
        out.slots.extend_from_slice(slots);
        out.lots.extend(slots.iter().map(|slot| slot.lots));
        out.symbols.extend(slots.iter().map(|slot| slot.symbol));
        out.first.push(u32::try_from(out.slots.len()).unwrap_or(u32::MAX));
        for slot in slots {
            let one = market.get(slot.symbol).map_or(0.0, |s| s.lot * s.price());
            self.worth += float(slot.lots).abs() * one;
            if let Some((long, short)) = self.open.at(slot.symbol) {
                *long = long.saturating_add(slot.lots.max(0));
                *short = short.saturating_sub(slot.lots.min(0));
            }
        }
        if slots.iter().any(|slot| slot.coins) {
            let own = out.coins.len();
            out.coins.extend(population.coins(account).iter().map(|(_, coins)| (place, *coins)));
            out.coins.get_mut(own..).unwrap_or_default().sort_unstable_by_key(|(_, coins)| coins.symbol);
        }
    }

    /// Puts some more blocks of accounts into their parts of the index; false once all are there.
    fn divide(&mut self, market: &Market, most: usize) -> bool {
        let Self { seats, accounts, index, end, next, .. } = self;
        let seats = seats.items();
        let mut left = most;
        while let Some(seat) = seats.get(*next) {
            if left == 0 {
                return true;
            }
            if *next >= *end {
                let rest = seats.get(*next..).unwrap_or_default();
                let count = rest.partition_point(|other| other.class == seat.class);
                *end = next.saturating_add(count);
                begin_part(index, accounts, seat.class, *next, count);
            }
            let last = next.saturating_add(BLOCK).min(*end);
            let block = seats.get(*next..last).unwrap_or_default();
            if seat.class < PACKS {
                if let Some(own) = index.singles.last_mut() {
                    let down = own.down;
                    own.price
                        .extend(block.iter().map(|seat| out_of_order(seat.key)).map(|p| if down { -p } else { p }));
                }
            } else if seat.class < LOOSE {
                if let Some(pack) = index.packs.last_mut() {
                    put_block(pack, market, accounts, *next..last);
                }
            } else {
                let room = block.iter().map(|seat| out_of_order(seat.key)).fold(f64::INFINITY, f64::min);
                index.loose.due.push(room);
                index.loose.due_home.push(room);
            }
            *next = last;
            left = left.saturating_sub(BLOCK);
        }
        false
    }
}

impl Stage {
    fn after(self) -> Self {
        match self {
            Self::Slots => Self::Seats,
            Self::Seats => Self::Order,
            Self::Order => Self::Places,
            Self::Places => Self::Parts,
            Self::Parts | Self::Done => Self::Done,
        }
    }
}

/// The set of symbols of some slots.
fn set_of(slots: &[Slot]) -> u64 {
    slots.iter().fold(0, |set, slot| set | 1_u64.checked_shl(u32::from(slot.symbol)).unwrap_or(0))
}

fn packable(slots: &[Slot]) -> bool {
    (2..=WIDEST).contains(&slots.len()) && slots.iter().all(|slot| slot.kind != Kind::Table)
}

/// M: constant and weights at the start, in absolute value.
fn size(market: &Market, intercept: i64, slots: &[Slot]) -> f64 {
    let weights = slots.iter().map(|slot| (slot.weight * market.get(slot.symbol).map_or(0.0, Symbol::price)).abs());
    weights.fold(constant(market, intercept, slots).abs(), |sum, weight| sum + weight)
}

/// Bits of a float in the order of its value.
fn in_order(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 0 { bits | (1 << 63) } else { !bits }
}

/// The float that has these bits in order.
fn out_of_order(key: u64) -> f64 {
    f64::from_bits(if key >> 63 == 1 { key & !(1 << 63) } else { !key })
}

/// An empty part of the index for a class of accounts.
fn begin_part(index: &mut Index, accounts: &Accounts, class: u32, at: usize, accounts_of_it: usize) {
    let (first, count) = (u32::try_from(at).unwrap_or(u32::MAX), u32::try_from(accounts_of_it).unwrap_or(u32::MAX));
    let blocks = accounts_of_it.div_ceil(BLOCK);
    if class < PACKS {
        let symbol = u8::try_from(class >> 1).unwrap_or(0);
        let price = Vec::with_capacity(accounts_of_it);
        index.singles.push(Single { symbol, down: class & 1 == 0, first, price, passed: 0 });
    } else if class < LOOSE {
        let symbols: Vec<u8> = accounts.slots(at).iter().map(|slot| slot.symbol).collect();
        let lanes = blocks.saturating_mul(BLOCK);
        index.packs.push(Pack {
            constants: Vec::with_capacity(lanes),
            home: Vec::with_capacity(lanes),
            weights: Vec::with_capacity(lanes.saturating_mul(symbols.len())),
            due: Vec::with_capacity(blocks),
            due_home: Vec::with_capacity(blocks),
            symbols,
            first,
            count,
            gone: 0.0,
        });
    } else {
        (index.loose.first, index.loose.count) = (first, count);
        index.loose.due.reserve_exact(blocks);
        index.loose.due_home.reserve_exact(blocks);
    }
}

/// One block more of a pack.
fn put_block(pack: &mut Pack, market: &Market, accounts: &Accounts, places: std::ops::Range<usize>) {
    let block = pack.due.len();
    let (lanes, width) = (block.saturating_add(1).saturating_mul(BLOCK), pack.symbols.len());
    let (from, rows) = (pack.constants.len(), pack.weights.len());
    pack.constants.resize(lanes, GONE);
    pack.weights.resize(lanes.saturating_mul(width), 0.0);
    for (lane, place) in places.enumerate() {
        let (intercept, slots) = (accounts.intercept(place), accounts.slots(place));
        let size = size(market, intercept, slots);
        if let Some(own) = pack.constants.get_mut(from.wrapping_add(lane)) {
            *own = single(constant(market, intercept, slots) / size);
        }
        for (slot, cell) in slots.iter().zip(pack.weights.iter_mut().skip(rows.wrapping_add(lane)).step_by(BLOCK)) {
            *cell = single(slot.weight * market.get(slot.symbol).map_or(0.0, Symbol::price) / size);
        }
    }
    pack.home.extend_from_slice(pack.constants.get(from..).unwrap_or_default());
    let (prices, limit) = pack.relative(&PerSymbol::from_fn(|_| 1.0));
    let due = pack.screen(block, &prices, limit, &mut [0.0; BLOCK]).safe();
    pack.due.push(due);
    pack.due_home.push(due);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_gives_its_float_back_and_has_its_order() {
        let rising = [f64::NEG_INFINITY, -3.5, -f64::MIN_POSITIVE, -0.0, 0.0, f64::MIN_POSITIVE, 1.0, f64::INFINITY];
        assert!(rising.map(in_order).is_sorted());
        for value in rising {
            assert_eq!(out_of_order(in_order(value)).to_bits(), value.to_bits());
        }
    }
}
