//! What a run did, round by round.

mod digest;

use super::amounts::float;
use super::causes::{Causes, Seen};
use super::rules::{CoinSale, Rules};

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Nobody is left to be closed, and nothing is on the way.
    Quiet,
    /// Cut after the most rounds that the rules allow, or after 100,000 looks at marks that never arrive: more may have fallen.
    Cut,
    /// Left before its end by whoever took it step by step: more may have fallen.
    Stopped,
}

/// One symbol in one round.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Traded {
    /// Lots sold: longs closed, and coins.
    pub sold: i64,
    /// Lots bought: shorts closed.
    pub bought: i64,
    /// Average price of the sales, in quote currency.
    pub sale: f64,
    /// Average price of the purchases.
    pub purchase: f64,
    /// Displacement of the book before the orders.
    pub before: f64,
    /// Between sales and purchases, where they do not meet before the book.
    pub between: Option<f64>,
    /// And after them.
    pub after: f64,
    /// Part of the depth that was there.
    pub depth: f64,
    /// Prices after them.
    pub seen: Seen,
}

/// One round: a batch of orders that were triggered at one moment and executed at another.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// When the orders were executed, in seconds.
    pub time: f64,
    /// Which moment they were triggered at, for [`Outcome::moment`].
    pub moment: usize,
    /// How many accounts the rounds before it closed.
    pub first: usize,
    /// How many accounts it closed.
    pub closed: usize,
    /// How many more it closed in part.
    pub parts: usize,
    /// Notional of its trades at their averages, micro-units.
    pub notional: i64,
    /// Taker fees, micro-units.
    pub taker_fees: i64,
    /// Liquidation fees, micro-units.
    pub liquidation_fees: i64,
    /// What closed accounts fell short of, micro-units.
    pub deficits: i64,
    /// What winners gave up, micro-units.
    pub deleveraged: i64,
    /// What was shared by all, micro-units.
    pub socialised: i64,
    /// The fund afterwards, micro-units; below zero it is what nobody covered.
    pub fund: i64,
}

/// A winner that was deleveraged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deleveraged {
    /// Number of the account.
    pub account: u32,
    /// Number of the symbol.
    pub symbol: u8,
    /// In which round.
    pub round: usize,
    /// Signed lots it lost; zero where only profit was taken.
    pub lots: i64,
    /// What it gave up, micro-units.
    pub seized: i64,
    /// True where the account also held a position that gains when this one loses: it lost its hedge.
    pub hedge: bool,
}

/// What a changed account's slack had gone through when its last order was triggered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Traced {
    pub account: u32,
    pub causes: Causes,
    pub lost: f64,
    /// The round that executes it.
    pub round: usize,
    /// Signed lots of the order, by symbol.
    pub sold: Vec<(u8, i64)>,
}

/// Everything a run did.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Its rounds.
    pub rounds: Vec<Round>,
    /// Symbols of each round, one row a round.
    pub(super) traded: Vec<Traded>,
    /// Prices at each moment that triggered, one row a moment.
    pub(super) seen: Vec<Seen>,
    /// How many rounds had been executed at each moment.
    pub(super) looked: Vec<usize>,
    /// Where coins of closed accounts went.
    pub(super) coins: CoinSale,
    pub(super) symbols: usize,
    /// Numbers of the accounts closed, round after round.
    pub(super) closed: Vec<u32>,
    /// Cash left to each, micro-units.
    pub(super) left: Vec<i64>,
    /// Deficit of each account that had one, before fund and others: (account, micro-units).
    pub deficits: Vec<(u32, i64)>,
    /// Who was deleveraged.
    pub deleveraged: Vec<Deleveraged>,
    /// Prices at the end, by symbol.
    pub last: Vec<Seen>,
    /// The fund at the start and at the end.
    pub fund: (i64, i64),
    /// Why it ended.
    pub end: End,
    pub(super) traced: Vec<Traced>,
}

