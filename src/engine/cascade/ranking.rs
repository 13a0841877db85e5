//! Who may stand first in the queue of winners, without reckoning everybody exactly and without a sort.
//!
//! For each symbol and side stand the accounts that gain, as they were at the start, in columns of small `f32`: what each holds per unit of the
//! notional that gains. A screen of the columns gives an upper bound of each rank, some hundred-thousandths above it; a histogram of the bounds says
//! how far down the queue the lots are found, and only who can stand before that is reckoned exactly. Whoever is small, or holds what few hold, is
//! always reckoned exactly.

use super::accounts::{Accounts, Slot};
use super::amounts::float;
use super::index::Index;
use super::market::{Market, PerSymbol, Symbol};
use super::pack::{BLOCK, SMALLEST, single};

/// What rounding may add to a sum of `f32` products, as a part of their absolute sum: 2^-24 a term and a rounding, with room to spare.
const ROUNDING: f32 = 4e-6;

/// Bits of a bound that its bucket leaves out: buckets are 1.6 per cent wide.
const COARSE: u32 = 17;

/// Buckets above zero, infinity among them.
const BUCKETS: usize = 1 << (31 - COARSE);

/// Accounts that hold the same symbols, of whom all gain by one of them.
#[derive(Debug, Clone, Default)]
struct Group {
    /// Their symbols, and which of them it is.
    symbols: Vec<u8>,
    own: usize,
    places: Vec<u32>,
    /// Lots that gain, absolute.
    lots: Vec<f32>,
    /// Starting price over entry.
    entries: Vec<f32>,
    /// c over the notional that gains, at the start.
    constants: Vec<f32>,
    /// By symbol: lots and counted coins at the starting price, over the same notional.
    weights: Vec<Vec<f32>>,
}

/// Who gains by one symbol when one side of it loses.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    groups: Vec<Group>,
    /// Places of those who are reckoned exactly.
    rest: Vec<u32>,
    /// Accounts of the symbol's stretches that have been gone through; all of them at `u32::MAX`.
    done: u32,
}

/// All lists, made once for an engine, whatever is run on it.
#[derive(Debug, Clone, Default)]
pub(super) struct Ranking(Vec<List>);

/// Memory of a screen.
#[derive(Debug, Default)]
pub(super) struct Screened {
    /// Upper bounds of ranks, zero where there is no profit: group by group, as the list has them.
    bounds: Vec<f32>,
    /// Lots by bucket of the bound.
    buckets: Vec<f64>,
    /// The highest bucket that was ever put into since they were cleared: those above are empty, most of all there are.
    highest: usize,
}

/// Number of the list of a symbol and of those who win when a side loses: 0 shorts, 1 longs.
pub(super) fn list(symbol: u8, side: usize) -> usize {
    usize::from(symbol).wrapping_mul(2).wrapping_add(side)
}

/// The sign of the positions that win when a side loses.
pub(super) fn sign(side: usize) -> i64 {
    if side == 0 { -1 } else { 1 }
}

fn bucket(bound: f32) -> usize {
    (bound.to_bits() >> COARSE) as usize
}

/// The least bound of a bucket.
fn edge(bucket: usize) -> f64 {
    u32::try_from(bucket).map_or(f64::INFINITY, |bucket| f64::from(f32::from_bits(bucket << COARSE)))
}

impl Group {
    fn new(slots: &[Slot], symbol: u8) -> Self {
        let symbols: Vec<u8> = slots.iter().map(|slot| slot.symbol).collect();
        let own = symbols.iter().position(|s| *s == symbol).unwrap_or(0);
        Self { weights: vec![vec![]; symbols.len()], own, symbols, ..Self::default() }
    }

    fn add(&mut self, market: &Market, accounts: &Accounts, place: u32, slot: &Slot, notional: f64) {
        let start = market.get(slot.symbol).map_or(1.0, Symbol::price);
        self.places.push(place);
        self.lots.push(single(float(slot.lots).abs()));
        self.entries.push(single(start / slot.entry));
        self.constants.push(single(float(accounts.intercept(place as usize)) / notional));
        for (slot, column) in accounts.slots(place as usize).iter().zip(&mut self.weights) {
            let Some(s) = market.get(slot.symbol) else { continue };
            let counted = if slot.coins { float(accounts.coins(place, slot.symbol)) * (1.0 - s.haircut) } else { 0.0 };
            column.push(single((float(slot.lots) + counted) * s.unit() * s.price() / notional));
        }
    }

