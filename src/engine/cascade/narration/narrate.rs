//! From a run to its narration, some accounts at a time.

use std::ops::Range;

use super::falls::Falls;
use super::input::{NarrationInput, worth};
use super::{Ledger, Narration, PriceOf, RoundOf, SymbolOf, WinnerOf};
use crate::engine::cascade::amounts::{MICROS, count, float};
use crate::engine::cascade::attribution::Attribution;
use crate::engine::cascade::closings::Closings;
use crate::engine::cascade::market::Symbol;
use crate::engine::cascade::outcome::End;
use crate::engine::cascade::population::Source;

/// One per cent, the distance at which depth is quoted.
const ONE_PERCENT: f64 = 0.01;

/// Accounts that take as long as one round with its symbols and squares.
const ROUND: usize = 256;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The log is read.
    Closings,
    /// Closed accounts are counted.
    Members,
    /// Orders of each account are counted.
    Orders,
    /// Deficits of each account are.
    Deficits,
    /// What the orders of each round moved is.
    Pushes,
    /// Who had what part in the prices of each moment is.
    Weights,
    /// Why each account fell is.
    Causes,
    /// Winners are.
    Winners,
    Done,
}

/// A narration on its way.
#[derive(Debug)]
pub struct Narrating {
    stage: Stage,
    /// The next of what the stage goes through.
    next: usize,
    closings: Closings,
    falls: Falls,
    rounds: Vec<RoundOf>,
}

impl Narrating {
    /// Begins. It has to be given the same input until it is told.
    #[must_use]
    pub fn new(input: &NarrationInput<'_>) -> Self {
        Self {
            stage: Stage::Closings,
            next: 0,
            closings: Closings::new(input.engine.count()),
            falls: Falls::new(input),
            rounds: (0..input.outcome.rounds.len()).map(|number| round(input, number)).collect(),
        }
    }

    /// Goes on by so many accounts, or what takes as long; false once all is known.
    pub fn some(&mut self, input: &NarrationInput<'_>, most: usize) -> bool {
        let NarrationInput { engine, outcome, .. } = input;
        let Self { closings, falls, rounds, .. } = self;
        let few = most.div_ceil(ROUND);
        let of = |all: usize, most: usize| self.next.min(all)..self.next.saturating_add(most).min(all);
        let (some, all) = match self.stage {
            Stage::Closings => {
                if closings.some(outcome, most) {
                    return true;
                }
                (0..0, 0)
            }
            Stage::Members | Stage::Orders | Stage::Causes => (of(engine.count(), most), engine.count()),
            Stage::Deficits => (of(outcome.deficits.len(), most), outcome.deficits.len()),
            Stage::Pushes => (of(outcome.rounds.len(), few), outcome.rounds.len()),
            Stage::Weights => (of(outcome.moments(), few), outcome.moments()),
            Stage::Winners => (of(outcome.deleveraged.len(), most), outcome.deleveraged.len()),
            Stage::Done => return false,
        };
        let attribution = Attribution::of(engine, outcome, closings);
        self.next = some.end;
        match self.stage {
            Stage::Closings | Stage::Done => {}
            Stage::Members => falls.members(input, &attribution, some),
            Stage::Orders => falls.orders(input, &attribution, some),
            Stage::Deficits => falls.deficits(input, &attribution, some),
            Stage::Pushes => falls.pushes(input, some),
            Stage::Weights => falls.weights(input, some),
            Stage::Causes => falls.causes(input, &attribution, some),
            Stage::Winners => winners(input, rounds, some),
        }
        if self.next >= all {
            (self.stage, self.next) = (self.stage.after(), 0);
        }
        self.stage != Stage::Done
    }

