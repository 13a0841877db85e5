//! Where to look: accounts sorted once, so that a round touches only those that prices have come near.
//!
//! - Of one symbol and one rate: by threshold ([`Single`]).
//! - Of several symbols and one rate each, many alike: in blocks by distance ([`Pack`]).
//! - The rest: in blocks by distance, looked at one by one (loose).
//!
//! [`super::indexing`] builds it.

use std::ops::Range;

use super::accounts::{Kind, NOTHING, Slot, bytes, slack};
use super::amounts::float;
use super::market::{Market, PerSymbol, Symbol};
use super::pack::Pack;
use super::single::Single;

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