    /// Upper bounds of their ranks where a lot was traded at `average` times the starting price and marks stand at `relative`.
    fn screen(&self, relative: &PerSymbol<f64>, average: f64, sign: f32, bounds: &mut Vec<f32>) {
        let average = single(average);
        let marks: Vec<f32> = self.symbols.iter().map(|s| single(relative.of(*s))).collect();
        // A position that is taken is closed at the average, which can lie against it beyond the mark.
        let taken = (sign * (average - marks.get(self.own).copied().unwrap_or(average))).min(0.0);
        let (mut equity, mut size) = ([0.0_f32; BLOCK], [0.0_f32; BLOCK]);
        for first in (0..self.places.len()).step_by(BLOCK) {
            let end = first.wrapping_add(BLOCK).min(self.places.len());
            let constants = self.constants.get(first..end).unwrap_or_default();
            for ((equity, size), constant) in equity.iter_mut().zip(&mut size).zip(constants) {
                (*equity, *size) = (*constant, constant.abs());
            }
            for (column, mark) in self.weights.iter().zip(&marks) {
                let column = column.get(first..end).unwrap_or_default();
                for ((equity, size), weight) in equity.iter_mut().zip(&mut size).zip(column) {
                    let worth = weight * mark;
                    *equity += worth;
                    *size += worth.abs();
                }
            }
            let entries = self.entries.get(first..end).unwrap_or_default();
            bounds.extend(entries.iter().zip(&equity).zip(&size).map(|((entry, equity), size)| {
                let way = entry * average;
                let gain = sign * (way - 1.0) + ROUNDING * (1.0 + way);
                let least = equity + taken - ROUNDING * (size + average);
                let bound = if least > 0.0 { gain * average / least * (1.0 + ROUNDING) } else { f32::INFINITY };
                if gain <= 0.0 {
                    0.0
                } else if bound >= 0.0 {
                    bound
                } else {
                    // What is no number bounds nothing.
                    f32::INFINITY
                }
            }));
        }
    }
}

impl List {
    /// Goes through some more holders; false once all are in.
    fn some(&mut self, market: &Market, accounts: &Accounts, index: &Index, which: (u8, usize), most: u32) -> bool {
        let (symbol, side) = which;
        let (mut skip, mut left) = (self.done, most);
        if skip == u32::MAX {
            return false;
        }
        let start = market.get(symbol).map_or(0.0, |s| s.unit() * s.price());
        for stretch in index.holders(symbol) {
            let many = stretch.end.wrapping_sub(stretch.start);
            if skip >= many {
                skip = skip.wrapping_sub(many);
                continue;
            }
            // Those of a stretch hold the same symbols, but for the last, who hold what few do.
            let mut group: Option<Group> =
                self.groups.pop_if(|group| skip > 0 && group.places.last() >= Some(&stretch.start));
            for place in stretch.start.wrapping_add(skip)..stretch.end {
                if left == 0 {
                    self.groups.extend(group);
                    return true;
                }
                left = left.wrapping_sub(1);
                self.done = self.done.wrapping_add(1);
                let slots = accounts.slots(place as usize);
                let Some(slot) = slots.iter().find(|s| s.symbol == symbol && s.lots.signum() == sign(side)) else {
                    continue;
                };
                let notional = float(slot.lots).abs() * start;
                let group = group.get_or_insert_with(|| Group::new(slots, symbol));
                if notional >= SMALLEST && slots.iter().map(|slot| &slot.symbol).eq(&group.symbols) {
                    group.add(market, accounts, place, slot, notional);
                } else {
                    self.rest.push(place);
                }
            }
            skip = 0;
            self.groups.extend(group.filter(|group| !group.places.is_empty()));
        }
        self.done = u32::MAX;
        false
    }

    /// Places of those who are reckoned exactly, whatever the screen says.
    pub fn rest(&self) -> &[u32] {
        &self.rest
    }