    /// Tells it, once all is known. Branching is left as not known: it takes a look at every account for each round.
    #[must_use]
    pub fn told(self, input: &NarrationInput<'_>) -> Narration {
        let NarrationInput { engine, outcome, squares, scale, .. } = input;
        let mut rounds = self.rounds;
        for (own, list) in rounds.iter_mut().zip(self.falls.by_round()) {
            own.falls = list;
        }
        let digest = outcome.digest();
        let half = |part: u64| f64::from(u32::try_from(part & u64::from(u32::MAX)).unwrap_or(0));
        let symbols = engine.market().symbols().iter().enumerate();
        Narration {
            symbols: symbols.map(|(s, symbol)| symbol_of(input, s, symbol)).collect(),
            squares: squares.list.clone(),
            rounds,
            before: Ledger { fund: float(outcome.fund.0) / MICROS * scale, ..Ledger::default() },
            accounts: count(engine.count()),
            drawn: match input.source {
                #[expect(clippy::cast_precision_loss, reason = "seeds on the page have six digits")]
                Source::Assumed { seed } => Some(seed as f64),
                Source::Given => None,
            },
            ended: if outcome.end == End::Quiet { 0.0 } else { 1.0 },
            digest: (half(digest >> 32), half(digest)),
            branching: super::BranchingOf {
                local: -1.0,
                largest: -1.0,
                first: engine.first_generation(outcome),
                verdict: 1.0,
            },
            last: outcome.last.iter().map(|seen| (seen.outside, seen.displacement)).collect(),
        }
    }
}

impl Stage {
    fn after(self) -> Self {
        match self {
            Self::Closings => Self::Members,
            Self::Members => Self::Orders,
            Self::Orders => Self::Deficits,
            Self::Deficits => Self::Pushes,
            Self::Pushes => Self::Weights,
            Self::Weights => Self::Causes,
            Self::Causes => Self::Winners,
            Self::Winners | Self::Done => Self::Done,
        }
    }
}

fn symbol_of(input: &NarrationInput<'_>, number: usize, symbol: &Symbol) -> SymbolOf {
    let own = u8::try_from(number).unwrap_or(u8::MAX);
    let (long, short) = input.engine.open_interest(own);
    let value = |lots: i64| worth(input.engine.market(), own, lots, symbol.price(), input.scale);
    let (long, short) = (value(long), value(short));
    let absorbed = symbol.book.absorbed(-libm::log1p(-ONE_PERCENT)) * input.depth;
    SymbolOf {
        price: symbol.price(),
        long,
        short,
        depth: absorbed * symbol.price() * input.scale,
        loading: input.loadings.get(number).copied().unwrap_or(0.0),
    }
}

fn round(input: &NarrationInput<'_>, number: usize) -> RoundOf {
    let Some(r) = input.outcome.rounds.get(number) else { return RoundOf::default() };
    let money = |micros: i64| float(micros) / MICROS * input.scale;
    let market = input.engine.market();
    let symbols = market.numbers().zip(input.outcome.traded(number)).map(|(symbol, t)| PriceOf {
        outside: t.seen.outside,
        fall: t.seen.displacement,
        mark: t.seen.fall,
        sold: worth(market, symbol, t.sold, t.sale, input.scale),
        bought: worth(market, symbol, t.bought, t.purchase, input.scale),
        depth: t.depth,
    });
    RoundOf {
        time: r.time,
        closed: count(r.closed),
        parts: count(r.parts),
        forced: money(r.notional),
        fees: (money(r.taker_fees), money(r.liquidation_fees)),
        deficits: money(r.deficits),
        deleveraged: money(r.deleveraged),
        symbols: symbols.collect(),
        falls: vec![],
        winners: vec![],
        ledger: input.ledger_log.at(number.saturating_add(1), input.scale),
    }
}

fn winners(input: &NarrationInput<'_>, rounds: &mut [RoundOf], some: Range<usize>) {
    for d in input.outcome.deleveraged.get(some).unwrap_or_default() {
        let Some(square) = input.squares.of.get(d.account as usize).copied().map(usize::from) else { continue };
        let Some(own) = rounds.get_mut(d.round) else { continue };
        let symbol = usize::from(d.symbol);
        let price = input.outcome.traded(d.round).get(symbol).map_or(0.0, |t| t.seen.mark);
        let taken = worth(input.engine.market(), d.symbol, d.lots, price, input.scale);
        let seized = float(d.seized) / MICROS * input.scale;
        let hedges = if d.hedge { 1.0 } else { 0.0 };
        match own.winners.iter_mut().find(|w| w.square == square && w.symbol == symbol) {
            Some(winner) => {
                winner.taken += taken;
                winner.seized += seized;
                winner.hedges += hedges;
            }
            None => own.winners.push(WinnerOf { square, symbol, taken, seized, hedges }),
        }
    }
}
