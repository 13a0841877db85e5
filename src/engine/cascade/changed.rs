//! Accounts that are no longer as the index knows them: closed in part, deleveraged, or charged with funding or a shared loss. They are kept
//! and looked at one by one.

use super::accounts::{Accounts, NOTHING, Slot, slack, slot};
use super::causes::{Causes, Seen};
use super::dues::Dues;
use super::index::room;
use super::market::{Market, PerSymbol};
use super::ranking::list;

/// What a changed account is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Alive,
    /// Its order is on the way.
    Flying,
    Closed,
}

/// One of them.
#[derive(Debug, Clone)]
pub(super) struct Changed {
    /// Place in the index.
    pub place: u32,
    /// c now, micro-units.
    pub intercept: i64,
    pub stage: Stage,
    /// A fifth has been closed already.
    pub fifth: bool,
    first: u32,
    count: u32,
    /// Why its slack has gone so far, up to when it last changed.
    pub causes: Causes,
    /// S at the start.
    pub slack_at_start: f64,
}

/// Who holds or held a position of one symbol and side.
#[derive(Debug, Clone, Default)]
struct Holders {
    list: Vec<u32>,
    /// How many there may be before those who hold none any more are dropped.
    most: usize,
}

/// All of them, in the order of their first change.
#[derive(Debug, Clone, Default)]
pub(super) struct ChangedAccounts {
    pub list: Vec<Changed>,
    slots: Vec<Slot>,
    /// Lots that the order on the way closes, by slot.
    closing: Vec<i64>,
    /// Prices when each last changed, by slot.
    seen: Vec<Seen>,
    /// Numbers of those who hold or held a position, by [`list`].
    holders: Vec<Holders>,
    /// How far prices must have gone before each is looked at again; infinity where it is not alive.
    dues: Dues,
    /// Memory of a look.
    near: Vec<usize>,
    /// How far prices have gone.
    pub gone: f64,
    /// True where nobody will ask why they lost what they lost: causes are not counted.
    pub without_causes: bool,
}

impl ChangedAccounts {
    /// Takes an account over from the index as it stood at the start. Gives its number here.
    pub fn take(&mut self, market: &Market, accounts: &Accounts, place: u32, start: &PerSymbol<f64>) -> usize {
        let slots = accounts.slots(place as usize);
        let intercept = accounts.intercept(place as usize);
        let first = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
        self.slots.extend_from_slice(slots);
        self.closing.extend(slots.iter().map(|_| 0));
        self.seen.extend(slots.iter().map(|slot| Seen::start(start.of(slot.symbol))));
        let number = self.list.len();
        self.dues.push(0.0);
        self.list.push(Changed {
            place,
            intercept,
            stage: Stage::Alive,
            fifth: false,
            first,
            count: u32::try_from(slots.len()).unwrap_or(0),
            causes: Causes::default(),
            slack_at_start: if self.without_causes { 0.0 } else { slack(market, intercept, slots, start) },
        });
        self.holders.resize(market.count().wrapping_mul(2), Holders::default());
        for slot in slots.iter().filter(|slot| slot.lots != 0) {
            if let Some(holders) = self.holders.get_mut(list(slot.symbol, usize::from(slot.lots > 0))) {
                holders.list.push(u32::try_from(number).unwrap_or(u32::MAX));
            }
        }
        number
    }

    fn range(&self, number: usize) -> std::ops::Range<usize> {
        self.list.get(number).map_or(0..0, |c| c.first as usize..c.first.wrapping_add(c.count) as usize)
    }

    /// Its slots now.
    pub fn slots(&self, number: usize) -> &[Slot] {
        self.slots.get(self.range(number)).unwrap_or_default()
    }

    /// Numbers of those whose position in a symbol gains when a side loses; perhaps of some who have none any more.
    pub fn holders(&self, symbol: u8, side: usize) -> &[u32] {
        self.holders.get(list(symbol, side)).map_or(&[], |holders| holders.list.as_slice())
    }

    /// Drops from them whoever has none any more, once they are many: a position that is gone never comes back.
    pub fn forget_closed(&mut self, symbol: u8, side: usize) {
        let Some(holders) = self.holders.get_mut(list(symbol, side)).filter(|own| own.list.len() > own.most) else {
            return;
        };
        let mut own = std::mem::take(&mut holders.list);
        own.retain(|number| {
            let alive = self.list.get(*number as usize).is_some_and(|c| c.stage != Stage::Closed);
            alive && self.slots(*number as usize).iter().any(|slot| slot.symbol == symbol && slot.lots != 0)
        });
        if let Some(holders) = self.holders.get_mut(list(symbol, side)) {
            *holders = Holders { most: own.len().saturating_add(own.len() / 8).max(64), list: own };
        }
    }

