//! Accounts gathered into squares: what a picture can show.
//!
//! Accounts that are given one by one are a square each. A crowd is gathered by the symbols held, the side and the leverage at the start; its largest
//! accounts stand alone, and the smallest cohorts are gathered into one. A square depends on who holds what, never on the shock or the books, so
//! sliders that leave the crowd alone leave the picture where it is.

use std::collections::BTreeMap;

use super::Square;
use crate::engine::cascade::amounts::{MICROS, count, float};
use crate::engine::cascade::market::Market;
use crate::engine::cascade::population::Population;

/// Where bands of leverage end.
const BANDS: [f64; 4] = [5.0, 10.0, 25.0, 50.0];

/// Most cohorts; what is beyond them is gathered into one.
const COHORTS: usize = 20;

/// Accounts that stand alone in a crowd.
const ALONE: usize = 3;

/// The squares of a population.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Squares {
    /// The squares, in the order of the picture.
    pub list: Vec<Square>,
    /// Square of each account, by number.
    pub of: Vec<u8>,
}

/// One account at the start.
#[derive(Debug, Clone, Default)]
struct Look {
    held: Vec<(usize, f64)>,
    coins: Vec<usize>,
    equity: f64,
    /// Equity, where it stands behind several symbols.
    shared: f64,
}

/// What makes accounts alike: symbols, side (0 long, 1 short, 2 both), band of leverage, coins.
type Kind = (u64, u8, u8, bool);

impl Look {
    fn of(market: &Market, population: &Population, account: usize, scale: f64) -> Self {
        let worth = |symbol: u8, lots: i64| market.get(symbol).map_or(0.0, |s| float(lots) * s.unit() * s.price());
        let holdings = population.holdings(account);
        let money = |micros: f64| micros / MICROS * scale;
        let mut equity = population.intercept(account);
        let mut look = Self::default();
        for holding in holdings.iter().filter(|h| h.lots != 0) {
            let value = worth(holding.symbol, holding.lots);
            equity += value;
            look.held.push((usize::from(holding.symbol), money(value)));
        }
        for (_, coins) in population.coins(account) {
            let counted = market.get(coins.symbol).map_or(0.0, |s| 1.0 - s.haircut);
            equity += counted * worth(coins.symbol, coins.lots);
            look.coins.push(usize::from(coins.symbol));
        }
        look.held.sort_unstable_by_key(|(symbol, _)| *symbol);
        look.equity = money(equity);
        look.shared = if look.held.len() > 1 { look.equity } else { 0.0 };
        look
    }

    fn notional(&self) -> f64 {
        self.held.iter().map(|(_, money)| money.abs()).sum()
    }

    fn leverage(&self) -> f64 {
        if self.equity > 0.0 { self.notional() / self.equity } else { f64::from(u16::MAX) }
    }

    fn kind(&self) -> Kind {
        let mask = self
            .held
            .iter()
            .fold(0_u64, |mask, (symbol, _)| mask | 1_u64.wrapping_shl(u32::try_from(*symbol).unwrap_or(0)));
        let long = self.held.iter().any(|(_, money)| *money > 0.0);
        let short = self.held.iter().any(|(_, money)| *money < 0.0);
        let side = match (long, short) {
            (_, false) => 0,
            (false, true) => 1,
            (true, true) => 2,
        };
        let leverage = self.leverage();
        let band = BANDS.iter().filter(|end| leverage > **end).count();
        (mask, side, u8::try_from(band).unwrap_or(0), !self.coins.is_empty())
    }
}

impl Square {
    fn add(&mut self, look: &Look) {
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
        for (symbol, money) in &look.held {
            match self.held.iter_mut().find(|(known, _)| known == symbol) {
                Some((_, sum)) => *sum += money,
                None => self.held.push((*symbol, *money)),
            }
        }
        for coin in &look.coins {
            if !self.coins.contains(coin) {
                self.coins.push(*coin);
            }
        }
    }

    fn complete(&mut self) {
        self.held.sort_unstable_by_key(|(symbol, _)| *symbol);
        self.coins.sort_unstable();
        self.shared = if self.equity > 0.0 { (self.shared / self.equity).clamp(0.0, 1.0) } else { 0.0 };
    }
}

