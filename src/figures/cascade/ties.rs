//! Who is tied to whom: what a narration says of causes, as edges between nodes, round by round.

use super::CascadeFigure;
use crate::engine::cascade::narration::FallOf;
use crate::engine::scenario::{Cutting, ParameterId};
use crate::engine::units::in_order;
use crate::figures::numbers;
use crate::words::Words;

/// Something that is drawn, or that only a table names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A symbol, by number.
    Symbol(usize),
    /// A square, by number.
    Square(usize),
    /// Squares that hold the same symbols, by the place of their column; only where squares are many.
    Group(usize),
    /// A pool: symbols that one collateral stands behind, a bit each.
    Pool(u32),
    /// A coin that stands as collateral, by its symbol.
    Coin(usize),
    /// The insurance fund.
    Fund,
    /// Prices moved from outside. Never drawn.
    Shock,
    /// Whatever else a fall is due to. Never drawn.
    Rest,
}

/// What an edge is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A symbol falls with the first.
    Correlation,
    /// A square holds a symbol.
    Position,
    /// A coin's price stands behind collateral.
    Coin,
    /// One collateral stands behind several positions.
    Shared,
    /// A price took slack from a square.
    Hit,
    /// A square's forced order moved a price.
    Flow,
    /// What a closed square fell short of.
    Deficit,
    /// Deleveraging took from a winner.
    Adl,
    /// What made a square fall, by who gave the orders. Never drawn.
    Cause,
}

/// One edge in one round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// What it is.
    pub kind: Kind,
    /// Where it begins.
    pub from: Node,
    /// Where it ends.
    pub to: Node,
    /// Money, signed; for a correlation the loading.
    pub amount: f64,
    /// Part of the slack lost, signed, where that means something.
    pub share: Option<f64>,
    /// The round; 0 for what stands from the start.
    pub round: usize,
}

impl CascadeFigure {
    /// Every edge up to the round shown, in the order of kinds for what stands, then as it happened.
    #[must_use]
    pub fn ties(&self) -> Vec<Tie> {
        let narration = &self.narration;
        let mut ties = Vec::new();
        let mut add = |kind, from, to, amount: f64, share: Option<f64>, round| {
            // What is not known is no edge, however much it might be.
            if amount.is_finite() && amount != 0.0 {
                ties.push(Tie { kind, from, to, amount, share, round });
            }
        };
        for (n, symbol) in narration.symbols.iter().enumerate().skip(1).filter(|_| !self.lacks(Cutting::Correlation)) {
            // The loading holds the symbol's own weight as well; without the setting there is no edge.
            let loading = if self.correlated { symbol.loading } else { 0.0 };
            add(Kind::Correlation, Node::Symbol(0), Node::Symbol(n), loading, None, 0);
        }
        let out = self.kept_out();
        let shares = !self.lacks(Cutting::Sharing);
        for (n, square) in narration.squares.iter().enumerate().filter(|(n, _)| Some(*n) != out) {
            for (symbol, notional) in self.known(&square.held) {
                add(Kind::Position, Node::Symbol(symbol), Node::Square(n), notional, None, 0);
            }
            if shares && square.shared > 0.0 && self.mask(n).count_ones() > 1 {
                add(Kind::Shared, Node::Pool(self.mask(n)), Node::Square(n), square.shared * square.equity, None, 0);
            }
            // Coins of an account that is split count as cash.
            for coin in square.coins.iter().copied().filter(|c| shares && *c < narration.symbols.len()) {
                add(Kind::Coin, Node::Symbol(coin), Node::Coin(coin), square.equity, None, 0);
                add(Kind::Shared, Node::Coin(coin), Node::Square(n), square.equity, None, 0);
            }
        }
        for (at, round) in narration.rounds.iter().enumerate().take(self.round) {
            let number = at.saturating_add(1);
            for fall in round.falls.iter().filter(|f| f.square < narration.squares.len()) {
                let square = Node::Square(fall.square);
                let part = |amount: f64| (fall.lost > 0.0).then(|| amount / fall.lost);
                for (symbol, amount) in self.known(&fall.through) {
                    add(Kind::Hit, Node::Symbol(symbol), square, amount, part(amount), number);
                }
                for (from, amount) in causes(fall) {
                    add(Kind::Cause, from, square, amount, part(amount), number);
                }
                for (symbol, money, _) in fall.sold.iter().copied().filter(|s| s.0 < narration.symbols.len()) {
                    add(Kind::Flow, square, Node::Symbol(symbol), money, None, number);
                }
                add(Kind::Deficit, square, Node::Fund, fall.deficit, None, number);
            }
            for winner in round.winners.iter().filter(|w| w.square < narration.squares.len()) {
                add(
                    Kind::Adl,
                    Node::Fund,
                    Node::Square(winner.square),
                    winner.seized.max(winner.taken.abs()),
                    None,
                    number,
                );
            }
        }
        ties
    }

