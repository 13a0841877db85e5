//! One look at the market: who is to be closed at these prices.

use super::accounts::{Accounts, NOTHING};
use super::index::{Index, Loose, room};
use super::market::{Market, PerSymbol};
use super::pack::{BLOCK, GONE, Pack};

/// State of an account in the index.
pub(super) mod state {
    /// As at the start, and alive.
    pub const ALIVE: u8 = 0;
    /// Closed, on its way to be, or kept among the changed.
    pub const ELSEWHERE: u8 = 1;
    /// Kept out of the run: never closed, never asked to bear anything.
    pub const EXCLUDED: u8 = 2;
}

/// Whom a look found, and what their orders will be.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// Places in the index.
    pub places: Vec<u32>,
    /// Lots of their longs, by symbol, and of their shorts.
    pub sold: PerSymbol<i64>,
    pub bought: PerSymbol<i64>,
    /// Lots of their coins.
    pub coins: PerSymbol<i64>,
}

impl Found {
    /// Nobody.
    pub fn clear(&mut self) {
        self.places.clear();
        self.sold = PerSymbol::default();
        self.bought = PerSymbol::default();
        self.coins = PerSymbol::default();
    }

    #[inline]
    fn push(&mut self, accounts: &Accounts, place: u32) {
        self.places.push(place);
        for (symbol, lots) in accounts.positions(place as usize) {
            // Lots of a symbol stay below 2^53 over all accounts.
            self.sold.add(symbol, lots.max(0));
            self.bought.add(symbol, lots.min(0).wrapping_neg());
        }
        if !accounts.coins.is_empty() {
            for (symbol, lots) in accounts.coins_of(place) {
                self.coins.add(symbol, lots);
            }
        }
    }
}

/// Prices of a look.
#[derive(Debug)]
pub(super) struct Prices {
    /// Marks.
    pub marks: PerSymbol<f64>,
    /// The same relative to their start.
    pub relative: PerSymbol<f64>,
    /// Relative moves since the last look, absolute.
    pub moves: PerSymbol<f64>,
}

impl Prices {
    /// Marks, and how far they have moved since others.
    pub fn new(market: &Market, marks: PerSymbol<f64>, before: &PerSymbol<f64>) -> Self {
        let mut prices = Self { marks, relative: PerSymbol::default(), moves: PerSymbol::default() };
        for symbol in market.numbers() {
            let start = market.get(symbol).map_or(1.0, super::market::Symbol::price);
            prices.relative.put(symbol, marks.of(symbol) / start);
            prices.moves.put(symbol, (marks.of(symbol) - before.of(symbol)).abs() / start);
        }
        prices
    }

    /// The largest move of any symbol.
    pub fn largest(&self, market: &Market) -> f64 {
        market.numbers().map(|s| self.moves.of(s)).fold(0.0, f64::max)
    }
}

/// Who is looked at: as accounts are kept, at some prices.
#[derive(Clone, Copy)]
pub(super) struct Looked<'a> {
    pub market: &'a Market,
    pub accounts: &'a Accounts,
    pub prices: &'a Prices,
}

/// How far a look at the index has come.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cursor {
    /// Singles, packs and the loose that are done.
    parts: usize,
    /// Blocks of the present part that are done.
    blocks: usize,
}

impl Index {
    /// Accounts that are newly to be closed, by place, until `most` have been touched and perhaps a block more; takes each out of later looks. True
    /// while the look is not complete.
    pub fn look_some(
        &mut self,
        looked: Looked<'_>,
        state: &mut [u8],
        cursor: &mut Cursor,
        most: usize,
        found: &mut Found,
    ) -> bool {
        let mut left = most;
        let (singles, packs) = (self.singles.len(), self.packs.len());
        while cursor.parts <= singles.saturating_add(packs) {
            if left == 0 {
                return true;
            }
            let complete = if let Some(single) = self.singles.get_mut(cursor.parts) {
                single.reached(looked.prices.marks.of(single.symbol), &mut left, |place| {
                    // Whom a change has moved elsewhere is looked at there.
                    if take(state, place) {
                        found.push(looked.accounts, place);
                    }
                })
            } else if let Some(pack) = self.packs.get_mut(cursor.parts.wrapping_sub(singles)) {
                pack.look_some(looked, state, &mut cursor.blocks, &mut left, found)
            } else {
                self.loose.look_some(looked, state, &mut cursor.blocks, &mut left, found)
            };
            if complete {
                *cursor = Cursor { parts: cursor.parts.wrapping_add(1), blocks: 0 };
            }
        }
        false
    }
}

