//! The table of the account: a position a row, with both prices and what its venue prints.

use super::{AccountFigure, Line, apart, price};
use crate::engine::account::{Mode, NoPrice};
use crate::engine::scenario::number;
use crate::engine::units::{Price, Saturating as _};
use crate::figures::numbers::exact;
use crate::figures::table::{Table, TableRow};
use crate::words::Words;

type Cell = (String, String);

pub(super) fn table(figure: &AccountFigure, words: &'static Words) -> Table {
    let w = words.account();
    let rows = figure.lines.iter().enumerate().map(|(place, line)| TableRow {
        head: figure.name_of(line, words),
        cells: cells(line, words),
        here: place == figure.chosen,
    });
    Table { caption: w.table(), columns: Table::heads(&w.columns()), rows: rows.collect() }
}

fn cells(line: &Line, words: &'static Words) -> Vec<Cell> {
    let w = words.account();
    let of = |value: Price| (price(Ok(value), words), number::plain(value.get()));
    let found =
        |value: Result<Price, NoPrice>| (price(value, words), value.map_or(String::new(), |p| number::plain(p.get())));
    let blank = || (String::new(), String::new());
    let stands = match line.row.mode {
        Mode::Isolated(margin) => {
            (w.isolated(&exact(margin.get().round_dp(4).normalize(), words)), number::plain(margin.get()))
        }
        Mode::Cross => (w.cross().to_owned(), String::new()),
    };
    let size = line.row.size.get();
    let (printed, difference) = match &line.beside {
        None => ((w.none().to_owned(), String::new()), blank()),
        Some(beside) => {
            let difference = line.alone.trigger.map_or_else(
                |_| blank(),
                |own| (apart(beside.printed, own, words), number::plain(beside.printed.get().sat_sub(own.get()))),
            );
            (of(beside.printed), difference)
        }
    };
    vec![
        (exact(size, words), number::plain(size)),
        of(line.row.entry),
        of(line.mark),
        stands,
        found(line.alone.trigger),
        found(line.together),
        printed,
        difference,
    ]
}
