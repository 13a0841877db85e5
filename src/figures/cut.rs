//! Bet, then cut: what can be cut out of a run, and the run without it beside the original. What that comes to stands in `verdict`.

mod verdict;

pub use verdict::sentence;

use crate::engine::cascade::narration::Narration;
use crate::engine::scenario::presets::Layout;
use crate::engine::scenario::{Cutting, ParameterId as P};
use crate::figures::cascade::Cut;
use crate::figures::html;
use crate::figures::numbers::{self, change, count, many, millions_cell};
use crate::figures::run::Run;
use crate::figures::table::{Table, TableRow};
use crate::words::Words;

/// Most squares that are offered.
const SQUARES: usize = 4;

/// Something that can be cut: the choice, and which one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The choice, and which one.
    pub cut: (Cutting, u32),
    /// Its name.
    pub name: String,
}

/// What is offered: the squares that fell, first ones first, and what else carries the run.
#[must_use]
pub fn offers(run: &Run, words: &'static Words) -> Vec<Offer> {
    let mut squares: Vec<(usize, usize)> =
        (0..run.narration.squares.len()).filter_map(|square| Some((run.narration.fell_in(square)?, square))).collect();
    if !matches!(run.scenario.preset().layout, Layout::Given(_)) {
        // Of a crowd the squares that closed most.
        let weight = |square: usize| -> f64 {
            let falls = run.narration.rounds.iter().flat_map(|r| &r.falls).filter(|f| f.square == square);
            falls.flat_map(|f| &f.sold).map(|(_, money, _)| money.abs()).sum()
        };
        squares.sort_unstable_by(|a, b| weight(b.1).total_cmp(&weight(a.1)));
    } else {
        squares.sort_unstable();
    }
    squares.truncate(SQUARES);
    let mut offers = Vec::new();
    let mut offer = |what: Cutting, which: usize| {
        let name = Cut::new(&run.scenario, &run.narration, what, which).name(words);
        offers.push(Offer { cut: (what, u32::try_from(which.saturating_add(1)).unwrap_or(1)), name });
    };
    for (_, square) in squares {
        offer(Cutting::Account, square);
    }
    let symbols = run.scenario.preset().symbols.len();
    if symbols > 1 && run.narration.squares.iter().any(|s| s.shared > 0.0) {
        offer(Cutting::Sharing, 0);
    }
    for symbol in 0..symbols.min(2) {
        offer(Cutting::Book, symbol);
    }
    if symbols > 1 && !run.scenario.number(P::Correlation).is_zero() {
        offer(Cutting::Correlation, 0);
    }
    if !run.scenario.number(P::Refill).is_zero() {
        offer(Cutting::Delay, 0);
    }
    offers
}

/// Money in millions.
fn millions(money: f64, words: &Words) -> String {
    millions_cell(money, 1, words).0
}

/// The largest log fall of a symbol in a run.
pub(super) fn lowest(narration: &Narration, symbol: usize) -> f64 {
    let low = narration.rounds.iter().filter_map(|r| r.symbols.get(symbol)).map(|p| p.fall).reduce(f64::max);
    // Where nobody falls the price is where the shock left it.
    low.unwrap_or_else(|| narration.last.get(symbol).map_or(0.0, |(outside, _)| *outside))
}

/// Accounts closed, and of how many where a cut makes others of them.
pub(super) fn closed_of(narration: &Narration, run: &Run, words: &Words) -> String {
    let closed = count(narration.closed_by(usize::MAX), words);
    if run.scenario.cut() == Cutting::Sharing {
        return words.play().of_accounts(&count(narration.accounts, words), &closed);
    }
    closed
}

/// Original and counterfactual, line by line.
#[must_use]
pub fn table(run: &Run, words: &'static Words) -> String {
    let Some((without, _)) = &run.without else { return String::new() };
    let w = words.play();
    let percent = |narration: &Narration, symbol: usize| numbers::percent(change(lowest(narration, symbol)), 1, words);
    let row = |head: String, of: &dyn Fn(&Narration) -> String| {
        let cell = |narration: &Narration| (of(narration), of(narration));
        TableRow { head, cells: vec![cell(&run.narration), cell(without)], here: false }
    };
    let mut rows = vec![
        row(w.beside_rounds().to_owned(), &|s| many(s.rounds.len(), words)),
        row(w.beside_accounts().to_owned(), &|s| closed_of(s, run, words)),
        row(w.beside_forced().to_owned(), &|s| millions(s.forced_by(usize::MAX), words)),
    ];
    for (n, symbol) in run.scenario.preset().symbols.iter().enumerate() {
        rows.push(row(w.beside_low(words.symbol(symbol.name)), &|s| percent(s, n)));
    }
    rows.push(row(w.beside_deficits().to_owned(), &|s| millions(s.rounds.iter().map(|r| r.deficits).sum(), words)));
    html::table(&Table { caption: w.beside(), columns: Table::heads(&w.beside_columns()), rows }, words)
}