impl Outcome {
    /// Nothing yet, with memory for so many closed accounts.
    pub(super) fn new(rules: &Rules, symbols: usize, closed: usize) -> Self {
        Self {
            rounds: vec![],
            traded: vec![],
            seen: vec![],
            looked: vec![],
            coins: rules.coins,
            symbols,
            closed: Vec::with_capacity(closed),
            left: Vec::with_capacity(closed),
            deficits: vec![],
            deleveraged: vec![],
            last: vec![],
            fund: (rules.fund, rules.fund),
            end: End::Quiet,
            traced: vec![],
        }
    }

    /// How many accounts were closed.
    #[must_use]
    pub fn closed(&self) -> usize {
        self.closed.len()
    }

    /// Accounts of a round with the cash left to each, by rising number.
    #[must_use]
    pub fn closed_in(&self, round: usize) -> Vec<(u32, i64)> {
        let Some(r) = self.rounds.get(round) else { return vec![] };
        let both = self.closed.iter().zip(&self.left).skip(r.first).take(r.closed);
        let mut list: Vec<(u32, i64)> = both.map(|(account, left)| (*account, *left)).collect();
        list.sort_unstable();
        list
    }

    /// All closed accounts, by rising number.
    #[must_use]
    pub fn closed_accounts(&self) -> Vec<u32> {
        let mut list = self.closed.clone();
        list.sort_unstable();
        list
    }

    /// The symbols of a round.
    #[must_use]
    pub fn traded(&self, round: usize) -> &[Traded] {
        row(&self.traded, self.symbols, round)
    }

    /// Prices at a moment that triggered.
    #[must_use]
    pub fn moment(&self, moment: usize) -> &[Seen] {
        row(&self.seen, self.symbols, moment)
    }

    /// How many moments triggered.
    #[must_use]
    pub fn moments(&self) -> usize {
        self.looked.len()
    }

    /// How many rounds had been executed at a moment.
    #[must_use]
    pub fn rounds_before(&self, moment: usize) -> usize {
        self.looked.get(moment).copied().unwrap_or(0)
    }

    /// x*: final log move of a symbol's mid, and what of it came from outside. At the last event: what refill gives back after the last order is
    /// not waited for, but with a step of the shock that comes later.
    #[must_use]
    pub fn moved(&self, symbol: u8) -> (f64, f64) {
        self.last.get(usize::from(symbol)).map_or((0.0, 0.0), |seen| (seen.displacement, seen.outside))
    }

    /// Amplification of a symbol's move: x* / x0. `None` where nothing came from outside.
    #[must_use]
    pub fn amplification(&self, symbol: u8) -> Option<f64> {
        let (whole, outside) = self.moved(symbol);
        (outside != 0.0).then(|| whole / outside)
    }

    /// Amplification over all symbols, by sums of absolute moves.
    #[must_use]
    pub fn amplification_of_all(&self) -> Option<f64> {
        let sum = |of: fn(&Seen) -> f64| -> f64 { self.last.iter().map(of).map(f64::abs).sum() };
        let outside = sum(|seen| seen.outside);
        (outside > 0.0).then(|| sum(|seen| seen.displacement) / outside)
    }

    /// Sum of an amount over the rounds, micro-units.
    #[must_use]
    pub fn sum(&self, of: impl Fn(&Round) -> i64) -> i128 {
        self.rounds.iter().map(|round| i128::from(of(round))).fold(0, i128::saturating_add)
    }

    /// What nobody covered, micro-units. A fund that takes over coins pays for them, so with [`super::rules::CoinSale::Fund`] it counts those too.
    #[must_use]
    pub fn uncovered(&self) -> i64 {
        self.fund.1.min(0).saturating_neg()
    }

