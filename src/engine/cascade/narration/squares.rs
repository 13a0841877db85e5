//! Accounts gathered into squares: what a picture can show.
//!
//! Accounts that are given one by one are a square each. A crowd is gathered by the symbols held, the side and the leverage at the start; its largest
//! accounts stand alone, and the smallest cohorts are gathered into one. A square depends on who holds what, never on the shock or the books, so
//! sliders that leave the crowd alone leave the picture where it is. [`super::gathering`] gathers a crowd.

use super::Square;
use crate::engine::cascade::amounts::{MICROS, count, float};
use crate::engine::cascade::market::Market;
use crate::engine::cascade::population::{POSITIONS, Population};

/// Where bands of leverage end.
const BANDS: [f64; 4] = [5.0, 10.0, 25.0, 50.0];

/// The squares of a population.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Squares {
    /// The squares, in the order of the picture.
    pub list: Vec<Square>,
    /// Square of each account, by number.
    pub of: Vec<u8>,
}

/// One account at the start.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// Symbol and notional of each position, by rising symbol; so many as `count`.
    held: [(u8, f64); POSITIONS],
    count: usize,
    /// Symbols whose coins it has, as bits.
    coins: u64,
    equity: f64,
    /// Equity, where it stands behind several symbols.
    shared: f64,
}

/// What makes accounts alike: symbols, side (0 long, 1 short, 2 both), band of leverage, coins.
pub(super) type Kind = (u64, u8, u8, bool);

/// A symbol as a bit.
fn bit(symbol: u8) -> u64 {
    1_u64.wrapping_shl(u32::from(symbol))
}

impl Look {
    pub(super) fn of(market: &Market, population: &Population, account: usize, scale: f64) -> Self {
        let worth = |symbol: u8, lots: i64| market.get(symbol).map_or(0.0, |s| float(lots) * s.unit() * s.price());
        let holdings = population.holdings(account);
        let money = |micros: f64| micros / MICROS * scale;
        let mut equity = population.intercept(account);
        let mut look = Self::default();
        for (holding, place) in holdings.iter().filter(|h| h.lots != 0).zip(&mut look.held) {
            let value = worth(holding.symbol, holding.lots);
            equity += value;
            *place = (holding.symbol, money(value));
            look.count = look.count.saturating_add(1);
        }
        for (_, coins) in population.coins(account) {
            let counted = market.get(coins.symbol).map_or(0.0, |s| 1.0 - s.haircut);
            equity += counted * worth(coins.symbol, coins.lots);
            look.coins |= bit(coins.symbol);
        }
        look.held.get_mut(..look.count).unwrap_or_default().sort_unstable_by_key(|(symbol, _)| *symbol);
        look.equity = money(equity);
        look.shared = if look.count > 1 { look.equity } else { 0.0 };
        look
    }

    fn held(&self) -> impl Iterator<Item = (u8, f64)> + '_ {
        self.held.iter().copied().take(self.count)
    }

    pub(super) fn notional(&self) -> f64 {
        self.held().map(|(_, money)| money.abs()).sum()
    }

    fn leverage(&self) -> f64 {
        if self.equity > 0.0 { self.notional() / self.equity } else { f64::from(u16::MAX) }
    }

    pub(super) fn kind(&self) -> Kind {
        let mask = self.held().fold(0, |mask, (symbol, _)| mask | bit(symbol));
        let long = self.held().any(|(_, money)| money > 0.0);
        let short = self.held().any(|(_, money)| money < 0.0);
        let side = match (long, short) {
            (_, false) => 0,
            (false, true) => 1,
            (true, true) => 2,
        };
        let leverage = self.leverage();
        let band = BANDS.iter().filter(|end| leverage > **end).count();
        (mask, side, u8::try_from(band).unwrap_or(0), self.coins != 0)
    }
}

impl Square {
    pub(super) fn add(&mut self, look: &Look) {
        let leverage = look.leverage();
        self.leverage = if self.members == 0.0 {
            (leverage, leverage)
        } else {
            (self.leverage.0.min(leverage), self.leverage.1.max(leverage))
        };
        self.members += 1.0;
        self.equity += look.equity;
        // Until it is complete, the amount; then its part.
        self.shared += look.shared;
        for (symbol, money) in look.held() {
            match self.held.iter_mut().find(|(known, _)| *known == usize::from(symbol)) {
                Some((_, sum)) => *sum += money,
                None => self.held.push((usize::from(symbol), money)),
            }
        }
        let mut coins = look.coins;
        while coins != 0 {
            let coin = coins.trailing_zeros() as usize;
            coins &= coins.wrapping_sub(1);
            if !self.coins.contains(&coin) {
                self.coins.push(coin);
            }
        }
    }

    /// Takes what it holds for one owner's, whose leverage is that of all together.
    pub(super) fn of_one(&mut self) {
        self.members = self.members.min(1.0);
        let leverage = if self.equity > 0.0 { self.notional() / self.equity } else { 0.0 };
        self.leverage = (leverage, leverage);
    }

    /// What it holds, absolute.
    pub(super) fn notional(&self) -> f64 {
        self.held.iter().map(|(_, money)| money.abs()).sum()
    }

    pub(super) fn complete(&mut self) {
        self.held.sort_unstable_by_key(|(symbol, _)| *symbol);
        self.coins.sort_unstable();
        self.shared = if self.equity > 0.0 { (self.shared / self.equity).clamp(0.0, 1.0) } else { 0.0 };
    }
}

/// Squares of accounts that are given one by one: one for each owner, the last of them that of whoever joined where `joined` says so. An owner's
/// leverage is that of everything it has together.
#[must_use]
pub fn of_owners(market: &Market, population: &Population, owners: &[u32], scale: f64, joined: bool) -> Squares {
    let mut squares = Squares::default();
    for (account, owner) in owners.iter().enumerate() {
        let at = usize::try_from(*owner).unwrap_or(0);
        while squares.list.len() <= at && squares.list.len() < usize::from(u8::MAX) {
            let number = count(squares.list.len());
            squares.list.push(Square { account: Some(number), ..Square::default() });
        }
        if let Some(square) = squares.list.get_mut(at) {
            square.add(&Look::of(market, population, account, scale));
        }
        squares.of.push(u8::try_from(at).unwrap_or(u8::MAX));
    }
    for square in &mut squares.list {
        square.of_one();
        square.complete();
    }
    if let Some(last) = squares.list.last_mut().filter(|_| joined) {
        last.own = true;
    }
    squares
}

impl Squares {
    /// Without the cohorts whose only account stands alone.
    pub(super) fn without_empty(mut self) -> Self {
        let mut next = 0_u8;
        let places: Vec<u8> = self
            .list
            .iter()
            .map(|square| {
                let own = next;
                next = next.saturating_add(u8::from(square.members > 0.0));
                own
            })
            .collect();
        for square in &mut self.of {
            *square = places.get(usize::from(*square)).copied().unwrap_or(*square);
        }
        self.list.retain(|square| square.members > 0.0);
        self
    }
}
