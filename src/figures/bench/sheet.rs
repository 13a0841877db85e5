//! The rows on the bench while they are mended: every cell as it was written, every repair with what stood there before, and the last can be taken back.

use crate::engine::monitor::series::flaw::Fault;
use crate::engine::monitor::series::table::{Column, value as value_of};
use crate::figures::numbers::decimal;
use std::fmt::Write as _;

/// Longest cell that is kept, in characters.
const LONGEST: usize = 40;
/// What says that a value is missing.
pub const MISSING: &str = "--";
/// The name of the form of saved rows, and its version.
const FORM: (&str, u32) = ("cascade-notes-bench", 1);

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    cells: Vec<String>,
    out: bool,
}

/// One repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The row, from 1.
    pub number: usize,
    /// The place of the cell; `None` where the row was left out.
    pub place: Option<usize>,
    /// What stood there; the whole row where that was left out.
    pub from: String,
    /// What stands there now; empty for a row left out.
    pub to: String,
    /// Why; `None` where the reader typed.
    pub why: Option<Fault>,
}

/// How a fault can be mended without typing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mend {
    /// The cell says that it is missing.
    Missing,
    /// The row is left out.
    LeaveOut,
    /// The value is taken times this.
    Times(f64),
}

impl Mend {
    /// Of a fault, with its value.
    #[must_use]
    pub fn of(fault: Fault, value: f64) -> Self {
        match fault {
            Fault::Twice | Fault::Backwards => Self::LeaveOut,
            // The power of ten that brings it back.
            Fault::Unit if value > 0.0 => Self::Times(libm::exp10(-libm::round(libm::log10(value)))),
            _ => Self::Missing,
        }
    }
}

/// The rows, and what was done to them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    head: Vec<String>,
    lines: Vec<Line>,
    repairs: Vec<Repair>,
}

impl Sheet {
    /// Of a text as the worker writes it: a header, then a line a row, cells apart by commas.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<String>>();
        let mut lines = text.lines();
        let head = lines.next().map(cells).unwrap_or_default();
        Self { head, lines: lines.map(|line| Line { cells: cells(line), out: false }).collect(), repairs: Vec::new() }
    }

    /// The rows that are left, as the worker reads them.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = self.head.join(",");
        for line in self.lines.iter().filter(|line| !line.out) {
            out.push('\n');
            out.push_str(&line.cells.join(","));
        }
        out
    }

    /// The numbers of the rows that are left, from 1, in their order.
    #[must_use]
    pub fn numbers(&self) -> Vec<usize> {
        (1_usize..).zip(&self.lines).filter(|(_, line)| !line.out).map(|(number, _)| number).collect()
    }

    /// The columns, as places in [`Column::ALL`].
    #[must_use]
    pub fn columns(&self) -> Vec<usize> {
        let place = |word: &String| Column::ALL.iter().position(|column| column.key() == word);
        self.head.iter().filter_map(place).collect()
    }

    /// A cell of a row by its number; empty where there is none.
    #[must_use]
    pub fn cell(&self, number: usize, place: usize) -> &str {
        let cell = self.line(number).and_then(|line| line.cells.get(place));
        cell.map_or("", |cell| cell.as_str())
    }

    /// True for a row that was left out.
    #[must_use]
    pub fn is_out(&self, number: usize) -> bool {
        self.line(number).is_some_and(|line| line.out)
    }

    fn line(&self, number: usize) -> Option<&Line> {
        self.lines.get(number.checked_sub(1)?)
    }

    /// What was done, oldest first.
    #[must_use]
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// Writes a cell. False where nothing changes.
    pub fn write(&mut self, number: usize, place: usize, text: &str, why: Option<Fault>) -> bool {
        let plain = |c: char| if c == ',' || c.is_control() { ' ' } else { c };
        let to: String = text.trim().chars().take(LONGEST).map(plain).collect();
        let line = number.checked_sub(1).and_then(|at| self.lines.get_mut(at)).filter(|line| !line.out);
        let Some(cell) = line.and_then(|line| line.cells.get_mut(place)) else { return false };
        if *cell == to {
            return false;
        }
        let from = std::mem::replace(cell, to.clone());
        self.repairs.push(Repair { number, place: Some(place), from, to, why });
        true
    }

    /// Mends a fault of a cell as [`Mend`] says. False where nothing changes.
    pub fn mend(&mut self, number: usize, place: usize, fault: Fault, value: f64) -> bool {
        match Mend::of(fault, value) {
            Mend::Missing => self.write(number, place, MISSING, Some(fault)),
            Mend::Times(by) => {
                let now = value_of(self.cell(number, place)).unwrap_or(f64::NAN);
                let to = decimal(now * by);
                let to = to.map_or_else(|| MISSING.to_owned(), |to| to.round_dp(8).normalize().to_string());
                self.write(number, place, &to, Some(fault))
            }
            Mend::LeaveOut => {
                let line = number.checked_sub(1).and_then(|at| self.lines.get_mut(at)).filter(|line| !line.out);
                let Some(line) = line else { return false };
                line.out = true;
                let from = line.cells.join(",");
                self.repairs.push(Repair { number, place: None, from, to: String::new(), why: Some(fault) });
                true
            }
        }
    }

    /// Takes the last repair back; `None` where there is none.
    pub fn undo(&mut self) -> Option<Repair> {
        let repair = self.repairs.pop()?;
        let line = repair.number.checked_sub(1).and_then(|at| self.lines.get_mut(at))?;
        match repair.place {
            Some(place) => {
                if let Some(cell) = line.cells.get_mut(place) {
                    repair.from.clone_into(cell);
                }
            }
            None => line.out = false,
        }
        Some(repair)
    }

    fn column(&self, place: Option<usize>) -> &str {
        place.and_then(|place| self.head.get(place)).map_or("row", |name| name.as_str())
    }

    /// The rows that are left as CSV, each with what was done to it.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut out = format!("{},repaired\r\n", self.head.join(","));
        for (number, line) in (1_usize..).zip(&self.lines).filter(|(_, line)| !line.out) {
            let own = self.repairs.iter().filter(|repair| repair.number == number);
            let said: Vec<String> =
                own.map(|r| format!("{}: {} -> {} ({})", self.column(r.place), r.from, r.to, why(r))).collect();
            let said = said.join("; ").replace('"', "\"\"");
            let quoted = if said.is_empty() { said } else { format!("\"{said}\"") };
            let _ = write!(out, "{},{quoted}\r\n", line.cells.join(","));
        }
        out
    }

    /// Rows and repairs as JSON: what was left out stands whole in its repair.
    #[must_use]
    pub fn json(&self) -> String {
        let list = |cells: &[String]| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",");
        let rows: Vec<String> = (1_usize..)
            .zip(&self.lines)
            .filter(|(_, line)| !line.out)
            .map(|(number, line)| format!("{{\"row\":{number},\"cells\":[{}]}}", list(&line.cells)))
            .collect();
        let repair = |r: &Repair| {
            let parts = [("column", self.column(r.place)), ("from", &r.from), ("to", &r.to), ("why", why(r))];
            let parts: Vec<String> = parts.iter().map(|(key, value)| format!("\"{key}\":{}", quoted(value))).collect();
            format!("{{\"row\":{},{}}}", r.number, parts.join(","))
        };
        let repairs: Vec<String> = self.repairs.iter().map(repair).collect();
        let (form, version) = FORM;
        format!(
            "{{\"form\":\"{form}\",\"version\":{version},\n\"columns\":[{}],\n\"rows\":[\n{}\n],\n\"repairs\":[\n{}\n]}}\n",
            list(&self.head),
            rows.join(",\n"),
            repairs.join(",\n")
        )
    }
}