    /// Accounts that lost a hedge to deleveraging.
    #[must_use]
    pub fn hedges_broken(&self) -> usize {
        let mut list: Vec<u32> = self.deleveraged.iter().filter(|d| d.hedge).map(|d| d.account).collect();
        list.sort_unstable();
        list.dedup();
        list.len()
    }

    /// Accounts that were deleveraged.
    #[must_use]
    pub fn winners(&self) -> usize {
        let mut list: Vec<u32> = self.deleveraged.iter().map(|d| d.account).collect();
        list.sort_unstable();
        list.dedup();
        list.len()
    }

    /// Realised branching: money forced in each round over that of the one before.
    #[must_use]
    pub fn generations(&self) -> Vec<f64> {
        let pairs = self.rounds.iter().zip(self.rounds.iter().skip(1));
        pairs
            .filter(|(one, _)| one.notional > 0)
            .map(|(one, next)| float(next.notional) / float(one.notional))
            .collect()
    }

    /// Log fall of a symbol that so many lots sold in a round caused; a purchase, negative lots, caused a rise. Additive: over all lots of a
    /// round it is the whole forced move. Zero where sales and purchases met without the book.
    #[must_use]
    pub fn caused_by(&self, round: usize, symbol: u8, lots: i64) -> f64 {
        let Some(t) = self.traded(round).get(usize::from(symbol)) else { return 0.0 };
        let (moved, all) = match t.between {
            None => (t.after - t.before, t.sold.saturating_sub(t.bought)),
            Some(between) if lots > 0 => (between - t.before, t.sold),
            Some(between) => (t.after - between, t.bought.saturating_neg()),
        };
        if all == 0 { 0.0 } else { moved * (float(lots) / float(all)) }
    }

    /// Log fall of a symbol under forced orders at a moment, by the round that caused it, less what has been refilled since. Sums to the
    /// forced part of the displacement.
    #[must_use]
    pub fn forced_parts(&self, symbol: u8, moment: usize) -> Vec<f64> {
        let mut parts: Vec<f64> = Vec::new();
        for (number, _) in self.before(moment) {
            let Some(t) = self.traded(number).get(usize::from(symbol)) else { break };
            parts.push((t.after - t.before) * self.share_left(symbol, number, moment));
        }
        parts
    }

    /// The part of a round's forced move that is still there at a moment: what refill has left of it.
    #[must_use]
    pub fn share_left(&self, symbol: u8, round: usize, moment: usize) -> f64 {
        let row = |number: usize| self.traded(number).get(usize::from(symbol));
        let mut kept = 1.0;
        let mut left = row(round).map_or(0.0, |t| t.after - t.seen.outside);
        for (number, _) in self.before(moment).filter(|(number, _)| *number > round) {
            let Some(t) = row(number) else { break };
            // Outside moves shift both, so only time changes the forced part between two rounds.
            kept *= part_left(left, t.before, t.seen.outside);
            left = t.after - t.seen.outside;
        }
        let seen = self.moment(moment).get(usize::from(symbol));
        seen.map_or(kept, |seen| kept * part_left(left, seen.displacement, seen.outside))
    }

    /// The rounds executed before a moment was looked at.
    fn before(&self, moment: usize) -> impl Iterator<Item = (usize, &Round)> {
        let looked = self.looked.get(moment).copied().unwrap_or(usize::MAX);
        self.rounds.iter().enumerate().take(looked)
    }
}

/// The part of a forced move that is left at a later displacement. Where forced moves have cancelled, what is left of them is a difference of
/// two near numbers: within its rounding nothing was refilled.
fn part_left(left: f64, displacement: f64, outside: f64) -> f64 {
    let now = displacement - outside;
    let rounding = 1e-14 * (displacement.abs() + outside.abs());
    if left == 0.0 || (now - left).abs() <= rounding { 1.0 } else { now / left }
}

fn row<T>(list: &[T], width: usize, number: usize) -> &[T] {
    let first = number.saturating_mul(width);
    list.get(first..first.saturating_add(width)).unwrap_or_default()
}
