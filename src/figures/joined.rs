//! The reader's account in the market of the cascade: what of it joins, who pushes it, and what it pushes.

use crate::engine::account::{Mode, Portfolio};
use crate::engine::cascade::narration::{FallOf, Narration};
use crate::engine::error::{Number, Range};
use crate::engine::import::symbol::Symbol;
use crate::engine::own::{Joining, Outside};
use crate::engine::{Cause, Error};
use crate::figures::account::side;
use crate::figures::cascade::CascadeFigure;
use crate::figures::cascade::names::listed;
use crate::figures::cascade::ties::{Node, causes};
use crate::figures::numbers::{change, exact, many, money_cell, percent, percent_cell, shown};
use crate::figures::run::Run;
use crate::figures::table::{Table, TableRow};
use crate::words::errors::reason;
use crate::words::{Count, Words};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::ops::Bound;
use std::sync::Arc;

/// Squares that are named in a sentence.
const NAMED: usize = 3;

/// Log falls below this are not seen in a price: half of a tenth of a per cent.
const SEEN: f64 = 0.05;

/// What of an account joins, in sentences: how much, what stays outside and why; or why nothing does.
#[must_use]
pub fn joins(answer: &Result<Joining, Error>, account: &Portfolio, times: u32, words: &'static Words) -> Vec<String> {
    let w = words.joined();
    let joining = match answer {
        Ok(joining) => joining,
        Err(error) => return vec![refusal(error, words)],
    };
    let money = |amount: Decimal| usd(amount.to_f64().unwrap_or(f64::NAN), words);
    let (equity, notional) = (money(joining.equity.get()), money(joining.notional.get()));
    let required = money(joining.required.get());
    let said = many(times, words);
    let mut all = vec![w.joins(&equity, &notional, &required, Count::read(&said))];
    for (place, why) in &joining.outside {
        let Ok(row) = account.row(*place) else { continue };
        let Some(market) = account.markets.get(row.market) else { continue };
        let name = words.account().position(&market.name, side(row.side, words));
        all.push(match (why, row.mode) {
            (Outside::NoSymbol, Mode::Cross) => w.outside_cross(&Symbol::read(&market.name).coin, &name),
            (Outside::NoSymbol, Mode::Isolated(_)) => w.outside_isolated(&Symbol::read(&market.name).coin, &name),
            (Outside::Inverse, _) => w.outside_inverse(&name),
            (Outside::TooSmall, _) => w.outside_small(&name),
        });
    }
    all
}

/// Why an account cannot join.
fn refusal(error: &Error, words: &'static Words) -> String {
    let w = words.joined();
    match &error.cause {
        Cause::OutOfRange {
            value: Number::Exact(value),
            range: Range { from: Bound::Excluded(Number::Exact(asked)), .. },
        } => {
            let money = |amount: Decimal| words.numbers().with_unit(&exact(amount, words), "USD");
            w.refused_below(&money(*asked), &money(*value))
        }
        Cause::Empty => w.refused_none().to_owned(),
        _ => w.refused(&reason(error, words)),
    }
}

/// The account in a run that has been told.
#[derive(Debug, Clone)]
pub struct InRun {
    narration: Arc<Narration>,
    graph: CascadeFigure,
    own: usize,
}

impl InRun {
    /// The account in a run; `None` where nobody joined it.
    #[must_use]
    pub fn of(run: &Run) -> Option<Self> {
        let own = run.narration.squares.iter().position(|square| square.own)?;
        let graph = CascadeFigure::of(&run.scenario, Arc::clone(&run.narration), run.narration.rounds.len());
        Some(Self { narration: Arc::clone(&run.narration), graph, own })
    }

    /// Its falls, each with its round, from 1.
    fn falls(&self) -> impl Iterator<Item = (usize, &FallOf)> {
        let own = self.own;
        let rounds = (1..).zip(&self.narration.rounds);
        rounds.flat_map(move |(n, round)| round.falls.iter().filter(move |f| f.square == own).map(move |f| (n, f)))
    }

    /// What others lost to its orders: round, square, money, and the part of all that the square lost then.
    fn pushed(&self) -> Vec<(usize, usize, f64, f64)> {
        let mut all = Vec::new();
        for (number, round) in (1..).zip(&self.narration.rounds) {
            for fall in round.falls.iter().filter(|fall| fall.square != self.own) {
                let taken: f64 = fall.by.iter().filter(|(by, _)| *by == self.own).map(|(_, amount)| amount).sum();
                if taken.is_finite() && taken.abs() > 0.0 && fall.lost > 0.0 {
                    all.push((number, fall.square, taken, taken / fall.lost));
                }
            }
        }
        all
    }

    /// What is left of its slack where least is, as a part of what it began with; `None` where it is not one account, or coins stand behind it: what
    /// parts of it have left is not known then.
    fn least_left(&self, kept: f64) -> Option<f64> {
        let square = self.narration.squares.get(self.own).filter(|square| square.coins.is_empty())?;
        let slack = |fall: &dyn Fn(usize) -> f64| -> f64 {
            let moved = square.held.iter().map(|(symbol, money)| {
                let price = libm::exp(-fall(*symbol));
                money * (price - 1.0) - money.abs() * price * kept
            });
            square.equity + moved.sum::<f64>()
        };
        let start = slack(&|_| 0.0);
        let marks = self
            .narration
            .rounds
            .iter()
            .map(|round| slack(&|symbol| round.symbols.get(symbol).map_or(0.0, |price| price.mark)));
        let last = slack(&|symbol| self.narration.last.get(symbol).map_or(0.0, |(_, fall)| *fall));
        let least = marks.chain([last]).reduce(f64::min)?;
        (start > 0.0 && least >= 0.0).then(|| least / start)
    }

