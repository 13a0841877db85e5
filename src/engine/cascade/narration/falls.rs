//! Who fell in each round of a run, with orders and causes, summed by square.

use std::ops::Range;

use super::FallOf;
use super::input::{NarrationInput, worth};
use crate::engine::cascade::amounts::{MICROS, float};
use crate::engine::cascade::attribution::Attribution;

/// Falls by round and square, while they are summed.
#[derive(Debug)]
pub(super) struct Falls {
    by_round: Vec<Vec<FallOf>>,
    squares: usize,
    symbols: usize,
    /// Lots that each square sold in each round: round by round, in each symbol by symbol, in each square by square.
    lots: Vec<i64>,
    /// What of the forced move of each symbol is down to each square, after the rounds that have been gone through: symbol by symbol.
    standing: Vec<f64>,
    /// Forced moves after these rounds, by symbol.
    left: Vec<f64>,
    /// How many they are.
    done: usize,
    /// For every moment that triggered and every symbol, the part that each square has in the forced move that stands then: what its orders moved,
    /// less what has been refilled since.
    weights: Vec<f64>,
}

impl Falls {
    pub(super) fn new(input: &NarrationInput<'_>) -> Self {
        let (rounds, symbols) = (input.outcome.rounds.len(), input.engine.market().count());
        let squares = input.squares.list.len();
        let cells = squares.saturating_mul(symbols);
        Self {
            by_round: vec![vec![]; rounds],
            squares,
            symbols,
            lots: vec![0; cells.saturating_mul(rounds)],
            standing: vec![0.0; cells],
            left: vec![0.0; symbols],
            done: 0,
            weights: Vec::with_capacity(cells.saturating_mul(input.outcome.moments())),
        }
    }

    /// All of them, round by round.
    pub(super) fn by_round(self) -> Vec<Vec<FallOf>> {
        self.by_round
    }

    fn own(&mut self, round: usize, square: usize) -> Option<&mut FallOf> {
        let list = self.by_round.get_mut(round)?;
        let at = match list.iter().position(|fall| fall.square == square) {
            Some(at) => at,
            None => {
                list.push(FallOf { square, ..FallOf::default() });
                list.len().saturating_sub(1)
            }
        };
        list.get_mut(at)
    }

    /// Where the squares of a row begin: the first of a round or moment, and of a symbol.
    fn row(&self, number: usize, symbol: usize) -> usize {
        number.saturating_mul(self.symbols).saturating_add(symbol).saturating_mul(self.squares)
    }

    /// Lots that a square sold in a round.
    fn lots(&self, round: usize, symbol: usize, square: usize) -> i64 {
        let at = self.row(round, symbol).saturating_add(square);
        self.lots.get(at).copied().filter(|_| square < self.squares).unwrap_or(0)
    }

    /// Closed accounts.
    pub(super) fn members(&mut self, input: &NarrationInput<'_>, asked: &Attribution<'_>, some: Range<usize>) {
        for account in asked.closed_among(some) {
            if let (Some(square), Some(round)) = (square_of(input, account), asked.round(account))
                && let Some(own) = self.own(round, square)
            {
                own.members.0 += 1.0;
            }
        }
    }

    /// Orders, and accounts that were closed in part.
    pub(super) fn orders(&mut self, input: &NarrationInput<'_>, asked: &Attribution<'_>, some: Range<usize>) {
        for account in asked.who_sold_among(some) {
            let Some(square) = square_of(input, account) else { continue };
            let closed = asked.round(account);
            let mut before = None;
            asked.each_order(account, |order| {
                // An order beside the last is one that closed a part.
                if Some(order.round) != closed && before != Some(order.round) {
                    if let Some(own) = self.own(order.round, square) {
                        own.members.1 += 1.0;
                    }
                    before = Some(order.round);
                }
                let at = self.row(order.round, usize::from(order.symbol)).saturating_add(square);
                if let Some(lots) = self.lots.get_mut(at).filter(|_| square < self.squares) {
                    *lots = lots.saturating_add(order.lots);
                }
            });
        }
    }

    /// What accounts fell short of.
    pub(super) fn deficits(&mut self, input: &NarrationInput<'_>, asked: &Attribution<'_>, some: Range<usize>) {
        for (account, deficit) in input.outcome.deficits.get(some).unwrap_or_default() {
            if let (Some(square), Some(round)) = (square_of(input, *account), asked.round(*account))
                && let Some(own) = self.own(round, square)
            {
                own.deficit += float(*deficit) / MICROS * input.scale;
            }
        }
    }