/// Squares of accounts that are given one by one: one for each owner. An owner's leverage is that of everything it has together.
#[must_use]
pub fn of_owners(market: &Market, population: &Population, owners: &[u32], scale: f64) -> Squares {
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
        square.members = square.members.min(1.0);
        let notional: f64 = square.held.iter().map(|(_, money)| money.abs()).sum();
        let leverage = if square.equity > 0.0 { notional / square.equity } else { 0.0 };
        square.leverage = (leverage, leverage);
        square.complete();
    }
    squares
}

/// Squares of a crowd: its largest accounts where they `differ` in size, its largest cohorts, and one for the rest.
#[must_use]
pub fn gather(market: &Market, population: &Population, scale: f64, differ: bool) -> Squares {
    let mut kinds: BTreeMap<Kind, (u16, Square)> = BTreeMap::new();
    let mut of: Vec<u16> = Vec::with_capacity(population.count());
    // The largest accounts: notional, number.
    let mut largest: Vec<(f64, usize)> = Vec::new();
    for account in 0..population.count() {
        let look = Look::of(market, population, account, scale);
        let next = u16::try_from(kinds.len()).unwrap_or(u16::MAX);
        let (number, square) = kinds.entry(look.kind()).or_insert_with(|| (next, Square::default()));
        square.add(&look);
        of.push(*number);
        let notional = look.notional();
        if largest.len() < ALONE || largest.last().is_some_and(|(least, _)| notional > *least) {
            let at = largest.partition_point(|(own, _)| *own >= notional);
            largest.insert(at, (notional, account));
            largest.truncate(ALONE);
        }
    }
    let alone: Vec<usize> = if differ && population.count() > 10 {
        largest.into_iter().map(|(_, account)| account).collect()
    } else {
        vec![]
    };
    let cohorts: Vec<(Kind, u16)> = kinds.iter().map(|(kind, (number, _))| (*kind, *number)).collect();
    let worth = |kind: &Kind| -> f64 {
        kinds.get(kind).map_or(0.0, |(_, square)| square.held.iter().map(|(_, money)| money.abs()).sum())
    };
    let mut by_size: Vec<(f64, Kind, u16)> =
        cohorts.iter().map(|(kind, number)| (worth(kind), *kind, *number)).collect();
    by_size.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    by_size.truncate(COHORTS);
    // In the order of symbols, side and leverage, so that neighbours are alike.
    by_size.sort_unstable_by_key(|(_, kind, _)| (kind.0.count_ones(), kind.0, kind.1, kind.2, kind.3));
    let first = alone.len();
    let mut square_of = vec![u8::try_from(first.saturating_add(by_size.len())).unwrap_or(u8::MAX); kinds.len().max(1)];
    for (at, (_, _, number)) in by_size.iter().enumerate() {
        if let Some(own) = square_of.get_mut(usize::from(*number)) {
            *own = u8::try_from(first.saturating_add(at)).unwrap_or(u8::MAX);
        }
    }
    fill(market, population, scale, &alone, &of, &square_of)
}

fn fill(
    market: &Market,
    population: &Population,
    scale: f64,
    alone: &[usize],
    of: &[u16],
    square_of: &[u8],
) -> Squares {
    let mut squares = Squares::default();
    for (account, kind) in of.iter().enumerate() {
        let by_itself = alone.iter().position(|own| *own == account).and_then(|at| u8::try_from(at).ok());
        let square = by_itself.or_else(|| square_of.get(usize::from(*kind)).copied()).unwrap_or(u8::MAX);
        while squares.list.len() <= usize::from(square) {
            squares.list.push(Square::default());
        }
        if let Some(own) = squares.list.get_mut(usize::from(square)) {
            own.add(&Look::of(market, population, account, scale));
            own.account = by_itself.is_some().then(|| count(account));
        }
        squares.of.push(square);
    }
    squares.list.iter_mut().for_each(Square::complete);
    squares.without_empty()
}

impl Squares {
    /// Without the cohorts whose only account stands alone.
    fn without_empty(mut self) -> Self {
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