    /// Lots of each slot that its order closes.
    pub fn closing(&self, number: usize) -> &[i64] {
        self.closing.get(self.range(number)).unwrap_or_default()
    }

    /// Sends its order: so many lots of each slot.
    pub fn send(&mut self, number: usize, lots: impl IntoIterator<Item = i64>) {
        let range = self.range(number);
        for (place, lots) in self.closing.get_mut(range).unwrap_or_default().iter_mut().zip(lots) {
            *place = lots;
        }
        if let Some(changed) = self.list.get_mut(number) {
            changed.stage = Stage::Flying;
        }
        self.dues.put(number, f64::INFINITY);
    }

    /// Takes lots off each slot, and coins too where all is closed.
    pub fn reduce(&mut self, market: &Market, accounts: &Accounts, number: usize, lots: &[i64], all: bool) {
        let Some(place) = self.list.get(number).map(|c| c.place) else { return };
        let range = self.range(number);
        for (own, lots) in self.slots.get_mut(range).unwrap_or_default().iter_mut().zip(lots) {
            let coins = if own.coins && !all { accounts.coins(place, own.symbol) } else { 0 };
            *own = slot(market, own.symbol, own.lots.saturating_sub(*lots), own.entry, coins);
        }
    }

    /// Takes lots off the slot of one symbol.
    pub fn reduce_one(&mut self, market: &Market, accounts: &Accounts, number: usize, symbol: u8, lots: i64) {
        let Some(place) = self.list.get(number).map(|c| c.place) else { return };
        let range = self.range(number);
        for own in self.slots.get_mut(range).unwrap_or_default().iter_mut().filter(|own| own.symbol == symbol) {
            let coins = if own.coins { accounts.coins(place, own.symbol) } else { 0 };
            *own = slot(market, own.symbol, own.lots.saturating_sub(lots), own.entry, coins);
        }
    }

    /// S now.
    pub fn slack(&self, market: &Market, number: usize, prices: &PerSymbol<f64>) -> f64 {
        let intercept = self.list.get(number).map_or(0, |c| c.intercept);
        slack(market, intercept, self.slots(number), prices)
    }

    /// Counts the way of prices to its slack as causes, up to now. To be called before it changes.
    pub fn count_causes(&mut self, market: &Market, accounts: &Accounts, number: usize, now: &PerSymbol<Seen>) {
        if self.without_causes {
            return;
        }
        let range = self.range(number);
        let Some(changed) = self.list.get_mut(number) else { return };
        let slots = self.slots.get(range.clone()).unwrap_or_default();
        changed.causes.forced.reserve_exact(slots.len().saturating_sub(changed.causes.forced.len()));
        for (slot, seen) in slots.iter().zip(self.seen.get_mut(range).unwrap_or_default()) {
            let now = now.of(slot.symbol);
            let coins = if slot.coins { accounts.coins(changed.place, slot.symbol) } else { 0 };
            changed.causes.moved(market, slot, coins, seen, &now);
            *seen = now;
        }
    }

    /// Makes sure that it is looked at in the next round.
    pub fn look_again(&mut self, number: usize) {
        self.dues.put(number, self.gone);
    }

    /// Closed whole, or alive again after a part; whoever is alive again is looked at.
    pub fn executed(&mut self, number: usize, stage: Stage) {
        if let Some(changed) = self.list.get_mut(number) {
            changed.stage = stage;
        }
        self.dues.put(number, if stage == Stage::Alive { self.gone } else { f64::INFINITY });
    }

    /// How far prices may go at least before anybody here can be liquidated.
    pub fn room(&self) -> f64 {
        self.dues.least() - self.gone
    }

    /// The numbers of all that are to be closed at these prices. Looks only at those that prices have come near, or at all.
    pub fn reached(&mut self, market: &Market, prices: &PerSymbol<f64>, all: bool, found: &mut Vec<u32>) {
        let mut near = std::mem::take(&mut self.near);
        if all {
            near.clear();
            near.extend(0..self.list.len());
        } else {
            self.dues.reached(self.gone, &mut near);
        }
        for number in near.iter().copied() {
            let alive = self.list.get(number).filter(|c| c.stage == Stage::Alive);
            let Some(intercept) = alive.map(|c| c.intercept) else { continue };
            // Who has been deleveraged out of everything has nothing to close.
            if self.slots(number).iter().all(|slot| slot.lots == 0 && !slot.coins) {
                self.dues.put(number, f64::INFINITY);
                continue;
            }
            if self.slack(market, number, prices) < NOTHING {
                found.push(u32::try_from(number).unwrap_or(u32::MAX));
            } else if self.dues.of(number) <= self.gone {
                let room = room(market, intercept, self.slots(number), prices);
                self.dues.put(number, self.gone + room);
            }
        }
        self.near = near;
    }
}
