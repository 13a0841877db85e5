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
}

/// Prices of a look.
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

impl Index {
    /// Every account that is newly to be closed, by place; takes each out of later looks.
    pub fn look(
        &mut self,
        market: &Market,
        accounts: &Accounts,
        state: &mut [u8],
        prices: &Prices,
        found: &mut Vec<u32>,
    ) {
        for single in &mut self.singles {
            let first = found.len();
            single.reached(prices.marks.of(single.symbol), |place| found.push(place));
            // Whom a change has moved elsewhere is looked at there.
            let mut kept = first;
            for at in first..found.len() {
                let Some(place) = found.get(at).copied() else { break };
                if take(state, place) {
                    if let Some(slot) = found.get_mut(kept) {
                        *slot = place;
                    }
                    kept = kept.wrapping_add(1);
                }
            }
            found.truncate(kept);
        }
        for pack in &mut self.packs {
            pack.look(market, accounts, state, prices, found);
        }
        self.loose.look(market, accounts, state, prices, found);
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
    fn look(&mut self, market: &Market, accounts: &Accounts, state: &mut [u8], prices: &Prices, found: &mut Vec<u32>) {
        self.gone += self.symbols.iter().map(|s| prices.moves.of(*s)).fold(0.0, f64::max);
        let (relative, limit) = self.relative(&prices.relative);
        let mut slack = [0.0_f32; BLOCK];
        for block in 0..self.due.len() {
            if self.due.get(block).is_none_or(|due| *due > self.gone) {
                continue;
            }
            let screen = self.screen(block, &relative, limit, &mut slack);
            let mut room = f64::from(screen.room);
            if screen.near {
                let lanes = block.wrapping_mul(BLOCK);
                for (lane, sum) in (lanes..).zip(&slack) {
                    if *sum > limit {
                        continue;
                    }
                    let place = self.first.wrapping_add(u32::try_from(lane).unwrap_or(u32::MAX));
                    if state.get(place as usize).is_none_or(|own| *own != state::ALIVE) {
                        self.remove(lane);
                    } else if accounts.slack(market, place as usize, &prices.marks) < NOTHING {
                        self.remove(lane);
                        take(state, place);
                        found.push(place);
                    } else {
                        room = 0.0;
                    }
                }
            }
            if let Some(due) = self.due.get_mut(block) {
                // A millionth less, for what rounding may have added.
                *due = if room >= f64::from(GONE) { f64::INFINITY } else { self.gone + room * (1.0 - 1e-5) };
            }
        }
    }
}

impl Loose {
    fn look(&mut self, market: &Market, accounts: &Accounts, state: &mut [u8], prices: &Prices, found: &mut Vec<u32>) {
        self.gone += prices.largest(market);
        let mut place = self.first;
        let mut left = self.count;
        for due in &mut self.due {
            let many = left.min(BLOCK as u32);
            if *due <= self.gone {
                let mut least = f64::INFINITY;
                for place in place..place.wrapping_add(many) {
                    let at = place as usize;
                    if state.get(at).is_none_or(|own| *own != state::ALIVE) {
                        continue;
                    }
                    if accounts.slack(market, at, &prices.marks) < NOTHING {
                        take(state, place);
                        found.push(place);
                    } else {
                        let (intercept, slots) = (accounts.intercept(at), accounts.slots(at));
                        least = least.min(room(market, intercept, slots, &prices.marks));
                    }
                }
                *due = self.gone + least;
            }
            place = place.wrapping_add(many);
            left = left.wrapping_sub(many);
        }
    }
}

/// The same answer from a look at every account.
pub(super) fn look_at_all(
    market: &Market,
    accounts: &Accounts,
    state: &mut [u8],
    marks: &PerSymbol<f64>,
    found: &mut Vec<u32>,
) {
    for place in 0..u32::try_from(accounts.count()).unwrap_or(u32::MAX) {
        let alive = state.get(place as usize).is_some_and(|own| *own == state::ALIVE);
        if alive && accounts.slack(market, place as usize, marks) < NOTHING {
            take(state, place);
            found.push(place);
        }
    }
}
