//! Rows on the bench: what is wrong in which cell, and what detectors and volatility make of them as they stand.

use super::super::task::{Piece, Task};
use super::last;
use crate::engine::Error;
use crate::engine::cascade::narration::wire::{Reader, Wire, wire};
use crate::engine::monitor::series::broken::broken;
use crate::engine::monitor::series::flaw::{Fault, flaws};
use crate::engine::monitor::series::reading::{NotRated, Reading, Stream, reading};
use crate::engine::monitor::series::table::{Column, Table, read};
use std::collections::BTreeMap;

/// Most rows that are shown to be mended.
pub const SHOWN: usize = 60;
/// Most points of a stream that are told; of more, the largest of each so many rows.
const POINTS: usize = 1_000;

/// Rows, and what they come to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Benched {
    /// The table as a text.
    pub text: String,
    /// Its columns, as places in [`Column::ALL`].
    pub columns: Vec<usize>,
    /// Rows; and cells with a fault.
    pub counts: (usize, usize),
    /// Rows that are shown: all of a short table, those with a fault of a long one.
    pub shown: Vec<RowOf>,
    /// A stream for each column that is measured.
    pub streams: Vec<StreamOf>,
    /// Realised volatility a year, as a part of one.
    pub volatility: Option<f64>,
    /// The last mark, and the least depth.
    pub market: (Option<f64>, Option<f64>),
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RowOf {
    /// Its place in the table, from 0.
    pub row: usize,
    /// Its cells.
    pub cells: Vec<String>,
    /// Its faults: the place of the cell, that of the fault in [`Fault::ALL`], and its value.
    pub flaws: Vec<(usize, usize, f64)>,
}

/// A stream.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StreamOf {
    /// Its column, as a place in [`Column::ALL`].
    pub column: usize,
    /// Samples, and those that calm was learned from.
    pub samples: (usize, usize),
    /// Rows with their statistic over its limit.
    pub ratios: Vec<(usize, f64)>,
    /// Rows that alarmed.
    pub alarms: Vec<usize>,
    /// Mean run length as printed, in samples, and corrected.
    pub lengths: (Option<f64>, Option<f64>),
    /// Why it is not watched, as a place in [`NotRated::ALL`].
    pub not_rated: Option<usize>,
}

wire! {
    Benched { text, columns, counts, shown, streams, volatility, market }
    RowOf { row, cells, flaws }
    StreamOf { column, samples, ratios, alarms, lengths, not_rated }
}

fn place<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or(all.len())
}

impl StreamOf {
    fn of(stream: Stream) -> Self {
        let step = stream.ratios.len().div_ceil(POINTS).max(1);
        let most = |part: &[(usize, f64)]| part.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1));
        Self {
            column: place(&Column::ALL, &stream.column),
            samples: stream.samples,
            ratios: stream.ratios.chunks(step).filter_map(most).collect(),
            alarms: stream.alarms,
            lengths: stream.lengths,
            not_rated: stream.not_rated.map(|why| place(&NotRated::ALL, &why)),
        }
    }
}

/// A table on the bench.
#[derive(Debug)]
pub struct Bench(String);

impl Bench {
    /// Of a reader's rows; the small broken table where there are none.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// What a table comes to. Errors: as of the detectors.
fn benched(table: &Table) -> Result<Benched, Error> {
    let mut by_row: BTreeMap<usize, Vec<(usize, usize, f64)>> = BTreeMap::new();
    let mut faults = 0_usize;
    for flaw in flaws(table) {
        let of = (place(&table.columns, &flaw.column), place(&Fault::ALL, &flaw.fault), flaw.value);
        by_row.entry(flaw.row).or_default().push(of);
        faults = faults.saturating_add(1);
    }
    let is_short = table.rows.len() <= SHOWN;
    let shown = table.rows.iter().enumerate().filter(|(row, _)| is_short || by_row.contains_key(row)).take(SHOWN);
    let shown = shown
        .map(|(row, cells)| RowOf { row, cells: cells.clone(), flaws: by_row.get(&row).cloned().unwrap_or_default() })
        .collect();
    let Reading { streams, volatility, mark, depth } = reading(table)?;
    Ok(Benched {
        text: table.text(),
        columns: table.columns.iter().map(|column| place(&Column::ALL, column)).collect(),
        counts: (table.rows.len(), faults),
        shown,
        streams: streams.into_iter().map(StreamOf::of).collect(),
        volatility,
        market: (mark, depth),
    })
}

impl Task for Bench {
    fn work(&mut self) -> Result<Piece, Error> {
        let text = std::mem::take(&mut self.0);
        let table = if text.trim().is_empty() { broken() } else { read(&text)? };
        Ok(last(&benched(&table)?))
    }
}