fn why(repair: &Repair) -> &'static str {
    repair.why.map_or("typed", Fault::key)
}

/// A text as JSON writes it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::monitor::series::broken::broken;
    use crate::engine::monitor::series::flaw::flaws;
    use crate::engine::monitor::series::table::read;

    /// Every fault is mended by what is offered for it, whatever the order, and every repair can be taken back.
    #[test]
    fn every_fault_has_a_mend_and_every_mend_can_be_taken_back() {
        let before = Sheet::of(&broken().text());
        let mut sheet = before.clone();
        for _ in 0..20 {
            let table = read(&sheet.text()).unwrap();
            let Some(flaw) = flaws(&table).last().copied() else { break };
            let (number, place) = (sheet.numbers()[flaw.row], table.place(flaw.column).unwrap());
            assert!(sheet.mend(number, place, flaw.fault, flaw.value));
        }
        assert_eq!(flaws(&read(&sheet.text()).unwrap()), []);
        assert_eq!(sheet.repairs().len(), 7);
        // A depth in contracts is coins again, a mark in thousands is one in units.
        assert!((read(&sheet.text()).unwrap().number(29, Column::Mark).unwrap() - 60_000.0).abs() < 1_000.0);
        let (csv, json) = (sheet.csv(), sheet.json());
        assert!(csv.contains("depth: 0 -> -- (zero-for-missing)") && !csv.contains("duplicate"), "{csv}");
        assert!(json.contains("\"why\":\"duplicate-sequence\"") && json.contains("\"column\":\"row\""), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["repairs"].as_array().unwrap().len(), 7);
        assert_eq!(value["rows"].as_array().unwrap().len(), sheet.numbers().len());
        // What was saved reads as the same rows.
        assert_eq!(read(&csv).unwrap().rows, read(&sheet.text()).unwrap().rows);
        while sheet.undo().is_some() {}
        assert_eq!(sheet, before);
    }

    #[test]
    fn what_is_typed_stays_one_cell() {
        let mut sheet = Sheet::of("time,mark\n1,2");
        assert!(sheet.write(1, 1, " 3,4\n\"5\" ", None));
        assert_eq!(sheet.text(), "time,mark\n1,3 4 \"5\"");
        assert!(
            !sheet.write(1, 1, "3,4\n\"5\"", None) && !sheet.write(2, 1, "x", None) && !sheet.write(1, 7, "x", None)
        );
        assert!(sheet.json().contains(r#""to":"3 4 \"5\"","why":"typed""#), "{}", sheet.json());
    }
}
