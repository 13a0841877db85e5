//! A reader's own metrics of crowding, day by day: basis, funding, volatility and open interest, as far as they were brought. What a day does not have
//! is missing there, and stays so.

use super::flaw::{Fault, flaws};
use super::table::{Column, Table};
use crate::engine::error::{Field, FileProblem, Part, within};
use crate::engine::monitor::crowding::making::METRICS;
use crate::engine::numeric::variance;
use crate::engine::{Cause, Error};
use std::collections::BTreeMap;

/// Fewest days: what is rated, and twenty to rate it by.
pub const FEWEST: u32 = 21;
/// Most days that are kept, the last ones.
pub const KEPT: usize = 365;
/// Daily returns behind a volatility that is computed from marks.
const RETURNS: usize = 10;
/// Seconds of a day, and days of a year.
const DAY: f64 = 86_400.0;
const YEAR: f64 = 365.0;

/// Metrics in the order of [`crate::engine::monitor::crowding::making`]: per cent a year, per cent an interval, per cent a year, any unit.
const MEASURED: [Column; METRICS] = [Column::Basis, Column::Funding, Column::Volatility, Column::OpenInterest];

/// Metrics by day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Days {
    /// The metrics of each day, oldest first.
    pub days: Vec<[Option<f64>; METRICS]>,
}

/// What is gathered of one day: sum and count of funding, and the last of everything else.
#[derive(Debug, Clone, Copy, Default)]
struct Gathered {
    last: [Option<f64>; METRICS],
    funding: (f64, u32),
    mark: Option<f64>,
}

/// Gathers a table by the days of its times, or a row a day where it has none. Errors: no metric of crowding, fewer days than [`FEWEST`], a cell
/// that is neither a number nor nothing, a clock that goes back, or a message that stands twice; each with its line.
pub fn days(table: &Table) -> Result<Days, Error> {
    let has_marks = table.place(Column::Mark).is_some();
    if !has_marks && !MEASURED.iter().any(|column| table.place(*column).is_some()) {
        return Err(Error::at(Field::File, Cause::File(FileProblem::UnknownShape { names: Vec::new() })));
    }
    refuse(table)?;
    let mut gathered: BTreeMap<i64, Gathered> = BTreeMap::new();
    for row in 0..table.rows.len() {
        let Some(day) = day(table, row) else { continue };
        let one = gathered.entry(day).or_default();
        for (slot, column) in one.last.iter_mut().zip(MEASURED) {
            let now = table.number(row, column);
            *slot = now.or(*slot);
            if let Some(rate) = now.filter(|_| column == Column::Funding) {
                one.funding = (one.funding.0 + rate, one.funding.1.saturating_add(1));
            }
        }
        one.mark = table.number(row, Column::Mark).filter(|mark| *mark > 0.0).or(one.mark);
    }
    within(Field::Days, u32::try_from(gathered.len()).unwrap_or(u32::MAX), FEWEST..)?;
    let by_marks = has_marks && table.place(Column::Volatility).is_none();
    let mut marks: Vec<f64> = Vec::new();
    let mut days = Vec::new();
    for one in gathered.values() {
        let mut metrics = one.last;
        let [_, funding, volatility, _] = &mut metrics;
        if one.funding.1 > 0 {
            *funding = Some(one.funding.0 / f64::from(one.funding.1));
        }
        if by_marks {
            marks.extend(one.mark);
            *volatility = one.mark.and_then(|_| realised(&marks));
        }
        days.push(metrics);
    }
    let from = days.len().saturating_sub(KEPT);
    Ok(Days { days: days.split_off(from) })
}

/// The day of a row, counted from any beginning; `None` where its time is missing.
fn day(table: &Table, row: usize) -> Option<i64> {
    if table.place(Column::Time).is_none() {
        return i64::try_from(row).ok();
    }
    #[expect(clippy::cast_possible_truncation, reason = "moments are milliseconds since 1970 in 64 bits")]
    table.number(row, Column::Time).map(|seconds| libm::floor(seconds / DAY) as i64)
}