    /// Bounds everybody's rank from above, `alive` alone; and puts lots into buckets.
    pub fn screen(
        &self,
        screened: &mut Screened,
        relative: &PerSymbol<f64>,
        average: f64,
        side: usize,
        alive: impl Fn(u32) -> bool,
    ) {
        screened.clear();
        let Screened { bounds, buckets, highest } = screened;
        let sign = if side == 0 { -1.0 } else { 1.0 };
        for group in &self.groups {
            let first = bounds.len();
            group.screen(relative, average, sign, bounds);
            let own = bounds.get_mut(first..).unwrap_or_default();
            for ((bound, place), lots) in own.iter_mut().zip(&group.places).zip(&group.lots) {
                if *bound > 0.0 {
                    if !alive(*place) {
                        *bound = 0.0;
                    } else if let Some(sum) = buckets.get_mut(bucket(*bound)) {
                        *sum += f64::from(*lots);
                        *highest = (*highest).max(bucket(*bound));
                    }
                }
            }
        }
    }

    /// Places whose bounds lie in some buckets.
    pub fn within(&self, screened: &Screened, buckets: std::ops::Range<usize>, mut found: impl FnMut(u32)) {
        let mut bounds = screened.bounds.iter();
        for group in &self.groups {
            for (place, bound) in group.places.iter().zip(&mut bounds) {
                if *bound > 0.0 && buckets.contains(&bucket(*bound)) {
                    found(*place);
                }
            }
        }
    }

    fn bytes(&self) -> usize {
        use super::accounts::bytes;
        let of = |group: &Group| -> usize {
            let columns = [&group.lots, &group.entries, &group.constants].into_iter().chain(&group.weights);
            bytes(&group.places).saturating_add(columns.map(bytes).sum())
        };
        self.groups.iter().map(of).sum::<usize>().saturating_add(bytes(&self.rest))
    }
}

impl Screened {
    /// Nobody, and no lots.
    fn clear(&mut self) {
        self.bounds.clear();
        self.buckets.resize(BUCKETS, 0.0);
        self.buckets.iter_mut().take(self.highest.saturating_add(1)).for_each(|sum| *sum = 0.0);
        self.highest = 0;
    }

    /// Adds lots of somebody whose rank is known.
    pub fn add(&mut self, rank: f64, lots: i64) {
        let bucket = bucket(single(rank));
        if let Some(sum) = self.buckets.get_mut(bucket) {
            *sum += float(lots);
            self.highest = self.highest.max(bucket);
        }
    }

    /// The highest bucket, below another, from which up so many lots, above zero, stand, less one for what the bounds are too high; zero where there are fewer.
    pub fn down_to(&self, below: usize, lots: f64) -> usize {
        let mut left = lots;
        for (bucket, sum) in self.buckets.iter().enumerate().take(self.highest.saturating_add(1)).rev() {
            left -= sum;
            if left <= 0.0 && bucket < below {
                return bucket.saturating_sub(1);
            }
        }
        0
    }

    /// Nobody below a bucket ranks at or above this.
    pub fn least(bucket: usize) -> f64 {
        if bucket == 0 { 0.0 } else { edge(bucket) }
    }

    /// One above the highest bucket.
    pub fn top() -> usize {
        BUCKETS
    }
}

impl Ranking {
    /// Makes some more of the lists of those who win when prices fall; false once all are made.
    pub fn some(&mut self, market: &Market, accounts: &Accounts, index: &Index, most: u32) -> bool {
        market.numbers().any(|symbol| self.make(market, accounts, index, (symbol, 0), most))
    }

    /// Makes some more of one list, of a symbol and a side; false once it is made.
    pub fn make(&mut self, market: &Market, accounts: &Accounts, index: &Index, which: (u8, usize), most: u32) -> bool {
        self.0.resize_with(market.count().wrapping_mul(2), List::default);
        self.0.get_mut(list(which.0, which.1)).is_some_and(|list| list.some(market, accounts, index, which, most))
    }

    /// The list of a symbol and side, once it is made.
    pub fn of(&self, symbol: u8, side: usize) -> Option<&List> {
        self.0.get(list(symbol, side))
    }

    /// Bytes on the heap.
    pub fn bytes(&self) -> usize {
        self.0.iter().map(List::bytes).sum()
    }
}
