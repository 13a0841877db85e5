//! Rows of a text: a table with a header of our own names, or the series of any file that this page reads.

use crate::engine::error::{Field, FileProblem, within};
use crate::engine::import::proposal::StripKind;
use crate::engine::import::value::{is_nothing, moment, number};
use crate::engine::import::{self, Answers};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::collections::BTreeMap;

/// Most rows that are watched at once.
pub const MOST: u32 = 100_000;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Number of a message, each once.
    Sequence,
    /// Seconds since 1970, or a date.
    Time,
    /// Mark price, in quote currency.
    Mark,
    /// Depth within one per cent, in coins.
    Depth,
    /// Cancels since the row before.
    Cancels,
    /// Basis, per cent a year.
    Basis,
    /// Funding, per cent an interval.
    Funding,
    /// Realised volatility, per cent a year.
    Volatility,
    /// Open interest, in any one unit.
    OpenInterest,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Sequence,
        Self::Time,
        Self::Mark,
        Self::Depth,
        Self::Cancels,
        Self::Basis,
        Self::Funding,
        Self::Volatility,
        Self::OpenInterest,
    ];

    /// The word that headers have for it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sequence => "sequence",
            Self::Time => "time",
            Self::Mark => "mark",
            Self::Depth => "depth",
            Self::Cancels => "cancels",
            Self::Basis => "basis",
            Self::Funding => "funding",
            Self::Volatility => "volatility",
            Self::OpenInterest => "open_interest",
        }
    }

    /// The column of a header's word, or of one that is as usual.
    fn of(head: &str) -> Option<Self> {
        let word: String = head.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        let usual = match word.as_str() {
            "seq" | "id" | "number" => Some(Self::Sequence),
            "timestamp" | "date" | "day" => Some(Self::Time),
            "price" | "close" | "mark_price" => Some(Self::Mark),
            "count" | "counts" => Some(Self::Cancels),
            "funding_rate_percent" => Some(Self::Funding),
            _ => None,
        };
        usual.or_else(|| Self::ALL.into_iter().find(|column| column.key() == word))
    }

    /// True for what is measured, and not only says which row it is.
    #[must_use]
    pub const fn is_value(self) -> bool {
        !matches!(self, Self::Sequence | Self::Time)
    }
}

/// Rows of cells, as they were written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What each cell of a row is, in its order.
    pub columns: Vec<Column>,
    /// The rows. Each has a cell for every column.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Where a column stands; `None` where there is none.
    #[must_use]
    pub fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|one| *one == column)
    }

    /// A cell; empty where there is none.
    #[must_use]
    pub fn cell(&self, row: usize, column: Column) -> &str {
        let cell = self.place(column).and_then(|place| self.rows.get(row)?.get(place));
        cell.map_or("", |cell| cell.as_str())
    }

    /// A cell as a number; `None` where it holds none.
    #[must_use]
    pub fn number(&self, row: usize, column: Column) -> Option<f64> {
        let cell = self.cell(row, column);
        if column == Column::Time { seconds(cell) } else { value(cell) }
    }

    /// As a text that reads as the same table.
    #[must_use]
    pub fn text(&self) -> String {
        let head: Vec<&str> = self.columns.iter().map(|column| column.key()).collect();
        let mut out = head.join(",");
        for row in &self.rows {
            out.push('\n');
            out.push_str(&row.join(","));
        }
        out
    }
}

/// A number as it is written; `None` for what is none or says that there is none.
#[must_use]
pub fn value(cell: &str) -> Option<f64> {
    if is_nothing(cell) { None } else { number(cell).ok()?.to_f64() }
}

/// A moment in seconds since 1970; `None` for what is none.
fn seconds(cell: &str) -> Option<f64> {
    if is_nothing(cell) {
        return None;
    }
    Some(Decimal::from(moment(cell).ok()?).to_f64()? / 1_000.0)
}

/// Reads a text. Errors: an empty one, more than [`MOST`] rows, or one without a column that is known here.
pub fn read(text: &str) -> Result<Table, Error> {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).trim_end();
    if text.is_empty() {
        return Err(Error::at(Field::File, Cause::Empty));
    }
    let lines = text.bytes().filter(|byte| *byte == b'\n').count();
    within(Field::Rows, u32::try_from(lines).unwrap_or(u32::MAX), 0..=MOST)?;
    let table = match own(text)? {
        Some(table) => table,
        None => of_file(text)?,
    };
    if table.rows.is_empty() {
        return Err(Error::at(Field::File, Cause::File(FileProblem::NoRows)));
    }
    within(Field::Rows, u32::try_from(table.rows.len()).unwrap_or(u32::MAX), 1..=MOST)?;
    Ok(table)
}