    /// What of a list by symbols is about symbols that exist.
    pub(super) fn known<'a>(&'a self, list: &'a [(usize, f64)]) -> impl Iterator<Item = (usize, f64)> + 'a {
        list.iter().copied().filter(|(symbol, _)| *symbol < self.narration.symbols.len())
    }

    /// The symbols that a square holds, a bit each.
    #[must_use]
    pub fn mask(&self, square: usize) -> u32 {
        let held = self.narration.squares.get(square).map_or(&[][..], |s| &s.held);
        self.known(held).fold(0, |mask, (symbol, _)| mask | bit(symbol))
    }

    /// What made a square fall in a round: who, and how much of the harm in whole per cent, the largest first. What helped is left out here; the
    /// table has it.
    #[must_use]
    pub fn harms(&self, words: &Words, fall: &FallOf) -> Vec<(Node, String)> {
        let mut causes = causes(fall);
        // Parts of what is not known are not known.
        if causes.iter().any(|(_, amount)| !amount.is_finite()) {
            return Vec::new();
        }
        causes.retain(|(_, amount)| *amount > 0.0);
        let causes = in_order(causes, |c| -c.1);
        let shares = numbers::shares(&causes.iter().map(|c| c.1).collect::<Vec<_>>());
        causes
            .into_iter()
            .zip(shares)
            .filter(|(_, share)| !share.is_zero())
            .map(|((node, _), share)| (node, words.numbers().percent(&numbers::exact(share, words))))
            .collect()
    }

    /// All that fell of a round as if it were one square.
    #[must_use]
    pub fn fallen_together(&self, falls: &mut dyn Iterator<Item = &FallOf>) -> FallOf {
        let mut all = FallOf::default();
        for fall in falls {
            all.members.0 += fall.members.0;
            all.members.1 += fall.members.1;
            all.lost += fall.lost;
            all.shock += fall.shock;
            all.coins += fall.coins;
            all.rest += fall.rest;
            all.deficit += fall.deficit;
            for (from, amount) in &fall.by {
                gather(&mut all.by, *from, *amount);
            }
            for (symbol, amount) in self.known(&fall.through) {
                gather(&mut all.through, symbol, amount);
            }
        }
        all
    }
}

/// Adds to what a list has under a number.
fn gather(list: &mut Vec<(usize, f64)>, key: usize, amount: f64) {
    match list.iter_mut().find(|(k, _)| *k == key) {
        Some((_, sum)) => *sum += amount,
        None => list.push((key, amount)),
    }
}

/// Everything that a fall is due to, signed.
#[must_use]
pub fn causes(fall: &FallOf) -> Vec<(Node, f64)> {
    let mut causes = vec![(Node::Shock, fall.shock)];
    causes.extend(fall.by.iter().map(|(square, amount)| (Node::Square(*square), *amount)));
    causes.push((Node::Rest, fall.coins + fall.rest));
    causes
}

/// The bit of a symbol.
#[must_use]
pub fn bit(symbol: usize) -> u32 {
    u32::try_from(symbol).ok().and_then(|n| 1_u32.checked_shl(n)).unwrap_or(0)
}

/// True where the other symbols move with the first.
pub(super) fn correlates(scenario: &crate::engine::scenario::Scenario) -> bool {
    !scenario.number(ParameterId::Correlation).is_zero()
}
