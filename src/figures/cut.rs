//! Bet, then cut: what can be cut out of a run, and the run without it beside the original.

use crate::engine::cascade::narration::Narration;
use crate::engine::scenario::presets::Layout;
use crate::engine::scenario::{Cutting, ParameterId as P, Scenario};
use crate::figures::cascade::CascadeFigure;
use crate::figures::html;
use crate::figures::numbers::{self, change, count, many, millions_cell};
use crate::figures::run::Run;
use crate::figures::table::{Table, TableRow};
use crate::words::{Count, Words};
use rust_decimal::prelude::ToPrimitive as _;
use std::sync::Arc;

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

/// What is cut now.
fn chosen(scenario: &Scenario) -> (Cutting, u32) {
    let which = scenario.number(P::CutWhich).to_u32().unwrap_or(1);
    match scenario.cut() {
        cut @ (Cutting::Account | Cutting::Book) => (cut, which),
        cut => (cut, 1),
    }
}

/// What is offered: the squares that fell, first ones first, and what else carries the run.
#[must_use]
pub fn offers(run: &Run, words: &'static Words) -> Vec<Offer> {
    let w = words.play();
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
    let figure = CascadeFigure::of(&run.scenario, Arc::clone(&run.narration), 0);
    for (_, square) in squares {
        let which = u32::try_from(square.saturating_add(1)).unwrap_or(1);
        let name = w.cut_account(&figure.square_name(words, square));
        offers.push(Offer { cut: (Cutting::Account, which), name });
    }
    let several = run.scenario.preset().symbols.len() > 1;
    if several && run.narration.squares.iter().any(|s| s.shared > 0.0) {
        offers.push(Offer { cut: (Cutting::Sharing, 1), name: w.cut_sharing().to_owned() });
    }
    for (n, symbol) in (1_u32..).zip(run.scenario.preset().symbols).take(2) {
        offers.push(Offer { cut: (Cutting::Book, n), name: w.cut_book(words.symbol(symbol.name)) });
    }
    if several && !run.scenario.number(P::Correlation).is_zero() {
        offers.push(Offer { cut: (Cutting::Correlation, 1), name: w.cut_correlation().to_owned() });
    }
    if !run.scenario.number(P::Refill).is_zero() {
        offers.push(Offer { cut: (Cutting::Delay, 1), name: w.cut_delay().to_owned() });
    }
    offers
}

/// What the cut does, in a sentence.
#[must_use]
pub fn sentence(run: &Run, words: &'static Words) -> String {
    let Some((without, stops)) = &run.without else { return String::new() };
    let w = words.play();
    let (here, there) = (run.narration.forced_by(usize::MAX), without.forced_by(usize::MAX));
    let rounds = without.rounds.len();
    let chosen = chosen(&run.scenario);
    let name = offers(run, words).into_iter().find(|o| o.cut == chosen).map(|o| o.name).unwrap_or_default();
    let (before, after) = (millions(here, words), millions(there, words));
    if rounds == 0 {
        w.cut_nothing_falls(&name, &before)
    } else if *stops && run.narration.rounds.len() > 1 {
        w.cut_stops(&name, &before, &after)
    } else if there < here * 0.999 {
        w.cut_helps(&name, &before, Count::read(&many(rounds, words)), &after)
    } else if there > here * 1.001 {
        w.cut_worsens(&name, &before, Count::read(&many(rounds, words)), &after)
    } else {
        w.cut_changes_nothing(&name, &before)
    }
}

/// Money in millions.
fn millions(money: f64, words: &Words) -> String {
    millions_cell(money, 1, words).0
}

/// Original and counterfactual, line by line.
#[must_use]
pub fn table(run: &Run, words: &'static Words) -> String {
    let Some((without, _)) = &run.without else { return String::new() };
    let w = words.play();
    let percent = |narration: &Narration, symbol: usize| {
        let low = narration.rounds.iter().filter_map(|r| r.symbols.get(symbol)).map(|p| p.fall).reduce(f64::max);
        // Where nobody falls the price is where the shock left it.
        let low = low.unwrap_or_else(|| narration.last.get(symbol).map_or(0.0, |(outside, _)| *outside));
        numbers::percent(change(low), 1, words)
    };
    let row = |head: String, of: &dyn Fn(&Narration) -> String| {
        let cell = |narration: &Narration| (of(narration), of(narration));
        TableRow { head, cells: vec![cell(&run.narration), cell(without)], here: false }
    };
    let mut rows = vec![
        row(w.beside_rounds().to_owned(), &|s| many(s.rounds.len(), words)),
        row(w.beside_accounts().to_owned(), &|s| count(s.closed_by(usize::MAX), words)),
        row(w.beside_forced().to_owned(), &|s| millions(s.forced_by(usize::MAX), words)),
    ];
    for (n, symbol) in run.scenario.preset().symbols.iter().enumerate() {
        rows.push(row(w.beside_low(words.symbol(symbol.name)), &|s| percent(s, n)));
    }
    rows.push(row(w.beside_deficits().to_owned(), &|s| millions(s.rounds.iter().map(|r| r.deficits).sum(), words)));
    html::table(&Table { caption: w.beside(), columns: Table::heads(&w.beside_columns()), rows }, words)
}
