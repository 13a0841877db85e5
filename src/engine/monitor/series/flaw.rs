//! What is wrong in which cell. Nothing is mended here, and nothing is guessed: a cell is named, with what speaks against it.

use super::table::{Column, Table, value};
use crate::engine::import::value::is_nothing;
use crate::engine::numeric::float;
use crate::engine::numeric::ordered::Sorted;
use std::collections::BTreeMap;

/// Times a column's median, either way, from which a value is taken for one in another unit.
const APART: f64 = 30.0;

/// What speaks against a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Nothing stands there, and nothing says that it is missing.
    Missing,
    /// It is no number.
    NotANumber,
    /// Nought, where nothing can be nought: it stands for missing.
    Zero,
    /// The number of its message stood before.
    Twice,
    /// The clock stands before that of the row before.
    Backwards,
    /// So far from its column's median that it is in another unit.
    Unit,
}

impl Fault {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [Self::Missing, Self::NotANumber, Self::Zero, Self::Twice, Self::Backwards, Self::Unit];

    /// As repair logs write it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotANumber => "not-a-number",
            Self::Zero => "zero-for-missing",
            Self::Twice => "duplicate-sequence",
            Self::Backwards => "clock-backwards",
            Self::Unit => "other-unit",
        }
    }
}

/// One cell with a fault.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flaw {
    /// The row, from 0.
    pub row: usize,
    /// The column.
    pub column: Column,
    /// What speaks against it.
    pub fault: Fault,
    /// For [`Fault::Twice`] the row that had the number first, for [`Fault::Backwards`] seconds, for [`Fault::Unit`] times the median; else 0.
    pub value: f64,
}

/// True for what cannot be nought, and has one size whatever happens.
const fn has_a_size(column: Column) -> bool {
    matches!(column, Column::Mark | Column::Depth | Column::OpenInterest)
}

/// Every cell with a fault, row by row. What says that it is missing has none.
#[must_use]
pub fn flaws(table: &Table) -> Vec<Flaw> {
    let medians: BTreeMap<Column, f64> =
        table.columns.iter().filter(|c| has_a_size(**c)).filter_map(|c| Some((*c, median(table, *c)?))).collect();
    let mut found = Vec::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut before = None;
    for row in 0..table.rows.len() {
        for column in &table.columns {
            let cell = table.cell(row, *column).trim();
            let now = table.number(row, *column);
            let fault = match now {
                None if cell.is_empty() => Some((Fault::Missing, 0.0)),
                None if !is_nothing(cell) || cell.eq_ignore_ascii_case("nan") => Some((Fault::NotANumber, 0.0)),
                None => None,
                Some(_) if *column == Column::Sequence => {
                    let first = *seen.entry(cell).or_insert(row);
                    (first < row).then_some((Fault::Twice, float(first)))
                }
                Some(time) if *column == Column::Time => {
                    let back = before.map(|before: f64| before - time).filter(|back| *back > 0.0);
                    before = Some(time);
                    back.map(|back| (Fault::Backwards, back))
                }
                Some(now) => apart(now, medians.get(column).copied()),
            };
            if let Some((fault, value)) = fault {
                found.push(Flaw { row, column: *column, fault, value });
            }
        }
    }
    found
}

/// What speaks against the size of a value.
fn apart(now: f64, median: Option<f64>) -> Option<(Fault, f64)> {
    let median = median?;
    if now.abs() <= 0.0 {
        return Some((Fault::Zero, 0.0));
    }
    let times = now / median;
    (times >= APART || times <= 1.0 / APART).then_some((Fault::Unit, times))
}

fn median(table: &Table, column: Column) -> Option<f64> {
    let place = table.place(column)?;
    let values: Vec<f64> =
        table.rows.iter().filter_map(|row| value(row.get(place)?)).filter(|value| *value > 0.0).collect();
    Sorted::new(&values).ok().map(|sorted| sorted.median())
}

#[cfg(test)]
mod tests {
    use super::super::table::read;
    use super::*;

    fn found(text: &str) -> Vec<(usize, Column, Fault, f64)> {
        flaws(&read(text).unwrap()).into_iter().map(|f| (f.row, f.column, f.fault, f.value)).collect()
    }

    #[test]
    fn each_fault_is_named_where_it_stands() {
        let text = "sequence,time,mark,depth\n1,10,100,5\n2,20,,5\n2,30,101,0\n4,25,NaN,5000\n5,40,0.1,--\n6,50,x,5";
        assert_eq!(
            found(text),
            [
                (1, Column::Mark, Fault::Missing, 0.0),
                (2, Column::Sequence, Fault::Twice, 1.0),
                (2, Column::Depth, Fault::Zero, 0.0),
                (3, Column::Time, Fault::Backwards, 5.0),
                (3, Column::Mark, Fault::NotANumber, 0.0),
                (3, Column::Depth, Fault::Unit, 1_000.0),
                (4, Column::Mark, Fault::Unit, 0.1 / 100.0),
                (5, Column::Mark, Fault::NotANumber, 0.0),
            ]
        );
    }

    #[test]
    fn what_is_said_to_be_missing_has_no_fault_and_a_constant_has_none() {
        assert_eq!(found("time,mark\n1,--\n2,null\n3,7"), []);
        assert_eq!(found("time,mark\n1,7\n2,7\n3,7"), []);
        // Counts may be nought, and rates below it.
        assert_eq!(found("cancels,funding\n0,-0.01\n3,0"), []);
    }
}