/// Marks an account as elsewhere. False where it was already.
fn take(state: &mut [u8], place: u32) -> bool {
    match state.get_mut(place as usize) {
        Some(own) if *own == state::ALIVE => {
            *own = state::ELSEWHERE;
            true
        }
        _ => false,
    }
}

impl Pack {
    /// True once all blocks are done.
    fn look_some(
        &mut self,
        looked: Looked<'_>,
        state: &mut [u8],
        next: &mut usize,
        left: &mut usize,
        found: &mut Found,
    ) -> bool {
        let Looked { market, accounts, prices } = looked;
        if *next == 0 {
            self.gone += self.symbols.iter().map(|s| prices.moves.of(*s)).fold(0.0, f64::max);
        }
        let (relative, limit) = self.relative(&prices.relative);
        let mut slack = [0.0_f32; BLOCK];
        while *next < self.due.len() {
            let block = *next;
            if *left == 0 {
                return false;
            }
            *next = next.wrapping_add(1);
            if self.due.get(block).is_none_or(|due| *due > self.gone) {
                continue;
            }
            *left = left.saturating_sub(BLOCK);
            let screen = self.screen(block, &relative, limit, &mut slack);
            let mut room = screen.room;
            if screen.near {
                let lanes = block.wrapping_mul(BLOCK);
                Self::lanes_at(&slack, limit, |lane, sum| {
                    let lane = lanes.wrapping_add(lane);
                    let place = self.first.wrapping_add(u32::try_from(lane).unwrap_or(u32::MAX));
                    if state.get(place as usize).is_none_or(|own| *own != state::ALIVE) {
                        self.remove(lane);
                    } else if sum < -limit || accounts.slack(market, place as usize, &prices.marks) < NOTHING {
                        // Below the limit the sign is certain; within it the exact slack decides.
                        self.remove(lane);
                        take(state, place);
                        found.push(accounts, place);
                    } else {
                        room = 0.0;
                    }
                });
            }
            if let Some(due) = self.due.get_mut(block) {
                // A hundred-thousandth less, for what rounding may have added.
                *due = if room >= GONE { f64::INFINITY } else { self.gone + f64::from(room) * (1.0 - 1e-5) };
            }
        }
        true
    }
}

impl Loose {
    /// True once all blocks are done.
    fn look_some(
        &mut self,
        looked: Looked<'_>,
        state: &mut [u8],
        next: &mut usize,
        left: &mut usize,
        found: &mut Found,
    ) -> bool {
        let Looked { market, accounts, prices } = looked;
        if *next == 0 {
            self.gone += prices.largest(market);
        }
        let end = self.first.saturating_add(self.count);
        for due in self.due.iter_mut().skip(*next) {
            if *left == 0 {
                return false;
            }
            let done = u32::try_from(next.saturating_mul(BLOCK)).unwrap_or(u32::MAX);
            let place = self.first.saturating_add(done);
            let many = end.saturating_sub(place).min(u32::try_from(BLOCK).unwrap_or(u32::MAX));
            *next = next.wrapping_add(1);
            if *due <= self.gone {
                *left = left.saturating_sub(BLOCK);
                let mut least = f64::INFINITY;
                for place in place..place.wrapping_add(many) {
                    let at = place as usize;
                    if state.get(at).is_none_or(|own| *own != state::ALIVE) {
                        continue;
                    }
                    if accounts.slack(market, at, &prices.marks) < NOTHING {
                        take(state, place);
                        found.push(accounts, place);
                    } else {
                        let (intercept, slots) = (accounts.intercept(at), accounts.slots(at));
                        least = least.min(room(market, intercept, slots, &prices.marks));
                    }
                }
                *due = self.gone + least;
            }
        }
        true
    }
}

/// The same answer from a look at every account.
pub(super) fn look_at_all(
    market: &Market,
    accounts: &Accounts,
    state: &mut [u8],
    marks: &PerSymbol<f64>,
    found: &mut Found,
) {
    for place in 0..u32::try_from(accounts.count()).unwrap_or(u32::MAX) {
        let alive = state.get(place as usize).is_some_and(|own| *own == state::ALIVE);
        if alive && accounts.slack(market, place as usize, marks) < NOTHING {
            take(state, place);
            found.push(accounts, place);
        }
    }
}