    /// Who pushes it and what it pushes, in sentences. `kept` is the part of every position that the market asks for; `accounts` says how many accounts
    /// of the engine it is.
    #[must_use]
    pub fn sentences(&self, kept: f64, accounts: usize, words: &'static Words) -> Vec<String> {
        let w = words.joined();
        let mut said: Vec<String> = self
            .falls()
            .map(|(round, fall)| {
                let (round, why) = (many(round, words), self.graph.causes_text(words, fall));
                if fall.members.0 > 0.0 { w.falls(&round, &why) } else { w.falls_in_part(&round) }
            })
            .collect();
        if said.is_empty() {
            let left = self.least_left(kept).filter(|_| accounts == 1);
            said.push(match left {
                Some(left) => w.stands(&percent(left * 100.0, 1, words)),
                None => w.stands_somewhere().to_owned(),
            });
        } else {
            said.push(words.cascade().narration_slack().to_owned());
            said.push(self.orders(words));
            said.push(self.takes(words));
        }
        let taken: Vec<f64> = self
            .narration
            .rounds
            .iter()
            .flat_map(|round| &round.winners)
            .filter(|winner| winner.square == self.own)
            .map(|winner| winner.taken.abs())
            .collect();
        if !taken.is_empty() {
            said.push(w.deleveraged(&usd(taken.iter().sum(), words)));
        }
        said
    }

    /// What it was forced to trade, and what that moved.
    fn orders(&self, words: &'static Words) -> String {
        let (w, c) = (words.joined(), words.cascade());
        let mut sums: Vec<(usize, f64, f64)> = Vec::new();
        for (symbol, money, moved) in self.falls().flat_map(|(_, fall)| &fall.sold) {
            match sums.iter_mut().find(|(known, ..)| known == symbol) {
                Some((_, sum, fall)) => (*sum, *fall) = (*sum + money.abs(), *fall + moved),
                None => sums.push((*symbol, money.abs(), *moved)),
            }
        }
        let amount = usd(sums.iter().map(|(_, money, _)| money).sum(), words);
        let moves: Vec<String> = sums
            .iter()
            .filter(|(.., moved)| change(*moved).abs() >= SEEN)
            .map(|(symbol, _, moved)| {
                let (by, name) = (change(*moved), self.graph.symbol_name(words, *symbol));
                let amount = percent(by.abs(), 1, words);
                if by > 0.0 { c.up(&amount, name) } else { c.down(&amount, name) }
            })
            .collect();
        if moves.is_empty() { w.orders_unseen(&amount) } else { w.orders(&amount, &listed(&moves, words)) }
    }

    /// Whose slack its orders took.
    fn takes(&self, words: &'static Words) -> String {
        let w = words.joined();
        let mut squares: Vec<(usize, f64, f64)> = Vec::new();
        for (_, square, taken, _) in self.pushed().into_iter().filter(|(_, _, taken, _)| *taken > 0.0) {
            let lost: f64 = self
                .narration
                .rounds
                .iter()
                .flat_map(|round| &round.falls)
                .filter(|fall| fall.square == square)
                .map(|fall| fall.lost.max(0.0))
                .sum();
            match squares.iter_mut().find(|(known, ..)| *known == square) {
                Some((_, sum, _)) => *sum += taken,
                None => squares.push((square, taken, lost)),
            }
        }
        squares.sort_by(|a, b| b.1.total_cmp(&a.1));
        let parts: Vec<String> = squares
            .iter()
            .filter(|(_, taken, lost)| *lost > 0.0 && 100.0 * taken / lost >= SEEN)
            .take(NAMED)
            .map(|(square, taken, lost)| {
                w.share_of(&self.graph.square_name(words, *square), &percent(100.0 * taken / lost, 1, words))
            })
            .collect();
        if parts.is_empty() { w.takes_nothing().to_owned() } else { w.takes(&listed(&parts, words)) }
    }

    /// Who pushes it, what it trades and whom it pushes, a row each.
    #[must_use]
    pub fn table(&self, words: &'static Words) -> Table {
        let w = words.joined();
        let word = |text: String| (text.clone(), text);
        let none = || (String::new(), String::new());
        let mut rows = Vec::new();
        let mut row = |head: String, what: String, amount: f64, share: Option<f64>, round: usize| {
            let share = share.map_or_else(none, |share| percent_cell(100.0 * share, 1, words));
            let cells = vec![word(what), money_cell(amount, words), share, word(many(round, words))];
            rows.push(TableRow { head, cells, here: false });
        };
        for (round, fall) in self.falls() {
            for (node, amount) in causes(fall).into_iter().filter(|(_, amount)| amount.is_finite() && *amount != 0.0) {
                let name = match node {
                    Node::Square(n) if n == self.own => w.itself().to_owned(),
                    node => self.graph.name_of(words, node),
                };
                row(name, w.row_pushes_it().to_owned(), amount, (fall.lost > 0.0).then(|| amount / fall.lost), round);
            }
            for (symbol, money, moved) in &fall.sold {
                let by = change(*moved);
                let (amount, name) = (percent(by.abs(), 2, words), self.graph.symbol_name(words, *symbol));
                let what = if by > 0.0 { w.row_lifts(&amount) } else { w.row_lowers(&amount) };
                row(name.to_owned(), what, *money, None, round);
            }
        }
        for (round, square, taken, share) in self.pushed() {
            row(self.graph.square_name(words, square), w.row_is_pushed().to_owned(), taken, Some(share), round);
        }
        Table { caption: w.table(), columns: Table::heads(&w.columns()), rows }
    }
}

/// Money in whole dollars.
fn usd(value: f64, words: &Words) -> String {
    words.numbers().with_unit(&shown(value, 0, words), "USD")
}
