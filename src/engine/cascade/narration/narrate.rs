//! From a run to its narration.

use super::squares::Squares;
use super::{FallOf, Ledger, Narration, PriceOf, RoundOf, SymbolOf, WinnerOf};
use crate::engine::cascade::amounts::{MICROS, count, float};
use crate::engine::cascade::attribution::Attribution;
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::ledger::Ledger as Books;
use crate::engine::cascade::market::{Market, Symbol};
use crate::engine::cascade::outcome::{End, Outcome};
use crate::engine::cascade::population::Source;
use crate::engine::cascade::rounds::Run;

/// One per cent, the distance at which depth is quoted.
const ONE_PERCENT: f64 = 0.01;

/// Who had what, noted while a run goes on.
#[derive(Debug, Clone, Default)]
pub struct LedgerLog {
    /// All money there is, micro-units, counted from every account at the start.
    whole: i128,
    /// At the start, then after every round: accounts, counterparty, fund, venue, in micro-units.
    books: Vec<[i128; 4]>,
}

impl LedgerLog {
    /// Notes how the ledger stands; to be called before the first event and after each. Every account is counted before the first; from then on
    /// what the accounts have is what the others do not, until [`LedgerLog::close`] counts again.
    pub fn record(&mut self, run: &Run<'_>) {
        if self.books.is_empty() {
            self.whole = run.money();
        }
        let rounds = run.rounds().len();
        while self.books.len() <= rounds {
            self.books.push(Self::standing(run, self.whole));
        }
    }

    /// Notes how it stands at the end, with every account counted anew, so that the sum over all shows whether any money was lost on the way.
    pub fn close(&mut self, run: &Run<'_>) {
        self.record(run);
        if let Some(last) = self.books.last_mut() {
            *last = Self::standing(run, run.money());
        }
    }

    fn standing(run: &Run<'_>, whole: i128) -> [i128; 4] {
        let Books { counterparty, fund, venue, .. } = *run.ledger();
        // The counterparty holds what accounts do not, so at one price for all what the positions are worth passes from one to the other.
        let worth = run.counterparty_worth();
        let accounts = whole.saturating_sub(run.ledger().sum()).saturating_sub(worth);
        [accounts, counterparty.saturating_add(worth), i128::from(fund), venue]
    }

    /// Against the start.
    fn at(&self, place: usize, scale: f64) -> Ledger {
        let (Some(start), Some(own)) = (self.books.first(), self.books.get(place)) else { return Ledger::default() };
        let changed = |which: usize| {
            let of = |books: &[i128; 4]| books.get(which).copied().unwrap_or(0);
            let micros = i64::try_from(of(own).saturating_sub(of(start))).unwrap_or(i64::MAX);
            float(micros) / MICROS * scale
        };
        Ledger { accounts: changed(0), counterparty: changed(1), fund: changed(2), venue: changed(3) }
    }
}

/// What a narration is told from.
pub struct NarrationInput<'a> {
    /// The engine of the run.
    pub engine: &'a Engine,
    /// What it did.
    pub outcome: &'a Outcome,
    /// The ledger on its way.
    pub ledger_log: &'a LedgerLog,
    /// Who is drawn with whom.
    pub squares: &'a Squares,
    /// Money of one unit of the engine.
    pub scale: f64,
    /// Part of the books' depth at the start.
    pub depth: f64,
    /// Loadings of the symbols on the first one's fall.
    pub loadings: &'a [f64],
    /// Where the accounts come from.
    pub source: Source,
}