/// Close-to-close of the last daily returns, per cent a year.
fn realised(marks: &[f64]) -> Option<f64> {
    let last = marks.get(marks.len().checked_sub(RETURNS.saturating_add(1))?..)?;
    let returns: Vec<f64> = last.iter().zip(last.iter().skip(1)).map(|(a, b)| libm::log(b / a)).collect();
    Some(100.0 * libm::sqrt(variance(&returns) * YEAR))
}

/// The first thing that a history must not have.
fn refuse(table: &Table) -> Result<(), Error> {
    for flaw in flaws(table) {
        let (field, cause) = match flaw.fault {
            Fault::Backwards => (Field::Time, Cause::NotRising { number: flaw.row.saturating_add(1) }),
            Fault::Twice => (Field::Rows, Cause::Twice),
            Fault::NotANumber => {
                let typed = table.cell(flaw.row, flaw.column);
                // What says that it is none is missing, and no more.
                if typed.trim().eq_ignore_ascii_case("nan") {
                    continue;
                }
                (Field::Sample, Cause::NotANumber { typed: crate::engine::echo::echo(typed) })
            }
            Fault::Missing | Fault::Zero | Fault::Unit => continue,
        };
        // The header is the first line.
        return Err(Error::at(field, cause).inside(Part::Line(flaw.row.saturating_add(2))));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::table::read;
    use super::*;

    fn of(head: &str, row: &dyn Fn(u32) -> String, rows: u32) -> Result<Days, Error> {
        let rows: Vec<String> = (0..rows).map(row).collect();
        days(&read(&format!("{head}\n{}", rows.join("\n"))).unwrap())
    }

    #[test]
    fn what_was_not_brought_is_missing_on_every_day() {
        let found = of("funding,basis", &|n| format!("0.0{n},5"), 30).unwrap();
        assert_eq!(found.days.len(), 30);
        assert!(found.days.iter().all(|day| day[2].is_none() && day[3].is_none() && day[0] == Some(5.0)));
        let holes = of("basis", &|n| if n == 3 { "NaN".to_owned() } else { "1".to_owned() }, 30).unwrap();
        assert_eq!(holes.days[3][0], None);
    }

    #[test]
    fn a_day_has_the_mean_of_its_funding_and_the_last_of_the_rest() {
        let row = |n: u32| format!("{},{},{n}", n * 28_800, 0.01 * f64::from(n % 3));
        let found = of("time,funding,open_interest", &row, 90).unwrap();
        assert_eq!(found.days.len(), 30);
        assert!((found.days[4][1].unwrap() - 0.01).abs() < 1e-12);
        assert_eq!(found.days[4][3], Some(14.0));
    }

    #[test]
    fn volatility_comes_from_marks_where_it_is_not_given() {
        let row = |n: u32| format!("{},{}", n * 86_400, if n.is_multiple_of(2) { 100.0 } else { 101.0 });
        let found = of("time,mark", &row, 30).unwrap();
        assert_eq!((found.days[9][2], found.days[10][2].is_some()), (None, true));
        let returns = [1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0].map(|s| s * libm::log(1.01));
        let wanted = 100.0 * libm::sqrt(variance(&returns) * 365.0);
        assert!((found.days[10][2].unwrap() - wanted).abs() < 1e-9);
    }

    #[test]
    fn what_a_history_must_not_have_is_named_with_its_line() {
        let line = |error: Error| error.to_string().to_lowercase();
        let back = of("time,basis", &|n| format!("{},1", if n == 7 { 1 } else { n * 86_400 }), 30);
        assert!(line(back.unwrap_err()).starts_with("line(9),"));
        let twice = of("sequence,basis", &|n| format!("{},1", n.min(11)), 30);
        assert!(line(twice.unwrap_err()).starts_with("line(14),"));
        let word = of("basis", &|n| if n == 2 { "x".to_owned() } else { "1".to_owned() }, 30);
        assert!(line(word.unwrap_err()).starts_with("line(4),"));
        assert!(of("basis", &|_| "1".to_owned(), 20).is_err());
        assert!(of("depth", &|_| "1".to_owned(), 30).is_err());
        // A constant history is one: nothing can be rated by it, and that is for whoever rates.
        assert!(of("basis", &|_| "1".to_owned(), 30).is_ok());
    }
}