/// A table whose header has our own names; `None` where it has none of them. Errors: bytes that are no table.
fn own(text: &str) -> Result<Option<Table>, Error> {
    let head = text.lines().next().unwrap_or_default();
    if head.starts_with(['{', '[']) {
        return Ok(None);
    }
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|d| head.bytes().filter(|b| b == d).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let broken = |_| Error::at(Field::File, Cause::File(FileProblem::NotText));
    let names: Vec<Option<Column>> = reader.headers().map_err(broken)?.iter().map(Column::of).collect();
    let mut columns: Vec<Column> = names.iter().flatten().copied().collect();
    if !columns.iter().any(|column| column.is_value()) {
        return Ok(None);
    }
    columns.sort_unstable();
    if columns.windows(2).any(|pair| pair.first() == pair.last()) {
        return Err(Error::at(Field::File, Cause::Twice));
    }
    let columns: Vec<Column> = names.iter().flatten().copied().collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let cell = |(place, column): (usize, &Option<Column>)| {
            column.map(|_| record.get(place).unwrap_or_default().replace([',', '\n', '\r'], " "))
        };
        rows.push(names.iter().enumerate().filter_map(cell).collect());
    }
    Ok(Some(Table { columns, rows }))
}

/// The series of a file of a known shape: funding, in per cent, and open interest. Errors: as of files; a file without either.
fn of_file(text: &str) -> Result<Table, Error> {
    let proposal = import::read(text, &Answers::default())?;
    let mut moments: BTreeMap<i64, [Option<Decimal>; 2]> = BTreeMap::new();
    for payment in proposal.funding.first().map(|history| history.payments.as_slice()).unwrap_or_default() {
        let percent = payment.rate.get().checked_mul(Decimal::ONE_HUNDRED);
        moments.entry(payment.time).or_default()[0] = percent;
    }
    let of_interest = |kind| proposal.strips.iter().find(|strip| strip.kind == kind);
    let strip = of_interest(StripKind::OpenInterest).or_else(|| of_interest(StripKind::OpenInterestValue));
    for (time, held) in strip.map(|strip| strip.points.as_slice()).unwrap_or_default() {
        moments.entry(*time).or_default()[1] = Some(*held);
    }
    if moments.is_empty() {
        return Err(Error::at(Field::File, Cause::File(FileProblem::UnknownShape { names: Vec::new() })));
    }
    let word = |value: Option<Decimal>| value.map_or_else(|| "--".to_owned(), |value| value.normalize().to_string());
    let row = |(time, [funding, held]): (&i64, &[Option<Decimal>; 2])| {
        let seconds = Decimal::from(*time).checked_div(Decimal::ONE_THOUSAND).unwrap_or_default();
        vec![seconds.normalize().to_string(), word(*funding), word(*held)]
    };
    let columns = vec![Column::Time, Column::Funding, Column::OpenInterest];
    Ok(Table { columns, rows: moments.iter().map(row).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_names_are_read_whatever_their_order_and_others_are_left_out() {
        let table = read("\u{feff}Price;note;time;Depth\r\n60000;x;12;1.5\r\n60100;;13\r\n").unwrap();
        assert_eq!(table.columns, [Column::Mark, Column::Time, Column::Depth]);
        assert_eq!((table.number(0, Column::Mark), table.number(1, Column::Depth)), (Some(60_000.0), None));
        assert_eq!(table.number(0, Column::Time), Some(12.0));
        assert_eq!(read(&table.text()).unwrap(), table);
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_reason() {
        assert_eq!(read(" \n").unwrap_err().cause, Cause::Empty);
        assert!(matches!(read("time,mark\n").unwrap_err().cause, Cause::File(FileProblem::NoRows)));
        assert_eq!(read("mark,price\n1,2").unwrap_err().cause, Cause::Twice);
        assert!(read("a,b\n1,2").is_err());
    }

    /// Ten million rows are counted and refused before any of them is read.
    #[test]
    fn ten_million_rows_are_too_many() {
        let text = format!("mark\n{}", "1\n".repeat(10_000_000));
        let error = read(&text).unwrap_err();
        assert!(matches!(error.cause, Cause::OutOfRange { .. }), "{error}");
    }

    #[test]
    fn a_funding_history_is_a_series() {
        let text =
            "calc_time,funding_interval_hours,last_funding_rate\n1719792000000,8,0.0001\n1719820800000,8,0.0002\n";
        let table = read(text).unwrap();
        assert_eq!(table.rows.len(), 2);
        assert_eq!(table.number(1, Column::Funding), Some(0.02));
    }
}