/// Tells it. Branching is left as not known: it takes a look at every account for each round.
#[must_use]
pub fn narrate(input: &NarrationInput<'_>) -> Narration {
    let NarrationInput { engine, outcome, squares, scale, .. } = input;
    let attribution = Attribution::new(engine, outcome);
    let mut falls = Falls::new(input);
    falls.orders(input, &attribution);
    falls.causes(input, &attribution);
    let mut rounds: Vec<RoundOf> = (0..outcome.rounds.len()).map(|number| round(input, number)).collect();
    for (number, list) in falls.by_round.into_iter().enumerate() {
        if let Some(own) = rounds.get_mut(number) {
            own.falls = list;
        }
    }
    winners(input, &mut rounds);
    let digest = outcome.digest();
    let half = |part: u64| f64::from(u32::try_from(part & u64::from(u32::MAX)).unwrap_or(0));
    Narration {
        symbols: input
            .engine
            .market()
            .symbols()
            .iter()
            .enumerate()
            .map(|(s, symbol)| symbol_of(input, s, symbol))
            .collect(),
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

/// Money of lots at a price.
fn worth(market: &Market, symbol: u8, lots: i64, price: f64, scale: f64) -> f64 {
    market.get(symbol).map_or(0.0, |s| s.contracts(lots) * price * scale)
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

fn winners(input: &NarrationInput<'_>, rounds: &mut [RoundOf]) {
    for d in &input.outcome.deleveraged {
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

/// Who fell in each round, with orders and causes.
struct Falls {
    by_round: Vec<Vec<FallOf>>,
    /// Lots that each square sold in each round, by symbol.
    lots: Vec<Vec<Vec<i64>>>,
}

impl Falls {
    fn new(input: &NarrationInput<'_>) -> Self {
        let rounds = input.outcome.rounds.len();
        let symbols = input.engine.market().count();
        Self { by_round: vec![vec![]; rounds], lots: vec![vec![vec![0; symbols]; input.squares.list.len()]; rounds] }
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

    /// Orders: who closed what, and what it moved.
    fn orders(&mut self, input: &NarrationInput<'_>, attribution: &Attribution<'_>) {
        let square_of = |account: u32| input.squares.of.get(account as usize).copied().map(usize::from);
        for account in attribution.accounts() {
            let (Some(square), Some(round)) = (square_of(account), attribution.round(account)) else { continue };
            if let Some(own) = self.own(round, square) {
                own.members.0 += 1.0;
            }
        }
        for account in attribution.who_sold_among(0..input.engine.count()) {
            let Some(square) = square_of(account) else { continue };
            let closed = attribution.round(account);
            let mut before = None;
            for order in attribution.orders(account) {
                // An order beside the last is one that closed a part.
                if Some(order.round) != closed && before != Some(order.round) {
                    if let Some(own) = self.own(order.round, square) {
                        own.members.1 += 1.0;
                    }
                    before = Some(order.round);
                }
                let cell = self.lots.get_mut(order.round).and_then(|r| r.get_mut(square));
                if let Some(lots) = cell.and_then(|row| row.get_mut(usize::from(order.symbol))) {
                    *lots = lots.saturating_add(order.lots);
                }
            }
        }
        for (account, deficit) in &input.outcome.deficits {
            if let (Some(square), Some(round)) = (square_of(*account), attribution.round(*account))
                && let Some(own) = self.own(round, square)
            {
                own.deficit += float(*deficit) / MICROS * input.scale;
            }
        }
        let market = input.engine.market();
        for number in 0..input.outcome.rounds.len() {
            for square in 0..input.squares.list.len() {
                for symbol in market.numbers() {
                    let row = self.lots.get(number).and_then(|r| r.get(square));
                    let Some(lots) = row.and_then(|row| row.get(usize::from(symbol))).copied().filter(|l| *l != 0)
                    else {
                        continue;
                    };
                    let Some(t) = input.outcome.traded(number).get(usize::from(symbol)) else { continue };
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

    /// Why each closed account fell, summed by square.
    fn causes(&mut self, input: &NarrationInput<'_>, attribution: &Attribution<'_>) {
        let weights = self.weights(input);
        let money = |micros: f64| micros / MICROS * input.scale;
        for account in attribution.accounts() {
            let Some(square) = input.squares.of.get(account as usize).copied().map(usize::from) else { continue };
            let Some(fall) = attribution.fall(account) else { continue };
            let shares = attribution.by_symbol(account, &fall);
            let moment = input.outcome.rounds.get(fall.round).map_or(0, |r| r.moment);
            let Some(own) = self.own(fall.round, square) else { continue };
            let c = &fall.causes;
            own.lost += money(fall.lost);
            own.shock += money(c.shock);
            own.coins += money(c.collateral);
            own.rest += money(c.lag + c.tier + c.funding + c.fees + c.parts + c.losses_of_others);
            for (symbol, amount) in &c.forced {
                add(&mut own.forced, usize::from(*symbol), money(*amount));
                let row = weights.get(moment).and_then(|m| m.get(usize::from(*symbol)));
                for (by, weight) in row.into_iter().flatten().enumerate().filter(|(_, w)| **w != 0.0) {
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
    }

    /// For every moment that triggered and every symbol, the part that each square has in the forced move that stands then: what its orders moved, less
    /// what has been refilled since.
    fn weights(&self, input: &NarrationInput<'_>) -> Vec<Vec<Vec<f64>>> {
        let (outcome, market) = (input.outcome, input.engine.market());
        let squares = input.squares.list.len();
        let mut standing = vec![vec![0.0; squares]; market.count()];
        let mut left = vec![0.0; market.count()];
        let mut done = 0;
        let mut all = Vec::new();
        for moment in 0..outcome.moments() {
            while done < outcome.rounds_before(moment) {
                for (s, (own, left)) in standing.iter_mut().zip(&mut left).enumerate() {
                    let Some(t) = outcome.traded(done).get(s) else { continue };
                    let now = t.before - t.seen.outside;
                    let kept = if *left == 0.0 { 1.0 } else { now / *left };
                    let symbol = u8::try_from(s).unwrap_or(u8::MAX);
                    for (square, sum) in own.iter_mut().enumerate() {
                        let row = self.lots.get(done).and_then(|r| r.get(square));
                        let lots = row.and_then(|row| row.get(s)).copied().unwrap_or(0);
                        *sum = *sum * kept + outcome.caused_by(done, symbol, lots);
                    }
                    *left = t.after - t.seen.outside;
                }
                done = done.saturating_add(1);
            }
            let share = |own: &Vec<f64>| {
                let whole: f64 = own.iter().sum();
                own.iter().map(|part| if whole == 0.0 { 0.0 } else { part / whole }).collect::<Vec<f64>>()
            };
            all.push(standing.iter().map(share).collect());
        }
        all
    }
}

fn add(list: &mut Vec<(usize, f64)>, which: usize, amount: f64) {
    match list.iter_mut().find(|(own, _)| *own == which) {
        Some((_, sum)) => *sum += amount,
        None => list.push((which, amount)),
    }
}