    /// What the orders of each square in some rounds came to, and what they moved.
    pub(super) fn pushes(&mut self, input: &NarrationInput<'_>, some: Range<usize>) {
        let market = input.engine.market();
        for number in some {
            for square in 0..self.squares {
                for symbol in market.numbers() {
                    let lots = self.lots(number, usize::from(symbol), square);
                    let Some(t) = input.outcome.traded(number).get(usize::from(symbol)).filter(|_| lots != 0) else {
                        continue;
                    };
                    let price = if lots > 0 { t.sale } else { t.purchase };
                    let sold = worth(market, symbol, lots, price, input.scale);
                    let moved = input.outcome.caused_by(number, symbol, lots);
                    if let Some(own) = self.own(number, square) {
                        own.sold.push((usize::from(symbol), sold, moved));
                    }
                }
            }
        }
    }

    /// The parts of the squares in the forced moves of some moments, the next ones.
    pub(super) fn weights(&mut self, input: &NarrationInput<'_>, some: Range<usize>) {
        for moment in some {
            while self.done < input.outcome.rounds_before(moment) {
                self.stand_after(input, self.done);
                self.done = self.done.saturating_add(1);
            }
            for own in self.standing.chunks(self.squares.max(1)) {
                let whole: f64 = own.iter().sum();
                self.weights.extend(own.iter().map(|part| if whole == 0.0 { 0.0 } else { part / whole }));
            }
        }
    }

    /// Lets a round refill and move what stands.
    fn stand_after(&mut self, input: &NarrationInput<'_>, round: usize) {
        for (symbol, t) in (0_u8..).zip(input.outcome.traded(round)) {
            let s = usize::from(symbol);
            let Some(left) = self.left.get(s).copied() else { continue };
            let now = t.before - t.seen.outside;
            let kept = if left == 0.0 { 1.0 } else { now / left };
            for square in 0..self.squares {
                let moved = input.outcome.caused_by(round, symbol, self.lots(round, s, square));
                let at = self.row(0, s).saturating_add(square);
                if let Some(sum) = self.standing.get_mut(at) {
                    *sum = *sum * kept + moved;
                }
            }
            if let Some(left) = self.left.get_mut(s) {
                *left = t.after - t.seen.outside;
            }
        }
    }

    /// Why each closed account fell.
    pub(super) fn causes(&mut self, input: &NarrationInput<'_>, asked: &Attribution<'_>, some: Range<usize>) {
        let weights = std::mem::take(&mut self.weights);
        let money = |micros: f64| micros / MICROS * input.scale;
        for account in asked.closed_among(some) {
            let Some(square) = square_of(input, account) else { continue };
            let Some(fall) = asked.fall(account) else { continue };
            let shares = asked.by_symbol(account, &fall);
            let moment = input.outcome.rounds.get(fall.round).map_or(0, |r| r.moment);
            let (first, squares) = (self.row(moment, 0), self.squares);
            let Some(own) = self.own(fall.round, square) else { continue };
            let c = &fall.causes;
            own.lost += money(fall.lost);
            own.shock += money(c.shock);
            own.coins += money(c.collateral);
            own.rest += money(c.lag + c.tier + c.funding + c.fees + c.parts + c.losses_of_others);
            for (symbol, amount) in &c.forced {
                add(&mut own.forced, usize::from(*symbol), money(*amount));
                let row = first.saturating_add(usize::from(*symbol).saturating_mul(squares));
                let row = weights.get(row..row.saturating_add(squares)).unwrap_or_default();
                for (by, weight) in row.iter().enumerate().filter(|(_, w)| **w != 0.0) {
                    add(&mut own.by, by, money(amount * weight));
                }
            }
            for symbol in input.engine.market().numbers() {
                let share = shares.of(symbol);
                if share != 0.0 {
                    add(&mut own.through, usize::from(symbol), money(fall.lost * share));
                }
            }
        }
        self.weights = weights;
    }
}

fn square_of(input: &NarrationInput<'_>, account: u32) -> Option<usize> {
    input.squares.of.get(account as usize).copied().map(usize::from)
}

fn add(list: &mut Vec<(usize, f64)>, which: usize, amount: f64) {
    match list.iter_mut().find(|(own, _)| *own == which) {
        Some((_, sum)) => *sum += amount,
        None => list.push((which, amount)),
    }
}
