//! The small table to be mended: forty minutes of one market, with a fault of each kind put in, and near its end something that is none.

use super::table::{Column, Table};
use crate::engine::random::Stream;

/// Rows.
const ROWS: u32 = 40;
/// Seed of the table.
const SEED: u64 = 1;
/// What its chance is named by.
const PURPOSE: u64 = 0x6265_6e63_6800_0000;
/// First moment, in seconds since 1970, and seconds between rows.
const FIRST: u32 = 1_772_323_200;
const STEP: u32 = 60;
/// From this row on the book is thinner and cancels come faster: this is no fault.
pub const TURNS: u32 = 33;

/// Volatility of the mark between two rows.
const MOVE: f64 = 0.0008;

/// The rows as they were before anything was broken.
#[must_use]
pub fn whole() -> Table {
    let mut chance = Stream::new(SEED, PURPOSE);
    let mut mark = 60_000.0;
    let row = |n: u32| -> Vec<String> {
        mark *= libm::exp(MOVE * chance.normal());
        let turned = n >= TURNS;
        let depth = (if turned { 120.0 } else { 200.0 }) * (1.0 + 0.06 * chance.normal());
        let cancels = (if turned { 75.0 } else { 40.0 }) + 6.0 * chance.normal();
        let time = FIRST.saturating_add(STEP.saturating_mul(n));
        vec![
            n.saturating_add(1_001).to_string(),
            time.to_string(),
            format!("{mark:.1}"),
            format!("{depth:.1}"),
            format!("{:.0}", cancels.max(0.0)),
        ]
    };
    let columns = vec![Column::Sequence, Column::Time, Column::Mark, Column::Depth, Column::Cancels];
    Table { columns, rows: (0..ROWS).map(row).collect() }
}

/// The same, broken: a missing mark, nought for a missing depth, a message twice, a clock that goes back an hour, a depth in contracts of a
/// thousandth, a mark that is no number, and one in thousands.
#[must_use]
pub fn broken() -> Table {
    let mut table = whole();
    let mut put = |row: usize, column: Column, of: &dyn Fn(f64) -> String| {
        let now = table.number(row, column).unwrap_or_default();
        let Some(place) = table.place(column) else { return };
        if let Some(cell) = table.rows.get_mut(row).and_then(|row| row.get_mut(place)) {
            *cell = of(now);
        }
    };
    put(5, Column::Mark, &|_| String::new());
    put(8, Column::Depth, &|_| "0".to_owned());
    put(19, Column::Time, &|time| format!("{:.0}", time - 3_600.0));
    put(24, Column::Depth, &|depth| format!("{:.0}", 1_000.0 * depth));
    put(27, Column::Mark, &|_| "NaN".to_owned());
    put(30, Column::Mark, &|mark| format!("{:.4}", mark / 1_000.0));
    if let Some(twice) = table.rows.get(13).cloned() {
        table.rows.insert(14, twice);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::flaw::{Fault, flaws};
    use super::*;

    #[test]
    fn every_kind_of_fault_is_in_it_and_none_in_the_whole_one() {
        assert_eq!(flaws(&whole()), []);
        let mut found: Vec<Fault> = flaws(&broken()).into_iter().map(|flaw| flaw.fault).collect();
        assert_eq!(found.len(), 7);
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, Fault::ALL);
    }
}
